// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clean/clean_job.h"

#include "core/base/error.h"
#include "core/clean/clean_engine.h"

#include <chrono>

namespace retort {
namespace {

// One decision for what several steps did to a row.
RowDecision decisionOf(RowOutcome &row, const std::vector<StepCounts> &steps) {
    RowDecision decision;
    decision.id = row.id;
    decision.decision = row.dropped ? Decision::Drop : Decision::Change;
    if (row.dropped) {
        decision.op = steps[row.outcomes.back().step].op;
        decision.reason = row.outcomes.back().reason;
        return decision;
    }
    for (const StepOutcome &outcome : row.outcomes) {
        decision.op += (decision.op.empty() ? "" : ", ") + steps[outcome.step].op;
        decision.reason = decision.reason.empty()
                              ? outcome.reason
                              : text(RETORT_TR("core", "%1 · %2"), decision.reason, outcome.reason);
    }
    decision.changed = std::move(row.sample);
    return decision;
}

} // namespace

CleanPreview previewClean(const VersionStore &store, VersionId version, const Recipe &recipe,
                          const CleanPreviewLimits &limits, JobContext &job) {
    CleanEngine engine(store, version, recipe);
    const std::vector<StepCounts> steps = engine.counts();
    CleanPreview preview;
    engine.run(limits.rows, limits.pairsPerStep, job, [&](RowOutcome &row) {
        preview.dropped += row.dropped;
        preview.changed += row.changed && !row.dropped;
        for (StepOutcome &outcome : row.outcomes) {
            if (!outcome.before)
                continue;
            CleanPair pair{row.id,
                           steps[outcome.step].step,
                           outcome.kind,
                           std::move(outcome.reason),
                           std::move(*outcome.before),
                           {}};
            if (outcome.after)
                pair.after = std::move(*outcome.after);
            preview.pairs.push_back(std::move(pair));
        }
    });
    preview.rowsSeen = engine.rowsSeen();
    preview.rowsTotal = engine.rowsTotal();
    preview.kept = preview.rowsSeen - preview.changed - preview.dropped;
    preview.steps = engine.counts();
    return preview;
}

CleanResult runCleanJob(const CleanConfig &config, JobContext &job) {
    if (!config.project)
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "Cleaning needs a project."));
    const auto started = std::chrono::steady_clock::now();
    VersionStore store(config.project);
    CleanEngine engine(store, config.version, config.recipe);
    const std::vector<StepCounts> steps = engine.counts();
    VersionStore::Writer writer =
        store.newVersion(config.version, recipeToJson(effectiveRecipe(config.recipe)));
    CleanResult result;
    engine.run(0, 0, job, [&](RowOutcome &row) {
        if (!row.dropped && !row.changed)
            return;
        ++(row.dropped ? result.dropped : result.changed);
        writer.decide(decisionOf(row, steps));
    });
    job.checkCancelled();
    job.progress(std::uint64_t(engine.rowsTotal()), std::uint64_t(engine.rowsTotal()),
                 RETORT_TR("core", "Making the version"));
    if (result.changed + result.dropped > 0)
        result.version = writer.finish(config.name, config.note);
    result.rows = engine.rowsSeen();
    result.kept = result.rows - result.changed - result.dropped;
    result.steps = engine.counts();
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
}

} // namespace retort
