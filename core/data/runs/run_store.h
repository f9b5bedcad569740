// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizers, students, runs, metrics, checkpoints and evaluations of a project (chats: chat_store.h). Its
// sources: run_store.cpp (tokenizers, students), run_records.cpp (runs, checkpoints), run_metrics.cpp
// (metrics, events, evaluations). Names, notes and trash are those of every artifact (artifacts/artifact.h).
// Blocking, thread-safe.
#pragma once

#include "core/base/export.h"
#include "core/base/file.h"
#include "core/base/job.h"
#include "core/data/project/ids.h"
#include "core/data/project/project.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace retort {

struct TokenizerRecord {
    std::int64_t id = 0;
    std::string name, note, createdAt;
    std::string kind; // "sentencepiece"
    std::string file; // relative to the project folder, e.g. "models/tokenizer-0001/tokenizer.model"
    std::string hash; // XXH3-128 of the file
    std::string configJson;
    VersionId version = 0; // trained on
    int vocabSize = 0;
    bool stale = false;
    bool operator==(const TokenizerRecord &) const = default;
};
struct StudentRecord {
    std::int64_t id = 0;
    std::string name, note, createdAt;
    std::string configJson; // StudentConfig (core/learn/student.h)
    std::int64_t tokenizer = 0;
    std::int64_t parameters = 0;
    bool operator==(const StudentRecord &) const = default;
};

enum class RunState { Created, Running, Paused, Interrupted, Finished, Stopped, Failed };
RETORT_DATA_API const char *runStateName(RunState state);

struct RunRecord {
    RunId id = 0;
    std::string name, note, createdAt, finishedAt;
    RunState state = RunState::Created;
    std::string configJson; // whole TrainConfig with student and template, as started
    VersionId version = 0;
    std::int64_t tokenizer = 0, student = 0;
    std::string recipeHash, tokenizerHash, codeVersion;
    std::string device, precision; // "cuda:0", "bf16"; empty: it has not begun
    std::uint64_t seed = 0;
    std::optional<RunId> parent; // forked or resumed from
    std::int64_t forkStep = 0;
    std::int64_t step = 0, totalSteps = 0;
    double lastLoss = 0, bestValLoss = 0, valAccuracy = 0; // NaN: none yet
    std::string errorJson;                                 // Text of the failure
    std::filesystem::path folder;                          // absolute
    bool operator==(const RunRecord &) const = default;
};

struct CheckpointRecord {
    std::int64_t id = 0;
    RunId run = 0;
    std::int64_t step = 0;
    std::string name, createdAt;
    std::filesystem::path folder; // absolute; complete when the row exists
    std::string reason;           // "interval", "best", "stop", "final"
    double valLoss = 0;
    std::int64_t bytes = 0;
    std::string note;
    bool operator==(const CheckpointRecord &) const = default;
};

struct EvaluationAnswer {
    SampleId sample = 0;
    std::string question, reference, reasoning, answer, extracted, rule;
    bool correct = false, finished = false, thinkClosed = false;
    std::optional<bool> traceHolds; // the generator's own checker, where it applies
    int tokens = 0;
    double seconds = 0;
};
struct EvaluationRecord {
    std::int64_t id = 0;
    std::int64_t checkpoint = 0; // 0: untrained student
    RunId run = 0;
    std::string name, createdAt, configJson;
    std::int64_t asked = 0, correct = 0;
    double accuracy = 0, low95 = 0, high95 = 0; // Wilson
    double tokensPerSecond = 0, secondsTotal = 0, memory_MiB = 0;
    std::int64_t modelBytes = 0;
    std::string summaryJson; // by kind and level, most frequent answer, finished share …
    std::string note;
    bool operator==(const EvaluationRecord &) const = default;
};

class RETORT_DATA_API RunStore {
public:
    explicit RunStore(std::shared_ptr<Project> project) : m_project(std::move(project)) {}
    const std::shared_ptr<Project> &project() const { return m_project; }

    std::vector<TokenizerRecord> tokenizers() const;
    TokenizerRecord tokenizer(std::int64_t id) const; // throws Error(NotFound)
    // Reserves models/tokenizer-NNNN; register after its files are whole.
    std::filesystem::path reserveModelFolder(const std::string &prefix);
    std::int64_t addTokenizer(TokenizerRecord record);
    std::vector<StudentRecord> students() const;
    StudentRecord student(std::int64_t id) const;
    std::int64_t addStudent(StudentRecord record);

    // --- runs. A run being trained is owned: hold the returned lock until the last commit.
    // Makes runs/NNNN; name given when empty. `queued`: the entry of the TaskQueue that becomes this run,
    // which goes in the same transaction; throws Error(NotFound) when it is gone.
    RunId addRun(RunRecord record, std::int64_t queued = 0);
    FileLock ownRun(RunId id); // throws Error(Busy) naming the owner
    bool runOwned(RunId id) const;
    std::vector<RunRecord> runs() const; // a Running one whose lock is free is reported as Interrupted
    RunRecord run(RunId id) const;
    void updateRun(const RunRecord &record); // state, step, losses, error, finishedAt
    void addMetrics(const std::vector<MetricPoint> &points);
    void addEvents(const std::vector<RunEvent> &events);
    // Points of one run by name, in order; rows after `afterRow` only. The last row id goes to `lastRow`.
    std::vector<MetricPoint> metrics(RunId run, std::int64_t afterRow, std::int64_t *lastRow) const;
    std::vector<RunEvent> events(RunId run) const;
    std::int64_t addCheckpoint(CheckpointRecord record); // durable
    std::vector<CheckpointRecord> checkpoints(RunId run) const;
    CheckpointRecord checkpoint(std::int64_t id) const;

    // `queued` goes in the same transaction, if it is still there.
    std::int64_t addEvaluation(EvaluationRecord record, const std::vector<EvaluationAnswer> &answers,
                               std::int64_t queued = 0);
    std::vector<EvaluationRecord> evaluations(std::optional<RunId> run) const;
    std::vector<EvaluationAnswer> evaluationAnswers(std::int64_t id) const;

private:
    std::shared_ptr<Project> m_project;
};

// The smallest finite validation loss, of equal ones the newest; where none was measured, the newest. Null
// when there is none. The list is in the order of the steps, as RunStore gives it.
RETORT_DATA_API const CheckpointRecord *bestCheckpoint(const std::vector<CheckpointRecord> &checkpoints);

} // namespace retort
