// SPDX-License-Identifier: GPL-3.0-or-later
// A checkpoint: a model folder plus the optimizer's state and the place in the run, whole or absent. Written
// under a temporary name, verified by its manifest, then renamed, then registered in the project.
#pragma once

#include "core/base/export.h"
#include "core/train/learner.h"

#include <filesystem>
#include <limits>
#include <string>

namespace retort {

// Everything a run needs to go on as if it had never stopped. The order of samples and the first weights are
// functions of the seed; no other randomness is used in training.
struct TrainState {
    std::int64_t step = 0; // steps done
    std::int64_t totalSteps = 0;
    std::int64_t tokens = 0;
    double seconds = 0;
    double lastLoss = std::numeric_limits<double>::quiet_NaN();
    double bestValLoss = std::numeric_limits<double>::quiet_NaN();
    double valAccuracy = std::numeric_limits<double>::quiet_NaN();
    std::int64_t bestStep = -1;
    std::int64_t validationsWithoutGain = 0;
    // Of the point of the charts that is not full yet.
    double lossSum = 0;
    std::vector<double> termSums; // by term of the objective
    std::int64_t lossCount = 0, pointTokens = 0;
    double pointSeconds = 0;       // spent on its steps alone, as stepSeconds
    double stepSeconds = 0;        // of `seconds`, without validations, checkpoints and pauses
    bool validationDue = false;    // the run was stopped in the validation of this step
    std::int64_t warmupSteps = -1; // as cut to the time limit; -1: as in the settings
    std::uint64_t seed = 0;
    std::string tokenizerHash, codeVersion;
    ComputeInfo compute; // what the steps so far ran on; empty in checkpoints of earlier versions
    std::int64_t version = 0;
};
RETORT_LEARN_API std::string trainStateToJson(const TrainState &state);
RETORT_LEARN_API TrainState trainStateFromJson(const std::string &json); // throws Error(BadFormat)

struct CheckpointFiles {
    std::filesystem::path tokenizerFile;
    TemplateConfig chat;
    std::string trainConfigJson;
};

// Returns the folder, `parent`/000200 (000200-2 … where that name is taken). On any failure nothing remains
// of it.
RETORT_LEARN_API std::filesystem::path saveCheckpoint(const std::filesystem::path &parent, Learner &learner,
                                                      const TrainState &state, const CheckpointFiles &files);
// Verifies, then fills the learner. Throws Error(Damaged, NotFound, Mismatch).
RETORT_LEARN_API TrainState loadCheckpoint(const std::filesystem::path &folder, Learner &learner);
// Removes what a killed process left: folders under temporary names. Only for the owner of the run.
RETORT_LEARN_API void sweepCheckpoints(const std::filesystem::path &parent);

} // namespace retort
