// SPDX-License-Identifier: GPL-3.0-or-later
// A TrainConfig made ready: options read, tokenizer opened, splits encoded, questions chosen, learner built.
#pragma once

#include "core/base/export.h"
#include "core/codec/packing.h"
#include "core/learn/train_job.h"
#include "core/model/question_set.h"
#include "core/train/learner.h"
#include "core/train/lr_schedule.h"

#include <memory>
#include <string>
#include <vector>

namespace retort {

struct TrainSettings {
    std::int64_t maxSteps = 0, evalEvery = 0, checkpointEvery = 0, keepLast = 0, patience = 0, logEvery = 10;
    double maxEpochs = 0, maxMinutes = 0;
    std::int64_t tokensPerStep = 0, maxLength = 0, validationTokens = 0, accuracyQuestions = 0,
                 accuracyMaxNewTokens = 0;
    std::uint64_t seed = 0;
    bool withoutTraces = false;
    std::string device, precision;
    LrSchedule schedule;
    LearnerConfig learner;
};
RETORT_LEARN_API TrainSettings trainSettings(const OptionValues &options);

struct TrainSetup {
    TrainSettings settings;
    StudentConfig student;
    DeviceTraits device;
    std::filesystem::path tokenizerFile;
    std::string tokenizerHash;
    std::shared_ptr<const ChatTemplate> chat;
    std::unique_ptr<EncodedSet> train, validation;
    std::vector<std::uint32_t> validationSamples; // of `validation`: always the same ones
    std::int64_t rows = 0, validationRows = 0;    // of the version; the sets lack what was left out
    QuestionSet questions;                        // of the validation rows
    std::unique_ptr<StepOrder> order;
    std::int64_t plannedSteps = 0; // by steps and epochs; 0: only time ends it
    std::int64_t askedWarmup = 0;  // that of `settings` is shorter where the planned steps are too few for it
    std::unique_ptr<Learner> learner;
};
// Throws Error(InvalidArgument: no sample fits, …).
RETORT_LEARN_API TrainSetup prepareTraining(const TrainConfig &config, JobContext &job);

} // namespace retort
