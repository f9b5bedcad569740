// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_run.h"

#include "core/base/error.h"
#include "core/model/clock.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace retort {

namespace {

constexpr std::int64_t noLimit = std::int64_t(1) << 40; // steps, while only time ends a run

} // namespace

TrainRun::TrainRun(const TrainConfig &config, RunId run, TrainSetup setup, JobContext &job, WorkTeam &team)
    : m_config(config),
      m_store(config.project),
      m_run(run),
      m_setup(std::move(setup)),
      m_job(job),
      m_team(team),
      m_log(m_store, run, job),
      m_record(m_store.run(run)),
      m_checkpoints(m_record.folder / "checkpoints") {
    m_record.device = m_setup.device.id;
    sweepCheckpoints(m_checkpoints);
}

void TrainRun::start() {
    m_state.seed = m_setup.settings.seed;
    m_state.tokenizerHash = m_setup.tokenizerHash;
    m_state.codeVersion = m_record.codeVersion;
    m_state.version = m_config.version;
    m_state.totalSteps = m_setup.plannedSteps > 0 ? m_setup.plannedSteps : noLimit;
    m_setup.learner->student().initialise(m_state.seed);
}

void TrainRun::resume() {
    std::vector<CheckpointRecord> checkpoints = m_store.checkpoints(m_run);
    for (auto it = checkpoints.rbegin(); it != checkpoints.rend(); ++it) {
        try {
            m_state = loadCheckpoint(it->folder, *m_setup.learner);
            m_lastCheckpoint = it->id;
            m_lastSavedStep = m_validatedStep = m_state.step;
            if (m_state.lossCount > 0)
                m_lossSum = at::scalar_tensor(m_state.lossSum, at::kDouble).to(m_setup.device.device);
            m_log.event(m_state.step, "resumed",
                        text(RETORT_TR("core", "Resumed at step %1."), m_state.step));
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

TrainResult TrainRun::run() {
    m_secondsBefore = m_state.seconds;
    m_start_s = m_pointStart_s = steadySeconds();
    updateRecord(RunState::Running);
    End end = m_state.step >= m_state.totalSteps ? End::Steps : End::None;
    while (end == End::None) {
        oneStep();
        end = afterStep();
    }
    return finish(end);
}

double TrainRun::elapsed_s() const {
    return m_secondsBefore + steadySeconds() - m_start_s - m_paused_s;
}

// The first thread that sees the wish marks the run; all wait here.
void TrainRun::border() {
    if (m_job.wish() == JobWish::Abort)
        throw Cancelled();
    if (m_job.wish() != JobWish::Pause)
        return;
    const std::lock_guard lock(m_pauseMutex);
    if (m_job.wish() != JobWish::Pause)
        return;
    const double from_s = steadySeconds();
    updateRecord(RunState::Paused);
    while (m_job.wish() == JobWish::Pause) {
        // A wish may also come from another process, so the wait has an end.
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        if (const auto wish = takeRequestedWish(m_record.folder))
            m_job.setWish(*wish);
    }
    m_paused_s += steadySeconds() - from_s;
    if (m_job.wish() == JobWish::Abort)
        throw Cancelled();
    updateRecord(RunState::Running);
}

void TrainRun::oneStep() {
    const std::int64_t step = m_state.step;
    const std::vector<std::uint32_t> samples = m_setup.order->samplesOfStep(std::uint64_t(step));
    for (const std::uint32_t s : samples)
        m_state.pointTokens += m_setup.train->documentTokens(s);
    const torch::Tensor loss =
        m_setup.learner->step(*m_setup.train, samples, m_setup.settings.schedule.at(step, m_state.totalSteps),
                              m_team, [this] { border(); });
    m_lossSum = m_lossSum.defined() ? m_lossSum + loss : loss;
    ++m_state.lossCount;
    ++m_state.step;
}

TrainRun::End TrainRun::afterStep() {
    const TrainSettings &s = m_setup.settings;
    const bool last = m_state.step >= m_state.totalSteps;
    checkFinite(last);
    if (m_state.step % s.logEvery == 0 || last) {
        logPoint();
        planByTime();
    }
    if (const auto wish = takeRequestedWish(m_record.folder))
        m_job.setWish(*wish);
    const bool validation = last || (s.evalEvery > 0 && m_state.step % s.evalEvery == 0);
    if (validation)
        validate();
    if (m_job.wish() == JobWish::Stop)
        return End::Wish;
    if (last)
        return End::Steps;
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
    if (!m_finite.failed(m_setup.learner->optimizer().nonFinite()) && !(wait && m_finite.failedAtLast()))
        return;
    m_log.flush();
    throw Error(
        ErrorCode::NonFinite,
        text(RETORT_TR(
                 "core",
                 "The loss or its gradient became infinite at step %1; the weights were not changed by it. "
                 "Resume from the checkpoint before with a lower learning rate, or look at the samples of "
                 "this step."),
             m_state.step));
}

void TrainRun::logPoint() {
    if (m_state.lossCount == 0)
        return;
    const double now_s = steadySeconds(), loss = m_lossSum.item<double>() / double(m_state.lossCount);
    const double span_s = std::max(1e-9, now_s - m_pointStart_s);
    m_state.lastLoss = loss;
    m_state.seconds = elapsed_s();
    m_state.tokens += m_state.pointTokens;
    const std::int64_t step = m_state.step;
    m_log.metric(step, "train/loss", loss);
    m_log.metric(step, "lr", m_setup.settings.schedule.at(step - 1, m_state.totalSteps));
    m_log.metric(step, "grad_norm", m_setup.learner->optimizer().gradientNorm().item<double>());
    m_log.metric(step, "tokens_per_s", double(m_state.pointTokens) / span_s);
    m_log.metric(step, "epoch", m_setup.order->epochAt(std::uint64_t(step)));
    m_lossSum = torch::Tensor();
    m_state.lossCount = m_state.pointTokens = 0;
    m_pointStart_s = now_s;
    const bool known = m_state.totalSteps < noLimit;
    m_job.progress(std::uint64_t(step), known ? std::uint64_t(m_state.totalSteps) : 0,
                   text(RETORT_TR("core", "Training · loss %1"), std::round(loss * 1000) / 1000));
}

// Cuts the number of steps so that decay and all end within the time. Looked at again while the rate is
// constant; a later plan may only be shorter, because a decay that has begun cannot be taken back.
void TrainRun::planByTime() {
    const TrainSettings &s = m_setup.settings;
    const double limit_s = s.maxMinutes * 60, used_s = elapsed_s();
    if (limit_s <= 0 || m_state.step < 30 || used_s < 5)
        return;
    const double perStep_s = used_s / double(m_state.step);
    const auto fitting = std::max(m_state.step + 1, std::int64_t(0.97 * limit_s / perStep_s));
    const std::int64_t planned = m_setup.plannedSteps > 0 ? m_setup.plannedSteps : noLimit;
    const bool decaying = double(m_state.step) >= (1.0 - s.schedule.decayShare) * double(m_state.totalSteps);
    const std::int64_t total = std::min(fitting, decaying ? m_state.totalSteps : planned);
    // Small corrections would only make the learning rate tremble.
    if (double(std::abs(total - m_state.totalSteps)) < 0.03 * double(m_state.totalSteps))
        return;
    m_state.totalSteps = total;
    m_log.event(
        m_state.step, "plan",
        text(RETORT_TR("core", "%1 steps fit into %2 minutes at the speed so far."), total, s.maxMinutes));
    updateRecord(RunState::Running);
}

TrainResult TrainRun::finish(End end) {
    if (m_state.lossCount > 0 && end != End::Wish)
        logPoint();
    if (end == End::NoGain)
        m_log.event(m_state.step, "early_stop",
                    text(RETORT_TR("core", "%1 validations in a row brought no better loss."),
                         m_state.validationsWithoutGain));
    if (m_lastSavedStep != m_state.step)
        save(end == End::Wish ? "stop" : "final");
    const RunState state = end == End::Wish ? RunState::Stopped : RunState::Finished;
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
    result.tokensPerSecond = m_state.seconds > 0 ? double(m_state.tokens) / m_state.seconds : 0;
    result.checkpoint = m_lastCheckpoint;
    result.verdict =
        end == End::Wish ? text(RETORT_TR("core", "Stopped at step %1 and saved."), m_state.step)
        : end == End::NoGain
            ? text(RETORT_TR("core", "Stopped early at step %1: no better loss for a while."), m_state.step)
            : text(RETORT_TR("core", "Finished after %1 steps."), m_state.step);
    return result;
}

void TrainRun::updateRecord(RunState state) {
    m_record.state = state;
    m_record.step = m_state.step;
    m_record.totalSteps = m_state.totalSteps < noLimit ? m_state.totalSteps : 0;
    m_record.lastLoss = m_state.lastLoss;
    m_record.bestValLoss = m_state.bestValLoss;
    m_record.valAccuracy = m_state.valAccuracy;
    m_store.updateRun(m_record);
}

} // namespace retort
