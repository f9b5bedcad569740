// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/sentencepiece_tokenizer.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/codec/piece_encoder.h"
#include "core/codec/sentencepiece_model.h"

#include <sentencepiece_processor.h>

#include <algorithm>
#include <new>
#include <optional>

namespace retort {
namespace {

constexpr std::string_view spaceMark = "\xe2\x96\x81"; // U+2581, how sentencepiece writes a space
constexpr const char *algorithmNames[] = {"unigram", "bpe", "word", "char"};

class SentencePieceTokenizer final : public Tokenizer {
public:
    SentencePieceTokenizer(std::string model, const std::string &shownName) {
        SentencePieceModel parsed = readSentencePieceModel(model, shownName);
        m_kind = "sentencepiece";
        m_hash = xxh3Hex(model);
        m_algorithm = algorithmNames[parsed.modelType - 1];
        const bool plain = !parsed.addDummyPrefix && !parsed.removeExtraSpaces && !parsed.spaceAsSuffix
                           && parsed.modelType <= 2
                           && std::ranges::none_of(parsed.tokens, [](const TokenInfo &info) {
                                  return info.kind == TokenKind::Unused;
                              });
        setTokens(std::move(parsed.tokens));
        findBytes();
        if (plain)
            m_encoder.emplace(parsed.modelType == 1 ? PieceAlgorithm::Unigram : PieceAlgorithm::Bpe,
                              tokens());
        else
            load(model, shownName);
    }

    void encodeTo(std::string_view text, std::vector<TokenId> &ids) const override {
        while (!text.empty()) {
            const std::size_t valid = std::min(firstInvalidUtf8(text), text.size());
            encodeValid(text.substr(0, valid), ids);
            if (valid < text.size())
                ids.push_back(m_byteIds[static_cast<unsigned char>(text[valid])]);
            text.remove_prefix(std::min(valid + 1, text.size()));
        }
    }

private:
    // Without byte fallback there is nothing but the unknown symbol for such a byte.
    void findBytes() {
        m_byteIds.fill(control(ControlRole::Unknown));
        for (TokenId id = 0; id < vocabSize(); ++id) {
            if (isByte(id))
                m_byteIds[static_cast<unsigned char>(token(id).bytes[0])] = id;
            else if (token(id).kind == TokenKind::Unknown && m_byteIds[0] == noToken)
                m_byteIds.fill(id);
        }
    }

    void load(const std::string &model, const std::string &shownName) {
        std::string why;
        try {
            const auto status = m_processor.LoadFromSerializedProto(model);
            if (status.ok() && m_processor.GetPieceSize() == vocabSize())
                return;
            why = status.ok() ? "piece count" : status.error_message();
        } catch (const std::bad_alloc &) {
            throw Error(ErrorCode::OutOfMemory,
                        RETORT_TR("core", "There is not enough memory to load the tokenizer “%1”."),
                        shownName);
        } catch (const std::exception &e) { // Darts, when it cannot build the index of the pieces
            why = e.what();
        }
        throw Error(ErrorCode::BadFormat, RETORT_TR("core", "“%1” is not a usable sentencepiece model: %2"),
                    shownName, why);
    }

    // A written "▁" would come back as a space, and NUL ends the library's index: both go in as bytes.
    void encodeValid(std::string_view text, std::vector<TokenId> &ids) const {
        std::size_t nul = text.find('\0');
        for (std::size_t from = 0; from < text.size();) {
            if (nul < from)
                nul = text.find('\0', from);
            const std::size_t at = std::min({text.find(spaceMark, from), nul, text.size()});
            encodeRun(text.substr(from, at - from), ids);
            from = at == text.size() ? at : at == nul ? at + 1 : at + spaceMark.size();
            for (const char c : text.substr(at, from - at))
                ids.push_back(m_byteIds[static_cast<unsigned char>(c)]);
        }
    }

    // Very long texts in parts: the working memory is 12 bytes per byte and stays with the thread.
    void encodeRun(std::string_view run, std::vector<TokenId> &ids) const {
        constexpr std::size_t longest = 4 << 20;
        while (run.size() > longest) {
            const std::size_t part = codePointFloor(run, longest);
            encodePart(run.substr(0, part), ids);
            run.remove_prefix(part);
        }
        encodePart(run, ids);
    }

    void encodePart(std::string_view run, std::vector<TokenId> &ids) const {
        if (run.empty())
            return;
        if (m_encoder) {
            m_encoder->encode(run, ids);
            return;
        }
        thread_local std::vector<int> found;
        const auto status = m_processor.Encode({run.data(), run.size()}, &found);
        if (!status.ok())
            throw Error(ErrorCode::Internal, RETORT_TR("core", "sentencepiece could not encode a text: %1"),
                        status.error_message());
        ids.insert(ids.end(), found.begin(), found.end());
    }

    std::optional<PieceEncoder> m_encoder; // for models that change nothing; else the library
    sentencepiece::SentencePieceProcessor m_processor;
    std::array<TokenId, 256> m_byteIds{};
};

} // namespace

TokenizerPtr makeSentencePieceTokenizer(std::string model, const std::string &shownName) {
    return std::make_shared<const SentencePieceTokenizer>(std::move(model), shownName);
}

} // namespace retort
