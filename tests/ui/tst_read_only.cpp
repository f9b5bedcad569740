// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
// A project that cannot be written: the window offers to read it, says so, and no page tries to change it.
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/actions/action_table.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/page.h"
#include "ui/project/project_dialogs.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QMenu>
#include <QToolButton>

using namespace retort;

namespace {

struct ReadOnly : WindowFixture {
    QString folder;

    explicit ReadOnly(Filled filled = Filled::Trained)
        : WindowFixture({}, [](Settings &s) { s.setValue("language", std::string("en")); }) {
        folder = makeProject(dir.filePath("p"), filled);
    }
    void openForReading() {
        app->openProject(folder, OpenMode::ReadOnly);
        QTRY_VERIFY(app->hasProject() && app->snapshotReady());
    }
};

} // namespace

class TstReadOnly : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    // Whoever runs the tests may be allowed to write everywhere, so the refusal itself is handed in.
    void a_project_that_cannot_be_written_is_offered_for_reading() {
        ReadOnly w;
        JobFailure failure;
        failure.code = ErrorCode::Permission;
        failure.text = Text("no permission to write");
        showProjectFailure(*w.app, w.window.get(), w.folder, failure);
        QTRY_VERIFY(w.dialog());
        WindowFixture::press(w.dialog(), "Open read-only");
        QTRY_VERIFY(w.app->hasProject() && w.app->snapshotReady());
        QVERIFY(w.app->readOnly());
        const auto *part = w.window->findChild<QToolButton *>("status_project");
        QTRY_COMPARE(part->text(), QString("Probe (read-only)"));
        QVERIFY(part->toolTip().contains("reading only"));
        QVERIFY(!w.window->actions().action("project_rename")->isEnabled());
        QVERIFY(w.window->actions().action("project_save_copy")->isEnabled());
    }
    void what_cannot_even_be_read_gets_no_such_offer() {
        ReadOnly w;
        JobFailure failure;
        failure.code = ErrorCode::Permission;
        failure.text = Text("no permission");
        showProjectFailure(*w.app, w.window.get(), w.dir.filePath("nowhere"), failure);
        QTRY_VERIFY(w.dialog());
        for (auto *button : w.dialog()->findChildren<QAbstractButton *>())
            QVERIFY(button->text() != "Open read-only");
        WindowFixture::press(w.dialog(), "Close");
    }
    void every_page_shows_and_every_writing_action_stays_off() {
        ReadOnly w;
        w.openForReading();
        int writing = 0;
        for (const PageInfo &info : pageTable()) {
            w.app->goTo(QLatin1String(info.id));
            Page *page = w.window->pages().currentPage();
            QVERIFY2(page, info.id);
            QTRY_VERIFY_WITH_TIMEOUT(!w.app->jobs().busy(), 20'000);
            for (const ActionSpec &spec : actionTable())
                if (const QAction *action = page->id() == QLatin1String(spec.page) && spec.writes
                                                ? page->findAction(spec.id)
                                                : nullptr) {
                    ++writing;
                    QVERIFY2(!action->isEnabled(), spec.id);
                    QVERIFY2(action->toolTip().contains("reading only"), spec.id);
                }
        }
        QVERIFY2(writing >= 12, QByteArray::number(writing));
        QVERIFY(w.app->jobs().tasks().empty());
    }
    void the_same_actions_work_again_in_a_project_that_can_be_written() {
        ReadOnly w;
        w.openForReading();
        w.app->goTo("data");
        QVERIFY(!w.window->pages().currentPage()->findAction("data_import")->isEnabled());
        w.app->openProject(w.folder);
        QTRY_VERIFY(w.app->hasProject() && !w.app->readOnly() && w.app->snapshotReady());
        QTRY_VERIFY(w.window->pages().currentPage()->findAction("data_import")->isEnabled());
    }
    void files_that_are_dropped_are_refused_with_a_reason() {
        ReadOnly w;
        w.openForReading();
        QSignalSpy toasts(w.app.get(), &AppState::toastRequested);
        w.app->goTo("data", {{"files", QStringList{w.dir.filePath("x.jsonl")}}});
        QCOMPARE(toasts.size(), 1);
        QVERIFY(toasts[0][0].value<ToastSpec>().text.contains("reading only"));
    }
    void the_menu_of_an_artifact_renames_nothing() {
        ReadOnly w;
        w.openForReading();
        w.app->goTo("train");
        auto *menu = w.window->pages().currentPage()->findChild<ArtifactMenu *>();
        QVERIFY(menu);
        QMenu shown;
        menu->fill(shown);
        for (const char *id : {"rename", "note", "trash"}) {
            QVERIFY2(!menu->action(id)->isEnabled(), id);
            QVERIFY2(menu->action(id)->toolTip().contains("reading only"), id);
        }
        QVERIFY(menu->action("copy_command")->isEnabled()
                || !menu->action("copy_command")->toolTip().isEmpty());
    }
};

RETORT_TEST(TstReadOnly)
#include "tst_read_only.moc"
