// SPDX-License-Identifier: GPL-3.0-or-later
// Without LibTorch the window opens and every page shows; what needs it says what is missing and how to get
// it.
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/chat/chat_page.h"
#include "ui/pages/page.h"
#include "ui/widgets/banner.h"
#include "ui/window/window_actions.h"

#include <QAction>

using namespace retort;

class TestWithoutTorch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("RETORT_TORCH", m_nothing.path().toUtf8());
        Theme::instance().install(*qApp);
    }

    void every_page_shows_and_asking_says_what_is_missing() {
        WindowFixture f({}, [](Settings &s) { s.setValue("language", "en"); });
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        for (const PageInfo &page : pageTable()) {
            f.window->pages().showPage(page.id);
            QTest::qWait(30);
            QVERIFY2(f.window->pages().currentPage(), page.id);
        }
        f.app->goTo("chat");
        auto *page = f.window->pages().currentPage();
        auto *edit = page->findChild<QuestionEdit *>();
        QVERIFY(edit);
        edit->setPlainText("347+285等于多少？");
        page->findAction("chat_send")->trigger();
        auto *banner = page->findChild<Banner *>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 20000);
        QCOMPARE(banner->kind(), Banner::Kind::bad);
        QVERIFY2(banner->text().contains("LibTorch") && banner->text().contains("fetch_libraries.sh"),
                 qPrintable(banner->text()));
        // The page is ready for the next question, and the window for work that needs no LibTorch.
        QTRY_VERIFY(!f.app->jobs().on(Resource::Answers).busy());
        f.app->goTo("data");
        QCOMPARE(f.window->pages().currentId(), "data");
    }

private:
    QTemporaryDir m_nothing;
};

RETORT_TEST(TestWithoutTorch)
#include "tst_without_torch.moc"
