// SPDX-License-Identifier: GPL-3.0-or-later
// An import format: what a record of a known kind of data set means. One .cpp in core/import/formats and one
// line in formats.def are all a new one needs. Formats know nothing of files, compression or encodings
// (record_source.h), and `read` is called from many threads at once.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"
#include "core/base/text.h"
#include "core/data/samples/sample.h"

#include <memory>
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

// What one record became. A refused record gives no sample; one record may give several (one per turn, per
// generation).
struct RecordResult {
    std::vector<Sample> samples;
    std::optional<Refusal> refusal;
};

struct FormatExample {
    std::string record; // one JSON object, written by hand
    std::vector<Sample>
        expected; // empty: the record must be refused. Language and metadata are compared when set
    OptionValues options = {};
};

// Reads records under fixed options. `read` is const and thread-safe.
class RETORT_DATA_API RecordReader {
public:
    virtual ~RecordReader();
    virtual RecordResult read(Record &record) const = 0;
};

class RETORT_DATA_API ImportFormat {
public:
    virtual ~ImportFormat();
    virtual const char *id() const = 0;
    virtual Text label() const = 0;
    virtual Text help() const = 0;              // one or two sentences: which fields, which data sets
    virtual const OptionTable &options() const; // default: none
    // 0 (not mine) … 1 (certain), from the first records of a file. The highest wins, ties go by order in
    // formats.def.
    virtual double detect(const std::vector<Record> &head) const = 0;
    // Settles options left at "auto" by looking at the first records; the result is what preview shows and
    // import uses.
    virtual OptionValues resolve(const std::vector<Record> &head, const OptionValues &values) const;
    virtual std::unique_ptr<RecordReader>
    reader(const OptionValues &values) const = 0; // throws Error(InvalidArgument)
    virtual std::vector<FormatExample> examples() const = 0;
};

RETORT_DATA_API const std::vector<const ImportFormat *> &importFormats();  // in order of formats.def
RETORT_DATA_API const ImportFormat *findImportFormat(std::string_view id); // nullptr when unknown
RETORT_DATA_API const ImportFormat &
requireImportFormat(std::string_view id); // throws Error(InvalidArgument) naming the known ones

// Defines what formats.def lists; stands once at the end of a format's .cpp, inside the namespace.
#define RETORT_DEFINE_FORMAT(id, Class)                                                                      \
    const ImportFormat &id##Format();                                                                        \
    const ImportFormat &id##Format() {                                                                       \
        static const Class format;                                                                           \
        return format;                                                                                       \
    }

} // namespace retort
