// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/samples/row_stager.h"

#include "core/base/utf8.h"
#include "core/data/project/project.h"
#include "core/data/sql/schema.h"

namespace retort {
namespace {

constexpr std::size_t rowsPerTransaction = 16'384; // some 30 ms of project.lock

// Arrow's utf8 columns must hold UTF-8, else the whole file counts as damaged.
void mendUtf8(std::string &s) {
    if (isValidUtf8(s))
        return;
    std::string out;
    for (std::size_t at = 0; at < s.size();)
        appendCodePoint(out, decodeCodePoint(s, at));
    s = std::move(out);
}

void mend(Sample &s) {
    for (const SampleText &text : sampleTexts)
        mendUtf8(s.*text.text);
    for (auto &tag : s.tags)
        mendUtf8(tag);
}

} // namespace

RowStager::RowStager(std::shared_ptr<Project> project, Work &work, Kind kind, SegmentFacts facts)
    : m_project(std::move(project)),
      m_work(work),
      m_kind(kind),
      m_facts(std::move(facts)) {
    m_facts["kind"] = kind == Kind::Import ? "import" : "overlay";
}

void RowStager::openSegment() {
    auto reserved = m_work.reserveSegment();
    m_segment = reserved.segment;
    m_segments.push_back(m_segment);
    m_facts["part"] = std::to_string(m_segments.size());
    m_writer.emplace(std::move(reserved.file), reserved.temporary, reserved.path, m_facts);
}

void RowStager::add(std::int64_t sample, Sample texts) {
    mend(texts);
    if (m_writer && m_writer->full())
        closeSegment({});
    if (!m_writer)
        openSegment();
    m_writer->add(m_kind == Kind::Import ? m_rows : sample, texts);
    m_staged.push_back({sample, m_encoder.encode(texts)});
    ++m_rows;
}

void RowStager::finish(const SegmentFacts &lastFooter) {
    if (m_writer)
        closeSegment(lastFooter);
}

// File first, then its name in the database: a crash in between leaves a file that the sweep takes.
void RowStager::closeSegment(const SegmentFacts &footer) {
    const SegmentSeal seal = m_writer->finish(footer);
    std::int64_t first = 0;
    for (std::size_t begin = 0; begin < m_staged.size(); begin += rowsPerTransaction) {
        const std::size_t end = std::min(begin + rowsPerTransaction, m_staged.size());
        m_project->write(
            "store samples",
            [&](SQLite::Database &db) {
                if (begin == 0) {
                    first = m_kind == Kind::Import ? nextNumber(db, "next_sample", seal.rows) : 0;
                    execute(db, "UPDATE segment SET first=?, rows=?, bytes=?, hash=? WHERE id=?", first,
                            seal.rows, seal.bytes, seal.hash, m_segment);
                    if (m_kind == Kind::Overlay)
                        execute(db, "UPDATE segment SET step=? WHERE id=?", m_work.id(), m_segment);
                }
                stage(db, first, begin, end);
            },
            begin == 0);
    }
    m_writer.reset(); // lets go of the file's lock: the database knows it now
    m_staged.clear();
}

void RowStager::stage(SQLite::Database &db, std::int64_t first, std::size_t begin, std::size_t end) {
    m_encoder.resolve(db);
    const bool import = m_kind == Kind::Import;
    Query insert(db, import ? insertRowSql("sample", "id")
                            : insertRowSql("overlay", "segment, position, sample"));
    for (std::size_t i = begin; i < end; ++i) {
        const Staged &row = m_staged[i];
        if (import)
            m_encoder.insert(insert, row.values, first + std::int64_t(i));
        else
            m_encoder.insert(insert, row.values, m_segment, i, row.sample);
    }
}

} // namespace retort
