// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/window/trash_dialog.h"

#include "core/data/artifacts/artifact.h"
#include "core/data/artifacts/trash.h"
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_view.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QLabel>

#include <algorithm>

using namespace retort;

class TstTrashDialog : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<WindowFixture> m_window;
    QString m_folder;

    AppState &app() const { return *m_window->app; }
    TrashDialog *dialog() const { return m_window->window->findChild<TrashDialog *>(); }
    TableView *table() const { return dialog()->findChild<TableView *>("trash_table"); }
    QStringList names() const {
        QStringList all;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            all << table()->model()->index(row, 0).data().toString();
        all.sort();
        return all;
    }
    QStringList inTrash() const {
        QStringList all;
        for (const TrashItem &item : trashItems(*app().project()))
            all << fromUtf8(item.kind);
        all.sort();
        return all;
    }
    bool says(const QString &part) const {
        for (const QLabel *label : dialog()->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(part))
                return true;
        return false;
    }
    QAbstractButton *button(const QString &text) const {
        for (auto *one : dialog()->findChildren<QAbstractButton *>())
            if (one->text() == text)
                return one;
        return nullptr;
    }
    void show() {
        m_window->window->actions().action("trash_show")->trigger();
        QVERIFY(dialog());
    }
    void choose(const QString &name) {
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            if (table()->model()->index(row, 0).data().toString() == name) {
                table()->selectRow(row);
                return;
            }
        QFAIL(qPrintable(name + " is not shown"));
    }
    // The question that the dialog asks.
    void answer(const QString &verb) {
        QWidget *ask = nullptr;
        QTRY_VERIFY([&] {
            for (auto *one : dialog()->findChildren<QDialog *>())
                if (one->isVisible())
                    ask = one;
            return ask != nullptr;
        }());
        WindowFixture::press(ask, verb);
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }
    void init() {
        static int number = 0;
        m_folder = makeProject(m_dir.filePath(QStringLiteral("p%1").arg(++number)), Filled::Trained);
        m_window = std::make_unique<WindowFixture>(
            WindowOptions{}, [](Settings &s) { s.setValue("language", std::string("en")); });
        m_window->open(m_folder);
    }
    void cleanup() { m_window.reset(); }

    void an_empty_trash_says_what_it_is_for() {
        show();
        QTRY_VERIFY(dialog()->findChild<EmptyState *>()->isVisible());
        QVERIFY(!button("Empty trash…")->isEnabled());
        QVERIFY(!button("Restore")->isEnabled());
        QVERIFY(says("14 days"));
    }
    void a_thing_is_taken_back() {
        moveArtifactToTrash(app().project(), {"evaluation", 1});
        show();
        QTRY_COMPARE(names(), QStringList{"test"});
        QCOMPARE(table()->model()->index(0, 1).data().toString(), QString("Evaluation"));
        QVERIFY(table()->model()->index(0, 2).data().toString().contains(":")); // today, the time
        choose("test");
        button("Restore")->click();
        QTRY_COMPARE(inTrash(), QStringList());
        QTRY_VERIFY(dialog()->findChild<EmptyState *>()->isVisible());
        QTRY_COMPARE(app().snapshot().evaluations.size(), std::size_t(1));
    }
    void deleting_asks_first_and_ends_only_what_was_chosen() {
        moveArtifactToTrash(app().project(), {"evaluation", 1});
        moveArtifactToTrash(app().project(), {"checkpoint", 1});
        show();
        QTRY_COMPARE(names(), (QStringList{"step 100", "test"}));
        choose("test");
        button("Delete for good…")->click();
        answer("Keep");
        QTest::qWait(100);
        QCOMPARE(inTrash(), (QStringList{"checkpoint", "evaluation"}));
        choose("test");
        button("Delete for good…")->click();
        answer("Delete for good");
        QTRY_COMPARE(inTrash(), QStringList{"checkpoint"});
        QTRY_COMPARE(names(), QStringList{"step 100"});
    }
    void what_is_needed_is_marked_and_cannot_be_ended() {
        moveArtifactToTrash(app().project(), {"tokenizer", 1});
        show();
        QTRY_COMPARE(names(), QStringList{"bpe-2k"});
        choose("bpe-2k");
        QVERIFY(says("needs it"));
        QVERIFY(!button("Delete for good…")->isEnabled());
        QVERIFY(!button("Empty trash…")->isEnabled());
        QVERIFY(button("Restore")->isEnabled());
    }
    void emptying_asks_and_tells_what_stays() {
        for (const char *kind : {"tokenizer", "evaluation", "checkpoint"})
            moveArtifactToTrash(app().project(), {kind, 1});
        show();
        QTRY_COMPARE(names().size(), 3);
        button("Empty trash…")->click();
        QTRY_VERIFY(says("1 stay") || says("stays"));
        answer("Empty trash");
        QTRY_COMPARE(inTrash(), QStringList{"tokenizer"});
        QTRY_COMPARE(names(), QStringList{"bpe-2k"});
    }
    void a_project_open_for_reading_shows_and_changes_nothing() {
        moveArtifactToTrash(app().project(), {"evaluation", 1});
        app().openProject(m_folder, OpenMode::ReadOnly);
        QTRY_VERIFY(app().readOnly() && app().snapshotReady());
        show();
        QTRY_COMPARE(names(), QStringList{"test"});
        choose("test");
        QVERIFY(says("reading only"));
        for (const char *verb : {"Restore", "Delete for good…", "Empty trash…"})
            QVERIFY2(!button(verb)->isEnabled(), verb);
    }
};

RETORT_TEST(TstTrashDialog)
#include "tst_trash_dialog.moc"
