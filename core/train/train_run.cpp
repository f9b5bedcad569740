// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_run.h"

#include "core/base/error.h"
#include "core/data/artifacts/prune.h"
#include "core/model/clock.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace retort {
namespace {

constexpr std::int64_t noLimit = std::int64_t(1) << 40; // steps, while only time ends a run
constexpr double manyLeftOut = 0.03;                    // share of rows above which it is a warning
constexpr double timeUsed = 0.97;                       // of the limit: the rest is for the last checkpoint

} // namespace

TrainRun::TrainRun(const TrainConfig &config, RunId run, TrainSetup setup, JobContext &job, ThreadPool &pool)
    : m_config(config),
      m_store(config.project),
      m_run(run),
      m_setup(std::move(setup)),
      m_job(job),
      m_pool(pool),
      m_writer(openRunWriter(config.project, run)),
      m_log(*m_writer, run, job),
      m_record(m_store.run(run)),
      m_checkpoints(m_record.folder / "checkpoints") {
    m_record.device = m_setup.device.id;
    m_record.precision = m_setup.device.info().precision;
    m_start_s = steadySeconds();
    sweepCheckpoints(m_checkpoints);
}

void TrainRun::start() {
    m_state.seed = m_setup.settings.seed;
    m_state.tokenizerHash = m_setup.tokenizerHash;
    m_state.codeVersion = m_record.codeVersion;
    m_state.version = m_config.version;
    m_state.totalSteps = m_setup.plannedSteps > 0 ? m_setup.plannedSteps : noLimit;
    m_state.compute = m_setup.device.info();
    m_log.event(0, "device",
                text(RETORT_TR("core", "Trains on %1 (%2) in %3."), m_state.compute.device,
                     m_state.compute.name, m_state.compute.precision));
    reportRows();
    if (m_setup.settings.schedule.warmupSteps < m_setup.askedWarmup)
        reportWarmup(m_setup.askedWarmup, m_state.totalSteps);
    if (m_config.fork)
        fork(*m_config.fork);
    else
        m_setup.learner->student().initialise(m_state.seed);
}

// Weights, optimizer and place in the order of samples are the checkpoint's; time, speed and losses are the
// new run's own. It is saved at once, so that it can itself be resumed.
void TrainRun::fork(const TrainFork &from) {
    const CheckpointRecord checkpoint = m_store.checkpoint(from.checkpoint);
    const FileLock inUse = useCheckpoint(checkpoint.folder);
    const TrainState before = loadCheckpoint(checkpoint.folder, *m_setup.learner);
    m_state.step = before.step;
    reportMove(before.compute);
    if (m_state.step >= m_state.totalSteps)
        throw Error(
            ErrorCode::InvalidArgument,
            pluralText(RETORT_TR("core", "The checkpoint is at step %1 already: a run of %n step(s) has "
                                         "nothing left to do. Give more steps."),
                       m_state.totalSteps, m_state.step));
    if (std::isfinite(checkpoint.valLoss)) {
        m_state.bestValLoss = m_validationLoss = checkpoint.valLoss;
        m_state.bestStep = m_validatedStep = m_state.step;
    }
    m_log.event(m_state.step, "forked",
                text(RETORT_TR("core", "Goes on from step %1 of run “%2” with other settings."), m_state.step,
                     m_store.run(from.run).name));
    save("fork");
}

void TrainRun::reportRows() {
    const auto used = std::int64_t(m_setup.train->size()), leftOut = m_setup.rows - used;
    const auto validation = std::int64_t(m_setup.validation->size());
    m_log.event(m_state.step, "rows",
                text(RETORT_TR("core", "Trains on %1 of %2 rows; validates on %3 of %4."), used, m_setup.rows,
                     validation, m_setup.validationRows));
    if (double(leftOut) > manyLeftOut * double(m_setup.rows))
        m_log.event(
            m_state.step, "rows_left_out",
            pluralText(RETORT_TR("core", "Training leaves out %n row(s) of %1: longer than %2 tokens, "
                                         "or with nothing to learn from. To train on them, raise the longest "
                                         "sample, or the longest text of the student."),
                       leftOut, m_setup.rows, m_setup.settings.maxLength));
    const std::int64_t validationLeftOut = m_setup.validationRows - validation;
    if (double(validationLeftOut) > manyLeftOut * double(m_setup.validationRows))
        m_log.event(
            m_state.step, "rows_left_out",
            pluralText(RETORT_TR("core", "Validation leaves out %n row(s) of %1 for the same reasons: the "
                                         "validation loss does not speak for them."),
                       validationLeftOut, m_setup.validationRows));
    const QuestionSet &q = m_setup.questions;
    const auto asked = std::int64_t(q.questions.size());
    if (asked < m_setup.settings.accuracyQuestions && q.withoutReference + q.tooLong + q.repeats > 0)
        m_log.event(
            m_state.step, "questions_left_out",
            pluralText(RETORT_TR("core", "A validation asks %n question(s), not %1: of %2 rows, %3 have no "
                                         "answer to check against, %4 are longer than the student holds, "
                                         "%5 ask a problem again."),
                       asked, m_setup.settings.accuracyQuestions, q.rows, q.withoutReference, q.tooLong,
                       q.repeats));
}

void TrainRun::reportWarmup(std::int64_t asked, std::int64_t totalSteps) {
    m_log.event(
        m_state.step, "warmup",
        pluralText(RETORT_TR("core", "A warm-up of %n step(s) would leave nothing of a run that has %1: it "
                                     "takes %2."),
                   asked, totalSteps, m_setup.settings.schedule.warmupSteps));
}

void TrainRun::resume() {
    std::vector<CheckpointRecord> checkpoints = m_store.checkpoints(m_run);
    for (auto it = checkpoints.rbegin(); it != checkpoints.rend(); ++it) {
        try {
            m_state = loadCheckpoint(it->folder, *m_setup.learner);
            m_lastCheckpoint = it->id;
            m_saved = true;
            m_lastSavedStep = m_state.step;
            m_validatedStep = m_state.validationDue ? -1 : m_state.step;
            if (m_state.warmupSteps >= 0)
                m_setup.settings.schedule.warmupSteps = m_state.warmupSteps;
            if (m_state.lossCount > 0) {
                m_termSums_L = at::tensor(m_state.termSums, at::kDouble).to(m_setup.device.device);
                m_lossSum = at::scalar_tensor(m_state.lossSum, at::kDouble).to(m_setup.device.device);
            }
            m_log.event(m_state.step, "resumed",
                        text(RETORT_TR("core", "Resumed at step %1."), m_state.step));
            reportMove(m_state.compute);
            return;
        } catch (const Error &e) {
            if (e.code() != ErrorCode::Damaged && e.code() != ErrorCode::NotFound
                && e.code() != ErrorCode::BadFormat)
                throw;
            m_log.event(it->step, "damaged_checkpoint", e.text());
        }
    }
    throw Error(
        ErrorCode::NotFound,
        RETORT_TR("core", "No checkpoint of this run is whole. Start it again with the same settings."));
}

void TrainRun::reportMove(const ComputeInfo &before) {
    const ComputeInfo now = m_setup.device.info();
    if (const Text change = computeChange(before, now); !change.empty())
        m_log.event(m_state.step, "moved", change);
    m_state.compute = now;
}

// On a network file system others can have the project until the run ends: what it writes goes to its
// journal.
void TrainRun::closeProject() {
    if (!m_config.closeProject || !m_config.project->closeForOthers())
        return;
    auto journal = openRunWriter(m_config.project, m_run);
    m_log.writeTo(*journal);
    m_writer = std::move(journal);
}

TrainResult TrainRun::run() {
    closeProject();
    m_secondsBefore = m_state.seconds;
    m_start_s = steadySeconds();
    m_learningRate =
        m_setup.settings.schedule.at(std::max<std::int64_t>(m_state.step - 1, 0), m_state.totalSteps);
    updateRecord(RunState::Running);
    reportProgress(); // the encoding is over, and the first point may take a while
    End end = m_state.validationDue                ? decide(true)
              : m_state.step >= m_state.totalSteps ? End::Steps
                                                   : End::None;
    while (end == End::None) {
        oneStep();
        end = afterStep();
    }
    return finish(end);
}

double TrainRun::elapsed_s() const {
    return m_secondsBefore + steadySeconds() - m_start_s - m_paused_s;
}

void TrainRun::readRequest() {
    m_requestRead_s = steadySeconds();
    if (const auto request = takeRequest(m_record.folder))
        m_job.setRequest(*request);
}

void TrainRun::checkRequests() {
    // A validation may take minutes: a request from another process cannot wait for its end.
    if (m_measuring && steadySeconds() - m_requestRead_s > 0.1) {
        const std::lock_guard lock(m_pauseMutex);
        readRequest();
    }
    if (m_job.request() == JobRequest::Pause)
        waitWhilePaused();
    if (m_job.request() == JobRequest::Abort)
        throw Cancelled();
    if (m_measuring && m_job.request() == JobRequest::Stop)
        throw StoppedMeasuring();
}

// The first thread that sees the request marks the run; all wait here.
void TrainRun::waitWhilePaused() {
    const std::lock_guard lock(m_pauseMutex);
    if (m_job.request() != JobRequest::Pause)
        return;
    const double from_s = steadySeconds();
    updateRecord(RunState::Paused);
    while (m_job.request() == JobRequest::Pause) {
        // A request may also come from another process, so the wait has an end.
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        readRequest();
    }
    m_paused_s += steadySeconds() - from_s;
    if (m_job.request() != JobRequest::Abort)
        updateRecord(RunState::Running);
}

void TrainRun::oneStep() {
    const std::int64_t step = m_state.step;
    const double from_s = steadySeconds() - m_paused_s;
    const std::vector<std::uint32_t> samples = m_setup.order->samplesOfStep(std::uint64_t(step));
    for (const std::uint32_t s : samples)
        m_state.pointTokens += m_setup.train->documentTokens(s);
    m_learningRate = m_setup.settings.schedule.at(step, m_state.totalSteps);
    const StepLoss loss =
        m_setup.learner->step(*m_setup.train, samples, m_learningRate, m_pool, [this] { checkRequests(); });
    m_lossSum = m_lossSum.defined() ? m_lossSum + loss.total : loss.total;
    m_termSums_L = m_termSums_L.defined() ? m_termSums_L + loss.terms_L : loss.terms_L;
    ++m_state.lossCount;
    ++m_state.step;
    m_state.pointSeconds += steadySeconds() - m_paused_s - from_s;
}

TrainRun::End TrainRun::afterStep() {
    const TrainSettings &s = m_setup.settings;
    planByTime();
    const bool last = m_state.step >= m_state.totalSteps;
    checkFinite(last);
    if (m_state.step % s.logEvery == 0 || last)
        logPoint();
    readRequest();
    return decide(last || (s.evalEvery > 0 && m_state.step % s.evalEvery == 0));
}

TrainRun::End TrainRun::decide(bool validation) {
    const TrainSettings &s = m_setup.settings;
    if (validation && !validate())
        return End::Stopped;
    if (validation)
        reportProgress();
    if (m_state.step >= m_state.totalSteps)
        return End::Steps;
    if (m_job.request() == JobRequest::Stop)
        return End::Stopped;
    if (validation && s.patience > 0 && m_state.validationsWithoutGain >= s.patience)
        return End::NoGain;
    if (s.checkpointEvery > 0 && m_state.step % s.checkpointEvery == 0)
        save("interval");
    // Step and loss of the record are what other processes show of this run.
    if (m_log.flushSometimes())
        updateRecord(RunState::Running);
    return End::None;
}

void TrainRun::checkFinite(bool wait) {
    auto step = m_finite.failed(m_setup.learner->optimizer().nonFinite(), m_state.step);
    if (wait)
        step = m_finite.failedAtLast();
    if (!step)
        return;
    m_log.flush();
    const double lower = m_setup.settings.schedule.peak / 2;
    throw Error(
        ErrorCode::NonFinite,
        m_saved
            ? text(
                RETORT_TR("core",
                          "The loss or its gradient became infinite at step %1; the weights were not changed "
                          "by it. Resuming would meet it again: go on from the last checkpoint with a lower "
                          "learning rate (“retort-cli train --resume %2 --learning-rate %3”), or look at "
                          "the samples of this step."),
                *step, std::to_string(m_run), lower)
            : text(RETORT_TR("core",
                             "The loss or its gradient became infinite at step %1, before the first "
                             "checkpoint. Start again with a lower learning rate, such as %2, or look at the "
                             "samples of this step."),
                   *step, lower));
}

void TrainRun::logPoint() {
    if (m_state.lossCount == 0)
        return;
    const double from_s = steadySeconds();
    const double loss = m_lossSum.item<double>() / double(m_state.lossCount); // a GPU catches up here
    m_state.pointSeconds += steadySeconds() - from_s;
    m_state.stepSeconds += m_state.pointSeconds;
    m_state.lastLoss = loss;
    m_state.seconds = elapsed_s();
    m_state.tokens += m_state.pointTokens;
    const std::int64_t step = m_state.step;
    m_log.metric(step, "train/loss", loss);
    m_log.metric(step, "lr", m_learningRate);
    m_log.metric(step, "grad_norm", m_setup.learner->optimizer().gradientNorm().item<double>());
    m_log.metric(step, "tokens_per_s", double(m_state.pointTokens) / std::max(1e-9, m_state.pointSeconds));
    m_log.metric(step, "epoch", m_setup.order->epochAt(std::uint64_t(step)));
    logTerms();
    m_lossSum = m_termSums_L = torch::Tensor();
    m_state.lossCount = m_state.pointTokens = 0;
    m_state.pointSeconds = 0;
    reportProgress();
}

void TrainRun::reportProgress() {
    const bool known = m_state.totalSteps < noLimit;
    m_job.progress(std::uint64_t(m_state.step), known ? std::uint64_t(m_state.totalSteps) : 0,
                   trainingPhase(m_state.lastLoss));
}

// Where several terms make the loss, each has a curve of its own, without its weight.
void TrainRun::logTerms() {
    const std::vector<LossTerm> &terms = m_setup.learner->objective().terms;
    if (terms.size() < 2)
        return;
    const torch::Tensor means_L = (m_termSums_L / double(m_state.lossCount)).to(at::kCPU);
    for (std::size_t i = 0; i < terms.size(); ++i)
        m_log.metric(m_state.step, "train/loss/" + terms[i].id, means_L.const_data_ptr<double>()[i]);
}

// Cuts the number of steps so that decay and all end within the time. The first look is taken after some
// steps, or when waiting for them would cost too much of the limit; from then on after each step while the
// rate is constant. A later plan may only be shorter, because a decay that has begun cannot be undone. At
// the limit the run ends, whatever the plan was.
void TrainRun::planByTime() {
    const TrainSettings &s = m_setup.settings;
    const double limit_s = s.maxMinutes * 60, used_s = elapsed_s();
    const std::int64_t done = m_state.step - m_record.forkStep;
    const bool early = (done < 30 || used_s < 5) && used_s < 0.05 * limit_s;
    if (limit_s <= 0 || early || m_state.step >= m_state.totalSteps)
        return;
    const double perStep_s = used_s / double(done);
    const double left_s = timeUsed * limit_s - m_validation_s - used_s;
    const auto fitting = m_state.step + std::max(std::int64_t(0), std::int64_t(left_s / perStep_s));
    const std::int64_t planned = m_setup.plannedSteps > 0 ? m_setup.plannedSteps : noLimit;
    const bool decaying = double(m_state.step) >= (1.0 - s.schedule.decayShare) * double(m_state.totalSteps);
    const bool over = used_s >= limit_s;
    const std::int64_t total =
        over ? m_state.step : std::min(fitting, decaying ? m_state.totalSteps : planned);
    // Small corrections would only make the learning rate tremble.
    if (!over && double(std::abs(total - m_state.totalSteps)) < 0.03 * double(m_state.totalSteps))
        return;
    m_state.totalSteps = total;
    m_log.event(m_state.step, "plan",
                over ? text(RETORT_TR("core", "The time limit of %1 min is reached."), s.maxMinutes)
                     : pluralText(RETORT_TR("core", "%n step(s) fit into %1 min at the speed so far."), total,
                                  s.maxMinutes));
    std::int64_t &warmup = m_setup.settings.schedule.warmupSteps;
    if (const std::int64_t asked = warmup; asked >= total && total > m_state.step) {
        warmup = m_state.warmupSteps = fittingWarmup(asked, total);
        reportWarmup(asked, total);
    }
    updateRecord(RunState::Running);
}

TrainResult TrainRun::finish(End end) {
    if (m_state.lossCount > 0 && end != End::Stopped)
        logPoint();
    if (end == End::NoGain)
        m_log.event(m_state.step, "early_stop",
                    pluralText(RETORT_TR("core", "No better loss in the last %n validation(s)."),
                               m_state.validationsWithoutGain));
    if (m_lastSavedStep != m_state.step)
        save(end == End::Stopped ? "stop" : "final");
    const RunState state = end == End::Stopped ? RunState::Stopped : RunState::Finished;
    updateRecord(RunState::Running); // the front writes how it ended
    m_log.flush();
    TrainResult result;
    result.run = m_run;
    result.state = state;
    result.step = m_state.step;
    result.totalSteps = m_state.totalSteps;
    result.lastLoss = m_state.lastLoss;
    result.bestValLoss = m_state.bestValLoss;
    result.valAccuracy = m_state.valAccuracy;
    result.seconds = m_state.seconds;
    result.trainedTokens = m_state.tokens;
    result.tokensPerSecond =
        m_state.stepSeconds > 0 ? double(m_state.tokens) / m_state.stepSeconds : 0; // of the steps alone
    result.rows = m_setup.rows;
    result.rowsLeftOut = m_setup.rows - std::int64_t(m_setup.train->size());
    result.validationRows = m_setup.validationRows;
    result.validationRowsLeftOut = m_setup.validationRows - std::int64_t(m_setup.validation->size());
    result.checkpoint = m_lastCheckpoint;
    result.reason =
        end == End::Stopped ? text(RETORT_TR("core", "Stopped at step %1 and saved."), m_state.step)
        : end == End::NoGain
            ? text(RETORT_TR("core", "Stopped early at step %1: no better loss for a while."), m_state.step)
            : pluralText(RETORT_TR("core", "Finished after %n step(s)."), m_state.step);
    return result;
}

void TrainRun::updateRecord(RunState state) {
    m_record.state = state;
    m_record.step = m_state.step;
    m_record.totalSteps = m_state.totalSteps < noLimit ? m_state.totalSteps : 0;
    m_record.lastLoss = m_state.lastLoss;
    m_record.bestValLoss = m_state.bestValLoss;
    m_record.valAccuracy = m_state.valAccuracy;
    m_writer->updateRun(m_record);
}

TrainResult trainRun(const TrainConfig &config, RunId run, bool resume, JobContext &job) {
    DeviceTraits device;
    TrainResult result;
    try {
        TrainSetup setup = prepareTraining(config, job);
        device = setup.device;
        ThreadPool::with(job, [&](ThreadPool &pool) {
            TrainRun loop(config, run, std::move(setup), job, pool);
            if (resume)
                loop.resume();
            else
                loop.start();
            result = loop.run();
        });
    } catch (...) {
        rethrowTorch(device);
    }
    return result;
}

} // namespace retort
