// SPDX-License-Identifier: GPL-3.0-or-later
// Ape210K: Chinese word problems with equation and answer, JSON lines despite the name .json.
#include "core/base/option_make.h"
#include "core/import/record.h"

namespace retort {

using namespace option_make;

namespace {

class Reader : public RecordReader {
public:
    explicit Reader(bool equation) : m_equation(equation) {}

    RecordResult read(Record &record) const override {
        Sample sample;
        sample.question = record.take("original_text", place::question);
        sample.reference = sample.answer = record.take("ans", "answer + reference");
        if (m_equation)
            sample.reasoning = record.take("equation", place::reasoning);
        return finishRecord(record, std::move(sample));
    }

private:
    bool m_equation;
};

OptionTable optionTable() {
    return {boolOption("equation_as_reasoning", false, RETORT_TR("core", "Equation as reasoning"),
                       RETORT_TR("core", "Takes the equation (x=135/3) as the reasoning. Without it the "
                                         "equation goes to the metadata, and the samples have none."))};
}

class Ape210k : public ImportFormat {
public:
    const char *id() const override { return "ape210k"; }
    Text label() const override { return RETORT_TR("core", "Ape210K"); }
    Text help() const override {
        return RETORT_TR("core", "Records with original_text, ans and equation. The answer is also the "
                                 "reference answer; there is no reasoning.");
    }
    const OptionTable &options() const override {
        static const OptionTable table = optionTable();
        return table;
    }

    double detect(const std::vector<Record> &head) const override {
        return 0.98 * shareOf(head, [](const Record &r) {
                   return r.has("original_text") && r.has("ans") && r.has("equation");
               });
    }

    std::unique_ptr<RecordReader> reader(const OptionValues &values) const override {
        return std::make_unique<Reader>(optionBool(options(), values, "equation_as_reasoning"));
    }

    std::vector<FormatExample> examples() const override {
        const std::string record =
            R"({"id":"7","segmented_text":"每 班 几 本 ？","original_text":"把135本书平均分给3个班，每班几本？","ans":"45","equation":"x=135/3"})";
        Sample plain;
        plain.question = "把135本书平均分给3个班，每班几本？";
        plain.answer = plain.reference = "45";
        plain.metadata = R"({"id":"7","segmented_text":"每 班 几 本 ？","equation":"x=135/3"})";
        Sample withEquation = plain;
        withEquation.reasoning = "x=135/3";
        withEquation.metadata = R"({"id":"7","segmented_text":"每 班 几 本 ？"})";
        return {{record, {plain}},
                {record, {withEquation}, {{"equation_as_reasoning", true}}},
                {R"({"id":"8","equation":"x=1"})", {}}};
    }
};

} // namespace

RETORT_DEFINE_FORMAT(ape210k, Ape210k)

} // namespace retort
