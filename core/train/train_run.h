// SPDX-License-Identifier: GPL-3.0-or-later
// The loop of one run: steps, points, validations, checkpoints, requests. The caller (core/learn/train_job)
// made the run and owns it. One thread; the steps inside use the job's pool.
#pragma once

#include "core/learn/train_job.h"
#include "core/train/checkpoint.h"
#include "core/train/finite_watch.h"
#include "core/train/run_log.h"
#include "core/train/train_setup.h"

#include <atomic>
#include <filesystem>
#include <limits>
#include <memory>
#include <mutex>

namespace retort {

// Trains `run`, or goes on with it, as Engine::train() says.
TrainResult trainRun(const TrainConfig &config, RunId run, bool resume, JobContext &job);

class TrainRun {
public:
    TrainRun(const TrainConfig &config, RunId run, TrainSetup setup, JobContext &job, ThreadPool &pool);
    void start();  // first weights from the seed, or from the checkpoint that the run forks from
    void resume(); // newest whole checkpoint; walks back over damaged ones
    TrainResult run();

private:
    enum class End { None, Steps, Stopped, NoGain };
    struct StoppedMeasuring {}; // thrown by checkRequests() out of a validation

    void fork(const TrainFork &from);
    void reportRows();
    void reportWarmup(std::int64_t asked, std::int64_t totalSteps);
    void reportMove(const ComputeInfo &before); // where it was trained until now
    void oneStep();
    void checkRequests(); // between micro-batches, any thread of the pool
    void waitWhilePaused();
    void readRequest();
    End afterStep();
    End decide(bool validation); // validates when due; whether and why the run ends here
    void logPoint();
    void reportProgress();
    void logTerms();
    void planByTime();
    bool validate(); // false: stopped in it; it is due at the resume
    void recordValidation(double loss, double accuracy);
    double answerQuestions();
    void save(const char *reason);
    void prune();
    void checkFinite(bool wait);
    void updateRecord(RunState state);
    void closeProject();
    TrainResult finish(End end);
    double elapsed_s() const;

    TrainConfig m_config;
    RunStore m_store; // to begin with; the loop itself writes through m_writer
    RunId m_run;
    TrainSetup m_setup;
    JobContext &m_job;
    ThreadPool &m_pool;
    std::unique_ptr<RunWriter> m_writer;
    RunLog m_log;
    RunRecord m_record;
    std::filesystem::path m_checkpoints;
    TrainState m_state;
    std::int64_t m_lastCheckpoint = 0, m_lastSavedStep = -1;
    bool m_saved = false; // there is a checkpoint
    std::int64_t m_validatedStep = -1;
    double m_validation_s = 0; // what the last one took
    bool m_measuring = false;
    double m_validationLoss = std::numeric_limits<double>::quiet_NaN(); // of that step

    // Since the last point of the charts; the losses stay on the device until then.
    torch::Tensor m_lossSum, m_termSums_L;
    double m_learningRate = 0; // of the last step; a new plan changes only later ones

    FiniteWatch m_finite;
    double m_start_s = 0, m_secondsBefore = 0, m_paused_s = 0;
    std::mutex m_pauseMutex;
    std::atomic<double> m_requestRead_s{0};
};

} // namespace retort
