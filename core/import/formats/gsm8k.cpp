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
// made for a calculator and is no language; without it, the solution as it was goes to the metadata.
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

RecordResult read(Record &record, bool keepAnnotations, bool boxed) {
    Sample sample;
    sample.question = record.take("question", place::question);
    const std::string solution = record.take("answer", place::reasoningAndAnswer);
    const std::size_t mark = solution.rfind(finalMark);
    if (mark == std::string::npos) {
        sample.answer = solution;
        return finishRecord(record, std::move(sample));
    }
    sample.reference = trimWhiteSpace(std::string_view(solution).substr(mark + finalMark.size()));
    sample.answer = boxed ? "\\boxed{" + sample.reference + "}" : sample.reference;
    sample.reasoning = trimWhiteSpace(std::string_view(solution).substr(0, mark));
    if (!keepAnnotations) {
        std::string plain = withoutAnnotations(sample.reasoning);
        if (plain != sample.reasoning)
            record.addMetadataText("annotated_solution", sample.reasoning);
        sample.reasoning = std::move(plain);
    }
    return finishRecord(record, std::move(sample));
}

std::vector<FormatExample> examples() {
    const std::string record =
        R"({"question":"Li has 3 bags of 4 apples. He eats 2. How many are left?","answer":"He has 3*4=<<3*4=12>>12 apples.\nThen 12-2=<<12-2=10>>10 are left.\n#### 10"})";
    const Sample plain{
        .question = "Li has 3 bags of 4 apples. He eats 2. How many are left?",
        .reasoning = "He has 3*4=12 apples.\nThen 12-2=10 are left.",
        .answer = "10",
        .reference = "10",
        .metadata =
            R"({"annotated_solution":"He has 3*4=<<3*4=12>>12 apples.\nThen 12-2=<<12-2=10>>10 are left."})"};
    Sample boxed = plain;
    boxed.reasoning = "He has 3*4=<<3*4=12>>12 apples.\nThen 12-2=<<12-2=10>>10 are left.";
    boxed.answer = "\\boxed{10}";
    boxed.metadata = "{}";
    return {{record, {plain}},
            {record, {boxed}, {{"keep_annotations", true}, {"boxed_answer", true}}},
            {R"({"question":"","answer":" "})", {}}};
}

} // namespace

ImportFormat gsm8kFormat() {
    return {.id = "gsm8k",
            .label = RETORT_TR("core", "GSM8K"),
            .help =
                RETORT_TR("core", "Records with question and answer, the final number behind “####”. The "
                                  "human solution becomes the reasoning, the number answer and reference."),
            .options =
                {boolOption(
                     "keep_annotations", false, RETORT_TR("core", "Keep calculator marks"),
                     RETORT_TR("core",
                               "Leaves marks such as <<48/2=24>> in the reasoning. Without it they go to the "
                               "metadata.")),
                 boolOption(
                     "boxed_answer", false, RETORT_TR("core", "Write answers as \\boxed{…}"),
                     RETORT_TR("core",
                               "Puts the final number into \\boxed{…}, as R1 writes it. The reference answer "
                               "stays a plain number."))},
            .detect =
                [](const std::vector<Record> &head) {
                    return 0.98 * shareOf(head, [](const Record &r) {
                               return r.has("question")
                                      && r.stringAt("answer").find("\n#### ") != std::string_view::npos;
                           });
                },
            .readerWith = [](const ChosenOptions &options) -> RecordReader {
                return [keep = options.flag("keep_annotations"), boxed = options.flag("boxed_answer")](
                           Record &record) { return read(record, keep, boxed); };
            },
            .examples = examples};
}

} // namespace retort
