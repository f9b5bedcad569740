// SPDX-License-Identifier: GPL-3.0-or-later
// Where the files of a project lie. Internal to core/data; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace retort {

inline constexpr const char *databaseName = "project.retort";
inline constexpr std::array projectSubFolders = {"samples", "runs", "models", "trash", "locks", "backups"};

std::filesystem::path resolvedFolder(const std::filesystem::path &folder); // absolute, links followed
void makeFolders(const std::filesystem::path &project);
std::filesystem::path locksFolder(const std::filesystem::path &project);
std::filesystem::path backupsFolder(const std::filesystem::path &project);

inline constexpr const char *segmentWritingSuffix = ".writing"; // while its rows are not in the database
std::string segmentName(std::int64_t segment);                  // "0001.arrow"
// Of "0001.arrow" and "0001.arrow.writing"; 0 for any other name.
std::int64_t segmentNumber(const std::filesystem::path &path);

// Where the files of an artifact lie while it is in the trash: trash/run-0007.
std::filesystem::path placeInTrash(const std::filesystem::path &project, const std::string &kind,
                                   std::int64_t id);
// A name in trash/ that nothing has yet.
std::filesystem::path freeTrashName(const std::filesystem::path &project, const std::filesystem::path &path);
// Moves a file or folder there.
void moveToTrashFolder(const std::filesystem::path &project, const std::filesystem::path &path);

} // namespace retort
