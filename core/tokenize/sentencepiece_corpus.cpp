// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/sentencepiece_corpus.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/codec/tokenizer.h"
#include "core/tokenize/tokenize_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace retort {

namespace {

constexpr std::uint64_t keepAll = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t longestSentence = 65'536; // bytes; the lattice of a longer one takes much memory
constexpr int byteCount = 256, digitCount = 10;

} // namespace

CorpusSurvey::CorpusSurvey() : m_histogram(0x110000, 0) {}

void CorpusSurvey::add(std::string_view text) {
    ++m_texts;
    for (std::size_t at = 0; at < text.size();) {
        ++m_histogram[decodeCodePoint(text, at)];
        ++m_characters;
    }
}

std::vector<std::uint64_t> CorpusSurvey::counts() const {
    std::vector<std::uint64_t> counts;
    for (char32_t c = 0; c < m_histogram.size(); ++c) {
        const bool reserved =
            c == 0 || c == U' ' || c == U'\n' || c == U'\t' || c == U'\u2581' || c == U'\u2585';
        if (m_histogram[c] != 0 && !reserved)
            counts.push_back(m_histogram[c]);
    }
    std::sort(counts.rbegin(), counts.rend());
    return counts;
}

bool TrainPlan::takes(std::uint64_t textIndex) const {
    return keepBelow == keepAll || SplitMix64(seed ^ SplitMix64(textIndex).next()).next() < keepBelow;
}

namespace {

// The options, read once.
struct Wishes {
    int vocabSize;
    std::string modelType;
    double coverage;
    std::vector<std::string> symbols;
    bool byteFallback, splitDigits;
    double maxCharacters;
    int threads;
    std::uint64_t seed;
};

[[noreturn]] void badSymbol(const std::string& symbol) {
    throw Error(
        ErrorCode::InvalidArgument,
        text(
            RETORT_TR("core",
                      "“%1” cannot be a symbol of its own: it is reserved, longer than 64 bytes or not valid "
                      "UTF-8."),
            symbol));
}

std::vector<std::string> splitSymbols(const std::string& list) {
    std::vector<std::string> symbols;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t comma = std::min(list.find(',', at), list.size());
        const std::string symbol(trimWhiteSpace(std::string_view(list).substr(at, comma - at)));
        at = comma + 1;
        if (symbol.empty() || std::find(symbols.begin(), symbols.end(), symbol) != symbols.end())
            continue;
        bool reserved = symbol.size() > 64 || !isValidUtf8(symbol) || symbol == "▁"
                        || symbol.starts_with("<0x") || symbol.find('\0') != std::string::npos;
        for (int role = 0; role < controlRoleCount; ++role)
            reserved = reserved || symbol == controlSymbol(ControlRole(role));
        if (reserved)
            badSymbol(symbol);
        symbols.push_back(symbol);
    }
    return symbols;
}

Wishes readWishes(const OptionValues& options) {
    const OptionTable& table = tokenizeOptions();
    requireOptions(table, options);
    Wishes wishes;
    wishes.vocabSize = int(optionInt(table, options, "vocab_size"));
    wishes.modelType = optionText(table, options, "model_type");
    wishes.coverage = optionFloat(table, options, "character_coverage");
    wishes.symbols = splitSymbols(optionText(table, options, "user_symbols"));
    wishes.byteFallback = optionBool(table, options, "byte_fallback");
    wishes.splitDigits = optionBool(table, options, "split_digits");
    wishes.maxCharacters = optionFloat(table, options, "max_characters") * 1e6;
    wishes.threads = int(optionInt(table, options, "threads"));
    wishes.seed = std::uint64_t(optionInt(table, options, "seed"));
    if (!wishes.byteFallback)
        wishes.coverage = 1; // what has no token would be lost
    return wishes;
}

// How many of the most frequent characters cover that share of the corpus.
std::size_t charactersFor(const std::vector<std::uint64_t>& counts, double coverage) {
    const double all = double(std::accumulate(counts.begin(), counts.end(), std::uint64_t(0)));
    double covered = 0;
    std::size_t n = 0;
    while (n < counts.size() && covered / all < coverage)
        covered += double(counts[n++]);
    return n;
}

// A coverage that admits exactly the first n characters: half way into the last of them.
double coverageFor(const std::vector<std::uint64_t>& counts, std::size_t n) {
    const double all = double(std::accumulate(counts.begin(), counts.end(), std::uint64_t(0)));
    const double before =
        double(std::accumulate(counts.begin(), counts.begin() + std::ptrdiff_t(n) - 1, std::uint64_t(0)));
    return (before + 0.5 * double(counts[n - 1])) / all;
}

// Vocabulary and coverage that go together.
void fitVocabulary(Wishes& wishes, const std::vector<std::uint64_t>& counts, TrainPlan& plan) {
    // Line break and space, and every control symbol, are always there.
    const int fixed =
        controlRoleCount + 2 + int(wishes.symbols.size()) + (wishes.byteFallback ? byteCount : 0);
    const int characters = int(charactersFor(counts, wishes.coverage));
    // The digits are in, whether the corpus has them or not.
    const int needed = fixed + characters + digitCount;
    if (wishes.vocabSize == 0)
        wishes.vocabSize = std::min(32'768, (fixed + std::max(characters, digitCount) * 2 + 63) / 64 * 64);
    plan.vocabSize = wishes.vocabSize;
    if (needed <= wishes.vocabSize)
        return;
    const int room = wishes.vocabSize - fixed - digitCount;
    if (!wishes.byteFallback || room < 16)
        throw Error(
            ErrorCode::InvalidArgument,
            text(
                RETORT_TR("core",
                          "A vocabulary of %1 tokens is too small: with these settings it needs at least %2. "
                          "Raise the vocabulary size, or set it to 0 to fit it to the corpus."),
                wishes.vocabSize, wishes.byteFallback ? fixed + digitCount + 16 : needed));
    // A quarter of the room is left for pieces of more than one character.
    const int kept = std::min(characters, room - room / 4);
    wishes.coverage = coverageFor(counts, std::size_t(kept));
    plan.notices.push_back(text(
        RETORT_TR("core",
                  "The corpus has %1 characters for the chosen coverage; a vocabulary of %2 tokens has room "
                  "for the %3 "
                  "most frequent ones, the others are written as bytes. For all of them take at least %4."),
        characters, wishes.vocabSize, kept, needed + needed / 4));
}

// sentencepiece reads lists as CSV.
std::string csv(const std::vector<std::string>& items) {
    std::string out;
    for (const std::string& item : items) {
        out += out.empty() ? "\"" : ",\"";
        for (const char c : item)
            out += c == '"' ? std::string("\"\"") : std::string(1, c);
        out += '"';
    }
    return out;
}

std::map<std::string, std::string> settingsFor(const Wishes& wishes) {
    std::vector<std::string> symbols{"\n", "▁"}, controls;
    symbols.insert(symbols.end(), wishes.symbols.begin(), wishes.symbols.end());
    for (const ControlRole role : {ControlRole::System, ControlRole::User, ControlRole::Assistant,
                                   ControlRole::ThinkOpen, ControlRole::ThinkClose})
        controls.emplace_back(controlSymbol(role));
    const auto flag = [](bool on) { return std::string(on ? "true" : "false"); };
    return {
        {"vocab_size", std::to_string(wishes.vocabSize)},
        {"model_type", wishes.modelType},
        {"character_coverage", fmt::format("{:.9f}", wishes.coverage)},
        // The defaults normalise, fold blanks and put one in front: no trace survives them.
        {"normalization_rule_name", "identity"},
        {"remove_extra_whitespaces", "false"},
        {"add_dummy_prefix", "false"},
        {"split_digits", flag(wishes.splitDigits)},
        {"byte_fallback", flag(wishes.byteFallback)},
        {"max_sentence_length", std::to_string(longestSentence * 2)},
        {"user_defined_symbols", csv(symbols)},
        {"control_symbols", csv(controls)},
        {"required_chars", "0123456789"},
        {"hard_vocab_limit", "false"}, // a small corpus gives fewer pieces instead of an error
        {"num_threads", std::to_string(wishes.threads)},
        {"pad_id", "0"},
        {"unk_id", "1"},
        {"bos_id", "2"},
        {"eos_id", "3"},
        {"pad_piece", controlSymbol(ControlRole::Pad)},
        {"unk_piece", controlSymbol(ControlRole::Unknown)},
        {"bos_piece", controlSymbol(ControlRole::Begin)},
        {"eos_piece", controlSymbol(ControlRole::End)},
    };
}

} // namespace

TrainPlan planTraining(const OptionValues& options, const CorpusSurvey& survey) {
    Wishes wishes = readWishes(options);
    const std::vector<std::uint64_t> counts = survey.counts();
    if (counts.empty())
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core",
                      "There is no text to train a tokenizer on: the train split of this version is empty."));
    TrainPlan plan;
    plan.seed = wishes.seed;
    fitVocabulary(wishes, counts, plan);
    plan.settings = settingsFor(wishes);
    plan.keepBelow = keepAll;
    if (double(survey.characters()) > wishes.maxCharacters) {
        const double share = wishes.maxCharacters / double(survey.characters());
        plan.keepBelow = std::uint64_t(std::ldexp(share, 64) * (1 - 1e-15));
        plan.notices.push_back(
            text(RETORT_TR("core", "The corpus has %1 million characters; an even sample of %2 million was "
                                   "used (“Characters used at most”)."),
                 fmt::format("{:.1f}", double(survey.characters()) / 1e6),
                 fmt::format("{:g}", wishes.maxCharacters / 1e6)));
    }
    return plan;
}

namespace {

// Length of a reserved spelling at the start of `s` (a control symbol, "<0x"), else 0.
std::size_t reservedSpelling(std::string_view s) {
    if (s[0] != '<')
        return 0;
    if (s.starts_with("<0x"))
        return 3;
    for (int role = 0; role < controlRoleCount; ++role)
        if (const std::string_view symbol = controlSymbol(ControlRole(role)); s.starts_with(symbol))
            return symbol.size();
    return 0;
}

bool reservedCharacter(char32_t c) {
    return c == 0 || c == U'\n' || c == U'\t' || c == U'\u2581' || c == U'\u2585';
}

} // namespace

void forEachSentence(std::string_view text, const std::function<void(std::string_view)>& sentence) {
    std::size_t from = 0;
    const auto cut = [&](std::size_t at, std::size_t next) {
        if (at > from)
            sentence(text.substr(from, at - from));
        from = next;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = decodeCodePoint(text, at);
        const bool invalid = c == U'\ufffd' && at == begin + 1;
        if (invalid || reservedCharacter(c))
            cut(begin, at);
        else if (c == U'<' && reservedSpelling(text.substr(begin)) != 0)
            cut(at, at); // "<" alone, the rest after it
        else if (at - from >= longestSentence)
            cut(at, at);
    }
    cut(text.size(), text.size());
}

} // namespace retort
