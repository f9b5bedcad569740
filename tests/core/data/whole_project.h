// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of a project after any crash: database and segments sound, every row in a named segment,
// nothing half done, no file that nobody knows.
#pragma once

#include "core/base/error.h"
#include "core/data/project/project.h"
#include "core/data/runs/run_store.h"
#include "core/data/sql/sqlite.h"
#include "core/data/versions/version_store.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <set>
#include <string>

namespace retort {

// The first thing that does not hold; empty: the project is whole. Nobody may be at work on it.
inline QString faultOfProject(const std::shared_ptr<Project> &project) {
    namespace fs = std::filesystem;
    QString fault;
    const auto must = [&fault](bool holds, const QString &what) {
        if (!holds && fault.isEmpty())
            fault = what;
    };
    std::set<std::string> known, onDisk;
    project->read([&](SQLite::Database &db) {
        const auto oneOf = [&db](const char *sql) {
            Query query(db, sql);
            return query.next() ? query.integer(0) : -1;
        };
        Query check(db, "PRAGMA integrity_check");
        must(check.next() && check.text(0) == "ok", "integrity_check");
        must(oneOf("SELECT count(*) FROM work") == 0, "something is still under way");
        must(oneOf("SELECT count(*) FROM segment WHERE work IS NOT NULL OR (source IS NULL AND step IS NULL)")
                 == 0,
             "a segment that belongs to nothing");
        must(oneOf("SELECT count(*) FROM sample")
                 == oneOf("SELECT coalesce(sum(rows), 0) FROM segment WHERE source IS NOT NULL"),
             "rows and segments differ");
        must(oneOf("SELECT count(*) FROM overlay")
                 == oneOf("SELECT coalesce(sum(rows), 0) FROM segment WHERE step IS NOT NULL"),
             "changed texts and their segments differ");
        must(oneOf("SELECT count(*) FROM decision WHERE step NOT IN (SELECT step FROM version)") == 0,
             "decisions of no version");
        Query segments(db, "SELECT printf('%04d.arrow', id) FROM segment");
        while (segments.next())
            known.insert(segments.text(0));
    });
    for (const auto &entry : fs::directory_iterator(project->samplesFolder()))
        onDisk.insert(entry.path().filename().string());
    must(onDisk == known, "segment files differ from the named ones");
    const VersionStore versions(project);
    JobContext job;
    const auto rowsOf = [&](VersionId version) { return versions.rowIds(version, {}, {}, job).size(); };
    for (const auto &source : versions.sources())
        must(rowsOf(-source.id) == std::size_t(source.rows), QString("rows of source %1").arg(source.id));
    for (const auto &version : versions.versions()) {
        must(rowsOf(version.id) == std::size_t(version.rows), QString("rows of version %1").arg(version.id));
        // A file is checked whole when the first of its rows is read.
        const auto ids = versions.rowIds(version.id, {}, {}, job);
        bool sound = true;
        for (std::size_t i = 0; i < ids.size(); i += std::max<std::size_t>(1, ids.size() / 200))
            try {
                versions.sample(version.id, ids[i]);
            } catch (const Error &) {
                sound = false;
            }
        must(sound, QString("segments of version %1").arg(version.id));
    }
    const RunStore runs(project);
    for (const auto &tokenizer : runs.tokenizers())
        must(fs::exists(project->folder() / tokenizer.file), "a tokenizer without its file");
    for (const auto &run : runs.runs())
        for (const auto &checkpoint : runs.checkpoints(run.id))
            must(fs::exists(checkpoint.folder / "manifest.json"), "a checkpoint that is not whole");
    return fault;
}

} // namespace retort
