// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clean/clean_engine.h"

#include "core/base/error.h"

#include <algorithm>

namespace retort {
namespace {

constexpr std::size_t batchRows = 512;
constexpr std::size_t batchBytes = std::size_t(4) << 20;

std::size_t textSize(const Sample &sample) {
    return sample.question.size() + sample.reasoning.size() + sample.answer.size() + sample.metadata.size();
}

} // namespace

CleanEngine::CleanEngine(const VersionStore &store, VersionId version, const Recipe &recipe)
    : m_store(store),
      m_version(version) {
    for (const OptionFault &fault : checkRecipe(recipe))
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "Step %1: %2"), fault.id, fault.reason);
    for (std::size_t i = 0; i < recipe.steps.size(); ++i) {
        if (!recipe.steps[i].enabled)
            continue;
        const CleanOperator &op = requireCleanOperator(recipe.steps[i].op);
        Step step;
        step.index = i;
        step.op = op.id;
        step.pass = op.start(withDefaults(op.options, recipe.steps[i].options));
        m_steps.push_back(std::move(step));
    }
    if (m_steps.empty())
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "The recipe has no step that is switched on."));
    m_rowsTotal = store.rowCount(version, std::nullopt);
}

void CleanEngine::run(std::int64_t rows, int pairsPerStep, JobContext &job,
                      const std::function<void(RowOutcome &)> &consume) {
    m_pairsPerStep = pairsPerStep;
    const auto learns = [](const Step &step) { return step.pass->learns(); };
    const std::uint64_t passes = std::uint64_t(std::ranges::count_if(m_steps, learns)) + 1;
    std::uint64_t pass = 0;
    // A step learns from what the steps before it leave.
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        if (!learns(m_steps[i]))
            continue;
        stream(rows, job, i,
               text(RETORT_TR("core", "Learning: %1"), requireCleanOperator(m_steps[i].op).label), pass++,
               passes, [&](std::vector<RowOutcome> &batch) {
                   for (const RowOutcome &row : batch)
                       if (!row.dropped)
                           m_steps[i].pass->learn(row.id, row.sample);
               });
        m_steps[i].pass->finishLearn();
    }
    m_rowsSeen = 0;
    stream(rows, job, m_steps.size(), RETORT_TR("core", "Judging the rows"), pass, passes,
           [&](std::vector<RowOutcome> &batch) {
               for (RowOutcome &row : batch) {
                   ++m_rowsSeen;
                   count(row);
                   consume(row);
               }
           });
}

void CleanEngine::stream(std::int64_t rows, JobContext &job, std::size_t steps, const Text &phase,
                         std::uint64_t passNumber, std::uint64_t passes,
                         const std::function<void(std::vector<RowOutcome> &)> &batchDone) {
    const std::uint64_t total = std::uint64_t(rows > 0 ? std::min(rows, m_rowsTotal) : m_rowsTotal);
    std::vector<RowOutcome> batch;
    std::size_t bytes = 0;
    std::uint64_t done = 0;
    const auto flush = [&] {
        constexpr std::size_t slice = 32;
        job.parallel((batch.size() + slice - 1) / slice, [&](std::size_t i) {
            for (std::size_t row = i * slice; row < std::min(batch.size(), (i + 1) * slice); ++row)
                judge(batch[row], steps, m_pairsPerStep);
        });
        batchDone(batch);
        done += batch.size();
        batch.clear();
        bytes = 0;
        job.checkCancelled();
        job.progress(passNumber * total + done, passes * total, phase);
    };
    m_store.forEachSample(m_version, std::nullopt, job, [&](SampleId id, const Sample &sample) {
        batch.push_back({id, sample, false, false, {}});
        bytes += textSize(sample);
        if (batch.size() >= batchRows || bytes >= batchBytes)
            flush();
        return done + batch.size() < total;
    });
    if (!batch.empty())
        flush();
}

void CleanEngine::judge(RowOutcome &row, std::size_t steps, int pairsPerStep) const {
    for (std::size_t i = 0; i < steps && !row.dropped; ++i) {
        const Step &step = m_steps[i];
        const bool last = steps == m_steps.size(); // learning passes carry no pairs
        const bool wantsPair = last && (step.pairsOfChange < pairsPerStep || step.pairsOfDrop < pairsPerStep);
        std::optional<Sample> before;
        if (wantsPair)
            before = row.sample;
        OperatorOutcome outcome = step.pass->judge(row.id, row.sample);
        if (outcome.kind == OutcomeKind::Keep)
            continue;
        if (outcome.summary.empty())
            outcome.summary = outcome.reason;
        StepOutcome judged{i,
                           outcome.kind,
                           std::move(outcome.reason),
                           std::move(outcome.summary),
                           std::move(before),
                           std::nullopt};
        if (outcome.kind == OutcomeKind::Drop)
            row.dropped = true;
        else
            row.changed = true;
        if (judged.before && outcome.kind == OutcomeKind::Change)
            judged.after = row.sample;
        row.outcomes.push_back(std::move(judged));
    }
}

void CleanEngine::count(RowOutcome &row) {
    const std::size_t judged = row.dropped ? row.outcomes.back().step + 1 : m_steps.size();
    for (std::size_t i = 0; i < judged; ++i)
        ++m_steps[i].seen;
    for (StepOutcome &outcome : row.outcomes) {
        Step &step = m_steps[outcome.step];
        const bool drop = outcome.kind == OutcomeKind::Drop;
        ++(drop ? step.dropped : step.changed);
        ReasonCount &reason = step.reasons[{outcome.kind, textToJson(outcome.summary)}];
        if (reason.rows++ == 0) {
            reason.kind = outcome.kind;
            reason.reason = outcome.summary;
        }
        int &pairs = drop ? step.pairsOfDrop : step.pairsOfChange;
        if (outcome.before && pairs++ >= m_pairsPerStep)
            outcome.before.reset(); // the batch had more than were wanted
    }
}

std::vector<StepCounts> CleanEngine::counts() const {
    std::vector<StepCounts> all;
    for (const Step &step : m_steps) {
        StepCounts counts{step.index,   step.op,      step.seen, step.seen - step.changed - step.dropped,
                          step.changed, step.dropped, {}};
        for (const auto &[key, reason] : step.reasons)
            counts.reasons.push_back(reason);
        std::ranges::stable_sort(counts.reasons,
                                 [](const ReasonCount &a, const ReasonCount &b) { return a.rows > b.rows; });
        all.push_back(std::move(counts));
    }
    return all;
}

} // namespace retort
