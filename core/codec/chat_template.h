// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations ↔ ids. Roles, <think> and </think> are special tokens, put in as ids and never as text:
//   <|bos|> [<|system|> text] { <|user|> text <|assistant|> [<think> reasoning </think>] answer <|end|> }…
// Immutable, any thread. It does not know samples (core/tokenize/sample_codec.h turns a Sample into
// messages).
#pragma once

#include "core/base/export.h"
#include "core/codec/tokenizer.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace retort {

// The segment of the template that a token belongs to. The order is stored in token caches and charts: append
// only.
enum class ChatSegment : std::uint8_t { Special, System, Question, Reasoning, Answer };
inline constexpr int chatSegmentCount = 5;
RETORT_DATA_API const char *chatSegmentName(ChatSegment segment); // "special", "system" …

enum class ChatRole : std::uint8_t { System, User, Assistant };
struct ChatMessage {
    ChatRole role = ChatRole::User;
    std::string text;      // question, answer or system text
    std::string reasoning; // of an assistant message
};

// Loss weight of a response token by its segment; everything before the response has weight 0.
struct SegmentWeights {
    float reasoning = 1, answer = 1, special = 1; // special: <think>, </think>, <|end|>
    bool operator==(const SegmentWeights &) const = default;
};

struct TemplateConfig {
    bool withReasoning =
        true; // false: traces are left out, "<think></think>" stays (the control without traces)
    bool thinkWhenEmpty = true; // an answer without a trace still gets "<think></think>"
    SegmentWeights weights;
    bool operator==(const TemplateConfig &) const = default;
};
RETORT_DATA_API std::string templateToJson(const TemplateConfig &config);
RETORT_DATA_API TemplateConfig templateFromJson(std::string_view json); // throws Error(BadFormat)

// Parallel arrays, one entry per token.
struct RETORT_DATA_API EncodedSample {
    std::vector<TokenId> ids;
    std::vector<std::uint8_t> segments; // ChatSegment
    std::vector<float> lossWeights;     // of this token as a target: 0 for the prompt
    std::size_t promptTokens() const;   // tokens before the first one with a loss weight
};

struct ParsedResponse {
    std::string reasoning, answer;
    bool thinkOpened = false, thinkClosed = false;
    bool finished = false; // <|end|> was seen
};

class RETORT_DATA_API ChatTemplate {
public:
    // Throws Error(Mismatch) naming the control symbols that the tokenizer lacks.
    explicit ChatTemplate(TokenizerPtr tokenizer, TemplateConfig config = {});
    const TokenizerPtr &tokenizer() const { return m_tokenizer; }
    const TemplateConfig &config() const { return m_config; }
    static constexpr const char *id = "retort-1"; // named in runs; a changed layout gets another id

    EncodedSample encode(std::span<const ChatMessage> messages) const; // whole, for training
    // Up to where the model goes on: … <|assistant|> [<think>]. Earlier reasoning is left out, as R1 does it.
    std::vector<TokenId> encodePrompt(std::span<const ChatMessage> messages, bool openThink = true) const;
    // Ids generated after encodePrompt(…, thinkOpen), with or without <|end|>; the rest is ignored.
    ParsedResponse parseResponse(std::span<const TokenId> ids, bool thinkOpen = true) const;

    TokenId endId() const { return m_tokenizer->control(ControlRole::End); }
    // Ids that a model must never sample: padding, unknown, begin, roles. Sorted.
    const std::vector<TokenId> &neverGenerated() const { return m_neverGenerated; }

private:
    TokenizerPtr m_tokenizer;
    TemplateConfig m_config;
    std::vector<TokenId> m_neverGenerated;
};

// The same parsing id by id, for streaming: each push tells which segment grew and by what (whole
// characters).
class RETORT_DATA_API ResponseStream {
public:
    explicit ResponseStream(TokenizerPtr tokenizer, bool thinkOpen = true);
    struct Delta {
        ChatSegment segment =
            ChatSegment::Answer; // Reasoning, Answer, or Special when only the state changed
        std::string text;
    };
    Delta push(TokenId id); // nothing more after finished()
    Delta finish();         // what waits for the rest of a character
    bool inThink() const { return m_inThink; }
    bool finished() const { return m_response.finished; }
    const ParsedResponse &response() const { return m_response; } // so far

private:
    Delta grow(std::string text);
    TokenizerPtr m_tokenizer;
    StreamDecoder m_decoder;
    ParsedResponse m_response;
    bool m_inThink, m_inAnswer = false; // m_inAnswer: a token of it came
};

} // namespace retort
