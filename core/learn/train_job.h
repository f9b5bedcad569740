// SPDX-License-Identifier: GPL-3.0-or-later
// Training a student: settings, their checks, the job, and how to watch or steer a run from another process.
// Torch-free: the work is in core/train, reached through Engine (engine.h). The jobs block; run them on a
// worker thread.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/data/runs/run_store.h"
#include "core/learn/student.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

// A run that goes on from a checkpoint of another one with other settings. It keeps that run's student, data
// and order of samples.
struct TrainFork {
    RunId run = 0;
    std::int64_t checkpoint = 0; // CheckpointRecord::id, of `run`
    OptionValues changed;        // what differs from that run's settings
    bool operator==(const TrainFork &) const = default;
};

struct TrainConfig {
    std::shared_ptr<Project> project;
    VersionId version = 0;
    std::int64_t tokenizer = 0; // TokenizerRecord::id
    std::int64_t studentId =
        0; // StudentRecord::id; 0: `student` is used (and stored as a student of its own)
    std::optional<StudentConfig> student; // vocabSize 0 becomes the tokenizer's
    std::string name, note;               // name empty: "0007 · 5M · v3 · lr 3e-4"
    OptionValues options;                 // of trainOptions()
    std::optional<TrainFork> fork;        // forkConfig()
    std::int64_t queued = 0;              // RunStore::addRun(); not stored with the run
    // This process needs the project for this run only: on a network file system it is closed for others once
    // the data is read, and the run writes its journal. Not stored with the run.
    bool closeProject = false;
};

// tokens_per_step, micro_batch_tokens, max_steps, max_epochs, max_minutes, learning_rate, warmup_steps,
// decay, decay_share, final_lr_share, weight_decay, beta1, beta2, adam_eps, clip_norm, eval_every,
// accuracy_questions, accuracy_max_new_tokens, validation_tokens, checkpoint_every, keep_last, patience,
// log_every, seed, device, precision, max_length, loss, without_traces. Every --flag, field and tooltip
// follows from this table.
RETORT_DATA_API const OptionTable &trainOptions();

struct DeviceInfo;
// Of one step with these settings on that device (null: a CPU); what a training is refused by.
RETORT_DATA_API MemoryShape trainMemoryShape(const StudentConfig &student, const OptionValues &options,
                                             const DeviceInfo *device);

struct TrainPreset {
    std::string id; // "demo", "short", "long"
    Text label;
    Text help;
    OptionValues options;
};
RETORT_DATA_API const std::vector<TrainPreset> &trainPresets();
RETORT_DATA_API const TrainPreset *findTrainPreset(std::string_view id); // null when unknown

// Option faults plus what only the whole can tell: lengths against the student's positions, warm-up against
// steps, no training rows, tokenizer larger than the student's vocabulary, an unsupported precision … Empty:
// it can start.
RETORT_DATA_API std::vector<OptionFault> checkTrain(const TrainConfig &config);
RETORT_DATA_API std::string trainConfigToJson(const TrainConfig &config); // without the project
RETORT_DATA_API TrainConfig trainConfigFromJson(const std::string &json, std::shared_ptr<Project> project);
// The resolved student of a config: from the store or as given, with the tokenizer's vocabulary. Throws
// NotFound.
RETORT_DATA_API StudentConfig resolveStudent(const TrainConfig &config);
// The settings of a run that goes on from `checkpoint` of `run` with some options changed; what is missing in
// `options` stays as that run had it. checkTrain() names those that cannot change. Throws NotFound.
RETORT_DATA_API TrainConfig forkConfig(std::shared_ptr<Project> project, RunId run, std::int64_t checkpoint,
                                       const OptionValues &options);

struct TrainResult {
    RunId run = 0;
    RunState state = RunState::Finished; // Finished, Stopped (by request; resumable)
    std::int64_t step = 0, totalSteps = 0;
    double lastLoss = 0, bestValLoss = 0, valAccuracy = 0; // NaN: never measured
    double seconds = 0, tokensPerSecond = 0;
    std::int64_t trainedTokens = 0;
    // Rows of the version's splits, and how many of them are too long or have nothing to learn from.
    std::int64_t rows = 0, rowsLeftOut = 0, validationRows = 0, validationRowsLeftOut = 0;
    std::int64_t checkpoint = 0; // the last one written; 0: none
    Text reason;                 // why it ended
};

// Makes the run, trains, and returns when it has ended. The first thing posted to the mailbox is an event
// "started" that carries the run id. Requests: Pause holds the state; Stop finishes the step, saves a
// checkpoint and returns normally (a validation that was going on is done at the resume); Abort throws
// Cancelled (run Stopped, last checkpoint kept). Errors mark the run Failed and are rethrown. With
// config.fork the first weights are the checkpoint's.
RETORT_DATA_API TrainResult runTrainJob(const TrainConfig &config, JobContext &job);

// Continues a run that is stopped, interrupted or failed from its newest whole checkpoint. On the same CPU
// and in the same precision its numbers are those of a run that never ended, unless a time limit decides its
// steps; elsewhere the event "moved" says what differs. Throws Error(NotFound) without a checkpoint,
// Error(Busy) while somebody trains it, Error(Mismatch) when tokenizer or version are no longer what they
// were.
// `closeProject`: as in TrainConfig.
RETORT_DATA_API TrainResult resumeTrainJob(std::shared_ptr<Project> project, RunId run, JobContext &job,
                                           bool closeProject = false);
RETORT_DATA_API bool canResume(const RunStore &store, RunId run);
// Progress of a run that makes its steps, with its loss; NaN: none yet.
RETORT_DATA_API Text trainingPhase(double loss);

// --- a run of another process
// What came since the last poll, read from SQLite. Not thread-safe: one per watcher.
class RETORT_DATA_API RunTail {
public:
    RunTail(std::shared_ptr<Project> project, RunId run);
    ~RunTail();
    struct Update {
        std::vector<MetricPoint> metrics;
        std::vector<RunEvent> events;
        RunRecord record;
        bool active = false;    // somebody is training it now
        bool resumable = false; // canResume(); false while it is active
    };
    Update poll();

private:
    RunStore m_store;
    RunId m_run;
    std::int64_t m_lastRow = 0;
    std::size_t m_eventsSeen = 0;
};
// Asks the process that trains the run: a file in the run's folder, read between steps and removed once
// obeyed.
RETORT_DATA_API void sendRequest(const RunStore &store, RunId run, JobRequest request);
RETORT_DATA_API std::optional<JobRequest> takeRequest(const std::filesystem::path &runFolder);

} // namespace retort
