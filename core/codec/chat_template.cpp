// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/chat_template.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace retort {

const char *partName(Part part) {
    static constexpr const char *names[] = {"mark", "system", "question", "reasoning", "answer"};
    return names[std::size_t(part)];
}

std::string templateToJson(const TemplateConfig &config) {
    return nlohmann::json{{"id", ChatTemplate::id},
                          {"with_reasoning", config.withReasoning},
                          {"think_when_empty", config.thinkWhenEmpty},
                          {"weights",
                           {{"reasoning", config.weights.reasoning},
                            {"answer", config.weights.answer},
                            {"mark", config.weights.mark}}}}
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
        config.weights.mark = weights.value("mark", config.weights.mark);
        return config;
    } catch (const nlohmann::json::exception &e) {
        throw Error(ErrorCode::BadFormat, RETORT_TR("core", "The chat template cannot be read: %1"),
                    e.what());
    }
}

std::size_t EncodedSample::promptTokens() const {
    const auto first = std::find_if(lossWeights.begin(), lossWeights.end(), [](float w) { return w > 0; });
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
    std::sort(m_neverGenerated.begin(), m_neverGenerated.end());
}

namespace {

// Appends text and marks with their part and weight.
class SampleBuilder {
public:
    SampleBuilder(const Tokenizer &tokenizer, EncodedSample &sample)
        : m_tokenizer(tokenizer),
          m_sample(sample) {}
    void mark(ControlRole role, float weight = 0) {
        m_sample.ids.push_back(m_tokenizer.control(role));
        fill(Part::Mark, weight);
    }
    void words(std::string_view text, Part part, float weight = 0) {
        m_tokenizer.encodeTo(text, m_sample.ids);
        fill(part, weight);
    }

private:
    void fill(Part part, float weight) {
        m_sample.parts.resize(m_sample.ids.size(), std::uint8_t(part));
        m_sample.lossWeights.resize(m_sample.ids.size(), weight);
    }
    const Tokenizer &m_tokenizer;
    EncodedSample &m_sample;
};

void addMessages(SampleBuilder &builder, std::span<const ChatMessage> messages,
                 const TemplateConfig &config) {
    const PartWeights &weights = config.weights;
    builder.mark(ControlRole::Begin);
    for (const ChatMessage &message : messages) {
        if (message.role != ChatRole::Assistant) {
            const bool system = message.role == ChatRole::System;
            builder.mark(system ? ControlRole::System : ControlRole::User);
            builder.words(message.text, system ? Part::System : Part::Question);
            continue;
        }
        builder.mark(ControlRole::Assistant);
        const bool traced = config.withReasoning && !message.reasoning.empty();
        if (traced || config.thinkWhenEmpty) {
            builder.mark(ControlRole::ThinkOpen, weights.mark);
            if (traced)
                builder.words(message.reasoning, Part::Reasoning, weights.reasoning);
            builder.mark(ControlRole::ThinkClose, weights.mark);
        }
        builder.words(message.text, Part::Answer, weights.answer);
        builder.mark(ControlRole::End, weights.mark);
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
    builder.mark(ControlRole::Assistant);
    if (openThink)
        builder.mark(ControlRole::ThinkOpen);
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
    return {m_inThink ? Part::Reasoning : Part::Answer, std::move(text)};
}

ResponseStream::Delta ResponseStream::push(TokenId id) {
    if (m_response.finished || !m_tokenizer->valid(id))
        return {Part::Mark, {}};
    if (!m_tokenizer->isControl(id)) {
        ++(m_inThink ? m_response.reasoningTokens : m_response.answerTokens);
        return grow(m_decoder.push(id));
    }
    // A mark ends the text before it: bytes that still wait belong there, however broken.
    Delta delta = grow(m_decoder.finish());
    const auto role = m_tokenizer->roleOf(id);
    if (role == ControlRole::End) {
        m_response.finished = true;
    } else if (role == ControlRole::ThinkClose && m_inThink) {
        m_inThink = false;
        m_response.thinkClosed = true;
    } else if (role == ControlRole::ThinkOpen && !m_response.thinkOpened && m_response.answerTokens == 0) {
        m_inThink = true;
        m_response.thinkOpened = true;
    }
    return delta.text.empty() ? Delta{Part::Mark, {}} : delta;
}

ResponseStream::Delta ResponseStream::finish() {
    return grow(m_decoder.finish());
}

} // namespace retort
