// SPDX-License-Identifier: GPL-3.0-or-later
// A checkpoint that answers: one conversation at a time, token by token. Where the GPU has no room for it, it
// goes on on the CPU and says so.
#include "core/model/chat_model.h"

#include "core/base/error.h"
#include "core/data/artifacts/prune.h"
#include "core/learn/device.h"
#include "core/model/clock.h"
#include "core/model/model_folder.h"
#include "core/model/sampler.h"

namespace retort {

using torch::Tensor;

namespace {

std::vector<ChatMessage> messagesOf(const std::vector<ChatTurn> &turns) {
    std::vector<ChatMessage> messages;
    for (const ChatTurn &turn : turns) {
        const ChatRole role = turn.role == "system"      ? ChatRole::System
                              : turn.role == "assistant" ? ChatRole::Assistant
                                                         : ChatRole::User;
        messages.push_back({role, turn.text, turn.reasoning});
    }
    return messages;
}

class ChatModel : public LanguageModel {
public:
    ChatModel(const std::filesystem::path &folder, const std::string &device)
        : m_folder(folder),
          m_inUse(useCheckpoint(folder)) {
        const DeviceTraits traits = openDevice(device);
        try {
            load(traits);
        } catch (const Error &e) {
            if (e.code() != ErrorCode::OutOfMemory || !traits.cuda())
                throw;
            moveToCpu();
        }
    }

    ModelInfo info() const override {
        ModelInfo info;
        info.device = m_device.id;
        if (!m_device.cuda() && (m_hadNoRoom || nvidiaDriverPresent()))
            info.badge = RETORT_TR("core", "CPU · slower");
        return info;
    }

    GenerateResult generate(const std::vector<ChatTurn> &turns, const GenerateConfig &config, JobContext &job,
                            const std::function<void(const GeneratedPiece &)> &onPiece) override {
        const std::vector<TokenId> prompt = m_model.chat->encodePrompt(messagesOf(turns));
        requireRoom(prompt.size());
        m_said = false;
        try {
            return tryAnswer(prompt, config, job, onPiece);
        } catch (const Error &e) {
            if (e.code() != ErrorCode::OutOfMemory || !m_device.cuda() || m_said)
                throw;
        }
        moveToCpu();
        return tryAnswer(prompt, config, job, onPiece);
    }

private:
    void load(const DeviceTraits &device) {
        if (device.cuda())
            requireMemory(device, std::int64_t(std::filesystem::file_size(m_folder / "model.safetensors")));
        m_model = loadModel(m_folder, device);
        m_device = device;
    }

    void moveToCpu() {
        load(openDevice("cpu"));
        m_hadNoRoom = true;
    }

    GenerateResult tryAnswer(const std::vector<TokenId> &prompt, const GenerateConfig &config,
                             JobContext &job, const std::function<void(const GeneratedPiece &)> &onPiece) {
        try {
            requireStateRoom(m_model.student->config(), m_device, 1,
                             std::int64_t(prompt.size()) + config.maxNewTokens);
            return answer(prompt, config, job, onPiece);
        } catch (...) {
            rethrowTorch(m_device);
        }
    }

    void requireRoom(std::size_t prompt) const {
        const std::int64_t room = m_model.student->config().maxPositions;
        if (std::int64_t(prompt) >= room)
            throw Error(
                ErrorCode::InvalidArgument,
                pluralText(RETORT_TR("core",
                                     "The conversation has %n token(s); this student holds %1. Start a "
                                     "new one."),
                           std::int64_t(prompt), room));
    }

    GenerateResult answer(const std::vector<TokenId> &prompt, const GenerateConfig &config, JobContext &job,
                          const std::function<void(const GeneratedPiece &)> &onPiece) {
        const at::NoGradGuard noGrad;
        Model &student = *m_model.student;
        const std::int64_t room = student.config().maxPositions;
        const double start_s = steadySeconds();
        Sampler sampler({config.temperature, config.topP, config.topK}, m_model.chat->neverGenerated(),
                        student.config().vocabSize, m_device.device);
        SplitMix64 generator(config.seed);
        DecodeState state =
            student.decodeState(1, std::min<std::int64_t>(room, std::int64_t(prompt.size()) + 256));
        ResponseStream stream(m_model.chat->tokenizer());
        GenerateResult result;
        result.promptTokens = int(prompt.size());
        const auto send = [&](const ResponseStream::Delta &delta) {
            const Phase phase = delta.segment == ChatSegment::Reasoning
                                        || (delta.segment == ChatSegment::Special && stream.inThink())
                                    ? Phase::Thinking
                                    : Phase::Answer;
            if (!onPiece || (delta.text.empty() && delta.segment != ChatSegment::Special))
                return;
            m_said = true;
            onPiece({phase, delta.text, result.tokens, steadySeconds() - start_s});
        };
        Tensor hidden_1D = student.prefill({prompt}, state, {0});
        result.end = GenerateEnd::LengthLimit;
        while (result.tokens < config.maxNewTokens) {
            if (job.cancelled()) {
                result.end = GenerateEnd::Cancelled;
                break;
            }
            TokenId id = sampler.pick(student.logits(hidden_1D), std::span(&generator, 1)).front();
            if (config.thinkBudget > 0 && stream.inThink() && result.tokens >= config.thinkBudget)
                id = m_model.chat->tokenizer()->control(ControlRole::ThinkClose);
            ++result.tokens;
            send(stream.push(id));
            if (stream.finished()) {
                result.end = GenerateEnd::Finished;
                break;
            }
            if (state.length(0) >= room) {
                result.end = GenerateEnd::ContextFull;
                break;
            }
            hidden_1D = student.step(
                at::full({1}, std::int64_t(id), at::TensorOptions().dtype(at::kLong).device(m_device.device)),
                state);
        }
        send(stream.finish());
        result.reasoning = stream.response().reasoning;
        result.answer = stream.response().answer;
        result.thinkClosed = stream.response().thinkClosed;
        result.seconds = steadySeconds() - start_s;
        result.tokensPerSecond = result.seconds > 0 ? result.tokens / result.seconds : 0;
        return result;
    }

    std::filesystem::path m_folder;
    FileLock m_inUse; // its run may be training, and prune
    DeviceTraits m_device;
    LoadedModel m_model;
    bool m_hadNoRoom = false, m_said = false;
};

} // namespace

std::shared_ptr<LanguageModel> openChatModel(const std::filesystem::path &folder, const std::string &device) {
    return std::make_shared<ChatModel>(folder, device);
}

} // namespace retort
