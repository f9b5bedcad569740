// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/pages/home/home_page.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/home/stage_card.h"

#include <QToolButton>

using namespace retort;

class TstHomePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void recent_projects_keep_their_buttons() {
        WindowFixture w;
        const QString here = makeProject(w.dir.filePath("here"), Filled::Empty);
        w.app->settings().addRecent(here, "here");
        w.app->settings().addRecent(w.dir.filePath("gone"), "gone");
        w.open(here);
        w.app->goTo("home");
        QTRY_COMPARE(w.window->pages().currentId(), QString("home"));
        const auto part = [&](const QString &folder, const char *name) -> QToolButton * {
            auto *line = w.window->pages().currentPage()->findChild<QWidget *>(folder);
            return line ? line->findChild<QToolButton *>(name) : nullptr;
        };
        QTRY_VERIFY(part(here, "open") && part(w.dir.filePath("gone"), "open"));
        QTRY_VERIFY(!part(w.dir.filePath("gone"), "open")->isEnabled()); // looked for off the GUI thread
        QVERIFY(part(here, "open")->isEnabled());
        auto *where = part(here, "open")->parentWidget()->findChild<ElidedLabel *>();
        QVERIFY2(where->text().endsWith("/here"), qPrintable(where->text())); // names may be equal
        QPointer<QToolButton> pin = part(here, "pin");
        pin->click();
        QTRY_VERIFY(pin && pin->property("pinned").toBool());
        QCOMPARE(part(here, "pin"), pin.data());
        part(w.dir.filePath("gone"), "remove")->click();
        QTRY_VERIFY(!part(w.dir.filePath("gone"), "open"));
        QVERIFY(pin);
    }

    void the_chain_has_a_card_for_each_page_that_is_a_stage() {
        WindowFixture w;
        w.open(makeProject(w.dir.filePath("p"), Filled::Empty));
        w.app->goTo("home");
        QTRY_COMPARE(w.window->pages().currentId(), QString("home"));
        const auto stages = std::count_if(pageTable().begin(), pageTable().end(),
                                          [](const PageInfo &page) { return page.stage != nullptr; });
        QCOMPARE(w.window->pages().currentPage()->findChildren<StageCard *>().size(), stages);
    }
};

RETORT_TEST(TstHomePage)
#include "tst_home_page.moc"
