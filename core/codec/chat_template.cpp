// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/chat_template.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace retort {

const char *chatSegmentName(ChatSegment segment) {
    static constexpr const char *names[] = {"special", "system", "question", "reasoning", "answer"};
    return names[std::size_t(segment)];
}

std::string templateToJson(const TemplateConfig &config) {
    return nlohmann::json{{"id", ChatTemplate::id},
                          {"with_reasoning", config.withReasoning},
                          {"think_when_empty", config.thinkWhenEmpty},
                          {"weights",
                           {{"reasoning", config.weights.reasoning},
                            {"answer", config.weights.answer},
                            {"special", config.weights.special}}}}
        .dump();
}

TemplateConfig templateFromJson(std::string_view json) {
    try {
        const auto j = nlohmann::json::parse(json);
        if (const std::string id = j.value("id", std::string(ChatTemplate::id)); id != ChatTemplate::id)
            throw Error(ErrorCode::NewerVersion,
                        RETORT_TR("core", "The chat template “%1” is not known to this version of Retort."),
                        id);
        const auto weights = j.value("weights", nlohmann::json::object());
        TemplateConfig config;
        config.withReasoning = j.value("with_reasoning", config.withReasoning);
        config.thinkWhenEmpty = j.value("think_when_empty", config.thinkWhenEmpty);
        config.weights.reasoning = weights.value("reasoning", config.weights.reasoning);
        config.weights.answer = weights.value("answer", config.weights.answer);
        config.weights.special = weights.value("special", config.weights.special);
        return config;
    } catch (const nlohmann::json::exception &e) {
        throw Error(ErrorCode::BadFormat, RETORT_TR("core", "The chat template cannot be read: %1"),
                    e.what());
    }
}

std::size_t EncodedSample::promptTokens() const {
    const auto first = std::ranges::find_if(lossWeights, [](float w) { return w > 0; });
    return std::size_t(first - lossWeights.begin());
}

ChatTemplate::ChatTemplate(TokenizerPtr tokenizer, TemplateConfig config)
    : m_tokenizer(std::move(tokenizer)),
      m_config(config) {
    std::string missing;
    for (int role = 0; role < controlRoleCount; ++role)
        if (m_tokenizer->control(ControlRole(role)) == noToken)
            missing += (missing.empty() ? "" : ", ") + std::string(controlSymbol(ControlRole(role)));
    if (!missing.empty())
        throw Error(ErrorCode::Mismatch,
                    RETORT_TR("core", "This tokenizer has no control symbol %1, so it cannot carry "
                                      "conversations. Train a tokenizer in Retort."),
                    missing);
    for (const ControlRole role : {ControlRole::Pad, ControlRole::Unknown, ControlRole::Begin,
                                   ControlRole::System, ControlRole::User, ControlRole::Assistant})
        m_neverGenerated.push_back(m_tokenizer->control(role));
    std::ranges::sort(m_neverGenerated);
}

namespace {

// Appends texts and special tokens with their segment and weight.
class SampleBuilder {
public:
    SampleBuilder(const Tokenizer &tokenizer, EncodedSample &sample)
        : m_tokenizer(tokenizer),
          m_sample(sample) {}
    void special(ControlRole role, float weight = 0) {
        m_sample.ids.push_back(m_tokenizer.control(role));
        fill(ChatSegment::Special, weight);
    }
    void words(std::string_view text, ChatSegment segment, float weight = 0) {
        m_tokenizer.encodeTo(text, m_sample.ids);
        fill(segment, weight);
    }

private:
    void fill(ChatSegment segment, float weight) {
        m_sample.segments.resize(m_sample.ids.size(), std::uint8_t(segment));
        m_sample.lossWeights.resize(m_sample.ids.size(), weight);
    }
    const Tokenizer &m_tokenizer;
    EncodedSample &m_sample;
};

void addMessages(SampleBuilder &builder, std::span<const ChatMessage> messages,
                 const TemplateConfig &config) {
    const SegmentWeights &weights = config.weights;
    builder.special(ControlRole::Begin);
    for (const ChatMessage &message : messages) {
        if (message.role != ChatRole::Assistant) {
            const bool system = message.role == ChatRole::System;
            builder.special(system ? ControlRole::System : ControlRole::User);
            builder.words(message.text, system ? ChatSegment::System : ChatSegment::Question);
            continue;
        }
        builder.special(ControlRole::Assistant);
        const bool traced = config.withReasoning && !message.reasoning.empty();
        if (traced || config.thinkWhenEmpty) {
            builder.special(ControlRole::ThinkOpen, weights.special);
            if (traced)
                builder.words(message.reasoning, ChatSegment::Reasoning, weights.reasoning);
            builder.special(ControlRole::ThinkClose, weights.special);
        }
        builder.words(message.text, ChatSegment::Answer, weights.answer);
        builder.special(ControlRole::End, weights.special);
    }
}

} // namespace

EncodedSample ChatTemplate::encode(std::span<const ChatMessage> messages) const {
    EncodedSample sample;
    SampleBuilder builder(*m_tokenizer, sample);
    addMessages(builder, messages, m_config);
    return sample;
}

std::vector<TokenId> ChatTemplate::encodePrompt(std::span<const ChatMessage> messages, bool openThink) const {
    EncodedSample sample;
    SampleBuilder builder(*m_tokenizer, sample);
    TemplateConfig answersOnly;
    answersOnly.withReasoning = answersOnly.thinkWhenEmpty = false;
    addMessages(builder, messages, answersOnly);
    builder.special(ControlRole::Assistant);
    if (openThink)
        builder.special(ControlRole::ThinkOpen);
    return std::move(sample.ids);
}

ParsedResponse ChatTemplate::parseResponse(std::span<const TokenId> ids, bool thinkOpen) const {
    ResponseStream stream(m_tokenizer, thinkOpen);
    for (const TokenId token : ids) {
        stream.push(token);
        if (stream.finished())
            break;
    }
    stream.finish();
    return stream.response();
}

ResponseStream::ResponseStream(TokenizerPtr tokenizer, bool thinkOpen)
    : m_tokenizer(tokenizer),
      m_decoder(std::move(tokenizer)),
      m_inThink(thinkOpen) {
    m_response.thinkOpened = thinkOpen;
}

ResponseStream::Delta ResponseStream::grow(std::string text) {
    (m_inThink ? m_response.reasoning : m_response.answer) += text;
    return {m_inThink ? ChatSegment::Reasoning : ChatSegment::Answer, std::move(text)};
}

ResponseStream::Delta ResponseStream::push(TokenId id) {
    if (m_response.finished || !m_tokenizer->valid(id))
        return {ChatSegment::Special, {}};
    if (!m_tokenizer->isControl(id)) {
        m_inAnswer = m_inAnswer || !m_inThink;
        return grow(m_decoder.push(id));
    }
    // A special token ends the text before it: bytes that still wait belong there, however broken.
    Delta delta = grow(m_decoder.finish());
    const auto role = m_tokenizer->roleOf(id);
    if (role == ControlRole::End) {
        m_response.finished = true;
    } else if (role == ControlRole::ThinkClose && m_inThink) {
        m_inThink = false;
        m_response.thinkClosed = true;
    } else if (role == ControlRole::ThinkOpen && !m_response.thinkOpened && !m_inAnswer) {
        m_inThink = true;
        m_response.thinkOpened = true;
    }
    return delta.text.empty() ? Delta{ChatSegment::Special, {}} : delta;
}

ResponseStream::Delta ResponseStream::finish() {
    return grow(m_decoder.finish());
}

} // namespace retort
