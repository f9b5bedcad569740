// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a file into the texts of its records: one per line, the elements of an array, or objects over several
// lines. What the file is shows its content, not its name. Memory is bounded by the batch and the longest
// record. One thread at a time.
#pragma once

#include "core/base/export.h"
#include "core/import/byte_source.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct RawRecord {
    std::size_t offset = 0, size = 0; // in RawBatch::text
    std::int64_t line = 0;            // where it begins, 1-based
    bool tooLong = false;             // its text was not kept
    bool cut = false;                 // the file ends inside it
};

struct RawBatch {
    std::string text; // with the padding that simdjson wants behind it
    std::vector<RawRecord> records;
    std::string_view of(const RawRecord &record) const {
        return std::string_view(text).substr(record.offset, record.size);
    }
};

enum class FileShape { Empty, Lines, Array, Objects };
RETORT_DATA_API const char *fileShapeId(FileShape shape); // "empty", "lines", "array", "objects"

struct RecordLimits {
    std::size_t longestRecord_bytes = std::size_t(32) << 20;
};

class RETORT_DATA_API RecordSource {
public:
    explicit RecordSource(const std::filesystem::path &path,
                          RecordLimits limits = {}); // throws as ByteSource does
    FileShape shape() const { return m_shape; }
    const ByteSource &bytes() const { return m_bytes; }

    // Fills `batch` with records of together about `batch_bytes`; false: none is left.
    bool next(RawBatch &batch, std::size_t batch_bytes);

private:
    // Where cutting stands; kept from batch to batch, so that no byte is looked at twice.
    struct State {
        std::size_t at = 0;    // next byte of the batch's text to look at
        std::size_t begin = 0; // of the record being read
        std::int64_t line = 1, beginLine = 1;
        bool inRecord = false, skipping = false; // skipping: too long, its bytes are dropped as they come
        // Values only:
        bool inArray = false, inString = false, escaped = false, resync = false;
        int nesting = 0;             // brackets open inside the record; 0 in a bare word or string
        std::size_t column = 0;      // of `at` in its line
        std::size_t firstColumn = 0; // where records begin when each has lines of its own
        bool atLineHead = true;      // only white space before `at` in its line
    };

    bool fill(std::string &text);
    void guessShape();
    void emit(RawBatch &batch, std::size_t end, bool cut);
    void dropOverlong(std::string &text);
    void cutLines(RawBatch &batch, std::size_t batch_bytes);
    void cutValues(RawBatch &batch, std::size_t batch_bytes);
    void outside(char c);
    void inside(RawBatch &batch, char c);
    void lineEndInside(RawBatch &batch);
    void beginRecord(int nesting, bool string);

    ByteSource m_bytes;
    RecordLimits m_limits;
    FileShape m_shape = FileShape::Empty;
    std::string m_pending; // read, not yet handed out
    bool m_ended = false;
    State m_state;
    std::size_t m_batched = 0;
};

} // namespace retort
