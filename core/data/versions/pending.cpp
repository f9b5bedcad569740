// SPDX-License-Identifier: GPL-3.0-or-later
// Pending changes of a version: saved at once, undone action by action, laid over the version's view.
#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/data/project/stamp.h"
#include "core/data/samples/sample_json.h"
#include "core/data/sql/interner.h"
#include "core/data/versions/row_cache.h"
#include "core/data/versions/version_store.h"

#include <algorithm>

namespace retort {
namespace {

void raiseRevision(SQLite::Database &db, VersionId version) {
    execute(db, "UPDATE version SET pending_revision=pending_revision+1 WHERE id=?", version);
    if (!oneInteger(db, "SELECT 1 FROM version WHERE id=?", version))
        throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no version %1."), version);
}

// A new action makes the undone ones unreachable.
std::int64_t newAction(SQLite::Database &db, VersionId version) {
    raiseRevision(db, version);
    execute(
        db,
        "DELETE FROM pending WHERE action IN (SELECT id FROM pending_action WHERE version=? AND undone<>0)",
        version);
    execute(db, "DELETE FROM pending_action WHERE version=? AND undone<>0", version);
    execute(db, "INSERT INTO pending_action(version, created) VALUES(?, ?)", version, nowUtc());
    return lastRowId(db);
}

constexpr const char *livePending =
    "SELECT p.id, p.sample, p.kind, p.value, a.created FROM pending p JOIN pending_action a ON a.id=p.action "
    "WHERE a.version=? AND a.undone=0 ORDER BY p.id";

class PendingLayer {
public:
    PendingLayer(SQLite::Database &db, VersionView &view, const RowCache &cache)
        : m_db(db),
          m_view(view),
          m_cache(cache),
          m_editors(view) {}
    void apply(SampleId sample, PendingKind kind, const std::string &value) {
        m_editors.edit(sample, [&](PartEditor &editor, std::uint32_t row) {
            if (kind == PendingKind::Verdict)
                editor.columns().set(row, RowColumn::Verdict, std::uint64_t(verdictFromName(value)));
            else if (kind == PendingKind::Edit)
                edit(editor, row, sample, sampleFromJson(value));
            else
                tag(editor, row, kind, value);
        });
    }

private:
    void tag(PartEditor &editor, std::uint32_t row, PendingKind kind, const std::string &value) {
        auto tags = m_view.tagsOf(editor.part(), row, m_cache);
        std::erase(tags, value);
        if (kind == PendingKind::Tag)
            tags.push_back(value);
        editor.columns().set(row, RowColumn::Tags, codeOf(std::move(tags)));
    }
    void edit(PartEditor &editor, std::uint32_t row, SampleId sample, Sample texts) {
        setRow(editor.columns(), row, rowValuesOf(texts, [this](ColumnKind kind, const std::string &text) {
                   return kind == ColumnKind::Tags ? codeOf(listFromJson<std::string>(text)) : wordCode(text);
               }));
        m_view.edits[sample] = std::move(texts);
    }
    std::uint32_t codeOf(std::vector<std::string> tags) {
        tags = sortedTags(std::move(tags));
        const auto [it, added] =
            m_codes.try_emplace(tags, localTagSet | std::uint32_t(m_view.tagSets.size()));
        if (added)
            m_view.tagSets.push_back(std::move(tags));
        return it->second;
    }
    // editPending has put the words into the table.
    std::uint32_t wordCode(const std::string &word) {
        return std::uint32_t(oneInteger(m_db, "SELECT id FROM word WHERE word=?", word).value_or(0));
    }
    SQLite::Database &m_db;
    VersionView &m_view;
    const RowCache &m_cache;
    ViewEditor m_editors;
    std::map<std::vector<std::string>, std::uint32_t> m_codes;
};

} // namespace

std::shared_ptr<const VersionView> applyPendingChanges(SQLite::Database &db,
                                                       const std::shared_ptr<const VersionView> &base,
                                                       std::int64_t revision, const RowCache &cache) {
    Query query(db, livePending);
    query.bind(base->id);
    if (!query.next())
        return nullptr;
    auto view = std::make_shared<VersionView>(*base);
    view->revision = revision;
    PendingLayer layer(db, *view, cache);
    do
        layer.apply(query.integer(1), PendingKind(query.integer(2)), query.text(3));
    while (query.next());
    return view;
}

namespace {

// Whether a row of the view, its pending changes included, would be another one.
bool changes(const VersionView &view, const RowCache &cache, SampleId id, PendingKind kind,
             const std::string &value) {
    std::uint32_t row = 0;
    const ViewPart *const part = view.find(id, row);
    if (!part || !part->has(row))
        return false;
    if (kind == PendingKind::Verdict)
        return RowVerdict(part->code(RowColumn::Verdict, row)) != verdictFromName(value);
    const auto tags = view.tagsOf(*part, row, cache);
    return (kind == PendingKind::Tag) != (std::ranges::find(tags, value) != tags.end());
}

} // namespace

std::int64_t VersionStore::addPending(VersionId version, const std::vector<SampleId> &ids, PendingKind kind,
                                      const std::string &value) {
    if (kind == PendingKind::Edit)
        throw Error(ErrorCode::Internal, RETORT_TR("core", "Edits are added with their texts."));
    if (kind == PendingKind::Verdict)
        verdictFromName(value);
    if (kind != PendingKind::Verdict && isBlank(value))
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "A tag needs a name."));
    JobContext job;
    const auto view = m_cache->view(version, job);
    std::vector<SampleId> others;
    std::ranges::copy_if(ids, std::back_inserter(others),
                         [&](SampleId id) { return changes(*view, *m_cache, id, kind, value); });
    if (others.empty())
        return 0;
    return m_project->write("mark", [&](SQLite::Database &db) {
        const std::int64_t action = newAction(db, version);
        Query insert(db, "INSERT INTO pending(action, sample, kind, value) VALUES(?, ?, ?, ?)");
        for (const SampleId id : others)
            insert.bind(action, id, kind, value).run();
        return action;
    });
}

void VersionStore::editPending(VersionId version, SampleId id, const Sample &edited) {
    m_project->write("edit", [&](SQLite::Database &db) {
        const std::int64_t action = newAction(db, version);
        rowValuesOf(edited, [&db](ColumnKind kind, const std::string &text) { // gives its words their rows
            return kind == ColumnKind::Tags ? 0 : std::uint32_t(internOne(db, "word", "word", text));
        });
        execute(db, "INSERT INTO pending(action, sample, kind, value) VALUES(?, ?, ?, ?)", action, id,
                PendingKind::Edit, sampleToJson(edited));
    });
}

std::vector<PendingChange> VersionStore::pending(VersionId version) const {
    const auto of = [](const Query &query) {
        return PendingChange{query.integer(0), query.integer(1), PendingKind(query.integer(2)), query.text(3),
                             query.text(4)};
    };
    return listRecords(*m_project, livePending, of, version);
}

std::int64_t VersionStore::pendingCount(VersionId version) const {
    return *m_project->read([&](SQLite::Database &db) {
        return oneInteger(db,
                          // The last verdict and the last edit of a sample count, and each of its tags.
                          "SELECT count(*) FROM (SELECT p.value, max(p.id) FROM pending p "
                          "JOIN pending_action a ON a.id=p.action WHERE a.version=?1 AND a.undone=0 "
                          "GROUP BY p.sample, p.kind, CASE WHEN p.kind NOT IN (?2, ?3) THEN p.value END) "
                          "WHERE value<>''",
                          version, PendingKind::Verdict, PendingKind::Edit);
    });
}

namespace {

// The action that `find` finds, of this version.
template <class... Ids>
bool setUndone(Project &project, VersionId version, bool undone, const char *find, Ids... ids) {
    return project.write(undone ? "undo" : "redo", [&](SQLite::Database &db) {
        const auto action = oneInteger(db, find, version, ids...);
        if (action) {
            // Numbered in the order in which they were undone: a toast may undo another one than the newest.
            execute(db,
                    "UPDATE pending_action SET undone=CASE WHEN ?2 THEN 1+(SELECT max(undone) FROM "
                    "pending_action WHERE version=?3) ELSE 0 END WHERE id=?1",
                    *action, undone, version);
            raiseRevision(db, version);
        }
        return action.has_value();
    });
}

constexpr const char *newestDone =
    "SELECT id FROM pending_action WHERE version=? AND undone=0 ORDER BY id DESC LIMIT 1";
constexpr const char *lastUndone =
    "SELECT id FROM pending_action WHERE version=? AND undone<>0 ORDER BY undone DESC, id LIMIT 1";

} // namespace

bool VersionStore::undoPending(VersionId version) {
    return setUndone(*m_project, version, true, newestDone);
}

bool VersionStore::undoPending(VersionId version, std::int64_t action) {
    return setUndone(*m_project, version, true,
                     "SELECT id FROM pending_action WHERE version=? AND undone=0 AND id=?", action);
}

bool VersionStore::redoPending(VersionId version) {
    return setUndone(*m_project, version, false, lastUndone);
}

PendingState VersionStore::pendingState(VersionId version) const {
    return m_project->read([&](SQLite::Database &db) {
        return PendingState{
            oneInteger(db, "SELECT pending_revision FROM version WHERE id=?", version).value_or(0),
            oneInteger(db, newestDone, version).has_value(), oneInteger(db, lastUndone, version).has_value()};
    });
}

void VersionStore::discardPending(VersionId version) {
    m_project->write("discard", [&](SQLite::Database &db) {
        execute(db, "DELETE FROM pending WHERE action IN (SELECT id FROM pending_action WHERE version=?)",
                version);
        execute(db, "DELETE FROM pending_action WHERE version=?", version);
        raiseRevision(db, version);
    });
}

} // namespace retort
