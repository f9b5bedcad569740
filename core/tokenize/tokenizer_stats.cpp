// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/tokenizer_stats.h"

#include "core/base/utf8.h"
#include "core/tokenize/sample_batches.h"

#include <nlohmann/json.hpp>
#include <unicode/uchar.h>

#include <algorithm>

namespace retort {
namespace {

// One sample's share; filled on any thread, added in order.
struct SampleCount {
    std::vector<TokenId> ids;
    std::int64_t texts = 0, characters = 0, bytes = 0, words = 0, mismatches = 0;
};

std::int64_t wordCount(std::string_view text) {
    std::int64_t words = 0;
    bool inWord = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = decodeCodePoint(text, at);
        const bool han = isHan(c);
        const bool letter = !han && u_isalnum(UChar32(c));
        words += han || (letter && !inWord);
        inWord = letter;
    }
    return words;
}

void countText(const Tokenizer &tokenizer, std::string_view text, SampleCount &count) {
    if (text.empty())
        return;
    const std::size_t from = count.ids.size();
    tokenizer.encodeTo(text, count.ids);
    ++count.texts;
    count.bytes += std::int64_t(text.size());
    count.characters += std::int64_t(codePointCount(text));
    count.words += wordCount(text);
    count.mismatches += tokenizer.decode(std::span(count.ids).subspan(from)) != text;
}

SampleCount countSample(const Tokenizer &tokenizer, const Sample &sample) {
    SampleCount count;
    for (const std::string *text : {&sample.system, &sample.question, &sample.reasoning, &sample.answer})
        countText(tokenizer, *text, count);
    return count;
}

// What is stored of them.
template <typename Stats, typename Use>
void forEachField(Stats &stats, const Use &use) {
    use("samples", stats.samples);
    use("texts", stats.texts);
    use("characters", stats.characters);
    use("bytes", stats.bytes);
    use("tokens", stats.tokens);
    use("byte_tokens", stats.byteTokens);
    use("words", stats.words);
    use("pieces_used", stats.piecesUsed);
    use("longest_sample_tokens", stats.longestSampleTokens);
    use("mean_sample_tokens", stats.meanSampleTokens);
    use("longest_piece", stats.longestPiece);
    use("longest_piece_chars", stats.longestPieceChars);
    use("mismatches", stats.mismatches);
    use("first_mismatch", stats.firstMismatch);
}

class StatsCounter {
public:
    explicit StatsCounter(const Tokenizer &tokenizer)
        : m_tokenizer(tokenizer),
          m_frequencies(std::size_t(tokenizer.vocabSize()), 0) {}

    void add(const SampleBatch &batch, JobContext &job) {
        std::vector<SampleCount> counts(batch.size());
        job.parallel(batch.size(),
                     [&](std::size_t i) { counts[i] = countSample(m_tokenizer, batch[i].sample); });
        for (std::size_t i = 0; i < batch.size(); ++i)
            add(batch[i].id, counts[i]);
    }

    TokenizerStats finish() {
        m_stats.piecesUsed = std::ranges::count_if(m_frequencies, [](auto n) { return n > 0; });
        if (m_stats.samples > 0)
            m_stats.meanSampleTokens = double(m_stats.tokens) / double(m_stats.samples);
        findLongestPiece();
        return m_stats;
    }

private:
    void add(SampleId id, const SampleCount &count) {
        ++m_stats.samples;
        m_stats.texts += count.texts;
        m_stats.characters += count.characters;
        m_stats.bytes += count.bytes;
        m_stats.words += count.words;
        m_stats.tokens += std::int64_t(count.ids.size());
        m_stats.longestSampleTokens = std::max(m_stats.longestSampleTokens, int(count.ids.size()));
        if (count.mismatches > 0 && m_stats.mismatches == 0)
            m_stats.firstMismatch = id;
        m_stats.mismatches += count.mismatches;
        for (const TokenId token : count.ids) {
            ++m_frequencies[std::size_t(token)];
            m_stats.byteTokens += m_tokenizer.isByte(token);
        }
    }

    void findLongestPiece() {
        for (TokenId id = 0; id < m_tokenizer.vocabSize(); ++id) {
            const TokenInfo &info = m_tokenizer.token(id);
            const int characters = info.kind == TokenKind::Normal ? int(codePointCount(info.bytes)) : 0;
            if (characters <= m_stats.longestPieceChars)
                continue;
            m_stats.longestPieceChars = characters;
            m_stats.longestPiece = m_tokenizer.display(id);
        }
    }

    const Tokenizer &m_tokenizer;
    TokenizerStats m_stats;
    std::vector<std::int64_t> m_frequencies;
};

} // namespace

std::string statsToJson(const TokenizerStats &stats) {
    nlohmann::json j{{"tokens_per_character", stats.tokensPerCharacter()},
                     {"fertility", stats.fertility()},
                     {"byte_fallback_percent", stats.byteFallbackPercent()}};
    forEachField(stats, [&](const char *key, const auto &field) { j[key] = field; });
    return j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

TokenizerStats statsFromJson(std::string_view json) {
    const auto j = nlohmann::json::parse(json, nullptr, false);
    TokenizerStats stats;
    forEachField(stats, [&](const char *key, auto &field) {
        if (const auto at = j.find(key);
            at != j.end()
            && (std::is_same_v<decltype(field), std::string &> ? at->is_string() : at->is_number()))
            at->get_to(field);
    });
    return stats;
}

TokenizerStats tokenizerStats(const Tokenizer &tokenizer, const VersionStore &versions, VersionId version,
                              std::optional<Split> split, JobContext &job) {
    StatsCounter counter(tokenizer);
    forEachBatch(versions, version, split, job, RETORT_TR("core", "Measuring the tokenizer"),
                 [&](const SampleBatch &batch) { counter.add(batch, job); });
    return counter.finish();
}

} // namespace retort
