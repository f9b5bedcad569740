// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
// A switch of the language makes every page anew: what goes on, what it gives and what was typed survive it.
#include "ui/window/page_stack.h"

#include "core/import/import_job.h"
#include "core/learn/train_job.h"
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/pages/data/import_report.h"
#include "ui/pages/page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"
#include "ui/window/window_actions.h"
#include <QScrollArea>
#include <QScrollBar>

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <thread>

using namespace retort;

namespace {

struct Switching : WindowFixture {
    std::atomic<bool> open{false};

    Switching() : WindowFixture({}, [](Settings &s) { s.setValue("language", std::string("en")); }) {
        WindowFixture::open(makeProject(dir.filePath("p"), Filled::Trained));
    }
    Page *show(const char *page) {
        window->pages().showPage(page);
        return window->pages().currentPage();
    }
    Page *page() const { return window->pages().currentPage(); }
    void toggle() {
        const QPointer<Page> before = page();
        window->actions().action("view_language_toggle")->trigger();
        QTRY_VERIFY(!before && page());
    }
    void wait(JobContext &job) {
        while (!open) {
            job.checkCancelled();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    bool shows(const QString &text) const {
        for (const auto *banner : page()->findChildren<Banner *>())
            if (banner->isVisible() && banner->text().contains(text))
                return true;
        return false;
    }
};

} // namespace

class TstPageStack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void progress_and_failure_reach_the_page_in_the_other_language() {
        Switching f;
        f.show("clean");
        f.app->jobs().start(
            Resource::Disk, {"clean", "Cleaning"},
            [&](JobContext &job) {
                job.progress(1, 2, "reading");
                f.wait(job);
                throw Error(ErrorCode::Io, "the disk is gone");
            },
            [] {});
        f.toggle();
        QVERIFY(!f.page()->findAction("clean_apply")->isEnabled());
        f.open = true;
        QTRY_VERIFY(f.shows("the disk is gone"));
        f.toggle(); // and it stays to be read
        QVERIFY(f.shows("the disk is gone"));
    }

    void the_report_of_an_import_reaches_the_page_in_the_other_language() {
        Switching f;
        f.show("data");
        VersionId applied = 0;
        f.app->jobs().start(
            Resource::Disk, {"data/import", "Importing"},
            [&](JobContext &job) {
                f.wait(job);
                job.issue({Issue::Level::Refused, "a.jsonl", 3, "answer", Text("is missing")});
                ImportResult result;
                result.version = 1;
                result.records = result.rows = 2;
                result.refused = 1;
                return result;
            },
            [&](const ImportResult &result) { applied = *result.version; });
        f.toggle();
        f.open = true;
        QTRY_VERIFY(f.page()->findChild<ImportReport *>()->isVisible());
        QCOMPARE(applied, 1);
        f.toggle();
        QVERIFY(f.page()->findChild<ImportReport *>()->isVisible()); // not read yet
    }

    void what_was_typed_survives() {
        Switching f;
        const auto formOf = [&] { return f.page()->findChild<OptionForm *>(); };
        f.show("train");
        auto values = formOf()->values();
        values["max_steps"] = std::int64_t(4711);
        formOf()->setValues(values);
        f.show("tokenize");
        values = formOf()->values();
        values["vocab_size"] = std::int64_t(777);
        formOf()->setValues(values);
        f.show("evaluate");
        auto *split = f.page()->findChild<QComboBox *>();
        for (auto *combo : f.page()->findChildren<QComboBox *>())
            if (combo->accessibleName() == "Split")
                split = combo;
        split->setCurrentIndex(2);
        QLineEdit *question = nullptr;
        for (auto *edit : f.page()->findChildren<QLineEdit *>())
            if (edit->accessibleName() == "Question")
                question = edit;
        QVERIFY(question);
        question->setText("3+4=?");
        f.toggle();
        QStringList texts;
        for (auto *edit : f.page()->findChildren<QLineEdit *>())
            texts << edit->text();
        QVERIFY(texts.contains("3+4=?"));
        bool kept = false;
        for (auto *combo : f.page()->findChildren<QComboBox *>())
            kept = kept || (combo->count() == 3 && combo->currentIndex() == 2);
        QVERIFY(kept);
        f.show("tokenize");
        QCOMPARE(std::get<std::int64_t>(formOf()->values().at("vocab_size")), std::int64_t(777));
        f.show("train");
        QCOMPARE(std::get<std::int64_t>(formOf()->values().at("max_steps")), std::int64_t(4711));
    }

    // A page out of sight has no say in the height of the others.
    void a_page_that_was_seen_makes_no_other_scroll() {
        WindowFixture f;
        f.open(makeProject(f.dir.filePath("p"), Filled::Trained));
        f.window->resize(1280, 800);
        f.window->pages().showPage("clean");
        auto *area = f.window->pages().currentPage()->findChild<QScrollArea *>("page_body");
        QVERIFY(area);
        QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
        f.window->pages().showPage("train");
        QTest::qWait(100);
        f.window->pages().showPage("clean");
        QTest::qWait(100);
        QCOMPARE(area->verticalScrollBar()->maximum(), 0);
    }
};

RETORT_TEST(TstPageStack)
#include "tst_page_stack.moc"
