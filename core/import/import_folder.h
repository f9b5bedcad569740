// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a folder are data to import, judged by name alone; what they hold is judged when they are
// opened. Blocking, any thread but the GUI's.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"

#include <filesystem>
#include <string>
#include <vector>

namespace retort {

// Endings of files that an import reads, each also with ".gz" behind it: ".jsonl", ".json".
RETORT_DATA_API const std::vector<std::string> &importEndings();
RETORT_DATA_API bool hasImportEnding(const std::filesystem::path &path); // upper or lower case

// All such files at any depth, in order of their paths; the first mostImportFiles of them. Hidden files and
// folders are left out and links to folders are not followed. Throws Error(NotFound) when `folder` is none.
inline constexpr std::size_t mostImportFiles = 10'000;
RETORT_DATA_API std::vector<std::filesystem::path> importFilesBelow(const std::filesystem::path &folder,
                                                                    JobContext &job);

} // namespace retort
