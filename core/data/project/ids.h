// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers by which rows of a project are named. Each stays the same for the life of the project and is
// never given to something else.
#pragma once

#include <cstdint>

namespace retort {

using SampleId = std::int64_t;
using SourceId = std::int64_t;
using VersionId = std::int64_t;
using RunId = std::int64_t;
using ChatId = std::int64_t;

} // namespace retort
