// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/artifacts/kinds.h"

#include "core/base/plug_ins.h"

#include <fmt/format.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

KindSpec sourceKind() {
    return {.id = "source",
            .needs = RETORT_TR("core", "The source “%1” needs it."),
            .uses = {},
            .parts = {"DELETE FROM sample WHERE id IN (SELECT s.id FROM segment g JOIN sample s ON "
                      "s.id>=g.first AND s.id<g.first+g.rows WHERE g.source=?1)",
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
            .folder = "rtrim(rtrim(file, replace(file, '/', '')), '/')", // that of its file
            .busy = RETORT_TR("core", "A run that is being trained uses this tokenizer. Stop the run before "
                                      "moving the tokenizer to the trash."),
            .holders = "SELECT printf('runs/%04d', id) FROM run WHERE tokenizer=?1"};
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
            .busy = RETORT_TR("core", "This run is being trained. Stop it before moving it to the trash."),
            .holders = "SELECT printf('runs/%04d', ?1)"};
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
    return {
        .id = "chat",
        .needs = RETORT_TR("core", "The chat “%1” needs it."),
        .uses = {{"checkpoint", "SELECT DISTINCT checkpoint, chat FROM chat_turn"},
                 {"run",
                  "SELECT DISTINCT c.run, t.chat FROM chat_turn t JOIN checkpoint c ON c.id=t.checkpoint"}},
        .parts = {"DELETE FROM chat_turn WHERE chat=?1"}};
}

// What an entry of the queue names is used, though the entry itself is no artifact.
KindSpec waiting() {
    const auto named = [](const char *kind, const char *path) {
        return ArtifactUse{
            kind,
            fmt::format("SELECT json_extract(config, '$.{}'), id FROM queue WHERE json_valid(config)", path)};
    };
    return {.id = "queue",
            .needs = RETORT_TR("core", "An entry of the queue needs it."),
            .uses = {named("version", "version"), named("tokenizer", "tokenizer"),
                     named("student", "student_id"), named("run", "run"), named("run", "fork.run"),
                     named("checkpoint", "checkpoint"), named("checkpoint", "fork.checkpoint")}};
}

} // namespace

const std::vector<KindSpec> &artifactUsers() {
    static const std::vector<KindSpec> users = [] {
        std::vector<KindSpec> all = artifactTable();
        all.push_back(waiting());
        return all;
    }();
    return users;
}

const std::vector<KindSpec> &artifactTable() {
    static const std::vector<KindSpec> table{sourceKind(), versionKind(),    tokenizerKind(),  studentKind(),
                                             runKind(),    checkpointKind(), evaluationKind(), chatKind()};
    return table;
}

const KindSpec &kindSpec(const std::string &id) {
    return requirePlugIn(artifactTable(), id,
                         RETORT_TR("core", "“%1” is no kind of artifact. There are: %2."));
}

bool liesInProject(const fs::path &relative) {
    return relative.is_relative() && relative.lexically_normal() == relative && relative.has_parent_path()
           && *relative.begin() != "..";
}

fs::path folderOfArtifact(SQLite::Database &db, const KindSpec &kind, std::int64_t id) {
    const fs::path folder =
        oneText(db, fmt::format("SELECT {} FROM {} WHERE id=?", kind.folder, kind.id), id);
    return liesInProject(folder) ? folder : fs::path();
}

bool folderIsNamed(SQLite::Database &db, const KindSpec &kind, const std::string &folder,
                   std::int64_t otherThan) {
    return oneInteger(db, fmt::format("SELECT 1 FROM {} WHERE ({})=? AND id<>?", kind.id, kind.folder),
                      folder, otherThan)
        .has_value();
}

bool isUsed(SQLite::Database &db, const KindSpec &kind, std::int64_t id) {
    for (const KindSpec &user : artifactUsers())
        for (const ArtifactUse &use : user.uses) {
            // WITH gives the columns of any SELECT a name.
            if (std::string_view(use.kind) == kind.id
                && oneInteger(
                    db,
                    fmt::format("WITH pairs(used, user) AS ({}) SELECT 1 FROM pairs WHERE used=?", use.pairs),
                    id))
                return true;
        }
    return false;
}

} // namespace retort
