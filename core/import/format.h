// SPDX-License-Identifier: GPL-3.0-or-later
// An import format: what a record of a known kind of data set means. One .cpp in core/import/formats that
// defines <id>Format() and one line in formats.def are all a new one needs. Formats know nothing of files,
// compression or encodings (record_source.h).
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"
#include "core/base/text.h"
#include "core/data/samples/sample.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

class Record; // record.h: one JSON object

struct Refusal {
    std::string field;
    Text reason;
};

// What one record became: none when refused; several of one per turn or generation.
struct RecordResult {
    std::vector<Sample> samples;
    std::optional<Refusal> refusal;
};

struct FormatExample {
    std::string record; // one JSON object, written by hand
    std::vector<Sample>
        expected; // all but language, tags and split; of faults those set; none: it is refused
    OptionValues options = {};
};

// Reads a record under fixed options; thread-safe.
using RecordReader = std::function<RecordResult(Record &record)>;

struct ImportFormat {
    const char *id;
    Text label, help; // help: one or two sentences: which fields, which data sets
    OptionTable options;
    // 0 (not mine) … 1 (certain), from the first records of a file. The highest wins, then the first.
    double (*detect)(const std::vector<Record> &head);
    RecordReader (*readerWith)(const ChosenOptions &options); // throws Error(InvalidArgument)
    std::vector<FormatExample> (*examples)();
    // Decides options left at "auto" by looking at the first records; null: there are none.
    void (*decide)(const std::vector<Record> &head, OptionValues &values) = nullptr;

    RecordReader reader(const OptionValues &values) const { return readerWith({options, values}); }
    // All options, as preview shows and import uses them.
    OptionValues resolve(const std::vector<Record> &head, const OptionValues &values) const;
};

RETORT_DATA_API const std::vector<ImportFormat> &importFormats();          // in order of formats.def
RETORT_DATA_API const ImportFormat *findImportFormat(std::string_view id); // nullptr when unknown
// Throws Error(InvalidArgument) naming the known ones.
RETORT_DATA_API const ImportFormat &requireImportFormat(std::string_view id);

} // namespace retort
