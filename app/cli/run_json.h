// SPDX-License-Identifier: GPL-3.0-or-later
// Results of the learning stages as the JSON that several verbs show alike.
#pragma once

#include "app/cli/verb.h"
#include "core/data/runs/run_store.h"
#include "core/learn/eval_job.h"
#include "core/learn/train_job.h"
#include "core/tokenize/tokenize_job.h"

namespace retort::cli {

Json numberOrNull(double value); // NaN and Inf have no place in JSON
Json tokenizeJson(const TokenizeResult &result);
Json trainJson(const TrainResult &result, const std::string &runName);
Json runJson(const RunRecord &run);
Json evalJson(const EvalResult &result);
Json evalJson(const EvaluationRecord &record);
void printTrain(const Json &train, const Console &console);
void printEval(const Json &eval, const Console &console);
// Prints events and validation figures as they come; call once before the job starts.
void followTraining(JobContext &job, const Console &console);
// Loss and accuracy of a run as two SVG files in `folder`; returns their paths.
std::vector<std::string> writeRunCharts(const RunStore &store, RunId run, const std::string &folder);

} // namespace retort::cli
