// SPDX-License-Identifier: GPL-3.0-or-later
// Drops or keeps rows by a pattern (PCRE2, as Perl writes them) or a plain text in one field.
#include "core/base/option_make.h"
#include "core/clean/operator.h"

#include "core/base/error.h"

#include <array>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace retort {

using namespace option_make;

namespace {

// Compiled once, matched from many threads.
class Pattern {
public:
    Pattern(const std::string &pattern, bool plain, bool ignoreCase) {
        int error = 0;
        PCRE2_SIZE at = 0;
        // PCRE2_LITERAL allows hardly any other flag beside it.
        const std::uint32_t options = PCRE2_UTF | (plain ? PCRE2_LITERAL : PCRE2_MULTILINE | PCRE2_UCP)
                                      | (ignoreCase ? PCRE2_CASELESS : 0u);
        m_code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), options,
                                   &error, &at, nullptr),
                     pcre2_code_free);
        if (!m_code) {
            unsigned char message[200] = {};
            pcre2_get_error_message(error, message, sizeof message);
            throw Error(ErrorCode::InvalidArgument,
                        RETORT_TR("core", "The pattern is wrong at character %1: %2."), std::int64_t(at + 1),
                        reinterpret_cast<const char *>(message));
        }
        pcre2_jit_compile(m_code.get(), PCRE2_JIT_COMPLETE); // without it the slower matcher is used
    }

    bool matches(std::string_view subject) const {
        const std::shared_ptr<pcre2_match_data> match(pcre2_match_data_create(1, nullptr),
                                                      pcre2_match_data_free);
        const std::shared_ptr<pcre2_match_context> context(pcre2_match_context_create(nullptr),
                                                           pcre2_match_context_free);
        pcre2_set_match_limit(context.get(), 2'000'000);
        const auto run = [&](std::uint32_t options) {
            return pcre2_match(m_code.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), 0,
                               options, match.get(), context.get());
        };
        int found = run(PCRE2_NO_UTF_CHECK);
        if (found == PCRE2_ERROR_JIT_STACKLIMIT)
            found = run(PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT); // 32 KiB were too few: the heap
        if (found >= 0)
            return true;
        if (found == PCRE2_ERROR_NOMATCH)
            return false;
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "The pattern takes too many steps on one of the rows. Repetitions "
                                      "inside repetitions, such as (a+)+, are the usual reason."));
    }

private:
    std::shared_ptr<pcre2_code> m_code;
};

struct Field {
    const char *id;
    const char *label;
    std::string Sample::*text;
};
const std::array<Field, 7> fields{{
    {"question", RETORT_TR("core", "question"), &Sample::question},
    {"reasoning", RETORT_TR("core", "reasoning"), &Sample::reasoning},
    {"answer", RETORT_TR("core", "answer"), &Sample::answer},
    {"reference", RETORT_TR("core", "reference answer"), &Sample::reference},
    {"system", RETORT_TR("core", "system prompt"), &Sample::system},
    {"source", RETORT_TR("core", "source"), &Sample::source},
    {"metadata", RETORT_TR("core", "metadata (JSON)"), &Sample::metadata},
}};

OptionTable optionTable() {
    std::vector<OptionChoice> in{{"any", RETORT_TR("core", "question, reasoning or answer")}};
    for (const Field &field : fields)
        in.push_back({field.id, field.label});
    return {
        textOption("pattern", "", RETORT_TR("core", "Pattern"),
                   RETORT_TR("core", "A regular expression as Perl writes it, for instance https?:// or "
                                     "^\\s*$ ; it may match anywhere in the text.")),
        choiceOption("field", "any", RETORT_TR("core", "In"), RETORT_TR("core", "Which text is searched."))
            .choices(in),
        choiceOption("action", "drop", RETORT_TR("core", "Rows with it"),
                     RETORT_TR("core", "Drop the rows in which the pattern occurs, or keep only those."))
            .choices(
                {{"drop", RETORT_TR("core", "drop")}, {"keep", RETORT_TR("core", "keep, drop the others")}}),
        boolOption("plain", false, RETORT_TR("core", "Plain text"),
                   RETORT_TR("core", "Takes the pattern literally, character by character.")),
        boolOption("ignore_case", false, RETORT_TR("core", "Ignore case"),
                   RETORT_TR("core", "Capital and small letters are the same.")),
    };
}

std::unique_ptr<CleanPass> start(const ChosenOptions &options) {
    const std::string pattern = options.text("pattern"), in = options.text("field");
    if (pattern.empty())
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "The pattern filter has no pattern yet."));
    std::vector<const Field *> chosen;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].id == in || (in == "any" && i < 3))
            chosen.push_back(&fields[i]);
    const Pattern compiled(pattern, options.flag("plain"), options.flag("ignore_case"));
    return judgingPass([compiled, chosen, keep = options.text("action") == "keep"](Sample &sample) {
        for (const Field *field : chosen)
            if (compiled.matches(sample.*field->text))
                return keep ? keepSample()
                            : dropSample(
                                text(RETORT_TR("core", "The pattern occurs in the %1."), Text(field->label)));
        return keep ? dropSample(RETORT_TR("core", "The pattern does not occur.")) : keepSample();
    });
}

std::vector<OperatorExample> examples() {
    const std::vector<Sample> rows{
        {.question = "看图回答", .reasoning = "想", .answer = "答"},
        {.question = "3+4=?", .reasoning = "见 https://example.org", .answer = "7"},
        {.question = "3+4=?", .reasoning = "三加四", .answer = "Seven"}};
    using enum OutcomeKind;
    return {
        {rows, {Drop, Drop, Keep}, {}, {{"pattern", std::string("看图|https?://")}}},
        {rows,
         {Keep, Keep, Drop},
         {},
         {{"pattern", std::string("^seven$")}, {"ignore_case", true}, {"field", std::string("answer")}}},
        {rows,
         {Drop, Keep, Keep},
         {},
         {{"pattern", std::string("3+4=?")}, {"plain", true}, {"action", std::string("keep")}}},
        {rows,
         {Keep, Drop, Drop},
         {},
         {{"pattern", std::string("^3\\+\\d")}, {"field", std::string("question")}}},
    };
}

} // namespace

CleanOperator pattern_filterOperator() {
    return {.id = "pattern_filter",
            .label = RETORT_TR("core", "Pattern filter"),
            .help = RETORT_TR(
                "core", "Drops, or keeps only, the rows in which a regular expression or plain text occurs."),
            .options = optionTable(),
            .startWith = start,
            .examples = examples};
}

} // namespace retort
