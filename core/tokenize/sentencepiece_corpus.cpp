// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/sentencepiece_corpus.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/codec/tokenizer.h"
#include "core/tokenize/tokenize_job.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>
#include <limits>

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

namespace {
// Line break and space are pieces already; the others mean something to sentencepiece.
bool reservedCharacter(char32_t c) {
    return c == 0 || c == U'\n' || c == U'\t' || c == U' ' || c == U'\u2581' || c == U'\u2585';
}
} // namespace

std::vector<std::pair<std::uint64_t, char32_t>> CorpusSurvey::ranking() const {
    std::vector<std::pair<std::uint64_t, char32_t>> ranking;
    for (char32_t c = 0; c < m_histogram.size(); ++c)
        if (m_histogram[c] != 0 && !reservedCharacter(c))
            ranking.emplace_back(m_histogram[c], c);
    std::ranges::sort(ranking, [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    return ranking;
}

bool TrainPlan::takes(std::uint64_t textIndex) const {
    return keepBelow == keepAll || mixBits(seed ^ mixBits(textIndex)) < keepBelow;
}

namespace {

// The options, read once.
struct Request {
    int vocabSize;
    std::string modelType;
    double coverage;
    std::vector<std::string> symbols;
    bool byteFallback, splitDigits;
    double maxCharacters;
    int threads;
    std::uint64_t seed;
};

std::vector<std::string> splitSymbols(const std::string &list) {
    std::vector<std::string> symbols;
    for (const std::string &symbol : splitTrimmed(list, ",")) {
        if (std::ranges::find(symbols, symbol) != symbols.end())
            continue;
        bool reserved = symbol.find_first_of(std::string_view(" \t\r\n\0", 5)) != std::string::npos
                        || symbol.size() > 64 || !isValidUtf8(symbol) || symbol == "▁"
                        || symbol.starts_with("<0x");
        for (int role = 0; role < controlRoleCount; ++role)
            reserved = reserved || symbol == controlSymbol(ControlRole(role));
        if (reserved)
            throw Error(ErrorCode::InvalidArgument,
                        RETORT_TR("core",
                                  "“%1” cannot be a symbol of its own: it is reserved, has a blank in it, is "
                                  "longer than 64 bytes or not valid UTF-8."),
                        symbol);
        symbols.push_back(symbol);
    }
    return symbols;
}

Request readRequest(const OptionValues &values) {
    requireOptions(tokenizeOptions(), values);
    const ChosenOptions options{tokenizeOptions(), values};
    const bool byteFallback = options.flag("byte_fallback");
    return {.vocabSize = int(options.integer("vocab_size")),
            .modelType = options.text("model_type"),
            .coverage =
                byteFallback ? options.real("character_coverage") : 1, // what has no token would be lost
            .symbols = splitSymbols(options.text("user_symbols")),
            .byteFallback = byteFallback,
            .splitDigits = options.flag("split_digits"),
            .maxCharacters = options.real("max_characters") * 1e6,
            .threads = int(options.integer("threads")),
            .seed = std::uint64_t(options.integer("seed"))};
}

using Ranking = std::vector<std::pair<std::uint64_t, char32_t>>;

// How many of the most frequent characters cover that share of the corpus.
std::size_t charactersFor(const Ranking &ranking, double coverage) {
    std::uint64_t all = 0, covered = 0;
    for (const auto &[count, character] : ranking)
        all += count;
    std::size_t n = 0;
    while (n < ranking.size() && double(covered) < coverage * double(all))
        covered += ranking[n++].first;
    return n;
}

// Vocabulary and coverage that go together; returns how many characters get a token.
int fitVocabulary(Request &request, const Ranking &ranking, TrainPlan &plan) {
    // Line break and space, and every control symbol, are always there.
    const int fixed =
        controlRoleCount + 2 + int(request.symbols.size()) + (request.byteFallback ? byteCount : 0);
    const int characters = int(charactersFor(ranking, request.coverage));
    // The digits are in, whether the corpus has them or not.
    const int needed = fixed + characters + digitCount;
    if (request.vocabSize == 0)
        request.vocabSize = std::min(32'768, (fixed + std::max(characters, digitCount) * 2 + 63) / 64 * 64);
    plan.vocabSize = request.vocabSize;
    if (needed <= request.vocabSize)
        return characters;
    const int room = request.vocabSize - fixed - digitCount;
    if (!request.byteFallback || room < 16)
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core",
                              "A vocabulary of %1 tokens is too small: with these settings it needs at least "
                              "%2. Raise the vocabulary size, or set it to 0 to fit it to the corpus."),
                    request.vocabSize, request.byteFallback ? fixed + digitCount + 16 : needed);
    // A quarter of the room is left for pieces of more than one character.
    const int kept = std::min(characters, room - room / 4);
    plan.notices.push_back(text(
        RETORT_TR(
            "core",
            "The corpus has %1 characters for the chosen coverage; a vocabulary of %2 tokens has room for "
            "the %3 most frequent ones, the others are written as bytes. For all of them take at least %4."),
        characters, request.vocabSize, kept, needed + needed / 4));
    return kept;
}

// sentencepiece reads lists as CSV.
std::string csv(const std::vector<std::string> &items) {
    std::string out;
    for (std::string item : items) {
        replaceAll(item, "\"", "\"\"");
        out += (out.empty() ? "\"" : ",\"") + item + '"';
    }
    return out;
}

std::map<std::string, std::string> settingsFor(const Request &request) {
    std::vector<std::string> symbols{"\n", "▁"}, controls;
    symbols.insert(symbols.end(), request.symbols.begin(), request.symbols.end());
    for (const ControlRole role : {ControlRole::System, ControlRole::User, ControlRole::Assistant,
                                   ControlRole::ThinkOpen, ControlRole::ThinkClose})
        controls.emplace_back(controlSymbol(role));
    const auto flag = [](bool on) { return std::string(on ? "true" : "false"); };
    return {
        {"vocab_size", std::to_string(request.vocabSize)},
        {"model_type", request.modelType},
        {"character_coverage", "1.0"},
        // The defaults normalise, fold blanks and put one in front: no trace survives them.
        {"normalization_rule_name", "identity"},
        {"remove_extra_whitespaces", "false"},
        {"add_dummy_prefix", "false"},
        {"split_digits", flag(request.splitDigits)},
        {"byte_fallback", flag(request.byteFallback)},
        {"max_sentence_length", std::to_string(longestSentence * 2)},
        {"user_defined_symbols", csv(symbols)},
        {"control_symbols", csv(controls)},
        {"hard_vocab_limit", "false"}, // a small corpus gives fewer pieces instead of an error
        {"num_threads", std::to_string(request.threads)},
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

TrainPlan planTraining(const OptionValues &options, const CorpusSurvey &survey) {
    Request request = readRequest(options);
    const Ranking ranking = survey.ranking();
    if (ranking.empty())
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core",
                      "There is no text to train a tokenizer on: the train split of this version is empty."));
    TrainPlan plan;
    plan.seed = request.seed;
    const int characters = fitVocabulary(request, ranking, plan);
    plan.characters.assign(0x110000, false);
    for (int i = 0; i < characters; ++i)
        plan.characters[ranking[std::size_t(i)].second] = true;
    plan.settings = settingsFor(request);
    plan.keepBelow = keepAll;
    if (double(survey.characters()) > request.maxCharacters) {
        const double share = request.maxCharacters / double(survey.characters());
        plan.keepBelow = std::uint64_t(std::ldexp(share, 64) * (1 - 1e-15));
        plan.notices.push_back(
            text(RETORT_TR("core", "The corpus has %1 characters; an even sample of %2 was "
                                   "used (“Characters used at most”)."),
                 survey.characters(), std::int64_t(request.maxCharacters)));
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

} // namespace

void forEachSentence(std::string_view text, const TrainPlan &plan,
                     const std::function<void(std::string_view)> &sentence) {
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
        if (invalid || (c != U' ' && !plan.characters[c]))
            cut(begin, at);
        else if (c == U'<' && reservedSpelling(text.substr(begin)) != 0)
            cut(at, at); // "<" alone, the rest after it
        else if (at - from >= longestSentence)
            cut(at, at);
    }
    cut(text.size(), text.size());
}

bool hasMergeablePair(std::string_view sentence) {
    UScriptCode before = USCRIPT_INVALID_CODE;
    for (std::size_t at = 0; at < sentence.size();) {
        const auto c = UChar32(decodeCodePoint(sentence, at));
        UErrorCode status = U_ZERO_ERROR;
        const bool single = u_isdigit(c) || c == ' ';
        const UScriptCode script = single ? USCRIPT_INVALID_CODE : uscript_getScript(c, &status);
        if (script != USCRIPT_INVALID_CODE && script == before)
            return true;
        before = script;
    }
    return false;
}

} // namespace retort
