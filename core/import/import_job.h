// SPDX-License-Identifier: GPL-3.0-or-later
// Import: files → samples of one source. Preview reads the head of every file and writes nothing; the job
// streams, so memory does not grow with the files. Records that cannot be read are Issues with file, line and
// reason, and never stop the job. Blocking, any thread but the GUI's.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/data/project/project.h"
#include "core/data/samples/sample.h"
#include "core/data/versions/version_store.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace retort {

struct ImportConfig {
    std::shared_ptr<Project> project; // not needed for a preview
    std::vector<std::filesystem::path>
        files;                   // .jsonl, .json (array or lines), each plain or .gz; a folder is an Error
    std::string format = "auto"; // id of an ImportFormat, or "auto": each file is recognised by itself
    OptionValues options; // of that format, or of a recognised one; in "auto" those of the mapping choose it
    SourceRole role = SourceRole::TrainPool;
    std::string name;        // of the source; empty: the first file's stem
    std::string versionName; // empty: named by the store
    SplitRatios split;
    std::string ownSplit =
        "record"; // "record": what records say; "file_name": train/valid/test in the name; or a split
    std::filesystem::path
        refusedReport; // JSONL of refused records; empty: none. Written only when there is one
};

// Options of an import that belong to no format (role, name, split …), for the form and the command line.
RETORT_DATA_API const OptionTable &importOptions();
// Fills role, name, versionName, ownSplit, refusedReport and split from values of importOptions().
RETORT_DATA_API void applyImportOptions(ImportConfig &config, const OptionValues &values);

struct FieldPlacement {
    std::string field; // "reasoning_content", "messages[].content"
    std::string place; // "question", "reasoning", "answer", "reference", "system", "source", "metadata" …
    std::int64_t records = 0;
};

struct FieldColumn {
    std::string path;         // "question", "messages[-1].content"
    std::string example;      // head of its first text
    std::int64_t records = 0; // of the first ones that have it
};

struct FormatGuess {
    std::string format;
    double confidence = 0; // 1 when the user named it
};

struct FilePreview {
    std::filesystem::path path;
    std::uint64_t bytes = 0; // on disk
    std::string compression; // "", "gzip"
    std::string encoding;    // "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"
    std::string shape;       // "lines", "array", "object", "empty"
    std::string format;      // what reads it; empty when nothing fits: name one, or use "mapping"
    double confidence = 0;
    std::vector<FormatGuess> guesses;   // all above 0, best first
    OptionValues options;               // resolved
    std::vector<FieldPlacement> fields; // which field of the input goes where
    std::vector<FieldColumn> columns;   // what its first records have: paths that the format "mapping" takes
};

struct PreviewSample {
    std::size_t file = 0; // index in files
    std::int64_t line = 0;
    Sample sample;
};

struct ImportPreview {
    std::vector<FilePreview> files;
    std::vector<PreviewSample> samples; // at most n, shared evenly among files
    std::vector<Issue> issues;          // refused records and notes among those looked at
    std::int64_t recordsRead = 0, refused = 0;
    std::map<std::string, std::int64_t> faults; // fault id → samples of the preview
    std::map<std::string, std::int64_t> languages;
    bool ready = false; // an import of these files would bring samples
    Text hindrance;     // why not, and what to do; empty when ready
};

// Throws Error(InvalidArgument) for an unknown format or a bad option. A file that cannot be read (NotFound,
// Permission, BadFormat) is an issue of the preview, and thrown only when it is the sole one.
RETORT_DATA_API ImportPreview previewImport(const ImportConfig &config, int n, JobContext &job);

struct ImportResult {
    SourceId source = 0;
    std::optional<VersionId> version;
    std::int64_t records = 0, rows = 0, refused = 0;
    std::uint64_t bytes = 0; // read, before decompression
    double seconds = 0;
    std::map<std::string, std::int64_t> faults; // fault id → rows
    std::map<std::string, std::int64_t> languages;
    std::vector<std::string> formats;    // per file
    std::filesystem::path refusedReport; // empty when nothing was refused or none was wanted
};

// Throws as the preview does, and Error(BadFormat) when no record at all could be read. A file that changes
// while it is read ends the job with Error(Mismatch). Nothing of a failed import remains.
RETORT_DATA_API ImportResult runImportJob(const ImportConfig &config, JobContext &job);
// One file, named after itself.
RETORT_DATA_API void importFile(const std::shared_ptr<Project> &project, const std::filesystem::path &file,
                                JobContext &job);

// Issues as JSON lines {"file","line","field","level","reason"}; for "save the report" after a job.
RETORT_DATA_API void writeIssueReport(const std::filesystem::path &path, const std::vector<Issue> &issues);

} // namespace retort
