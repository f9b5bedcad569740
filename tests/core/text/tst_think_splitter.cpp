// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/think_splitter.h"

#include "core/base/hash.h"
#include "core/base/utf8.h"

#include "test_main.h"

using namespace retort;

Q_DECLARE_METATYPE(retort::ThinkTags)

namespace {

std::uint32_t bits(std::initializer_list<Fault> faults) {
    std::uint32_t all = 0;
    for (const Fault fault : faults)
        all |= faultBit(fault);
    return all;
}

} // namespace

class TestThinkSplitter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void splits_by_the_first_rule_that_hits_data();
    void splits_by_the_first_rule_that_hits();
    void random_tag_soup_loses_nothing();
    void tags_in_code_are_text();
    void a_fence_that_hides_the_only_end_does_not_count();
    void faults_of_separate_fields();
    void long_hostile_texts_are_linear();
};

void TestThinkSplitter::splits_by_the_first_rule_that_hits_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reasoning");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<quint32>("faults");
    const quint32 none = 0;
    const quint32 noTrace = bits({Fault::EmptyReasoning});

    QTest::newRow("think") << "<think>\n想\n</think>\n\n答"
                           << "想"
                           << "答" << none;
    QTest::newRow("case and blanks") << "<Think >想</ THINK>答"
                                     << "想"
                                     << "答" << none;
    QTest::newRow("thinking") << "<thinking>想</thinking>答"
                              << "想"
                              << "答" << none;
    QTest::newRow("open thoughts") << "<|begin_of_thought|>\n\n想\n\n<|end_of_thought|>\n\n<|begin_of_"
                                      "solution|>\n\n答\n\n<|end_of_solution|>"
                                   << "想"
                                   << "答" << none;
    QTest::newRow("s1") << "<|im_start|>think\n想\n<|im_start|>answer\n答<|im_end|>"
                        << "想"
                        << "答" << none;
    QTest::newRow("kimi") << "◁think▷想◁/think▷答"
                          << "想"
                          << "答" << none;
    QTest::newRow("full width") << "＜think＞想＜/think＞答"
                                << "想"
                                << "答" << none;
    QTest::newRow("answer tags") << "<think>想</think><answer>答</answer>"
                                 << "想"
                                 << "答" << none;
    QTest::newRow("answer tag open") << "<think>想</think><answer>答"
                                     << "想"
                                     << "<answer>答" << bits({Fault::AnswerTagsUnbalanced});
    QTest::newRow("end only") << "想\n</think>\n\n答"
                              << "想"
                              << "答" << bits({Fault::EndWithoutStart});
    QTest::newRow("start only") << "<think>想到一半"
                                << "想到一半"
                                << "" << bits({Fault::StartWithoutEnd, Fault::EmptyAnswer});
    QTest::newRow("no tag") << "只有答案"
                            << ""
                            << "只有答案" << noTrace;
    QTest::newRow("empty text") << ""
                                << ""
                                << "" << bits({Fault::EmptyReasoning, Fault::EmptyAnswer});
    QTest::newRow("empty think") << "<think>\n\n</think>\n\n答"
                                 << ""
                                 << "答" << bits({Fault::EmptyThink, Fault::EmptyReasoning});
    QTest::newRow("empty pair before the real one") << "<think>\n\n</think>\n\n<think>\n想\n</think>\n\n答"
                                                    << "想"
                                                    << "答" << bits({Fault::EmptyThink});
    QTest::newRow("stray end before the real pair") << "</think>\n<think>想</think>答"
                                                    << "想"
                                                    << "答" << bits({Fault::EndWithoutStart});
    QTest::newRow("two ends at once") << "<think>想\n</think></think> \n 答"
                                      << "想"
                                      << "</think> \n 答" << bits({Fault::SeveralEndTags});
    QTest::newRow("two pairs") << "<think>想</think>中<think>再想</think>答"
                               << "想"
                               << "中<think>再想</think>答" << bits({Fault::SeveralEndTags});
    QTest::newRow("nested") << "<think>一<think>二</think>三</think>答"
                            << "一<think>二</think>三"
                            << "答" << bits({Fault::NestedTags});
    QTest::newRow("doubled start") << "<think><think>想</think>答"
                                   << "<think>想"
                                   << "答" << bits({Fault::NestedTags});
    QTest::newRow("reversed") << "甲</think>乙<think>丙"
                              << "甲"
                              << "乙<think>丙" << bits({Fault::EndWithoutStart, Fault::StartWithoutEnd});
    QTest::newRow("text before") << "好的。<think>想</think>答"
                                 << "想"
                                 << "答" << bits({Fault::TextBeforeThink});
    QTest::newRow("no answer") << "<think>想</think>\n"
                               << "想"
                               << "" << bits({Fault::EmptyAnswer});
    QTest::newRow("not a tag") << "比较 <thinker> 与 a<think 的写法"
                               << ""
                               << "比较 <thinker> 与 a<think 的写法" << noTrace;
}

void TestThinkSplitter::splits_by_the_first_rule_that_hits() {
    QFETCH(QString, text);
    QFETCH(QString, reasoning);
    QFETCH(QString, answer);
    QFETCH(quint32, faults);
    const ThinkSplit split = splitThink(text.toStdString());
    QCOMPARE(QString::fromStdString(split.reasoning), reasoning);
    QCOMPARE(QString::fromStdString(split.answer), answer);
    QCOMPARE(split.faults, faults);
}

// Whatever stands in a text stands in one of the parts, but for the frame's own tags and white space.
void TestThinkSplitter::random_tag_soup_loses_nothing() {
    static const char *pieces[] = {"<think>",   "</think>",   "甲",          "乙", "\n",  "<answer>",
                                   "</answer>", "<thinking>", "</thinking>", "`",  "```", "丙"};
    SplitMix64 random(11);
    for (int i = 0; i < 20000; ++i) {
        std::string text, letters, kept;
        for (std::uint64_t n = random.below(12); n > 0; --n)
            text += pieces[random.below(std::size(pieces))];
        const ThinkSplit split = splitThink(text);
        const auto onlyHan = [](std::string_view s) {
            std::string out;
            for (std::size_t at = 0; at < s.size();) {
                const char32_t c = decodeCodePoint(s, at);
                if (isHan(c))
                    appendCodePoint(out, c);
            }
            return out;
        };
        QCOMPARE(onlyHan(split.before + split.reasoning + split.answer), onlyHan(text));
        QCOMPARE(std::string(trimWhiteSpace(split.reasoning)), split.reasoning);
    }
}

void TestThinkSplitter::tags_in_code_are_text() {
    const ThinkSplit split =
        splitThink("R1 的输出写成 `<think>` 和 `</think>`：\n```\n<think>例</think>\n```\n完。");
    QCOMPARE(split.tags, ThinkTags::None);
    QVERIFY(split.reasoning.empty());
    const ThinkSplit real = splitThink("<think>看 `</think>` 这个标签</think>答");
    QCOMPARE(real.reasoning, std::string("看 `</think>` 这个标签"));
    QCOMPARE(real.faults, 0u);
}

void TestThinkSplitter::a_fence_that_hides_the_only_end_does_not_count() {
    const ThinkSplit split = splitThink("<think>先写\n```python\nx = 1\n</think>答：\n```\nx = 1\n```");
    QCOMPARE(split.reasoning, std::string("先写\n```python\nx = 1"));
    QVERIFY(split.answer.starts_with("答"));
}

void TestThinkSplitter::faults_of_separate_fields() {
    QCOMPARE(textFaults("问", "想</think>", "答"), bits({Fault::TagInField}));
    QCOMPARE(textFaults("问", "标签 `</think>` 的用法", "答"), 0u);
    QCOMPARE(textFaults("", " ", "\n"),
             bits({Fault::EmptyQuestion, Fault::EmptyReasoning, Fault::EmptyAnswer}));
    QCOMPARE(textFaults("问", "同样", " 同样\n"), bits({Fault::TraceEqualsAnswer}));
    QCOMPARE(textFaults("一根绳子长１２米，还剩多少？", "一根绳子长12米， 还剩多少?先算……", "9"),
             bits({Fault::QuestionInTrace}));
    QCOMPARE(textFaults("求和", "求和就是相加", "9"), 0u); // too short to say anything
    QCOMPARE(textFaults("问", "所以 \\boxed{17}。", "见上。"), bits({Fault::AnswerOnlyInTrace}));
    QCOMPARE(textFaults("问", "所以 \\boxed{17}。", "答案是 17。"), 0u);
}

void TestThinkSplitter::long_hostile_texts_are_linear() {
    QElapsedTimer timer;
    timer.start();
    std::string text;
    for (int i = 0; i < 200000; ++i)
        text += i % 3 == 0 ? "<think>" : i % 3 == 1 ? "`</think>" : "<<<◁";
    const ThinkSplit split = splitThink(text);
    QVERIFY(!split.reasoning.empty() || !split.answer.empty());
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

RETORT_TEST(TestThinkSplitter)
#include "tst_think_splitter.moc"
