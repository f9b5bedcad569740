// SPDX-License-Identifier: GPL-3.0-or-later
// The ways into the Trace page and through it: the review of changes, and from remark to remark.
#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/models/sample_model.h"
#include "ui/pages/page.h"
#include "ui/pages/trace/trace_reader.h"
#include "ui/state/pending_marks.h"
#include "ui/widgets/table_view.h"
#include "ui/window/panels.h"

#include <QAction>

using namespace retort;

namespace {

struct Reading : WindowFixture {
    Page *page = nullptr;
    TableView *queue = nullptr;
    TraceReader *reader = nullptr;

    Reading() : WindowFixture({}, [](Settings &s) { s.setValue("language", std::string("en")); }) {
        const QString folder = dir.filePath("p");
        {
            SourceWriterConfig config;
            config.name = "ropes";
            config.files = {"a.jsonl"};
            SourceWriter writer(Project::create(toUtf8(folder), "Probe"), config);
            for (int i = 0; i < 6; ++i) {
                Sample s;
                s.question = "rope " + std::to_string(i);
                s.reasoning =
                    i % 3 == 0 ? "Wait, let me check the unit again.\n\nIt is 9 metres." : "It is 9 metres.";
                s.answer = "9";
                s.language = "en";
                writer.add(s);
            }
            writer.finish(0);
        }
        open(folder);
        window->resize(1280, 800);
    }
    void lookUp() {
        page = window->pages().currentPage();
        queue = page->findChild<TableView *>();
        reader = page->findChild<TraceReader *>();
        QTRY_VERIFY(reader->toPlainText().contains("rope"));
    }
    TableView *samplesOnData() const {
        for (auto *one : window->pages().currentPage()->findChildren<TableView *>())
            if (qobject_cast<SampleModel *>(one->model()))
                return one;
        return nullptr;
    }
    int row() const { return queue->currentIndex().row(); }
    QString verdict(int row) const {
        return queue->model()->index(row, SampleModel::columnOf(RowColumn::Verdict)).data().toString();
    }
    void mark(SampleId id) {
        bool done = false;
        markSamples(*app, window.get(), 1, {id}, "discard", [&](auto) { done = true; });
        QTRY_VERIFY(done);
        QTRY_VERIFY(app->snapshot().pendingCount > 0);
    }
};

} // namespace

class TestReview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void review_opens_the_changed_samples() {
        Reading f;
        f.app->goTo("trace");
        f.lookUp();
        QVERIFY(!f.page->findAction("trace_review")->isVisible());
        QCOMPARE(f.queue->model()->rowCount(), 6);
        f.mark(5);
        f.app->goTo("home");
        auto *panel = new PendingPanel(*f.app, f.window.get());
        panel->show();
        WindowFixture::press(panel, "Review");
        QCOMPARE(f.window->pages().currentId(), "trace");
        QTRY_COMPARE(f.queue->model()->rowCount(), 1);
        QTRY_VERIFY(f.reader->toPlainText().contains("rope 4"));
        f.page->findAction("trace_review")->trigger();
        QTRY_COMPARE(f.queue->model()->rowCount(), 6);
    }

    void a_sample_asked_for_is_shown_whether_changed_or_not() {
        Reading f;
        f.mark(5);
        f.app->goTo("trace", {{"pending", true}});
        f.lookUp();
        QTRY_COMPARE(f.queue->model()->rowCount(), 1);
        f.app->goTo("trace", {{"sample", 2}});
        QTRY_COMPARE(f.queue->model()->rowCount(), 6);
        QTRY_VERIFY(f.reader->toPlainText().contains("rope 1"));
    }

    void a_mark_taken_back_by_its_toast_is_gone_from_every_page() {
        Reading f;
        f.app->goTo("data");
        auto *table = f.samplesOnData();
        QTRY_COMPARE(table->model()->rowCount(), 6);
        QSignalSpy toasts(f.app.get(), &AppState::toastRequested);
        table->selectRow(2);
        f.window->pages().currentPage()->findAction("data_discard")->trigger();
        QTRY_COMPARE(toasts.count(), 1);
        f.app->goTo("trace");
        f.lookUp();
        QTRY_COMPARE(f.verdict(2), QString("discard"));
        f.queue->selectRow(4);
        QTRY_VERIFY(f.reader->toPlainText().contains("rope 4"));
        f.page->findAction("trace_keep")->trigger();
        QTRY_COMPARE(f.app->snapshot().pendingCount, 2);
        toasts[0][0].value<ToastSpec>().action();
        QTRY_COMPARE(f.verdict(2), QString());
        QCOMPARE(f.verdict(4), QString("keep"));
        QTRY_COMPARE(f.app->snapshot().pendingCount, 1);
        f.page->findAction("trace_review")->trigger();
        QTRY_COMPARE(f.queue->model()->rowCount(), 1); // only what is changed
    }

    void the_same_mark_again_is_no_step_and_no_toast() {
        Reading f;
        f.app->goTo("data");
        Page *data = f.window->pages().currentPage();
        auto *table = f.samplesOnData();
        QTRY_COMPARE(table->model()->rowCount(), 6);
        QSignalSpy toasts(f.app.get(), &AppState::toastRequested);
        table->selectRow(2);
        for (int press = 0; press < 2; ++press)
            data->findAction("data_discard")->trigger();
        QTRY_VERIFY(!f.app->jobs().writes().busy() && toasts.count() > 0);
        QCOMPARE(toasts.count(), 1);
        QTRY_VERIFY(data->canUndo());
        data->undo();
        QTRY_COMPARE(f.app->snapshot().pendingCount, 0);
        QTRY_VERIFY(!data->canUndo());
    }

    void the_next_remark_may_be_in_another_sample() {
        Reading f;
        f.app->goTo("trace");
        f.lookUp();
        QAction *next = f.page->findAction("trace_next_problem"),
                *previous = f.page->findAction("trace_previous_problem");
        const auto chosen = [&] { return f.reader->textCursor().selectedText(); };
        next->trigger();
        QCOMPARE(f.row(), 0);
        QCOMPARE(chosen(), QString("Wait"));
        next->trigger(); // two of them in this sample
        QCOMPARE(f.row(), 0);
        QCOMPARE(chosen(), QString("let me check"));
        QSignalSpy walked(f.queue->selectionModel(), &QItemSelectionModel::currentRowChanged);
        next->trigger();
        QTRY_COMPARE(f.row(), 3);
        QCOMPARE(walked.count(), 1); // not through the samples between
        QTRY_COMPARE(chosen(), QString("Wait"));
        next->trigger();
        QCOMPARE(f.row(), 3);
        QCOMPARE(chosen(), QString("let me check"));
        QSignalSpy toasts(f.app.get(), &AppState::toastRequested);
        next->trigger(); // there is none behind it
        QTRY_COMPARE(toasts.count(), 1);
        QCOMPARE(f.row(), 3); // what was read stays
        previous->trigger();
        QCOMPARE(chosen(), QString("Wait"));
        previous->trigger();
        QTRY_COMPARE(f.row(), 0);
        QTRY_COMPARE(chosen(), QString("let me check")); // backwards the last one comes first
    }
};

RETORT_TEST(TestReview)
#include "tst_review.moc"
