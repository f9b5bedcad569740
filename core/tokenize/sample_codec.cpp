// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/sample_codec.h"

#include "core/tokenize/sample_batches.h"

namespace retort {

std::vector<ChatMessage> promptMessages(const Sample &sample) {
    std::vector<ChatMessage> messages;
    if (!sample.system.empty())
        messages.push_back({ChatRole::System, sample.system, {}});
    messages.push_back({ChatRole::User, sample.question, {}});
    return messages;
}

std::vector<ChatMessage> sampleMessages(const Sample &sample) {
    std::vector<ChatMessage> messages = promptMessages(sample);
    messages.push_back({ChatRole::Assistant, sample.answer, sample.reasoning});
    return messages;
}

namespace {

bool usable(SampleId id, const Sample &sample, JobContext &job) {
    const bool asks = !sample.question.empty(), answers = !sample.answer.empty() || !sample.reasoning.empty();
    if (!asks || !answers)
        job.issue({Issue::Level::Warning,
                   {},
                   0,
                   asks ? "answer" : "question",
                   text(asks ? RETORT_TR("core", "Sample %1 has no answer and is not trained on.")
                             : RETORT_TR("core", "Sample %1 has no question and is not trained on."),
                        id)});
    return asks && answers;
}

} // namespace

EncodedSet encodeVersion(const VersionStore &versions, const ChatTemplate &chat, const EncodeConfig &config,
                         JobContext &job) {
    EncodedSet set(chat.config().weights, config.maxTokens);
    std::vector<EncodedSample> encoded;
    forEachBatch(versions, config.version, config.split, job, RETORT_TR("core", "Encoding samples"),
                 [&](const SampleBatch &batch) {
                     encoded.assign(batch.size(), {});
                     job.parallel(batch.size(), [&](std::size_t i) {
                         encoded[i] = chat.encode(sampleMessages(batch[i].sample));
                     });
                     for (std::size_t i = 0; i < batch.size(); ++i)
                         if (usable(batch[i].id, batch[i].sample, job))
                             set.add(batch[i].id, encoded[i]);
                 });
    return set;
}

} // namespace retort
