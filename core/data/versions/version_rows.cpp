// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a version: lists, counts, texts and their history.
#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/data/versions/row_query.h"

#include <set>

namespace retort {
namespace {

constexpr std::size_t snippetChars = 120;

using SourceNames = std::map<SourceId, std::string>;

SourceNames sourceNames(const Project &project) {
    SourceNames names;
    project.read([&](SQLite::Database &db) {
        for (Query query(db, "SELECT id, name FROM source"); query.next();)
            names[query.integer(0)] = query.text(1);
    });
    return names;
}

[[noreturn]] void throwNoSample(SampleId id) {
    throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no sample %1 in this version."), id);
}

const ViewPart &partWith(const VersionView &view, SampleId id, std::uint32_t &row) {
    const ViewPart *const part = view.find(id, row);
    if (!part || !part->has(row))
        throwNoSample(id);
    return *part;
}

// Texts with the view's tags and faults; the caller handles Error(Damaged).
Sample textsOf(RowCache &cache, const VersionView &view, const ViewPart &part, std::uint32_t row) {
    Sample sample;
    if (const auto edit = view.edits.find(part.first + row); edit != view.edits.end()) {
        sample = edit->second;
    } else {
        const TextPlace place = part.place(row);
        sample = cache.segment(place.segment)->sample(place.position);
    }
    sample.tags = view.tagsOf(part, row, cache);
    return sample;
}

// Checks a file under the job's cancel; a damaged one is reported by the first row that needs it.
void openEarly(RowCache &cache, std::int64_t segment, const JobContext &job) {
    try {
        cache.segment(segment, &job);
    } catch (const Error &e) {
        if (e.code() != ErrorCode::Damaged)
            throw;
    }
}

std::string snippetOf(RowCache &cache, const VersionView &view, const ViewPart &part, std::uint32_t row) {
    if (const auto edit = view.edits.find(part.first + row); edit != view.edits.end())
        return snippet(edit->second.question, snippetChars);
    const TextPlace place = part.place(row);
    const auto segment = cache.segment(place.segment);
    const auto batch = segment->batch(segment->batchOfRow(place.position));
    return snippet(batch.text(TextColumn::Question).at(place.position - batch.firstRow), snippetChars);
}

std::string cellText(const RowCache &cache, const VersionView &view, const ColumnSpec &spec,
                     std::uint32_t code, const SourceNames &sources) {
    if (spec.kind == ColumnKind::Source) {
        const auto it = sources.find(code);
        return it == sources.end() ? std::string() : it->second;
    }
    const bool named = spec.kind == ColumnKind::Word || spec.kind == ColumnKind::Choice;
    return named ? cache.valueNames(view, spec.column, code)[0] : std::string();
}

SampleRow rowOf(RowCache &cache, const VersionView &view, const ViewPart &part, std::uint32_t row,
                const SourceNames &sources) {
    SampleRow out;
    out.id = part.first + row;
    for (const ColumnSpec &spec : columnTable()) {
        RowCell &cell = out.cells[std::size_t(spec.column)];
        cell.code = part.code(spec.column, row);
        cell.text = cellText(cache, view, spec, cell.code, sources);
    }
    try {
        out.cells[std::size_t(RowColumn::Question)].text = snippetOf(cache, view, part, row);
    } catch (const Error &e) {
        if (e.code() != ErrorCode::Damaged)
            throw;
        out.cells[std::size_t(RowColumn::Faults)].code |= faultBit(Fault::DamagedSegment);
    }
    return out;
}

} // namespace

std::vector<SampleId> VersionStore::rowIds(VersionId version, const RowFilter &filter, const RowSort &sort,
                                           JobContext &job) const {
    const auto view = m_cache->view(version, job);
    const auto names = sort.column == RowColumn::Source ? sourceNames(*m_project) : SourceNames();
    return sortedIds(*m_cache, *view, matchingRows(*m_cache, *view, filter, job), sort, names);
}

std::vector<SampleRow> VersionStore::rows(VersionId version, const std::vector<SampleId> &ids) const {
    JobContext job;
    const auto view = m_cache->view(version, job);
    const auto names = sourceNames(*m_project);
    std::vector<SampleRow> out;
    out.reserve(ids.size());
    for (const SampleId id : ids) {
        std::uint32_t row = 0;
        const ViewPart &part = partWith(*view, id, row);
        out.push_back(rowOf(*m_cache, *view, part, row, names));
    }
    return out;
}

Facets VersionStore::facets(VersionId version, const RowFilter &filter, JobContext &job) const {
    const auto view = m_cache->view(version, job);
    return countFacets(*m_cache, *view, filter, sourceNames(*m_project), job);
}

Sample VersionStore::sample(VersionId version, SampleId id) const {
    JobContext job;
    const auto view = m_cache->view(version, job);
    std::uint32_t row = 0;
    const ViewPart &part = partWith(*view, id, row);
    return textsOf(*m_cache, *view, part, row);
}

Sample VersionStore::originalSample(SampleId id) const {
    const auto found = listRecords(
        *m_project,
        "SELECT id, ?1 - first FROM segment WHERE source IS NOT NULL AND first<=?1 AND first+rows>?1",
        [](const Query &query) {
            return TextPlace{query.integer(0), query.integer(1)};
        },
        id);
    if (found.empty())
        throwNoSample(id);
    return m_cache->segment(found[0].segment)->sample(found[0].position);
}

void VersionStore::forEachSample(VersionId version, std::optional<Split> split, JobContext &job,
                                 const std::function<bool(SampleId, const Sample &)> &fn) const {
    const auto view = m_cache->view(version, job);
    std::set<std::int64_t> reported;
    for (const ViewPart &part : view->parts) {
        openEarly(*m_cache, part.segment, job);
        for (std::uint32_t row = 0; row < part.rows(); ++row) {
            if (!part.has(row) || (split && part.split(row) != *split))
                continue;
            job.checkCancelled();
            Sample sample;
            try {
                sample = textsOf(*m_cache, *view, part, row);
            } catch (const Error &e) {
                if (e.code() != ErrorCode::Damaged)
                    throw;
                if (reported.insert(part.place(row).segment).second)
                    job.issue({Issue::Level::Warning, {}, 0, {}, e.text()});
                continue;
            }
            if (!fn(part.first + row, sample))
                return;
        }
    }
}

std::int64_t VersionStore::rowCount(VersionId version, std::optional<Split> split) const {
    const VersionInfo info = this->version(version);
    if (!split)
        return info.rows;
    return *split == Split::Train ? info.train : *split == Split::Validation ? info.validation : info.test;
}

std::vector<RowDecision> VersionStore::history(SampleId id) const {
    std::vector<std::optional<TextPlace>> changed; // of each decision
    const auto of = [&](const Query &query) {
        changed.push_back(query.null(3) ? std::nullopt
                                        : std::optional(TextPlace{query.integer(3), query.integer(4)}));
        return RowDecision{id, Decision(query.integer(0)), query.text(1), textFromJson(query.view(2)), {}};
    };
    // Of several texts of one decision the last one counts.
    auto decisions =
        listRecords(*m_project,
                    "SELECT d.decision, w.word, r.reason, o.segment, max(o.position) FROM decision d JOIN "
                    "version v ON v.step=d.step JOIN word w ON w.id=d.op JOIN reason r ON r.id=d.reason LEFT "
                    "JOIN overlay o ON o.sample=d.sample AND o.segment=(SELECT max(p.segment) FROM overlay p "
                    "JOIN segment s ON s.id=p.segment WHERE s.step=d.step AND p.sample=d.sample) WHERE "
                    "d.sample=? GROUP BY d.step, d.seq ORDER BY v.id, d.seq",
                    of, id);
    for (std::size_t i = 0; i < decisions.size(); ++i)
        if (decisions[i].decision == Decision::Change && changed[i])
            decisions[i].changed = m_cache->segment(changed[i]->segment)->sample(changed[i]->position);
    return decisions;
}

} // namespace retort
