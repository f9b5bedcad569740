// SPDX-License-Identifier: GPL-3.0-or-later
// Which split a row belongs to: a function of its group key, so that no key is in two splits (design.md §5).
// Pure and the same everywhere. Internal to core/data.
#pragma once

#include "core/data/version_view.h"

namespace retort {

// Groups whose hash is below `validation` are validation, those among the `test` highest are test. A child
// version starts from its parent's cuts, so that no group moves between training and the held-out parts.
struct SplitCuts {
    std::uint64_t validation = 0, test = 0;
};

// Gives every member row (state not 0) its split. A part that a file has itself is taken from there alone,
// when ratios.keepOwn; a group with rows in several of them goes to the strictest (test, validation, train).
SplitCuts assignSplits(VersionView &view, const SplitRatios &ratios, SplitCuts atLeast);

} // namespace retort
