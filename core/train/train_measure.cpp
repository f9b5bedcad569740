// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a run that measure and save.
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/artifacts/prune.h"
#include "core/data/care/project_open.h"
#include "core/train/train_run.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace retort {

// All or nothing: what was measured when a stop came is forgotten, and measured again at the resume.
bool TrainRun::validate() {
    if (m_validatedStep == m_state.step)
        return true;
    double loss = std::numeric_limits<double>::quiet_NaN(), accuracy = loss;
    const double from_s = elapsed_s();
    m_measuring = true;
    try {
        if (!m_setup.validationSamples.empty())
            loss = m_setup.learner->evaluate(*m_setup.validation, m_setup.validationSamples, m_pool,
                                             [this] { checkRequests(); });
        if (!m_setup.questions.questions.empty())
            accuracy = answerQuestions();
    } catch (const StoppedMeasuring &) {
        m_measuring = false;
        m_state.validationDue = true;
        return false;
    }
    m_measuring = false;
    m_validation_s = elapsed_s() - from_s;
    if (m_state.validationDue)
        m_lastSavedStep = -1; // the checkpoint of the stop has no loss
    m_state.validationDue = false;
    m_validatedStep = m_state.step;
    recordValidation(loss, accuracy);
    return true;
}

void TrainRun::recordValidation(double loss, double accuracy) {
    if (!m_setup.validationSamples.empty()) {
        m_validationLoss = loss;
        m_log.metric(m_state.step, "val/loss", loss);
        const bool better = std::isfinite(loss) && !(loss >= m_state.bestValLoss);
        m_state.validationsWithoutGain = better ? 0 : m_state.validationsWithoutGain + 1;
        if (better) {
            m_state.bestValLoss = loss;
            m_state.bestStep = m_state.step;
        }
    }
    if (!m_setup.questions.questions.empty()) {
        m_state.valAccuracy = accuracy;
        m_log.metric(m_state.step, "val/accuracy", m_state.valAccuracy);
    }
    m_state.seconds = elapsed_s();
    if (m_state.bestStep == m_state.step && m_state.step < m_state.totalSteps) {
        m_log.event(m_state.step, "best",
                    text(RETORT_TR("core", "Best validation loss so far: %1."), m_state.bestValLoss));
        save("best");
    }
    updateRecord(RunState::Running);
    m_log.flush();
}

double TrainRun::answerQuestions() {
    const std::vector<Question> &questions = m_setup.questions.questions;
    std::vector<std::vector<TokenId>> prompts;
    for (const Question &q : questions)
        prompts.push_back(q.prompt);
    GenerationConfig config;
    config.maxNewTokens = int(m_setup.settings.accuracyMaxNewTokens);
    config.endId = m_setup.chat->endId();
    config.never = m_setup.chat->neverGenerated();
    m_job.progress(std::uint64_t(m_state.step), std::uint64_t(std::max<std::int64_t>(m_state.totalSteps, 0)),
                   RETORT_TR("core", "Answering validation questions"));
    const std::vector<Generation> answers =
        generateAll(m_setup.learner->student(), prompts, config, m_pool, [this] { checkRequests(); });
    std::int64_t right = 0;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const Judgement j = judge(questions[i], answers[i], *m_setup.chat);
        right += j.correct ? 1 : 0;
        if (i == 0) // question, response, reference, verdict; the pattern shows the first two
            m_log.event(m_state.step, "sample",
                        Text("%1 → %2", {questions[i].question,
                                         m_setup.chat->tokenizer()->decodeWithControls(answers[i].ids),
                                         questions[i].reference, j.correct ? "right" : "wrong"}));
    }
    return double(right) / double(questions.size());
}

void TrainRun::save(const char *reason) {
    if (m_lastSavedStep == m_state.step)
        return;
    checkFinite(true); // a checkpoint is never of a step that failed
    m_state.lossSum = m_lossSum.defined() ? m_lossSum.item<double>() : 0;
    m_state.termSums.clear();
    if (m_termSums_L.defined())
        for (const torch::Tensor &sum : m_termSums_L.to(at::kCPU).unbind())
            m_state.termSums.push_back(sum.item<double>());
    m_state.seconds = elapsed_s();
    CheckpointFiles files{m_setup.tokenizerFile, m_setup.chat->config(), trainConfigToJson(m_config)};
    CheckpointRecord record;
    record.folder = saveCheckpoint(m_checkpoints, *m_setup.learner, m_state, files);
    record.run = m_run;
    record.step = m_state.step;
    record.reason = reason;
    record.valLoss =
        m_validatedStep == m_state.step ? m_validationLoss : std::numeric_limits<double>::quiet_NaN();
    m_log.flush(); // points before the checkpoint are never computed again
    m_lastCheckpoint = m_writer->addCheckpoint(record);
    m_saved = true;
    m_lastSavedStep = m_state.step;
    m_log.event(m_state.step, "checkpoint", text(RETORT_TR("core", "Checkpoint at step %1."), m_state.step));
    updateRecord(RunState::Running);
    m_log.flush();
    prune();
}

// The newest `keep_last` and the best stay; so does what a person or an evaluation uses. Only the project
// knows that: where it is closed for others, it is opened for a moment now, or prunes when it is opened next.
// A run does not end for trouble with that: its journal stays.
void TrainRun::prune() {
    const std::int64_t keep = m_setup.settings.keepLast, best = m_state.bestStep;
    if (!m_writer->requestPruning(keep, best)) {
        pruneCheckpoints(*m_config.project, m_run, keep, best);
        return;
    }
    try {
        importRunOfClosed(m_config.project->folder(), m_run, std::chrono::milliseconds(0));
    } catch (const std::exception &e) {
        log(LogLevel::Warning, "run " + std::to_string(m_run) + ": its journal is not imported: " + e.what());
    }
}

} // namespace retort
