// SPDX-License-Identifier: GPL-3.0-or-later
// Cleaning: a recipe of operators over a version → counts, reasons, before/after pairs (preview, nothing is
// written) or a new version (job). Rows stream in batches: memory stays flat but for what a corpus-wide
// operator learns. Blocking, any thread but the GUI's.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/clean/operator.h"
#include "core/data/project/project.h"
#include "core/data/versions/version_store.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct RecipeStep {
    std::string op; // id of a CleanOperator
    bool enabled = true;
    OptionValues options; // missing: default
    bool operator==(const RecipeStep &) const = default;
};
struct Recipe {
    std::vector<RecipeStep> steps;
    bool operator==(const Recipe &) const = default;
};

RETORT_DATA_API Recipe
defaultRecipe(); // what a new project is offered: repair, missing parts, duplicates, length
RETORT_DATA_API std::string
recipeToJson(const Recipe &recipe); // {"retort_recipe":1,"steps":[{"op","enabled","options"}]}
RETORT_DATA_API Recipe recipeFromJson(std::string_view json); // throws Error(BadFormat, InvalidArgument)
RETORT_DATA_API std::vector<OptionFault>
checkRecipe(const Recipe &recipe); // id is "step.option", step 1-based

struct ReasonCount {
    OutcomeKind kind = OutcomeKind::Drop;
    Text reason; // true of all these rows: numbers of single rows are only in the pairs
    std::int64_t rows = 0;
};
struct StepCounts {
    std::size_t step = 0; // index in the recipe
    std::string op;
    std::int64_t seen = 0, kept = 0, changed = 0, dropped = 0; // kept + changed + dropped = seen
    std::vector<ReasonCount> reasons;                          // by rows, most first
};
struct CleanPair {
    SampleId id = 0;
    std::size_t step = 0;
    OutcomeKind kind = OutcomeKind::Change;
    Text reason;
    Sample before, after; // after is empty for a drop
};

struct CleanPreviewLimits {
    std::int64_t rows = 0; // look at the first so many rows; 0: all
    int pairsPerStep = 20; // of changes, and as many of drops; the first ones in row order
};
struct CleanPreview {
    std::int64_t rowsSeen = 0, rowsTotal = 0; // equal when the whole version was judged
    std::int64_t kept = 0, changed = 0, dropped = 0;
    std::vector<StepCounts> steps;
    std::vector<CleanPair> pairs;
};
RETORT_DATA_API CleanPreview previewClean(const VersionStore &store, VersionId version, const Recipe &recipe,
                                          const CleanPreviewLimits &limits, JobContext &job);

struct CleanConfig {
    std::shared_ptr<Project> project;
    VersionId version = 0;
    Recipe recipe;
    std::string name, note; // of the new version; empty name: made from the recipe
};
struct CleanResult {
    VersionId version = 0; // 0: the recipe changes nothing in these rows, so none was made
    std::int64_t rows = 0, kept = 0, changed = 0, dropped = 0;
    std::vector<StepCounts> steps;
    double seconds = 0;
};
// Throws Error(InvalidArgument) for an empty or wrong recipe, NotFound, Busy, DiskFull …
RETORT_DATA_API CleanResult runCleanJob(const CleanConfig &config, JobContext &job);

} // namespace retort
