// SPDX-License-Identifier: GPL-3.0-or-later
// GSM8K: school maths with human solutions; the final answer stands behind "####".
#include "core/base/option_make.h"
#include "core/import/record.h"

#include "core/base/utf8.h"

namespace retort {

using namespace option_make;

namespace {

constexpr std::string_view finalMark = "#### ";

// The human's steps are the reasoning, what stands behind #### is answer and reference. "<<48/2=24>>" was
// made for a calculator and is no language; the solution as it was stays in the metadata when they are taken
// out.
std::string withoutAnnotations(std::string_view solution) {
    std::string out;
    while (!solution.empty()) {
        const std::size_t open = solution.find("<<");
        out += solution.substr(0, open);
        const std::size_t close = open == std::string_view::npos ? open : solution.find(">>", open);
        if (close == std::string_view::npos) {
            if (open != std::string_view::npos)
                out += solution.substr(open);
            break;
        }
        solution.remove_prefix(close + 2);
    }
    return out;
}

class Reader : public RecordReader {
public:
    Reader(bool keepAnnotations, bool boxed) : m_keepAnnotations(keepAnnotations), m_boxed(boxed) {}

    RecordResult read(Record &record) const override {
        Sample sample;
        sample.question = record.take("question", place::question);
        const std::string solution = record.take("answer", place::reasoningAndAnswer);
        const std::size_t mark = solution.rfind(finalMark);
        if (mark == std::string::npos) {
            sample.answer = solution;
            return finishRecord(record, std::move(sample));
        }
        sample.reference = trimWhiteSpace(std::string_view(solution).substr(mark + finalMark.size()));
        sample.answer = m_boxed ? "\\boxed{" + sample.reference + "}" : sample.reference;
        sample.reasoning = trimWhiteSpace(std::string_view(solution).substr(0, mark));
        if (!m_keepAnnotations) {
            std::string plain = withoutAnnotations(sample.reasoning);
            if (plain != sample.reasoning)
                record.addMetadataText("annotated_solution", sample.reasoning);
            sample.reasoning = std::move(plain);
        }
        return finishRecord(record, std::move(sample));
    }

private:
    bool m_keepAnnotations, m_boxed;
};

OptionTable optionTable() {
    return {
        boolOption("keep_annotations", false, RETORT_TR("core", "Keep calculator marks"),
                   RETORT_TR("core",
                             "Leaves marks such as <<48/2=24>> in the reasoning. Without it they go to the "
                             "metadata.")),
        boolOption("boxed_answer", false, RETORT_TR("core", "Write answers as \\boxed{…}"),
                   RETORT_TR("core",
                             "Puts the final number into \\boxed{…}, as R1 writes it. The reference answer "
                             "stays a plain number."))};
}

class Gsm8k : public ImportFormat {
public:
    const char *id() const override { return "gsm8k"; }
    Text label() const override { return RETORT_TR("core", "GSM8K"); }
    Text help() const override {
        return RETORT_TR("core", "Records with question and answer, the final number behind “####”. The "
                                 "human solution becomes the reasoning, the number answer and reference.");
    }
    const OptionTable &options() const override {
        static const OptionTable table = optionTable();
        return table;
    }

    double detect(const std::vector<Record> &head) const override {
        return 0.98 * shareOf(head, [](const Record &r) {
                   const auto answer = r.has("question") ? r.find("answer") : std::nullopt;
                   const auto text = answer ? stringOf(*answer) : std::nullopt;
                   return text && text->find("\n#### ") != std::string_view::npos;
               });
    }

    std::unique_ptr<RecordReader> reader(const OptionValues &values) const override {
        return std::make_unique<Reader>(optionBool(options(), values, "keep_annotations"),
                                        optionBool(options(), values, "boxed_answer"));
    }

    std::vector<FormatExample> examples() const override {
        const std::string record =
            R"({"question":"Li has 3 bags of 4 apples. He eats 2. How many are left?","answer":"He has 3*4=<<3*4=12>>12 apples.\nThen 12-2=<<12-2=10>>10 are left.\n#### 10"})";
        Sample plain;
        plain.question = "Li has 3 bags of 4 apples. He eats 2. How many are left?";
        plain.reasoning = "He has 3*4=12 apples.\nThen 12-2=10 are left.";
        plain.answer = plain.reference = "10";
        plain.metadata =
            R"({"annotated_solution":"He has 3*4=<<3*4=12>>12 apples.\nThen 12-2=<<12-2=10>>10 are left."})";
        Sample boxed = plain;
        boxed.reasoning = "He has 3*4=<<3*4=12>>12 apples.\nThen 12-2=<<12-2=10>>10 are left.";
        boxed.answer = "\\boxed{10}";
        boxed.metadata = "{}";
        return {{record, {plain}},
                {record, {boxed}, {{"keep_annotations", true}, {"boxed_answer", true}}},
                {R"({"question":"","answer":" "})", {}}};
    }
};

} // namespace

RETORT_DEFINE_FORMAT(gsm8k, Gsm8k)

} // namespace retort
