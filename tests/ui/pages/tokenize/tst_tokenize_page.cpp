// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/pages/tokenize/tokenize_page.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/piece_view.h"
#include "ui/widgets/tabs.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>

using namespace retort;

namespace {

struct Tokenizing : WindowFixture {
    Page *page = nullptr;
    Tabs *tabs = nullptr;

    explicit Tokenizing(const char *language = "en")
        : WindowFixture({}, [language](Settings &s) { s.setValue("language", std::string(language)); }) {}

    void show(Filled filled) {
        open(makeProject(dir.filePath("p"), filled));
        window->resize(1120, 680);
        app->goTo("tokenize");
        QTRY_VERIFY(window->pages().currentPage());
        page = window->pages().currentPage();
        for (auto *one : page->findChildren<Tabs *>())
            for (int tab = 0; tab < one->count(); ++tab)
                if (one->tabData(tab) == "vocabulary")
                    tabs = one;
        QVERIFY(tabs);
    }
    bool shows(const QString &link) const {
        for (auto *one : page->findChildren<EmptyState *>())
            for (auto *button : one->findChildren<QAbstractButton *>())
                if (button->isVisible() && button->text() == link)
                    return true;
        return false;
    }
};

} // namespace

class TstTokenizePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void tabs_are_whole_in_the_smallest_window() {
        for (const char *language : {"en", "zh_CN"}) {
            Tokenizing f(language);
            f.show(Filled::Trained);
            for (auto *combo : f.page->findChildren<QComboBox *>()) // long names must not take their room
                if (combo->count() > 0)
                    combo->setItemText(0, QString(60, 'm'));
            QTest::qWait(50);
            QCOMPARE(f.window->width(), 1120);
            QVERIFY(f.page->findChild<PageHeader *>()->minimumSizeHint().width() <= f.page->width());
            QCOMPARE(f.tabs->count(), 3);
            for (int tab = 0; tab < f.tabs->count(); ++tab) {
                const QRect rect = f.tabs->tabRect(tab);
                const QString text = f.tabs->tabText(tab);
                QVERIFY2(rect.width() >= f.tabs->fontMetrics().horizontalAdvance(text) + space::s,
                         qPrintable(text));
                QVERIFY2(f.tabs->rect().contains(rect), qPrintable(text));
            }
            QVERIFY(f.page->rect().contains(QRect(f.tabs->mapTo(f.page, QPoint()), f.tabs->size())));
            for (auto *button : f.page->findChildren<QAbstractButton *>())
                if (button->isVisible() && !button->text().isEmpty())
                    QVERIFY(f.page->rect().contains(QRect(button->mapTo(f.page, QPoint()), button->size())));
        }
    }

    void without_a_tokenizer_inspect_and_vocabulary_say_what_to_do() {
        Tokenizing f;
        f.show(Filled::Empty);
        f.tabs->setCurrent("inspect");
        QTRY_VERIFY(f.shows("Import data first →"));
        QVERIFY(!f.page->findChild<PieceView *>()->isVisible());
        f.tabs->setCurrent("vocabulary");
        QTRY_VERIFY(f.shows("Import data first →"));
        Tokenizing g;
        g.show(Filled::Data);
        g.tabs->setCurrent("inspect");
        QTRY_VERIFY(g.shows("Train a tokenizer →"));
        QAbstractButton *train = nullptr;
        for (auto *one : g.page->findChildren<EmptyState *>())
            for (auto *button : one->findChildren<QAbstractButton *>())
                if (button->text() == "Train a tokenizer →")
                    train = button;
        QVERIFY(train);
        train->click();
        QCOMPARE(g.tabs->current(), QString("train"));
    }

    void with_a_tokenizer_they_show_it() {
        Tokenizing f;
        f.show(Filled::Trained);
        f.tabs->setCurrent("inspect");
        QTRY_VERIFY(f.page->findChild<PieceView *>()->isVisible());
        QVERIFY(!f.shows("Train a tokenizer →"));
    }

    void toggles_and_search_survive_a_page_that_is_made_anew() {
        Tokenizing f;
        f.show(Filled::Trained);
        const auto shown = [&] { return f.window->pages().currentPage(); };
        const auto on = [&] {
            int count = 0;
            for (auto *look : shown()->findChildren<QCheckBox *>())
                count += look->isChecked();
            return count;
        };
        const auto search = [&]() -> QLineEdit * {
            for (auto *edit : shown()->findChildren<QLineEdit *>())
                if (edit->placeholderText() == "Find a piece or an id")
                    return edit;
            return nullptr;
        };
        for (auto *look : shown()->findChildren<QCheckBox *>())
            look->setChecked(true);
        search()->setText("ab");
        f.tabs->setCurrent("vocabulary");
        const int before = on(); // with those of the settings
        QVERIFY(before >= 2);
        f.window->pages().rebuild(); // as a language switch does
        QCOMPARE(on(), before);
        QCOMPARE(search()->text(), QString("ab"));
        QVERIFY(search()->isVisible());
    }
};

RETORT_TEST(TstTokenizePage)
#include "tst_tokenize_page.moc"
