// SPDX-License-Identifier: GPL-3.0-or-later
// Drops or keeps rows by a pattern (PCRE2, as Perl writes them) or a plain text in one field.
#include "core/base/option_make.h"
#include "core/clean/operator.h"
#include "core/clean/operators/example_sample.h"

#include "core/base/error.h"

#include <array>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace retort {

using namespace option_make;

namespace {

struct CodeFree {
    void operator()(pcre2_code *code) const { pcre2_code_free(code); }
};
struct MatchFree {
    void operator()(pcre2_match_data *match) const { pcre2_match_data_free(match); }
};
struct ContextFree {
    void operator()(pcre2_match_context *context) const { pcre2_match_context_free(context); }
};

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
                                   &error, &at, nullptr));
        if (!m_code) {
            unsigned char message[200] = {};
            pcre2_get_error_message(error, message, sizeof message);
            throw Error(ErrorCode::InvalidArgument,
                        text(RETORT_TR("core", "The pattern is wrong at character %1: %2."),
                             std::int64_t(at + 1), reinterpret_cast<const char *>(message)));
        }
        pcre2_jit_compile(m_code.get(), PCRE2_JIT_COMPLETE); // without it the slower matcher is used
    }

    bool matches(std::string_view subject) const {
        const std::unique_ptr<pcre2_match_data, MatchFree> match(pcre2_match_data_create(1, nullptr));
        const std::unique_ptr<pcre2_match_context, ContextFree> context(pcre2_match_context_create(nullptr));
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
    std::unique_ptr<pcre2_code, CodeFree> m_code;
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

class Pass : public CleanPass {
public:
    Pass(Pattern pattern, std::vector<const Field *> in, bool keepMatching)
        : m_pattern(std::move(pattern)),
          m_in(std::move(in)),
          m_keepMatching(keepMatching) {}

    Verdict judge(SampleId, Sample &sample) const override {
        for (const Field *field : m_in) {
            if (!m_pattern.matches(sample.*field->text))
                continue;
            return m_keepMatching ? keepSample()
                                  : dropSample(text(RETORT_TR("core", "The pattern occurs in the %1."),
                                                    Text(field->label)));
        }
        return m_keepMatching ? dropSample(RETORT_TR("core", "The pattern does not occur.")) : keepSample();
    }

private:
    Pattern m_pattern;
    std::vector<const Field *> m_in;
    bool m_keepMatching;
};

OptionTable optionTable() {
    std::vector<OptionChoice> in{{"any", RETORT_TR("core", "question, reasoning or answer")}};
    for (const Field &field : fields)
        in.push_back({field.id, field.label});
    return {
        textOption("pattern", "", RETORT_TR("core", "Pattern"),
                   RETORT_TR("core", "A regular expression as Perl writes it, for instance https?:// "
                                     "or ^\\s*$ ; it may match anywhere in the text.")),
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

class PatternFilter : public CleanOperator {
public:
    const char *id() const override { return "pattern_filter"; }
    Text label() const override { return RETORT_TR("core", "Pattern filter"); }
    Text help() const override {
        return RETORT_TR(
            "core", "Drops, or keeps only, the rows in which a regular expression or plain text occurs.");
    }
    const OptionTable &options() const override {
        static const OptionTable table = optionTable();
        return table;
    }

    std::unique_ptr<CleanPass> start(const OptionValues &values) const override {
        const std::string pattern = optionText(options(), values, "pattern");
        if (pattern.empty())
            throw Error(ErrorCode::InvalidArgument,
                        RETORT_TR("core", "The pattern filter has no pattern yet."));
        const std::string in = optionText(options(), values, "field");
        std::vector<const Field *> chosen;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].id == in || (in == "any" && i < 3))
                chosen.push_back(&fields[i]);
        return std::make_unique<Pass>(Pattern(pattern, optionBool(options(), values, "plain"),
                                              optionBool(options(), values, "ignore_case")),
                                      std::move(chosen), optionText(options(), values, "action") == "keep");
    }

    std::vector<OperatorExample> examples() const override {
        const std::vector<Sample> rows{exampleSample("看图回答", "想", "答"),
                                       exampleSample("3+4=?", "见 https://example.org", "7"),
                                       exampleSample("3+4=?", "三加四", "Seven")};
        using enum VerdictKind;
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
};

} // namespace

RETORT_DEFINE_OPERATOR(pattern_filter, PatternFilter)

} // namespace retort
