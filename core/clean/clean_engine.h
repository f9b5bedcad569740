// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a recipe over the rows of a version, batch by batch: learning passes first, then the judging one,
// whose outcomes come back in row order. Preview and job differ only in what they do with an outcome. One
// thread at a time.
#pragma once

#include "core/clean/clean_job.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace retort {

// The steps that are enabled, with defaults filled in.
Recipe effectiveRecipe(const Recipe &recipe);

struct StepOutcome {
    std::size_t step = 0; // in the engine's own order
    OutcomeKind kind = OutcomeKind::Keep;
    Text reason, summary;
    std::optional<Sample> before; // when pairs of this step are still wanted
    std::optional<Sample> after;
};

struct RowOutcome {
    SampleId id = 0;
    Sample sample; // after all steps
    bool changed = false, dropped = false;
    std::vector<StepOutcome> outcomes; // changes and the drop, in order
};

class CleanEngine {
public:
    // Throws Error(InvalidArgument) for an empty or wrong recipe.
    CleanEngine(const VersionStore &store, VersionId version, const Recipe &recipe);

    // `rows` 0: all. `pairsPerStep`: how many before/after texts outcomes carry.
    void run(std::int64_t rows, int pairsPerStep, JobContext &job,
             const std::function<void(RowOutcome &)> &consume);

    std::vector<StepCounts> counts() const;
    std::int64_t rowsTotal() const { return m_rowsTotal; }
    std::int64_t rowsSeen() const { return m_rowsSeen; }

private:
    struct Step {
        std::size_t index = 0; // in the recipe as given
        std::string op;
        std::unique_ptr<CleanPass> pass;
        std::int64_t seen = 0, changed = 0, dropped = 0;
        std::map<std::pair<OutcomeKind, std::string>, ReasonCount> reasons; // by summary
        int pairsOfChange = 0, pairsOfDrop = 0;
    };

    void stream(std::int64_t rows, JobContext &job, std::size_t steps, const Text &phase,
                std::uint64_t passNumber, std::uint64_t passes,
                const std::function<void(std::vector<RowOutcome> &)> &batchDone);
    void judge(RowOutcome &row, std::size_t steps, int pairsPerStep) const;
    void count(RowOutcome &row);

    const VersionStore &m_store;
    VersionId m_version;
    std::vector<Step> m_steps;
    std::int64_t m_rowsTotal = 0, m_rowsSeen = 0;
    int m_pairsPerStep = 0;
};

} // namespace retort
