// SPDX-License-Identifier: GPL-3.0-or-later
// Pending changes of a version: saved at once, undone and redone action by action, and laid over the
// version's view.
#include "core/data/versions/pending.h"

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
    Query(db, "UPDATE version SET pending_revision=pending_revision+1 WHERE id=?").bind(version).run();
    if (!oneInteger(db, "SELECT 1 FROM version WHERE id=" + std::to_string(version)))
        throw Error(ErrorCode::NotFound, text(RETORT_TR("core", "There is no version %1."), version));
}

// A new action makes the undone ones unreachable.
std::int64_t newAction(SQLite::Database &db, VersionId version) {
    raiseRevision(db, version);
    Query(db,
          "DELETE FROM pending WHERE action IN (SELECT id FROM pending_action WHERE version=? AND undone=1)")
        .bind(version)
        .run();
    Query(db, "DELETE FROM pending_action WHERE version=? AND undone=1").bind(version).run();
    Query(db, "INSERT INTO pending_action(version, created) VALUES(?, ?)").bind(version, nowUtc()).run();
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
          m_cache(cache) {
        for (auto &part : view.parts)
            m_editors.emplace_back(part);
    }
    void apply(SampleId sample, PendingKind kind, const std::string &value) {
        std::uint32_t row = 0;
        const ViewPart *const part = m_view.find(sample, row);
        if (!part)
            return;
        PartEditor &editor = m_editors[std::size_t(part - m_view.parts.data())];
        switch (kind) {
        case PendingKind::Verdict:
            editor.columns().set(row, RowColumn::Verdict, std::uint64_t(verdictFromName(value)));
            return;
        case PendingKind::Tag:
        case PendingKind::Untag:
            return tag(*part, editor, row, kind, value);
        case PendingKind::Edit:
            return edit(editor, row, sample, sampleFromJson(value));
        }
    }

private:
    void tag(const ViewPart &part, PartEditor &editor, std::uint32_t row, PendingKind kind,
             const std::string &value) {
        auto tags = m_view.tagsOf(part, row, m_cache);
        std::erase(tags, value);
        if (kind == PendingKind::Tag)
            tags.push_back(value);
        editor.columns().set(row, RowColumn::Tags, codeOf(std::move(tags)));
    }
    void edit(PartEditor &editor, std::uint32_t row, SampleId sample, Sample texts) {
        setRow(editor.columns(), row, rowValuesOf(texts, [this](ColumnKind kind, const std::string &text) {
                   return kind == ColumnKind::Tags ? codeOf(tagsFromJson(text)) : wordCode(text);
               }));
        m_view.edits[sample] = std::move(texts);
    }
    std::uint32_t codeOf(std::vector<std::string> tags) {
        std::sort(tags.begin(), tags.end());
        tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
        const auto [it, added] =
            m_codes.try_emplace(tags, localTagSet | std::uint32_t(m_view.tagSets.size()));
        if (added)
            m_view.tagSets.push_back(std::move(tags));
        return it->second;
    }
    // editPending has put the words into the table.
    std::uint32_t wordCode(const std::string &word) {
        Query query(m_db, "SELECT id FROM word WHERE word=?");
        return query.bind(word).next() ? std::uint32_t(query.integer(0)) : 0;
    }
    SQLite::Database &m_db;
    VersionView &m_view;
    const RowCache &m_cache;
    std::vector<PartEditor> m_editors;
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

void VersionStore::addPending(VersionId version, const std::vector<SampleId> &ids, PendingKind kind,
                              const std::string &value) {
    if (kind == PendingKind::Edit)
        throw Error(ErrorCode::Internal, RETORT_TR("core", "Edits are added with their texts."));
    if (kind == PendingKind::Verdict)
        verdictFromName(value);
    if (kind != PendingKind::Verdict && isBlank(value))
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "A tag needs a name."));
    if (ids.empty())
        return;
    project()->write("mark", [&](SQLite::Database &db) {
        const std::int64_t action = newAction(db, version);
        Query insert(db, "INSERT INTO pending(action, sample, kind, value) VALUES(?, ?, ?, ?)");
        for (const SampleId id : ids)
            insert.bind(action, id, int(kind), value).run();
    });
}

void VersionStore::editPending(VersionId version, SampleId id, const Sample &edited) {
    project()->write("edit", [&](SQLite::Database &db) {
        const std::int64_t action = newAction(db, version);
        rowValuesOf(edited, [&db](ColumnKind kind, const std::string &text) { // gives its words their rows
            return kind == ColumnKind::Tags ? 0 : std::uint32_t(internOne(db, "word", "word", text));
        });
        Query(db, "INSERT INTO pending(action, sample, kind, value) VALUES(?, ?, ?, ?)")
            .bind(action, id, int(PendingKind::Edit), sampleToJson(edited))
            .run();
    });
}

std::vector<PendingChange> VersionStore::pending(VersionId version) const {
    std::vector<PendingChange> changes;
    project()->read([&](SQLite::Database &db) {
        Query query(db, livePending);
        for (query.bind(version); query.next();)
            changes.push_back({query.integer(0), query.integer(1), PendingKind(query.integer(2)),
                               query.text(3), query.text(4)});
    });
    return changes;
}

std::int64_t VersionStore::pendingCount(VersionId version) const {
    std::int64_t count = 0;
    project()->read([&](SQLite::Database &db) {
        Query query(db, "SELECT count(*) FROM pending p JOIN pending_action a ON a.id=p.action WHERE "
                        "a.version=? AND a.undone=0");
        if (query.bind(version).next())
            count = query.integer(0);
    });
    return count;
}

namespace {

bool setNewest(Project &project, VersionId version, const char *find, int undone) {
    bool found = false;
    project.write(undone ? "undo" : "redo", [&](SQLite::Database &db) {
        Query query(db, find);
        found = query.bind(version).next();
        if (!found)
            return;
        Query(db, "UPDATE pending_action SET undone=? WHERE id=?").bind(undone, query.integer(0)).run();
        raiseRevision(db, version);
    });
    return found;
}

constexpr const char *oldestUndone =
    "SELECT id FROM pending_action WHERE version=? AND undone=1 ORDER BY id LIMIT 1";

} // namespace

bool VersionStore::undoPending(VersionId version) {
    return setNewest(*project(), version,
                     "SELECT id FROM pending_action WHERE version=? AND undone=0 ORDER BY id DESC LIMIT 1",
                     1);
}

bool VersionStore::redoPending(VersionId version) {
    return setNewest(*project(), version, oldestUndone, 0);
}

bool canRedoPending(const Project &project, VersionId version) {
    bool can = false;
    project.read([&](SQLite::Database &db) {
        Query query(db, oldestUndone);
        can = query.bind(version).next();
    });
    return can;
}

void VersionStore::discardPending(VersionId version) {
    project()->write("discard", [&](SQLite::Database &db) {
        Query(db, "DELETE FROM pending WHERE action IN (SELECT id FROM pending_action WHERE version=?)")
            .bind(version)
            .run();
        Query(db, "DELETE FROM pending_action WHERE version=?").bind(version).run();
        raiseRevision(db, version);
    });
}

} // namespace retort
