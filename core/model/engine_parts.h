// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine (learn_engine.cpp) needs of the floors above it: declared here, defined there.
#pragma once

#include "core/learn/eval_job.h"
#include "core/learn/generate.h"
#include "core/learn/train_job.h"

#include <filesystem>
#include <memory>
#include <string>

namespace retort {

TrainResult trainRun(const TrainConfig &config, RunId run, bool resume, JobContext &job); // core/train
EvalResult evaluateModel(const EvalConfig &config, JobContext &job);                      // core/eval
std::shared_ptr<LanguageModel> openChatModel(const std::filesystem::path &folder, const std::string &device);

} // namespace retort
