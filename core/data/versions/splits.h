// SPDX-License-Identifier: GPL-3.0-or-later
// Which split a row belongs to: a function of its group key, so that no key is in two splits.
// Pure and the same everywhere. Internal to core/data.
#pragma once

#include "core/data/versions/version_view.h"

#include <cstdint>
#include <set>

namespace retort {

// Gives every member row (state not 0) its split. A part that a file has itself is taken from there alone,
// when ratios.keepOwn; a group with rows in several of them goes to the strictest (test, validation, train).
//
// Rows of the segments `ofParent` come with the split that the parent version gave them, and their groups
// keep it, so that growth and cleaning move nothing between training and the held-out parts; only groups that
// the parent lacks are placed by the ratios. Where a held-out part would be empty, groups of the parent fill
// it.
void assignSplits(VersionView &view, const SplitRatios &ratios, const std::set<std::int64_t> &ofParent);

} // namespace retort
