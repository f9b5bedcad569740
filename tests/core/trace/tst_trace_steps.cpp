// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_steps.h"

#include "core/trace/answer_in_trace.h"

#include "core/base/hash.h"

#include "test_main.h"

#include <algorithm>

using namespace retort;

namespace {

const std::string trace = "首先，一根绳子长12米，用去四分之一，用去的长度是12×1/4=3米。\n\n"
                          "然后求剩下的长度：12-3=9米。等等，题目问的是剩下多少，不是用去多少。\n"
                          "1. 总长是12米。\n"
                          "2. 用去3米，让我检查一下：3+9=12，对。\n\n"
                          "Wait, let me check the unit again. It is metres.\n\n"
                          "因此答案是 \\boxed{9} 米。";

std::vector<std::string> textsOf(const std::string &text, const TraceView &view, TraceSpanKind kind) {
    std::vector<std::string> found;
    for (const TraceSpan &span : view.spans)
        if (span.kind == kind)
            found.push_back(text.substr(span.begin, span.end - span.begin));
    return found;
}

using Strings = std::vector<std::string>;

} // namespace

class TestTraceSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void steps_cover_the_text_without_gaps();
    void paragraphs_lists_and_second_looks_begin_steps();
    void without_paragraphs_every_line_is_a_step();
    void marks_are_where_the_words_are();
    void etcetera_is_no_second_look();
    void code_is_one_piece();
    void facts_are_counted();
    void repetition_and_loops_are_marked();
    void answers_are_found_as_whole_numbers_data();
    void answers_are_found_as_whole_numbers();
    void random_texts_keep_the_rules();
    void long_traces_are_quick();
};

void TestTraceSteps::steps_cover_the_text_without_gaps() {
    const TraceView view = cutTrace(trace);
    QCOMPARE(view.steps.front().begin, std::size_t(0));
    QCOMPARE(view.steps.back().end, trace.size());
    for (std::size_t i = 1; i < view.steps.size(); ++i)
        QCOMPARE(view.steps[i].begin, view.steps[i - 1].end);
    QVERIFY(cutTrace("").steps.empty());
    QVERIFY(cutTrace(" \n\n").steps.empty());
    QCOMPARE(cutTrace("一句话").steps.size(), std::size_t(1));
}

void TestTraceSteps::paragraphs_lists_and_second_looks_begin_steps() {
    const TraceView view = cutTrace(trace);
    Strings heads, numbers;
    std::vector<bool> rechecks;
    for (const TraceStep &step : view.steps) {
        heads.push_back(trace.substr(step.begin, 6));
        numbers.push_back(step.number);
        rechecks.push_back(step.recheck);
    }
    QCOMPARE(heads, (Strings{"首先", "然后", "等等", "1. 总", "2. 用", "Wait, ", "因此"}));
    QCOMPARE(numbers, (Strings{"", "", "", "1", "2", "", ""}));
    QCOMPARE(rechecks, (std::vector<bool>{false, false, true, false, false, true, false}));
    // A long paragraph without line ends is cut at its connectives, a short one is not.
    const std::string filler =
        "我们把所有的数字都写下来并且仔细看一看它们之间有什么样的关系和规律，这一点很重要，不能跳过去不看。";
    QCOMPARE(cutTrace(filler + "然后" + filler + "所以" + filler).steps.size(), std::size_t(3));
    QCOMPARE(cutTrace("先看甲。然后看乙。所以相等。").steps.size(), std::size_t(1));
}

void TestTraceSteps::without_paragraphs_every_line_is_a_step() {
    const std::string lines = "算38+51。\n个位：8+1=9\n十位：3+5=8，得89。";
    const TraceView view = cutTrace(lines);
    QCOMPARE(view.steps.size(), std::size_t(3));
    QCOMPARE(lines.substr(view.steps[1].begin, view.steps[1].end - view.steps[1].begin),
             std::string("个位：8+1=9\n"));
    // With paragraphs a line break is no border: R1 wraps inside them.
    QCOMPARE(cutTrace("甲行。\n乙行。\n\n丙行。").steps.size(), std::size_t(2));
}

void TestTraceSteps::marks_are_where_the_words_are() {
    const TraceView view = cutTrace(trace, "剩下 \\boxed{9} 米。");
    QCOMPARE(textsOf(trace, view, TraceSpanKind::Connective), (Strings{"首先", "然后", "因此"}));
    QCOMPARE(textsOf(trace, view, TraceSpanKind::Recheck),
             (Strings{"等等", "让我检查", "Wait", "let me check"}));
    QCOMPARE(textsOf(trace, view, TraceSpanKind::Boxed), (Strings{"\\boxed{9}"}));
    QCOMPARE(textsOf(trace, view, TraceSpanKind::OtherLanguage),
             (Strings{"Wait, let me check the unit again. It is metres.\n\n"}));
    QCOMPARE(textsOf(trace, view, TraceSpanKind::Answer),
             (Strings{"9", "9", "9"})); // 12-3=9, 3+9=12, \boxed{9}
    const std::string tagged = "想</think>";
    QCOMPARE(textsOf(tagged, cutTrace(tagged), TraceSpanKind::ThinkTag), (Strings{"</think>"}));
    for (const TraceSpan &span : view.spans)
        QVERIFY(span.begin < span.end && span.end <= trace.size());
    QVERIFY(std::is_sorted(view.spans.begin(), view.spans.end(),
                           [](const TraceSpan &a, const TraceSpan &b) { return a.begin < b.begin; }));
}

void TestTraceSteps::etcetera_is_no_second_look() {
    const std::string text =
        "水果有苹果、香蕉等等。蔬菜有白菜，萝卜，等等，都很好。他们 wait for the bus，不对称的图形也是。";
    QVERIFY(textsOf(text, cutTrace(text), TraceSpanKind::Recheck).empty());
}

void TestTraceSteps::code_is_one_piece() {
    const std::string text = "看代码：\n\n```python\nx = 1\n\ny = 2\n\n1. not a list\n```\n\n完了。";
    QCOMPARE(cutTrace(text).steps.size(), std::size_t(3));
}

void TestTraceSteps::facts_are_counted() {
    const TraceFacts facts = cutTrace(trace).facts;
    QCOMPARE(facts.steps, std::size_t(7));
    QCOMPARE(facts.rechecks, std::size_t(4));
    QCOMPARE(facts.languageSwitches, std::size_t(1));
    QCOMPARE(facts.boxed, std::string("9"));
    QVERIFY(!facts.endsInLoop);
    QVERIFY(facts.repetition < 0.2);
    QCOMPARE(cutTrace("").facts.chars, std::size_t(0));
    QCOMPARE(cutTrace("一二 3").facts.chars, std::size_t(4));
}

void TestTraceSteps::repetition_and_loops_are_marked() {
    std::string text =
        "我们先算出总共有多少个苹果和梨子。再看一看每个人分到了几个水果。我们先算出总共有多少个苹果和梨子。";
    QCOMPARE(textsOf(text, cutTrace(text), TraceSpanKind::Repetition),
             (Strings{"我们先算出总共有多少个苹果和梨子。"}));
    for (int i = 0; i < 60; ++i)
        text += "再想一遍，";
    const TraceView view = cutTrace(text);
    QVERIFY(view.facts.endsInLoop);
    QVERIFY(view.facts.repetition > 0.5);
    QVERIFY(textsOf(text, view, TraceSpanKind::Repetition).back().size() > 200);
}

void TestTraceSteps::answers_are_found_as_whole_numbers_data() {
    QTest::addColumn<QString>("reasoning");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("found");
    QTest::newRow("boxed") << "得到 12。"
                           << "所以 \\boxed{12}" << true;
    QTest::newRow("part of a number") << "得到 112 和 120、3.12。"
                                      << "\\boxed{12}" << false;
    QTest::newRow("last number") << "一共 7 个"
                                 << "甲 3 个，乙 4 个，共 7 个。" << true;
    QTest::newRow("decimal") << "x=2.5"
                             << "答：2.5米" << true;
    QTest::newRow("decimal cut") << "x=2.57"
                                 << "2.5" << false;
    QTest::newRow("thousands") << "得 1000 元"
                               << "1,000" << true;
    QTest::newRow("full width") << "得 35 元"
                                << "３５元" << true;
    QTest::newRow("negative") << "x=-3"
                              << "-3" << true;
    QTest::newRow("word") << "所以选 B 项"
                          << "B" << true;
    QTest::newRow("word in a word") << "所以 ABC"
                                    << "B" << false;
    QTest::newRow("short text") << "它不是质数，因为"
                                << "不是。" << true;
    QTest::newRow("long text") << "长"
                               << "这是一段很长的回答，里面没有任何可以拿来比较的东西，也没有数字。" << false;
    QTest::newRow("no reasoning") << ""
                                  << "7" << false;
    QTest::newRow("no answer") << "7"
                               << "" << false;
}

void TestTraceSteps::answers_are_found_as_whole_numbers() {
    QFETCH(QString, reasoning);
    QFETCH(QString, answer);
    QFETCH(bool, found);
    QCOMPARE(!findFinalValue(reasoning.toStdString(), answer.toStdString(), 1).empty(), found);
}

void TestTraceSteps::random_texts_keep_the_rules() {
    static const char *pieces[] = {"首先", "等等，",   "\n\n", "\n",    "1. ",          "第二步：", "①",
                                   "```",  "Wait, ",   "，",   "。",    "三加四等于七", "\\boxed{", "}",
                                   " ",    "</think>", "𠀀",   "（3）", "**Step 4** "};
    SplitMix64 random(17);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (std::uint64_t n = random.below(40); n > 0; --n)
            text += pieces[random.below(std::size(pieces))];
        const TraceView view = cutTrace(text, "7");
        std::size_t at = 0;
        for (const TraceStep &step : view.steps) {
            QCOMPARE(step.begin, at);
            QVERIFY(step.end > step.begin);
            at = step.end;
        }
        if (!view.steps.empty())
            QCOMPARE(at, text.size());
        for (const TraceSpan &span : view.spans)
            QVERIFY(span.begin < span.end && span.end <= text.size());
    }
}

void TestTraceSteps::long_traces_are_quick() {
    std::string text;
    for (int i = 0; text.size() < 900'000; ++i)
        text += "首先计算第" + std::to_string(i) + "个数，然后检查。等等，不对，再看一遍。\n\n";
    QElapsedTimer timer;
    timer.start();
    const TraceView view = cutTrace(text, "第7个");
    QVERIFY(view.steps.size() > 1000);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

RETORT_TEST(TestTraceSteps)
#include "tst_trace_steps.moc"
