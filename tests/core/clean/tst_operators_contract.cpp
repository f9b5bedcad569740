// SPDX-License-Identifier: GPL-3.0-or-later
// What every registered operator must do, told by its own examples.
#include "core/clean/operator.h"

#include "core/base/error.h"

#include "test_main.h"

#include <algorithm>
#include <set>

using namespace retort;

namespace {

QString q(const std::string &s) {
    return QString::fromStdString(s);
}

struct Judged {
    std::vector<OperatorOutcome> outcomes;
    std::vector<Sample> samples;
};

std::unique_ptr<CleanPass> started(const CleanOperator &op, const OptionValues &options,
                                   const std::vector<Sample> &rows) {
    auto pass = op.start(withDefaults(op.options, options));
    if (!pass->learns())
        return pass;
    for (std::size_t i = 0; i < rows.size(); ++i)
        pass->learn(SampleId(i + 1), rows[i]);
    pass->finishLearn();
    return pass;
}

Judged judgeAll(const CleanOperator &op, const OptionValues &options, const std::vector<Sample> &rows) {
    const auto pass = started(op, options, rows);
    Judged judged{{}, rows};
    for (std::size_t i = 0; i < rows.size(); ++i)
        judged.outcomes.push_back(pass->judge(SampleId(i + 1), judged.samples[i]));
    return judged;
}

bool sameTexts(const Sample &a, const Sample &b) {
    return a.system == b.system && a.question == b.question && a.reasoning == b.reasoning
           && a.answer == b.answer && a.reference == b.reference && a.metadata == b.metadata
           && a.tags == b.tags && a.faults == b.faults;
}

// Options under which an operator can be started at all.
OptionValues startable(const CleanOperator &op) {
    return std::string_view(op.id) == "pattern_filter" ? OptionValues{{"pattern", std::string("甲")}}
                                                       : OptionValues{};
}

} // namespace

class TestOperatorsContract : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ids_labels_and_options_are_complete();
    void examples_get_the_expected_outcomes();
    void the_same_input_gives_the_same_outcome_in_any_order();
    void what_is_kept_or_dropped_is_not_touched();
    void judging_what_is_left_keeps_it();
    void odd_samples_are_judged();
    void reasons_name_what_was_removed();
};

// The tag is quoted out of a text that the operator has changed by then.
void TestOperatorsContract::reasons_name_what_was_removed() {
    const CleanOperator *op = findCleanOperator("think_tag_repair");
    QVERIFY(op);
    Sample sample;
    sample.question = "267-7=?";
    sample.reasoning = "百位2和0，十位6和0，个位7和7。";
    sample.answer = "</think>\n\n" + std::string(200, 'x') + "答案是\\boxed{260}。";
    const Judged judged = judgeAll(*op, {}, {sample});
    QCOMPARE(q(renderEnglish(judged.outcomes[0].reason)),
             QString("A second </think> before the answer was removed."));
}

void TestOperatorsContract::ids_labels_and_options_are_complete() {
    std::set<std::string> ids, labels;
    for (const CleanOperator &op : cleanOperators()) {
        QVERIFY(ids.insert(op.id).second);
        QVERIFY(labels.insert(op.label.pattern).second);
        QVERIFY(!op.help.empty());
        QCOMPARE(findCleanOperator(op.id), &op);
        for (const OptionSpec &option : op.options) {
            QVERIFY2(!option.label.empty() && !option.help.empty(), option.id.c_str());
            QVERIFY2(checkOptions(op.options, {{option.id, option.defaultValue}}).empty(), option.id.c_str());
        }
    }
    QVERIFY_EXCEPTION_THROWN(requireCleanOperator("nonsense"), Error);
}

void TestOperatorsContract::examples_get_the_expected_outcomes() {
    for (const CleanOperator &op : cleanOperators()) {
        const std::vector<OperatorExample> examples = op.examples();
        QVERIFY2(examples.size() >= 2, op.id);
        std::set<OutcomeKind> seen;
        for (std::size_t e = 0; e < examples.size(); ++e) {
            const QString context = QString("%1, example %2").arg(op.id).arg(e + 1);
            QCOMPARE(examples[e].input.size(), examples[e].outcomes.size());
            const Judged judged = judgeAll(op, examples[e].options, examples[e].input);
            std::size_t changed = 0;
            for (std::size_t i = 0; i < judged.outcomes.size(); ++i) {
                QVERIFY2(judged.outcomes[i].kind == examples[e].outcomes[i],
                         qPrintable(context + ", row " + QString::number(i + 1)));
                QCOMPARE(judged.outcomes[i].reason.empty(), judged.outcomes[i].kind == OutcomeKind::Keep);
                seen.insert(judged.outcomes[i].kind);
                if (judged.outcomes[i].kind != OutcomeKind::Change)
                    continue;
                QVERIFY2(changed < examples[e].changed.size(), qPrintable(context));
                const Sample &want = examples[e].changed[changed++];
                QCOMPARE(context + q(judged.samples[i].reasoning), context + q(want.reasoning));
                QCOMPARE(context + q(judged.samples[i].answer), context + q(want.answer));
                QVERIFY2(judged.samples[i].faults == want.faults,
                         qPrintable(context + " faults " + QString::number(judged.samples[i].faults)));
            }
            QCOMPARE(changed, examples[e].changed.size());
        }
        QVERIFY2(seen.count(OutcomeKind::Keep) && seen.size() >= 2, op.id);
    }
}

void TestOperatorsContract::the_same_input_gives_the_same_outcome_in_any_order() {
    for (const CleanOperator &op : cleanOperators()) {
        for (const std::vector<OperatorExample> examples = op.examples();
             const OperatorExample &example : examples) {
            const Judged first = judgeAll(op, example.options, example.input);
            const auto pass = started(op, example.options, example.input);
            for (std::size_t i = example.input.size(); i-- > 0;) {
                for (int again = 0; again < 2; ++again) {
                    Sample sample = example.input[i];
                    const OperatorOutcome outcome = pass->judge(SampleId(i + 1), sample);
                    QVERIFY2(outcome.kind == first.outcomes[i].kind
                                 && outcome.reason == first.outcomes[i].reason,
                             op.id);
                    QVERIFY2(sameTexts(sample, first.samples[i]), op.id);
                }
            }
        }
    }
}

void TestOperatorsContract::what_is_kept_or_dropped_is_not_touched() {
    for (const CleanOperator &op : cleanOperators()) {
        for (const std::vector<OperatorExample> examples = op.examples();
             const OperatorExample &example : examples) {
            const Judged judged = judgeAll(op, example.options, example.input);
            for (std::size_t i = 0; i < judged.outcomes.size(); ++i)
                QVERIFY2((judged.outcomes[i].kind == OutcomeKind::Change)
                             != sameTexts(judged.samples[i], example.input[i]),
                         op.id);
        }
    }
}

// Cleaning twice changes nothing more.
void TestOperatorsContract::judging_what_is_left_keeps_it() {
    for (const CleanOperator &op : cleanOperators()) {
        for (const std::vector<OperatorExample> examples = op.examples();
             const OperatorExample &example : examples) {
            const Judged judged = judgeAll(op, example.options, example.input);
            std::vector<Sample> left;
            for (std::size_t i = 0; i < judged.outcomes.size(); ++i)
                if (judged.outcomes[i].kind != OutcomeKind::Drop)
                    left.push_back(judged.samples[i]);
            for (const Judged again = judgeAll(op, example.options, left);
                 const OperatorOutcome &outcome : again.outcomes)
                QVERIFY2(outcome.kind == OutcomeKind::Keep,
                         qPrintable(q(op.id) + ": " + q(renderEnglish(outcome.reason))));
        }
    }
}

void TestOperatorsContract::odd_samples_are_judged() {
    std::vector<Sample> rows(5);
    rows[1].reasoning = std::string(1 << 20, 'x');
    rows[2].answer = "</think></think><think>";
    rows[2].reasoning = "</think>";
    rows[3].question = "\xF0\x9F\x8C\xB1\u202E\u200B";
    rows[4].reasoning = "<think><think></think>";
    for (const CleanOperator &op : cleanOperators()) {
        const Judged judged = judgeAll(op, startable(op), rows);
        QCOMPARE(judged.outcomes.size(), rows.size());
        QCOMPARE(judgeAll(op, startable(op), {}).outcomes.size(), std::size_t(0));
    }
}

RETORT_TEST(TestOperatorsContract)
#include "tst_operators_contract.moc"
