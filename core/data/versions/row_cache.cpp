// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/row_cache.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/project/paths.h"
#include "core/data/project/session.h"
#include "core/data/sql/interner.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace retort {
namespace {

constexpr std::size_t viewsKept = 6;

SegmentRow segmentRow(const Query &query) {
    return {query.integer(0),
            query.integer(1),
            query.integer(2),
            {query.integer(3), std::uint64_t(query.integer(4)), query.text(5)}};
}
constexpr const char *segmentColumns = "SELECT id, source, first, rows, bytes, hash FROM segment ";

// The view with this id (and revision) moves to the front; null when it is not there.
std::shared_ptr<const VersionView> recall(std::list<std::shared_ptr<const VersionView>> &views, VersionId id,
                                          std::int64_t revision) {
    for (auto it = views.begin(); it != views.end(); ++it)
        if ((*it)->id == id && (*it)->revision == revision) {
            views.splice(views.begin(), views, it);
            return views.front();
        }
    return nullptr;
}

void keep(std::list<std::shared_ptr<const VersionView>> &views, std::shared_ptr<const VersionView> view) {
    views.remove_if([&](const auto &other) { return other->id == view->id; });
    views.push_front(std::move(view));
    if (views.size() > viewsKept)
        views.pop_back();
}

} // namespace

std::shared_ptr<const Segment> RowCache::segment(std::int64_t id, const JobContext *job) {
    std::shared_ptr<OpenSegment> entry;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_damaged.find(id); it != m_damaged.end())
            throw Error(ErrorCode::Damaged, it->second);
        auto &held = m_segments[id];
        if (!held)
            held = std::make_shared<OpenSegment>();
        entry = held;
    }
    const std::lock_guard opening(entry->opening); // checking takes a while: other segments stay free
    if (entry->segment)
        return entry->segment;
    SegmentSeal seal;
    m_inside.read([&](SQLite::Database &db) {
        Query query(db, std::string(segmentColumns) + "WHERE id=?");
        if (!query.bind(id).next())
            throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no sample file %1."), id);
        seal = segmentRow(query).seal;
    });
    const auto path = m_inside.folder / "samples" / segmentName(id);
    try {
        entry->segment = Segment::open(path, seal, !treatedAsNetwork(path), job);
    } catch (const Error &e) {
        if (e.code() == ErrorCode::Damaged || e.code() == ErrorCode::NotFound)
            markDamaged(id, e.text());
        if (e.code() == ErrorCode::NotFound)
            throw Error(ErrorCode::Damaged, e.text());
        throw;
    }
    return entry->segment;
}

// Rows show the fault from now on: what was built without it is dropped.
void RowCache::markDamaged(std::int64_t segment, const Text &why) {
    log(LogLevel::Error, renderEnglish(why));
    const std::lock_guard lock(m_mutex);
    m_damaged[segment] = why;
    m_columns.erase(segment);
    m_base.clear();
    m_pending.clear();
}

bool RowCache::knownDamaged(std::int64_t segment) const {
    const std::lock_guard lock(m_mutex);
    return m_damaged.contains(segment);
}

void RowCache::forgetSegments() {
    const std::lock_guard lock(m_mutex);
    m_segments.clear();
    m_damaged.clear();
    m_columns.clear();
    m_base.clear();
    m_pending.clear();
}

void RowCache::loadDictionaries() const {
    std::unordered_map<std::uint32_t, std::string> words;
    std::unordered_map<std::uint32_t, std::vector<std::string>> tagSets;
    m_inside.read([&](SQLite::Database &db) {
        for (Query word(db, "SELECT id, word FROM word"); word.next();)
            words[std::uint32_t(word.integer(0))] = word.text(1);
        for (Query tagSet(db, "SELECT id, tags FROM tag_set"); tagSet.next();)
            tagSets[std::uint32_t(tagSet.integer(0))] = listFromJson<std::string>(tagSet.view(1));
    });
    const std::unique_lock lock(m_wordMutex);
    m_words = std::move(words);
    m_tagSets = std::move(tagSets);
}

template <typename T>
T RowCache::known(const std::unordered_map<std::uint32_t, T> &map, std::uint32_t id) const {
    for (int attempt = 0; attempt < 2; ++attempt) {
        {
            const std::shared_lock lock(m_wordMutex);
            if (const auto it = map.find(id); it != map.end())
                return it->second;
        }
        loadDictionaries(); // another process may have added it
    }
    return {};
}

std::string RowCache::word(std::uint32_t id) const {
    return known(m_words, id);
}

std::vector<std::string> RowCache::tags(std::uint32_t id) const {
    return known(m_tagSets, id);
}

std::vector<std::string> RowCache::valueNames(const VersionView &view, RowColumn column,
                                              std::uint32_t code) const {
    const ColumnSpec &spec = columnSpec(column);
    std::vector<std::string> names;
    switch (spec.kind) {
    case ColumnKind::Choice:
        return {code < spec.values.size() ? spec.values[code].id : std::to_string(code)};
    case ColumnKind::Bits:
        for (std::size_t bit = 0; bit < spec.values.size(); ++bit)
            if (code >> bit & 1)
                names.push_back(spec.values[bit].id);
        return names.empty() ? std::vector<std::string>{noValue} : names;
    case ColumnKind::Word:
        return {word(code)};
    case ColumnKind::Tags:
        return code & localTagSet ? view.tagSets[code & ~localTagSet] : tags(code);
    default:
        return {std::to_string(code)};
    }
}

std::shared_ptr<const RowColumns> RowCache::columns(const SegmentRow &segment, const JobContext &job) {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_columns.find(segment.id); it != m_columns.end())
            return it->second;
    }
    auto loaded = std::make_shared<RowColumns>();
    m_inside.read(
        [&](SQLite::Database &db) { *loaded = loadColumns(db, segment.first, segment.seal.rows, job); });
    if (knownDamaged(segment.id))
        for (auto &faults : (*loaded)[RowColumn::Faults])
            faults |= faultBit(Fault::DamagedSegment);
    const std::lock_guard lock(m_mutex);
    return m_columns.try_emplace(segment.id, std::move(loaded)).first->second;
}

std::vector<ViewPart> RowCache::partsWhere(const char *condition, const std::vector<std::int64_t> &ids,
                                           JobContext &job) {
    std::vector<SegmentRow> segments;
    m_inside.read([&](SQLite::Database &db) {
        Query query(db, std::string(segmentColumns) + condition);
        for (const std::int64_t id : ids)
            for (query.bind(id); query.next();)
                segments.push_back(segmentRow(query));
    });
    std::vector<ViewPart> parts(segments.size());
    job.parallel(segments.size(), [&](std::size_t i) {
        job.checkCancelled();
        parts[i].segment = segments[i].id;
        parts[i].first = segments[i].first;
        parts[i].source = segments[i].source;
        parts[i].columns = columns(segments[i], job);
    });
    std::ranges::sort(parts, [](const auto &a, const auto &b) { return a.first < b.first; });
    return parts;
}

std::vector<ViewPart> RowCache::partsOf(const std::vector<SourceId> &sources, JobContext &job) {
    return partsWhere("WHERE source=? AND work IS NULL", sources, job);
}

std::vector<ViewPart> RowCache::partsOfSegments(const std::vector<std::int64_t> &ids, JobContext &job) {
    return partsWhere("WHERE id=?", ids, job);
}

std::shared_ptr<const VersionView> RowCache::baseView(VersionId id, JobContext &job) {
    {
        const std::lock_guard lock(m_mutex);
        if (auto known = recall(m_base, id, 0))
            return known;
    }
    fillNewColumns(job);
    auto built = id < 0 ? buildSource(-id, job) : buildBase(id, job);
    const std::lock_guard lock(m_mutex);
    keep(m_base, built);
    return built;
}

std::shared_ptr<const VersionView> RowCache::view(VersionId id, JobContext &job) {
    auto base = baseView(id, job);
    if (id < 0)
        return base;
    std::int64_t revision = 0;
    std::shared_ptr<const VersionView> pending;
    m_inside.read([&](SQLite::Database &db) { // one snapshot: number and rows belong together
        revision = oneInteger(db, "SELECT pending_revision FROM version WHERE id=?", id).value_or(0);
        if (revision == 0)
            return;
        {
            const std::lock_guard lock(m_mutex);
            pending = recall(m_pending, id, revision);
        }
        if (!pending)
            pending = applyPendingChanges(db, base, revision, *this);
    });
    if (!pending)
        return base;
    const std::lock_guard lock(m_mutex);
    keep(m_pending, pending);
    return pending;
}

std::shared_ptr<const VersionView> RowCache::buildBase(VersionId id, JobContext &job) {
    auto view = std::make_shared<VersionView>();
    view->id = id;
    std::vector<std::int64_t> segments, works;
    std::vector<std::string> states;
    m_inside.read([&](SQLite::Database &db) {
        works = integers(db,
                         "WITH RECURSIVE chain(id, parent, step) AS (SELECT id, parent, step FROM version "
                         "WHERE id=? UNION ALL SELECT v.id, v.parent, v.step FROM version v JOIN chain c ON "
                         "v.id=c.parent) SELECT step FROM chain ORDER BY id",
                         id);
        if (works.empty())
            throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no version %1."), id);
        Query rows(db, "SELECT r.segment, r.states FROM version_rows r JOIN segment s ON s.id=r.segment "
                       "WHERE r.version=? ORDER BY s.first");
        for (rows.bind(id); rows.next();) {
            segments.push_back(rows.integer(0));
            states.push_back(rows.text(1));
        }
    });
    view->parts = partsOfSegments(segments, job);
    if (view->parts.size() != segments.size())
        throw Error(
            ErrorCode::Damaged,
            RETORT_TR("core",
                      "A version names sample files that are not there. Run “retort-cli project repair”."));
    for (std::size_t i = 0; i < segments.size(); ++i)
        view->parts[i].states =
            std::make_shared<const std::vector<std::uint8_t>>(unpackStates(states[i], view->parts[i].rows()));
    m_inside.read([&](SQLite::Database &db) {
        const CancelScope cancel(db, job);
        for (const std::int64_t work : works)
            applyDecisions(db, *view, work);
    });
    return view;
}

std::shared_ptr<const VersionView> RowCache::buildSource(SourceId source, JobContext &job) {
    auto view = std::make_shared<VersionView>();
    view->id = -source;
    Split split = Split::Train;
    m_inside.read([&](SQLite::Database &db) {
        const auto role = oneInteger(db, "SELECT role FROM source WHERE id=?", source);
        if (!role)
            throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no source %1."), source);
        split = SourceRole(*role) == SourceRole::Benchmark ? Split::Test : Split::Train;
    });
    view->parts = partsOf({source}, job);
    for (auto &part : view->parts)
        part.states =
            std::make_shared<const std::vector<std::uint8_t>>(part.rows(), std::uint8_t(1 + int(split)));
    return view;
}

} // namespace retort
