// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of a version → messages → ids: how a Sample is put to the model. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/codec/chat_template.h"
#include "core/codec/packing.h"
#include "core/data/samples/sample.h"
#include "core/data/versions/version_store.h"

#include <optional>
#include <vector>

namespace retort {

RETORT_DATA_API std::vector<ChatMessage> promptMessages(const Sample &sample); // [system], user
RETORT_DATA_API std::vector<ChatMessage> sampleMessages(const Sample &sample); // [system], user, assistant

struct EncodeConfig {
    VersionId version = 0;
    std::optional<Split> split;
    int maxTokens = 0; // longer samples are dropped; 0: no limit
};
// A split encoded for training, in id order, on job.threads() threads. Samples with an empty question or no
// answer at all are left out and reported as an issue. Throws Cancelled.
RETORT_DATA_API EncodedSet encodeVersion(const VersionStore &versions, const ChatTemplate &chat,
                                         const EncodeConfig &config, JobContext &job);

} // namespace retort
