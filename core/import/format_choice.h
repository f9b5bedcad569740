// SPDX-License-Identifier: GPL-3.0-or-later
// Which format reads a file: the named one, or the one that is surest about its first records. Preview and
// job look at the same head, so that both decide alike. One thread at a time.
#pragma once

#include "core/import/import_job.h"
#include "core/import/record.h"
#include "core/import/record_source.h"

#include <vector>

namespace retort {

struct FormatChoice {
    const ImportFormat *format = nullptr; // nullptr: none fits
    double confidence = 0;
    OptionValues options; // resolved
    std::vector<FormatGuess> guesses;
    std::vector<FieldColumn> columns;
    std::int64_t headRecords = 0;      // valid JSON objects looked at
    std::optional<Issue> firstRefusal; // of the head, for the message when nothing fits
};

// Reads the head of the file. Throws Error(InvalidArgument) for an unknown format or wrong options.
FormatChoice chooseFormat(const std::filesystem::path &path, const ImportConfig &config);

// Paths of the records: members, members of members, first and last items of lists of objects.
RETORT_DATA_API std::vector<FieldColumn> columnsOf(const std::vector<Record> &head);

// Checks format and options of a config without any file.
void requireImportConfig(const ImportConfig &config);
// In "auto" an option must belong to the format of at least one file; throws Error(InvalidArgument).
void requireUsedOptions(const ImportConfig &config, const std::vector<std::string> &formats);

// The file name as messages and the database show it; bytes that are not UTF-8 become U+FFFD.
std::string shownPath(const std::filesystem::path &path);
// "train", "valid", "test" as the config wants it for this file; empty: what the records say.
std::string ownSplitOf(const ImportConfig &config, const std::filesystem::path &path);

} // namespace retort
