// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/record_source.h"

#include "core/import/record.h"

#include <algorithm>
#include <cstring>

namespace retort {
namespace {

constexpr std::size_t readSize = 1 << 20;

bool isJsonSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// True when `line` is one whole JSON value of its own, as far as brackets and quotes tell.
bool balanced(std::string_view line) {
    int depth = 0;
    bool inString = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (inString) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return depth == 0 && !inString;
}

} // namespace

const char *fileShapeId(FileShape shape) {
    static constexpr const char *ids[] = {"empty", "lines", "array", "objects"};
    return ids[std::size_t(shape)];
}

RecordSource::RecordSource(const std::filesystem::path &path, RecordLimits limits)
    : m_bytes(path),
      m_limits(limits) {
    guessShape();
}

bool RecordSource::fill(std::string &text) {
    if (m_ended)
        return false;
    m_ended = !m_bytes.read(text, readSize);
    return !m_ended;
}

// An array starts with '[' and is not a line of its own followed by another. An object that is not closed on
// its line is written over several lines, unless the next line begins a new one (then the first is simply
// broken).
void RecordSource::guessShape() {
    std::size_t begin = 0;
    for (;;) {
        while (begin < m_pending.size() && isJsonSpace(m_pending[begin]))
            ++begin;
        if (begin < m_pending.size() || !fill(m_pending))
            break;
    }
    if (begin == m_pending.size())
        return;
    std::size_t lineEnd = m_pending.find('\n', begin);
    while (lineEnd == std::string::npos && m_pending.size() < m_limits.longestRecord_bytes && fill(m_pending))
        lineEnd = m_pending.find('\n', begin);
    const std::string_view line =
        std::string_view(m_pending).substr(begin, lineEnd == std::string::npos ? lineEnd : lineEnd - begin);
    std::size_t next = std::min(lineEnd, m_pending.size());
    while (next < m_pending.size() && isJsonSpace(m_pending[next]))
        ++next;
    const char follower = next < m_pending.size() ? m_pending[next] : '\0';
    m_shape = FileShape::Lines;
    if (line[0] == '[' && !(follower == '[' && balanced(line)))
        m_shape = FileShape::Array;
    if (line[0] == '{' && follower != '{' && follower != '\0' && !balanced(line))
        m_shape = FileShape::Objects;
}

bool RecordSource::next(RawBatch &batch, std::size_t batch_bytes) {
    batch.records.clear();
    batch.text.clear();
    batch.text.swap(m_pending);
    m_batched = 0;
    if (m_shape == FileShape::Empty)
        return false;
    if (m_shape == FileShape::Lines)
        cutLines(batch, batch_bytes);
    else
        cutValues(batch, batch_bytes);
    // What is not handed out goes to the next batch.
    const std::size_t rest = m_state.inRecord ? m_state.begin : m_state.at;
    m_pending.assign(batch.text, rest);
    m_state.at -= rest;
    m_state.begin = 0;
    batch.text.resize(rest);
    batch.text.reserve(rest + simdjson::SIMDJSON_PADDING);
    return !batch.records.empty();
}

// The record [begin, end) of the text is complete.
void RecordSource::emit(RawBatch &batch, std::size_t end, bool cut) {
    RawRecord record{m_state.begin, end - m_state.begin, m_state.beginLine, m_state.skipping, cut};
    record.tooLong = record.tooLong || record.size > m_limits.longestRecord_bytes;
    if (record.tooLong)
        record.size = 0;
    m_batched += record.size;
    batch.records.push_back(record);
    m_state.inRecord = m_state.skipping = false;
}

void RecordSource::dropOverlong(std::string &text) {
    if (m_state.at - m_state.begin <= m_limits.longestRecord_bytes)
        return;
    text.erase(m_state.begin, m_state.at - m_state.begin);
    m_state.at = m_state.begin;
    m_state.skipping = true;
}

void RecordSource::cutLines(RawBatch &batch, std::size_t batch_bytes) {
    std::string &text = batch.text;
    while (m_batched < batch_bytes) {
        if (!m_state.inRecord) {
            m_state.begin = m_state.at;
            m_state.beginLine = m_state.line;
            m_state.inRecord = true;
        }
        const void *found = m_state.at < text.size()
                                ? std::memchr(text.data() + m_state.at, '\n', text.size() - m_state.at)
                                : nullptr;
        if (!found) {
            m_state.at = text.size();
            dropOverlong(text);
            if (fill(text))
                continue;
        }
        const std::size_t end =
            found ? std::size_t(static_cast<const char *>(found) - text.data()) : text.size();
        std::size_t stop = end;
        while (m_state.begin < stop && isJsonSpace(text[m_state.begin]))
            ++m_state.begin;
        while (stop > m_state.begin && isJsonSpace(text[stop - 1]))
            --stop;
        if (m_state.begin < stop || m_state.skipping)
            emit(batch, stop, !found);
        m_state.inRecord = false;
        m_state.at = found ? end + 1 : end;
        ++m_state.line;
        if (!found)
            return;
    }
}

void RecordSource::beginRecord(int nesting, bool string) {
    m_state.inRecord = true;
    m_state.nesting = nesting;
    m_state.inString = string;
    m_state.escaped = m_state.resync = false;
    m_state.begin = m_state.at;
    m_state.beginLine = m_state.line;
    if (m_state.atLineHead && m_state.firstColumn == 0)
        m_state.firstColumn = m_state.column;
}

void RecordSource::outside(char c) {
    if (m_state.resync) {
        if (c == '{' && m_state.atLineHead && m_state.column == m_state.firstColumn)
            beginRecord(1, false);
    } else if (c == '[' && m_shape == FileShape::Array && !m_state.inArray) {
        m_state.inArray = true;
    } else if (c == ']' && m_state.inArray) {
        m_state.inArray = false;
    } else if (c == '{' || c == '[') {
        beginRecord(1, false);
    } else if (c != ',' && !isJsonSpace(c)) {
        beginRecord(0, c == '"'); // a word, number or string where a record should be
    }
}

// A raw line end never stands inside a string, and an indented file begins no inner object where its records
// begin: such a record is broken, and the following ones are looked for by their indentation.
void RecordSource::lineEndInside(RawBatch &batch) {
    const std::string &text = batch.text;
    std::size_t next = m_state.at + 1;
    while (next < text.size() && text[next] == ' ')
        ++next;
    const bool newRecord = m_state.firstColumn > 0 && m_state.nesting > 0
                           && next - m_state.at - 1 == m_state.firstColumn && next < text.size()
                           && text[next] == '{';
    if (!m_state.inString && !newRecord)
        return;
    emit(batch, m_state.at, false);
    m_state.inString = m_state.escaped = false;
    m_state.resync = true;
}

void RecordSource::inside(RawBatch &batch, char c) {
    State &state = m_state;
    if (c == '\n') {
        lineEndInside(batch);
        if (!state.inRecord)
            return;
    }
    if (state.inString) {
        if (state.escaped)
            state.escaped = false;
        else if (c == '\\')
            state.escaped = true;
        else if (c == '"')
            state.inString = false;
        if (!state.inString && state.nesting == 0)
            emit(batch, state.at + 1, false);
    } else if (state.nesting == 0) {
        if (c == ',' || c == ']' || c == '}' || isJsonSpace(c)) {
            emit(batch, state.at, false);
            outside(c);
        }
    } else if (c == '"') {
        state.inString = true;
    } else if (c == '{' || c == '[') {
        ++state.nesting;
    } else if ((c == '}' || c == ']') && --state.nesting == 0) {
        emit(batch, state.at + 1, false);
    }
}

void RecordSource::cutValues(RawBatch &batch, std::size_t batch_bytes) {
    State &state = m_state;
    while (m_batched < batch_bytes) {
        if (state.at == batch.text.size()) {
            if (state.inRecord)
                dropOverlong(batch.text);
            if (fill(batch.text))
                continue;
            if (state.inRecord)
                emit(batch, batch.text.size(), true);
            return;
        }
        const char c = batch.text[state.at];
        if (state.inRecord)
            inside(batch, c);
        else
            outside(c);
        if (c == '\n') {
            ++state.line;
            state.column = 0;
            state.atLineHead = true;
        } else {
            ++state.column;
            state.atLineHead = state.atLineHead && isJsonSpace(c);
        }
        ++state.at;
    }
}

} // namespace retort
