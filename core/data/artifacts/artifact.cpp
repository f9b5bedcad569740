// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/artifact.h"

#include "core/base/error.h"
#include "core/data/project/project_impl.h"
#include "core/data/runs/chat_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/versions/version_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace fs = std::filesystem;

namespace retort {

namespace {

// Before any date of a project, so that emptyTrash() takes what bears it and nothing else.
constexpr const char *longAgo = "1970-01-01T00:00:00Z";
constexpr int tooYoungForAll_days = 50 * 365;

void requireKind(const std::string &kind) {
    const auto &kinds = artifactKinds();
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end())
        return;
    std::string known;
    for (const std::string &one : kinds)
        known += (known.empty() ? "" : ", ") + one;
    throw Error(
        ErrorCode::InvalidArgument,
        text(RETORT_TR("core", "“%1” is no kind of thing in a project. There are: %2."), kind, known));
}

// Some stores move files before they write.
void requireWritable(const Project &project) {
    if (ProjectAccess::impl(project).mode == OpenMode::ReadOnly)
        throw Error(
            ErrorCode::Permission,
            text(RETORT_TR("core", "The project “%1” is open for reading only."), project.folder().string()));
}

template <typename List>
void take(std::vector<Artifact> &out, const std::string &kind, const List &records) {
    for (const auto &record : records)
        out.push_back({{kind, record.id}, record.name, record.note});
}

// A record's store, told apart once.
template <typename OnSource, typename OnVersion, typename OnChat, typename OnOther>
void withStore(const std::shared_ptr<Project> &project, const ArtifactKey &key, OnSource onSource,
               OnVersion onVersion, OnChat onChat, OnOther onOther) {
    requireKind(key.kind);
    requireWritable(*project);
    if (key.kind == "source" || key.kind == "version") {
        VersionStore versions(project);
        key.kind == "source" ? onSource(versions) : onVersion(versions);
    } else if (key.kind == "chat") {
        ChatStore chats(project);
        onChat(chats);
    } else {
        RunStore runs(project);
        onOther(runs);
    }
}

struct Thing {
    std::string name;
    bool inTrash = false;
};
using Things = std::map<ArtifactKey, Thing>;
using Uses = std::vector<std::pair<ArtifactKey, ArtifactKey>>; // what is used, by whom

Things thingsOf(SQLite::Database &db) {
    Things things;
    for (const std::string &kind : artifactKinds()) {
        Query query(db, fmt::format("SELECT id, name, trashed IS NOT NULL FROM {}", kind));
        while (query.next())
            things[{kind, query.integer(0)}] = {query.text(1), query.integer(2) != 0};
    }
    return things;
}

Uses usesOf(SQLite::Database &db) {
    Uses uses;
    const auto add = [&](const char *used, const char *user, const char *sql) {
        Query query(db, sql);
        while (query.next())
            uses.push_back({{used, query.integer(0)}, {user, query.integer(1)}});
    };
    add("source", "version",
        "SELECT DISTINCT g.source, r.version FROM version_rows r JOIN segment g ON g.id=r.segment WHERE "
        "g.source IS NOT NULL");
    add("version", "version", "SELECT parent, id FROM version WHERE parent IS NOT NULL");
    add("version", "tokenizer", "SELECT version, id FROM tokenizer");
    add("version", "run", "SELECT version, id FROM run");
    add("tokenizer", "student", "SELECT tokenizer, id FROM student");
    add("tokenizer", "run", "SELECT tokenizer, id FROM run");
    add("student", "run", "SELECT student, id FROM run");
    add("run", "run", "SELECT parent, id FROM run WHERE parent IS NOT NULL");
    add("run", "evaluation", "SELECT run, id FROM evaluation");
    add("checkpoint", "evaluation", "SELECT checkpoint, id FROM evaluation");
    add("run", "evaluation", "SELECT c.run, e.id FROM evaluation e JOIN checkpoint c ON c.id=e.checkpoint");
    add("checkpoint", "chat", "SELECT DISTINCT checkpoint, chat FROM chat_turn");
    add("run", "chat",
        "SELECT DISTINCT c.run, t.chat FROM chat_turn t JOIN checkpoint c ON c.id=t.checkpoint");
    return uses;
}

Text neededBy(const std::string &kind, const std::string &name) {
    if (kind == "version")
        return text(RETORT_TR("core", "The version “%1” needs it."), name);
    if (kind == "tokenizer")
        return text(RETORT_TR("core", "The tokenizer “%1” needs it."), name);
    if (kind == "student")
        return text(RETORT_TR("core", "The student “%1” needs it."), name);
    if (kind == "run")
        return text(RETORT_TR("core", "The run “%1” needs it."), name);
    if (kind == "evaluation")
        return text(RETORT_TR("core", "The evaluation “%1” needs it."), name);
    return text(RETORT_TR("core", "The chat “%1” needs it."), name);
}

// The time of its throwing away; none: no record, or not in the trash.
std::optional<std::string> trashedAt(SQLite::Database &db, const TrashItem &item) {
    if (item.kind == "file")
        return std::nullopt;
    Query query(db, fmt::format("SELECT trashed FROM {} WHERE id=? AND trashed IS NOT NULL", item.kind));
    if (!query.bind(item.id).next())
        return std::nullopt;
    return query.text(0);
}

void setTrashedAt(SQLite::Database &db, const TrashItem &item, const std::string &time) {
    Query(db, fmt::format("UPDATE {} SET trashed=? WHERE id=?", item.kind)).bind(time, item.id).run();
}

void requireInTrash(const std::vector<TrashItem> &known, const TrashItem &item) {
    for (const TrashItem &one : known)
        if (one.kind == item.kind && (item.kind == "file" ? one.name == item.name : one.id == item.id))
            return;
    throw Error(ErrorCode::NotFound, text(RETORT_TR("core", "“%1” is not in the trash."), item.name));
}

std::int64_t deleteFile(const Project &project, const TrashItem &item) {
    const fs::path path = project.trashFolder() / item.name;
    std::error_code status;
    fs::remove_all(path, status);
    if (status)
        throw systemError(status.value(), "remove", path.string());
    return item.bytes;
}

[[noreturn]] void throwNeeded(const Project &project, const TrashItem &item) {
    const auto needed = neededInTrash(project);
    const auto it = needed.find({item.kind, item.id});
    throw Error(
        ErrorCode::Busy,
        it == needed.end()
            ? text(RETORT_TR("core", "“%1” cannot be removed alone: something else in the trash comes from "
                                     "it. Delete that first, or empty the trash."),
                   item.name)
            : text(RETORT_TR("core", "“%1” cannot be removed: something still needs it. %2"), item.name,
                   it->second));
}

} // namespace

const std::vector<std::string> &artifactKinds() {
    static const std::vector<std::string> kinds{"source", "version",    "tokenizer",  "student",
                                                "run",    "checkpoint", "evaluation", "chat"};
    return kinds;
}

std::vector<Artifact> livingArtifacts(const std::shared_ptr<Project> &project, const std::string &kind) {
    requireKind(kind);
    const VersionStore versions(project);
    const RunStore runs(project);
    std::vector<Artifact> found;
    if (kind == "source")
        take(found, kind, versions.sources());
    else if (kind == "version")
        take(found, kind, versions.versions());
    else if (kind == "tokenizer")
        take(found, kind, runs.tokenizers());
    else if (kind == "student")
        take(found, kind, runs.students());
    else if (kind == "run")
        take(found, kind, runs.runs());
    else if (kind == "evaluation")
        take(found, kind, runs.evaluations(std::nullopt));
    else if (kind == "chat")
        take(found, kind, ChatStore(project).chats());
    else
        for (const RunRecord &run : runs.runs())
            take(found, kind, runs.checkpoints(run.id));
    return found;
}

void renameArtifact(const std::shared_ptr<Project> &project, const ArtifactKey &key,
                    const std::string &name) {
    withStore(
        project, key, [&](VersionStore &s) { s.renameSource(key.id, name); },
        [&](VersionStore &s) { s.renameVersion(key.id, name); },
        [&](ChatStore &s) { s.rename(key.id, name); },
        [&](RunStore &s) { s.rename(key.kind, key.id, name); });
}

void setArtifactNote(const std::shared_ptr<Project> &project, const ArtifactKey &key,
                     const std::string &note) {
    withStore(
        project, key, [&](VersionStore &s) { s.setSourceNote(key.id, note); },
        [&](VersionStore &s) { s.setVersionNote(key.id, note); },
        [&](ChatStore &s) { s.setNote(key.id, note); },
        [&](RunStore &s) { s.setNote(key.kind, key.id, note); });
}

void moveArtifactToTrash(const std::shared_ptr<Project> &project, const ArtifactKey &key) {
    withStore(
        project, key, [&](VersionStore &s) { s.moveSourceToTrash(key.id); },
        [&](VersionStore &s) { s.moveVersionToTrash(key.id); }, [&](ChatStore &s) { s.moveToTrash(key.id); },
        [&](RunStore &s) { s.moveToTrash(key.kind, key.id); });
}

void restoreArtifact(const std::shared_ptr<Project> &project, const ArtifactKey &key) {
    withStore(
        project, key, [&](VersionStore &s) { s.restoreSource(key.id); },
        [&](VersionStore &s) { s.restoreVersion(key.id); }, [&](ChatStore &s) { s.restoreFromTrash(key.id); },
        [&](RunStore &s) { s.restoreFromTrash(key.kind, key.id); });
}

std::map<ArtifactKey, Text> neededInTrash(const Project &project) {
    Things things;
    Uses uses;
    project.read([&](SQLite::Database &db) {
        things = thingsOf(db);
        uses = usesOf(db);
    });
    std::map<ArtifactKey, Text> needed;
    for (bool grown = true; grown;) { // what is needed needs in turn what it came from
        grown = false;
        for (const auto &[used, user] : uses) {
            const auto thing = things.find(used), by = things.find(user);
            if (thing == things.end() || by == things.end() || !thing->second.inTrash || needed.contains(used)
                || (by->second.inTrash && !needed.contains(user)))
                continue;
            needed[used] = neededBy(user.kind, by->second.name);
            grown = true;
        }
    }
    return needed;
}

std::int64_t deleteForGood(Project &project, const std::vector<TrashItem> &items) {
    requireWritable(project);
    const auto known = trashItems(project);
    for (const TrashItem &item : items)
        requireInTrash(known, item);
    std::int64_t freed = 0;
    std::vector<std::pair<const TrashItem *, std::string>> since; // a record, and its time in the trash
    for (const TrashItem &item : items)
        if (item.kind == "file")
            freed += deleteFile(project, item);
    project.write("delete for good", [&](SQLite::Database &db) {
        since.clear();
        for (const TrashItem &item : items)
            if (const auto time = trashedAt(db, item)) {
                since.emplace_back(&item, *time);
                setTrashedAt(db, item, longAgo);
            }
    });
    if (since.empty())
        return freed;
    freed += emptyTrash(project, tooYoungForAll_days);
    const TrashItem *stays = nullptr;
    project.write("delete for good", [&](SQLite::Database &db) {
        stays = nullptr;
        for (const auto &[item, time] : since)
            if (trashedAt(db, *item)) {
                stays = item;
                setTrashedAt(db, *item, time);
            }
    });
    if (stays)
        throwNeeded(project, *stays);
    return freed;
}

} // namespace retort
