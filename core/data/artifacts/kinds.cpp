// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/kinds.h"

#include "core/base/error.h"

#include <algorithm>
#include <fmt/format.h>

namespace fs = std::filesystem;

namespace retort {

namespace {

KindSpec sourceKind() {
    return {
        .id = "source",
        .needs = RETORT_TR("core", "The source “%1” needs it."),
        .uses = {},
        .parts = {"DELETE FROM sample WHERE id IN (SELECT s.id FROM segment g JOIN sample s ON s.id>=g.first "
                  "AND s.id<g.first+g.rows WHERE g.source=?1)",
                  "DELETE FROM segment WHERE source=?1"},
        .segments = "SELECT id FROM segment WHERE source=?1",
        .uniqueName = true};
}

KindSpec versionKind() {
    return {.id = "version",
            .needs = RETORT_TR("core", "The version “%1” needs it."),
            .uses = {{"source", "SELECT DISTINCT g.source, r.version FROM version_rows r JOIN segment g ON "
                                "g.id=r.segment WHERE g.source IS NOT NULL"},
                     {"version", "SELECT parent, id FROM version WHERE parent IS NOT NULL"}},
            .parts = {"DELETE FROM overlay WHERE segment IN (SELECT g.id FROM segment g JOIN version v ON "
                      "v.step=g.step WHERE v.id=?1)",
                      "DELETE FROM segment WHERE step=(SELECT step FROM version WHERE id=?1)",
                      "DELETE FROM decision WHERE step=(SELECT step FROM version WHERE id=?1)",
                      "DELETE FROM tag_change WHERE step=(SELECT step FROM version WHERE id=?1)",
                      "DELETE FROM pending WHERE action IN (SELECT id FROM pending_action WHERE version=?1)",
                      "DELETE FROM pending_action WHERE version=?1",
                      "DELETE FROM version_rows WHERE version=?1"},
            .segments = "SELECT g.id FROM segment g JOIN version v ON v.step=g.step WHERE v.id=?1",
            .uniqueName = true};
}

KindSpec tokenizerKind() {
    return {.id = "tokenizer",
            .needs = RETORT_TR("core", "The tokenizer “%1” needs it."),
            .uses = {{"version", "SELECT version, id FROM tokenizer"}},
            .folder = "rtrim(rtrim(file, replace(file, '/', '')), '/')"}; // that of its file
}

KindSpec studentKind() {
    return {.id = "student",
            .needs = RETORT_TR("core", "The student “%1” needs it."),
            .uses = {{"tokenizer", "SELECT tokenizer, id FROM student"}}};
}

KindSpec runKind() {
    return {.id = "run",
            .needs = RETORT_TR("core", "The run “%1” needs it."),
            .uses = {{"version", "SELECT version, id FROM run"},
                     {"tokenizer", "SELECT tokenizer, id FROM run"},
                     {"student", "SELECT student, id FROM run"},
                     {"run", "SELECT parent, id FROM run WHERE parent IS NOT NULL"}},
            .parts = {"DELETE FROM metric WHERE run=?1", "DELETE FROM event WHERE run=?1",
                      "DELETE FROM checkpoint WHERE run=?1"},
            .folder = "printf('runs/%04d', id)",
            .busy = RETORT_TR("core", "This run is being trained. Stop it before moving it to the trash.")};
}

KindSpec checkpointKind() {
    return {.id = "checkpoint",
            .needs = RETORT_TR("core", "The checkpoint “%1” needs it."),
            .uses = {},
            .folder = "folder",
            .within = "run"};
}

// An evaluation or a chat uses a checkpoint, and with it the run that the checkpoint lies in.
KindSpec evaluationKind() {
    return {.id = "evaluation",
            .needs = RETORT_TR("core", "The evaluation “%1” needs it."),
            .uses = {{"run", "SELECT run, id FROM evaluation"},
                     {"checkpoint", "SELECT checkpoint, id FROM evaluation"},
                     {"run", "SELECT c.run, e.id FROM evaluation e JOIN checkpoint c ON c.id=e.checkpoint"}},
            .parts = {"DELETE FROM evaluation_answer WHERE evaluation=?1"}};
}

KindSpec chatKind() {
    return {.id = "chat",
            .needs = RETORT_TR("core", "The chat “%1” needs it."),
            .uses = {{"checkpoint", "SELECT DISTINCT checkpoint, chat FROM chat_turn"},
                     {"run", "SELECT DISTINCT c.run, t.chat FROM chat_turn t JOIN checkpoint c ON "
                             "c.id=t.checkpoint"}},
            .parts = {"DELETE FROM chat_turn WHERE chat=?1"}};
}

} // namespace

const std::vector<KindSpec> &artifactTable() {
    static const std::vector<KindSpec> table{sourceKind(), versionKind(),    tokenizerKind(),  studentKind(),
                                             runKind(),    checkpointKind(), evaluationKind(), chatKind()};
    return table;
}

const KindSpec *findKindSpec(const std::string &id) {
    const auto &table = artifactTable();
    const auto it = std::find_if(table.begin(), table.end(), [&](const auto &kind) { return id == kind.id; });
    return it == table.end() ? nullptr : &*it;
}

const KindSpec &kindSpec(const std::string &id) {
    if (const KindSpec *const kind = findKindSpec(id))
        return *kind;
    std::string known;
    for (const KindSpec &kind : artifactTable())
        known += (known.empty() ? "" : ", ") + std::string(kind.id);
    throw Error(ErrorCode::InvalidArgument,
                text(RETORT_TR("core", "“%1” is no kind of thing in a project. There are: %2."), id, known));
}

bool liesInProject(const fs::path &relative) {
    return relative.is_relative() && relative.lexically_normal() == relative && relative.has_parent_path()
           && *relative.begin() != "..";
}

fs::path folderOfArtifact(SQLite::Database &db, const KindSpec &kind, std::int64_t id) {
    Query query(db, fmt::format("SELECT {} FROM {} WHERE id=?", kind.folder, kind.id));
    const fs::path folder = query.bind(id).next() ? query.text(0) : std::string();
    return liesInProject(folder) ? folder : fs::path();
}

bool folderIsNamed(SQLite::Database &db, const KindSpec &kind, const std::string &folder,
                   std::int64_t otherThan) {
    return Query(db, fmt::format("SELECT 1 FROM {} WHERE ({})=? AND id<>?", kind.id, kind.folder))
        .bind(folder, otherThan)
        .next();
}

bool isUsed(SQLite::Database &db, const KindSpec &kind, std::int64_t id) {
    for (const KindSpec &user : artifactTable())
        for (const ArtifactUse &use : user.uses) {
            if (std::string_view(use.kind) != kind.id)
                continue;
            // WITH gives the columns of any SELECT a name.
            Query query(db, fmt::format("WITH pairs(used, user) AS ({}) SELECT 1 FROM pairs WHERE used=?",
                                        use.pairs));
            if (query.bind(id).next())
                return true;
        }
    return false;
}

} // namespace retort
