// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
#include "ui/pages/trace/trace_page.h"

#include "test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/models/sample_model.h"
#include "ui/pages/input_picker.h"
#include "ui/pages/trace/trace_reader.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/table_view.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QToolButton>

using namespace retort;

namespace {

const std::string reasoning =
    "首先，一根绳子长12米，用去四分之一，用去的长度是12×1/4=3米。\n\n"
    "然后求剩下的长度：12-3=9米。等等，题目问的是剩下多少，不是用去多少，我再检查一遍每一步。\n\n"
    "Wait, let me check the unit again, because the question asks for metres and not feet.\n\n"
    "因此答案是 \\boxed{9} 米。";

struct Traces : WindowFixture {
    Page *page = nullptr;
    TableView *queue = nullptr;
    TraceReader *reader = nullptr;
    QLineEdit *search = nullptr;
    QListView *steps = nullptr;

    Traces() : WindowFixture({}, [](Settings &s) { s.setValue("language", std::string("en")); }) {}

    void show() {
        const QString folder = dir.filePath("p");
        {
            const auto project = Project::create(toUtf8(folder), "Probe");
            SourceWriterConfig config;
            config.name = "ropes";
            config.format = "test";
            config.files = {"a.jsonl"};
            SourceWriter writer(project, config);
            for (int i = 0; i < 3; ++i) {
                Sample s;
                s.question = "rope " + std::to_string(i);
                for (int n = 0; n < 10; ++n) // more steps than the list is high
                    s.reasoning += reasoning + "\n\n";
                s.answer = "\\boxed{9}";
                s.language = "zh";
                writer.add(s);
            }
            writer.finish(0);
        }
        open(folder);
        window->resize(1280, 800);
        app->goTo("trace");
        QTRY_VERIFY(window->pages().currentPage());
        page = window->pages().currentPage();
        queue = page->findChild<TableView *>();
        reader = page->findChild<TraceReader *>();
        steps = page->findChild<QListView *>("trace_steps");
        for (auto *one : page->findChildren<QLineEdit *>())
            if (one->accessibleName() == "Search the texts")
                search = one;
        QVERIFY(queue && reader && steps && search);
        QTRY_COMPARE(queue->model()->rowCount(), 3);
        QTRY_VERIFY(reader->toPlainText().contains("rope 0"));
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    QString verdict(int row) const {
        return queue->model()->index(row, SampleModel::columnOf(RowColumn::Verdict)).data().toString();
    }
    QString tile(const char *id) const {
        return page->findChild<MetricStrip *>()->tile(QString::fromLatin1(id))->value();
    }
    QToolButton *button(const char *action) const {
        return page->findChild<QToolButton *>(QString::fromLatin1(action));
    }
    bool says(const QString &words) const {
        for (const QLabel *label : page->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
};

} // namespace

class TstTracePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void return_in_the_search_field_marks_nothing() {
        Traces f;
        f.show();
        f.search->setFocus();
        QTest::keyClicks(f.search, "rope 1");
        QTRY_COMPARE(f.queue->model()->rowCount(), 1);
        QTest::keyClick(f.search, Qt::Key_Return);
        QVERIFY(f.queue->hasFocus());
        QTest::qWait(200);
        QCOMPARE(f.app->snapshot().pendingCount, 0);
        QTest::keyClick(f.queue, Qt::Key_Return); // here it means "keep"
        QTRY_COMPARE(f.app->snapshot().pendingCount, 1);
        QTRY_COMPARE(f.verdict(0), QString("keep"));
        QTRY_VERIFY(f.says("1 pending"));
    }

    void keys_belong_to_what_has_the_focus() {
        Traces f;
        f.show();
        auto *version = f.page->findChild<InputPicker *>()->findChild<QComboBox *>();
        version->setFocus();
        for (const auto key : {Qt::Key_Return, Qt::Key_Backspace, Qt::Key_J})
            QTest::keyClick(version, key);
        QTest::qWait(200);
        QCOMPARE(f.app->snapshot().pendingCount, 0);
        QCOMPARE(f.queue->currentIndex().row(), 0);
        ActionButton *discard = nullptr;
        for (auto *button : f.page->findChildren<ActionButton *>())
            if (button->action() == f.page->findAction("trace_discard"))
                discard = button;
        QVERIFY(discard);
        discard->setFocus();
        QTest::keyClick(discard, Qt::Key_Return);
        QTRY_COMPARE(f.verdict(0), QString("discard"));
        QTRY_VERIFY(f.reader->toPlainText().contains("rope 1"));
        QTest::keyClick(discard, Qt::Key_Space);
        QTRY_COMPARE(f.verdict(1), QString("discard"));
        QVERIFY(!f.reader->folded());
        f.reader->setFocus();
        QTest::keyClick(f.reader, Qt::Key_Space);
        QVERIFY(f.reader->folded());
        QTest::keyClick(f.reader, Qt::Key_K);
        QTRY_COMPARE(f.queue->currentIndex().row(), 1);
    }

    void a_click_on_a_verdict_leaves_the_keys_where_they_were() {
        Traces f;
        f.show();
        f.queue->setFocus();
        for (auto *button : f.page->findChildren<ActionButton *>())
            if (button->action() == f.page->findAction("trace_keep"))
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(f.verdict(0), QString("keep"));
        QVERIFY(f.queue->hasFocus());
    }

    void marks_are_taken_back_and_made_again_by_the_edit_menu() {
        Traces f;
        f.show();
        QAction *undo = f.window->actions().action("edit_undo"),
                *redo = f.window->actions().action("edit_redo");
        QVERIFY(!undo->isEnabled() && !redo->isEnabled());
        f.queue->setFocus();
        QTest::keyClick(f.queue, Qt::Key_Return);
        QTRY_COMPARE(f.verdict(0), QString("keep"));
        QTRY_VERIFY(undo->isEnabled());
        QTest::keyClick(f.queue, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(f.verdict(0), QString());
        QTRY_VERIFY(redo->isEnabled() && !undo->isEnabled());
        QTest::keyClick(f.queue, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(f.verdict(0), QString("keep"));
        QTRY_VERIFY(undo->isEnabled() && !redo->isEnabled());
        undo->trigger();
        QTRY_COMPARE(f.verdict(0), QString());
        f.app->goTo("data");
        QTRY_COMPARE(f.window->pages().currentId(), QString("data"));
        QTRY_VERIFY(redo->isEnabled());
        redo->trigger();
        QTRY_COMPARE(f.app->snapshot().pendingCount, 1);
        f.app->goTo("home");
        QTRY_VERIFY(!undo->isEnabled() && !redo->isEnabled());
    }

    void questions_take_the_width_of_the_list() {
        Traces f;
        f.show();
        f.queue->setFocus();
        QTest::keyClick(f.queue, Qt::Key_Return);
        QTRY_COMPARE(f.verdict(0), QString("keep"));
        QCOMPARE(f.queue->columnWidth(SampleModel::columnOf(RowColumn::Question)),
                 f.queue->viewport()->width());
    }

    void nothing_found_shows_no_sample() {
        Traces f;
        f.show();
        QTRY_COMPARE(f.tile("steps"), QString::number(f.steps->model()->rowCount()));
        QVERIFY(f.steps->model()->rowCount() > 1);
        f.search->setText("no such text");
        QTRY_COMPARE(f.queue->model()->rowCount(), 0);
        QTRY_COMPARE(f.reader->toPlainText(), QString());
        QCOMPARE(f.tile("steps"), QString("–"));
        QCOMPARE(f.tile("chars"), QString("–"));
        QCOMPARE(f.steps->model()->rowCount(), 0);
        QVERIFY(!f.page->findAction("trace_keep")->isEnabled());
        f.search->clear();
        QTRY_VERIFY(f.reader->toPlainText().contains("rope 0"));
        QVERIFY(f.page->findAction("trace_keep")->isEnabled());
    }

    void the_bar_leads_through_the_samples_and_folds() {
        Traces f;
        f.show();
        QVERIFY(f.button("trace_next") && f.button("trace_previous") && f.button("trace_fold"));
        QVERIFY(!f.button("trace_previous")->isEnabled());
        QTest::mouseClick(f.button("trace_next"), Qt::LeftButton);
        QTRY_VERIFY(f.reader->toPlainText().contains("rope 1"));
        QVERIFY(f.button("trace_previous")->isEnabled());
        QTest::mouseClick(f.button("trace_next"), Qt::LeftButton);
        QTRY_VERIFY(f.reader->toPlainText().contains("rope 2"));
        QVERIFY(!f.button("trace_next")->isEnabled());
        QTest::mouseClick(f.button("trace_fold"), Qt::LeftButton);
        QVERIFY(!f.reader->toPlainText().contains("四分之一"));
        QVERIFY(f.reader->toPlainText().contains("folded"));
        QCOMPARE(f.button("trace_fold")->accessibleName(), QString("Unfold reasoning"));
        f.steps->setCurrentIndex(f.steps->model()->index(1, 0)); // unfolds to go there
        QVERIFY(f.reader->toPlainText().contains("四分之一"));
        QCOMPARE(f.button("trace_fold")->accessibleName(), QString("Fold reasoning"));
    }

    void steps_end_with_the_list() {
        Traces f;
        f.show();
        QTRY_VERIFY(f.steps->model()->rowCount() > 1);
        f.steps->grab(); // laid out
        QCOMPARE(f.steps->horizontalScrollBar()->maximum(), 0);
        const auto first = f.steps->model()->index(0, 0);
        const QString text = first.data().toString();
        QVERIFY(f.steps->fontMetrics().horizontalAdvance(text) > f.steps->viewport()->width()); // is cut
        QVERIFY(f.steps->visualRect(first).width() <= f.steps->viewport()->width());
        QCOMPARE(f.steps->textElideMode(), Qt::ElideRight);
        QCOMPARE(first.data(Qt::ToolTipRole).toString(), text);
    }

    void every_step_stands_once_and_a_copy_is_exact() {
        Sample sample;
        sample.question = "?";
        sample.answer = "9";
        for (int i = 0; i < 40; ++i)
            sample.reasoning += reasoning + "\n\n"; // repetitions reach over many steps and over other marks
        const TraceView view = cutTrace(sample.reasoning, sample.answer);
        const TraceText text = makeTraceText(sample, view);
        QCOMPARE(text.steps.size(), view.steps.size());
        QCOMPARE(text.heads.size(), view.steps.size());
        QString expected;
        for (const TraceStep &step : view.steps) {
            QString words =
                fromUtf8(std::string_view(sample.reasoning).substr(step.begin, step.end - step.begin));
            while (words.endsWith('\n') || words.endsWith(' '))
                words.chop(1);
            expected += (expected.isEmpty() ? "" : "\n") + words;
        }
        const QString all = text.open.copyOf(0, text.open.size());
        const QString head = "?\nReasoning\n";
        QVERIFY(all.contains(head));
        QCOMPARE(all.mid(all.indexOf(head) + head.size(), expected.size()), expected);
        QVERIFY(!text.problems.empty());
        int before = -1;
        for (const auto &[start, length] : text.problems) {
            QVERIFY(start > before && length > 0);
            before = start;
        }
        QVERIFY(text.open.text().mid(text.steps[1]).startsWith("2  "));
    }

    void only_a_sample_that_is_shown_is_marked() {
        Traces f;
        f.show();
        f.queue->selectRow(1); // it is still to be read
        QTest::keyClick(f.queue, Qt::Key_Return);
        QTRY_VERIFY(f.reader->toPlainText().contains("rope 1"));
        QTest::qWait(300);
        QCOMPARE(f.app->snapshot().pendingCount, 0);
        QTest::keyClick(f.queue, Qt::Key_Return);
        QTRY_COMPARE(f.verdict(1), QString("keep"));
    }

    void search_and_review_survive_a_page_that_is_made_anew() {
        Traces f;
        f.show();
        f.search->setText("rope 1");
        QTRY_COMPARE(f.queue->model()->rowCount(), 1);
        f.window->pages().rebuild(); // as a language switch does
        f.page = f.window->pages().currentPage();
        f.queue = f.page->findChild<TableView *>();
        QTRY_COMPARE(f.queue->model()->rowCount(), 1);
    }
};

RETORT_TEST(TstTracePage)
#include "tst_trace_page.moc"
