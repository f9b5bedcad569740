// SPDX-License-Identifier: GPL-3.0-or-later
// Segments: immutable Arrow IPC files with the texts of samples. The only place that touches Arrow buffers
// (its header stays free of Arrow). A file is not trusted: length, hash and ValidateFull come before the
// first row. A writer belongs to one thread; an opened Segment is constant and shared by all (its reading
// side: segment_reader.cpp). Internal to core/data.
#pragma once

#include "core/base/export.h"
#include "core/base/file.h"
#include "core/data/samples/sample.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace retort {

class JobContext;

inline constexpr std::int64_t segmentMaxRows = 1 << 18;
inline constexpr std::uint64_t segmentMaxBytes = 256u << 20;

// What SQLite remembers of a finished file.
struct SegmentSeal {
    std::int64_t rows = 0;
    std::uint64_t bytes = 0;
    std::string hash; // XXH3-128 of the file
};

// Arrow metadata, keys without their "retort." prefix. At the head: schema (the segment's format), kind
// ("import", "overlay"), import_id, source, role, format (of the import), files, part. In the footer: rows
// and, in the last file of an import, parts and refused.
using SegmentFacts = std::map<std::string, std::string>;

class RETORT_DATA_API SegmentWriter { // exported for tests
public:
    // `file` is the open temporary file, which the caller has locked.
    SegmentWriter(std::unique_ptr<CheckedFile> file, std::filesystem::path temporary,
                  std::filesystem::path path, const SegmentFacts &head);
    ~SegmentWriter();
    SegmentWriter(const SegmentWriter &) = delete;
    SegmentWriter &operator=(const SegmentWriter &) = delete;
    void add(std::int64_t sample, const Sample &texts); // `sample`: the row it replaces, or its ordinal
    std::int64_t rows() const;
    std::uint64_t bytes() const; // of texts so far
    bool full() const { return rows() >= segmentMaxRows || bytes() >= segmentMaxBytes; }
    SegmentSeal finish(const SegmentFacts &footer); // fsync, rename, fsync of the folder

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// In the order of sampleTexts (sample.h).
enum class TextColumn {
    System,
    Question,
    Reasoning,
    Answer,
    Reference,
    Source,
    Language,
    GroupKey,
    Split,
    Metadata
};

inline constexpr int segmentColumnCount = 13; // sample, the texts, tags, faults

// One text column of a batch; a file that lacks the column has no offsets.
struct TextColumnView {
    const char *data = nullptr;
    const std::int32_t *offsets = nullptr; // rows + 1
    std::int64_t rows = 0;
    std::string_view at(std::int64_t row) const { return range(row, row + 1); }
    std::string_view all() const { return range(0, rows); }
    std::string_view range(std::int64_t from, std::int64_t to) const {
        if (!offsets)
            return {};
        return {data + offsets[from], std::size_t(offsets[to] - offsets[from])};
    }
};

class RETORT_DATA_API Segment { // exported for tests
public:
    ~Segment();
    // Throws Error(Damaged) for anything that is not a sound segment, whatever the bytes, and Unsupported for
    // one of a newer Retort. Without `expected` (repair) only Arrow's own checks run. `map`: memory-mapped;
    // else batches are read when asked for. Checks take some 0.2 s for a full file: `job`, if given, is asked
    // between pieces (throws Cancelled).
    static std::shared_ptr<const Segment> open(const std::filesystem::path &path,
                                               const std::optional<SegmentSeal> &expected, bool map,
                                               const JobContext *job = nullptr);

    struct Batch {
        std::shared_ptr<const void> keep; // the spans live as long as this does
        std::int64_t firstRow = 0, rows = 0;
        std::array<int, segmentColumnCount> places{}; // of the columns in this file, -1: it lacks the column
        TextColumnView text(TextColumn column) const;
    };
    std::int64_t rows() const;
    Batch batch(int index) const;
    int batchOfRow(std::int64_t row) const;

    Sample sample(std::int64_t row) const;
    const SegmentFacts &facts() const; // head and footer together

private:
    Segment();
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace retort
