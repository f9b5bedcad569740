// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluating a checkpoint, or the untrained student of a run, on a split: answers by batched generation,
// checked number by number, every answer stored. Torch-free front; blocks.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/data/runs/run_store.h"
#include "core/data/samples/sample.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace retort {

struct EvalConfig {
    std::shared_ptr<Project> project;
    std::int64_t checkpoint = 0; // CheckpointRecord::id; 0: the untrained student of `run`, from its own seed
    RunId run = 0;               // needed when checkpoint is 0
    VersionId version = 0;       // 0: the run's
    Split split = Split::Test;
    std::string name;        // empty: "step 980 · test · 500"
    OptionValues options;    // of evalOptions()
    std::int64_t queued = 0; // RunStore::addEvaluation(); not stored with it
};
RETORT_DATA_API std::string evalConfigToJson(const EvalConfig &config); // without the project
// Throws Error(BadFormat).
RETORT_DATA_API EvalConfig evalConfigFromJson(const std::string &json, std::shared_ptr<Project> project);

// What an evaluation is called until a person names it: "step 980 · test · 500". `of` is the name of the
// checkpoint, or untrainedName.
inline constexpr char untrainedName[] = "untrained";
RETORT_DATA_API std::string givenEvaluationName(const std::string &of, Split split, std::int64_t asked);

// limit, seed (which questions, and sampling), kind, level (metadata of generated data), max_new_tokens,
// temperature (0: greedy), top_p, top_k, batch_rows, device.
RETORT_DATA_API const OptionTable &evalOptions();

struct ScoreGroup {
    std::string id; // value of the metadata field: a kind, a level
    std::int64_t asked = 0, correct = 0;
    double accuracy = 0, low95 = 0, high95 = 0;
};
struct EvalSummary {
    std::vector<ScoreGroup> byKind, byLevel; // metadata "kind" and "level"; empty where no sample has one
    std::int64_t asked = 0, correct = 0;
    // Rows of the split of the kind and level asked for, and those of them that could not be asked: nothing
    // to check the answer against, a question longer than the student holds, a problem that another row asks.
    std::int64_t rows = 0, withoutReference = 0, tooLong = 0, repeats = 0;
    double accuracy = 0, low95 = 0, high95 = 0; // Wilson
    std::string mostFrequentAnswer; // of the training split: what always saying one answer would reach
    double mostFrequentAccuracy = 0;
    std::int64_t finished = 0; // ended by themselves, not by the length limit
    std::int64_t thinkClosed = 0;
    std::int64_t traceChecked = 0, traceHolds = 0; // of the correct ones, by the generator's own checker
    double meanTokens = 0, tokensPerSecond = 0, seconds = 0;
    double memory_MiB = 0; // at its peak, above what was held before it began
    std::int64_t modelBytes = 0, parameters = 0;
    std::string device, deviceName, precision;
    Text badge; // "CPU · slower" where the device asked for had no room; else empty
};
struct EvalResult {
    std::int64_t evaluation = 0; // EvaluationRecord::id
    EvalSummary summary;
};

// An answer counts only when it has ended and thinking was closed. Cancel: throws Cancelled, nothing is
// stored.
RETORT_DATA_API EvalResult runEvalJob(const EvalConfig &config, JobContext &job);

RETORT_DATA_API std::string evalSummaryToJson(const EvalSummary &summary);
RETORT_DATA_API EvalSummary evalSummaryFromJson(std::string_view json); // EvaluationRecord::summaryJson

// The whole summary of a stored evaluation; what its JSON lacks (another program version) comes from the
// record's columns.
RETORT_DATA_API EvalSummary evalSummaryOf(const EvaluationRecord &record);

struct Interval {
    double low = 0, high = 0;
};
RETORT_DATA_API Interval wilson95(std::int64_t successes,
                                  std::int64_t trials); // Wilson 1927; 0 trials: [0, 1]

} // namespace retort
