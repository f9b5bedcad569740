// SPDX-License-Identifier: GPL-3.0-or-later
// The `retort-cli` command that makes a run, an evaluation or a student again, from what its record stores.
// Only what differs from the command's own defaults is written out. Pure functions.
#pragma once

#include "core/base/export.h"
#include "core/data/runs/run_store.h"
#include "core/learn/student.h"

#include <filesystem>
#include <string>

namespace retort {

// All throw Error(BadFormat) where the stored settings cannot be read.
RETORT_DATA_API std::string trainCommand(const std::filesystem::path &project, const RunRecord &run);
RETORT_DATA_API std::string evalCommand(const std::filesystem::path &project,
                                        const EvaluationRecord &evaluation);
RETORT_DATA_API std::string studentCommand(const StudentConfig &student);

} // namespace retort
