// SPDX-License-Identifier: GPL-3.0-or-later
// Mends a project: a sound database first, then every sample file against it, then rows that it lacks.
#include "core/data/care/repair.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/job.h"
#include "core/base/log.h"
#include "core/data/artifacts/removal.h"
#include "core/data/artifacts/run_import.h"
#include "core/data/care/backup.h"
#include "core/data/care/project_open.h"
#include "core/data/project/new_project.h"
#include "core/data/project/paths.h"
#include "core/data/project/session.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_folder.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/samples/row_columns.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"
#include "core/data/versions/row_cache.h"
#include "core/data/versions/version_commit.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace fs = std::filesystem;

namespace retort {
namespace {

class Repair {
public:
    Repair(fs::path folder, JobContext &job) : m_folder(std::move(folder)), m_job(job) {}
    RepairReport run(const fs::path &backup = {});

private:
    void found(Text text) { m_report.findings.push_back(std::move(text)); }
    void done(Text text) { m_report.done.push_back(std::move(text)); }
    std::string databaseProblem() const;
    void locked(const DatabaseWork &work) const;
    bool reindex() const;
    void giveDatabase(const std::string &why);
    void restore(const fs::path &backup);
    void mend();
    void checkSegments();
    void rebuildRows(std::int64_t segment, const Segment &file);
    void adoptUnknownFiles();
    void keepUnknownFiles();
    void sweepAgain();
    using ImportFiles =
        std::vector<std::pair<std::int64_t, std::shared_ptr<const Segment>>>; // in their order
    void adoptImport(const std::string &importId, const ImportFiles &files);
    void stage(SQLite::Database &db, const Segment &file, SampleId first);
    void adoptRuns();
    void adoptCheckpoints(RunId run);

    fs::path m_folder;
    JobContext &m_job;
    RepairReport m_report;
    std::shared_ptr<Project> m_project;
    bool m_keeping = false; // this repair has set keep_unknown_files
};

std::string Repair::databaseProblem() const {
    try {
        requireOurFile(m_folder);
        const auto db = openDatabase((m_folder / databaseName).string(), Access::ReadWrite);
        return withSqliteErrors(m_folder.string(), [&] {
            const CancelScope cancel(*db, m_job);
            if (std::string fault = databaseFault(*db, true); !fault.empty())
                return fault;
            if (oneInteger(*db, "PRAGMA user_version") != projectSchema)
                return std::string(); // older: opening migrates it
            const auto tables = schemaFaults(*db);
            return tables.empty() ? std::string() : "unexpected: " + tables.front();
        });
    } catch (const Error &e) {
        if (e.code() == ErrorCode::NewerVersion || e.code() == ErrorCode::Permission
            || e.code() == ErrorCode::DiskFull || e.code() == ErrorCode::Busy)
            throw;
        if (e.code() == ErrorCode::NotOurs && !fs::is_directory(m_folder / "samples"))
            throw;
        return renderEnglish(e.text());
    }
}

// With the database of a project that nobody has open.
void Repair::locked(const DatabaseWork &work) const {
    const FileLock lock = waitForProjectLock(m_folder, "repair");
    const auto db = openDatabase((m_folder / databaseName).string(), Access::ReadWrite);
    withSqliteErrors(m_folder.string(), [&] { work(*db); });
}

// Damage that is only in indexes is mended from the tables.
bool Repair::reindex() const {
    try {
        locked([](SQLite::Database &db) { db.exec("REINDEX"); });
        return databaseProblem().empty();
    } catch (const Error &) {
        return false;
    }
}

void Repair::giveDatabase(const std::string &why) {
    found(text(RETORT_TR("core", "The database is damaged: %1"), why));
    if (reindex()) {
        done(RETORT_TR("core", "The indexes of the database were built anew; nothing was lost."));
        return;
    }
    for (const auto &backup : projectBackups(m_folder)) {
        try {
            restoreBackup(m_folder, backup, m_job);
            done(
                text(RETORT_TR("core", "The backup “%1” was restored; the damaged database is in the trash."),
                     backup.filename().string()));
            return;
        } catch (const Error &e) {
            if (e.code() == ErrorCode::Busy || e.code() == ErrorCode::DiskFull)
                throw;
            found(e.text());
        }
    }
    const fs::path fresh = m_folder / "project.retort.new";
    writeNewDatabase(fresh, m_folder.filename().string());
    try {
        replaceDatabase(m_folder, fresh);
    } catch (...) {
        std::error_code ignored;
        fs::remove(fresh, ignored);
        throw;
    }
    done(RETORT_TR("core", "There was no sound backup: a new database was made, the damaged one is in the "
                           "trash. Names, decisions and metrics are lost."));
}

void Repair::checkSegments() {
    const auto cache = ProjectAccess::slot<RowCache>(*m_project);
    struct Known {
        std::int64_t id, first, rows, have;
        bool import;
    };
    std::vector<Known> segments;
    m_project->read([&](SQLite::Database &db) {
        Query query(db, "SELECT id, first, rows, CASE WHEN source IS NULL THEN (SELECT count(*) FROM overlay "
                        "WHERE segment=segment.id) ELSE (SELECT count(*) FROM sample WHERE sample.id>=first "
                        "AND sample.id<first+rows) END, source IS NOT NULL FROM segment WHERE work IS NULL");
        while (query.next())
            segments.push_back({query.integer(0), query.integer(1), query.integer(2), query.integer(3),
                                query.integer(4) != 0});
    });
    std::uint64_t at = 0;
    for (const Known &known : segments) {
        m_job.checkCancelled();
        m_job.progress(at++, segments.size(), RETORT_TR("core", "Checking sample files"));
        try {
            const auto file = cache->segment(known.id, &m_job);
            if (known.import && known.have != known.rows) {
                found(
                    pluralText(RETORT_TR("core", "The database lacks %n row(s) of the %1 of sample file %2."),
                               known.rows - known.have, known.rows, known.id));
                rebuildRows(known.id, *file);
            }
        } catch (const Error &e) {
            if (e.code() != ErrorCode::Damaged && e.code() != ErrorCode::Unsupported)
                throw;
            found(e.text());
        }
    }
}

void Repair::stage(SQLite::Database &db, const Segment &file, SampleId first) {
    Query insert(db, insertRowSql("sample", "id"));
    RowEncoder encoder;
    for (std::int64_t row = 0; row < file.rows(); ++row) {
        if (row % 1024 == 0)
            m_job.checkCancelled();
        const RowValues values = encoder.encode(file.sample(row));
        encoder.resolve(db);
        encoder.insert(insert, values, first + row);
    }
}

void Repair::rebuildRows(std::int64_t segment, const Segment &file) {
    m_project->write("repair", [&](SQLite::Database &db) {
        const auto first = oneInteger(db, "SELECT first FROM segment WHERE id=?", segment).value_or(0);
        execute(db, "DELETE FROM sample WHERE id>=? AND id<?", first, first + file.rows());
        stage(db, file, first);
    });
    done(text(RETORT_TR("core", "The rows of sample file %1 were rebuilt from it."), segment));
}

std::string fact(const Segment &file, const std::string &key) {
    const auto it = file.facts().find(key);
    return it == file.facts().end() ? std::string() : it->second;
}

void Repair::adoptUnknownFiles() {
    const auto known = m_project->read(
        [](SQLite::Database &db) { return integers(db, "SELECT id FROM segment ORDER BY id"); });
    std::map<std::string, ImportFiles> imports; // by id
    for (const auto &entry : fs::directory_iterator(m_project->samplesFolder())) {
        const std::int64_t number = segmentNumber(entry.path());
        if (number == 0 || std::ranges::binary_search(known, number) || entry.path().extension() != ".arrow")
            continue;
        m_job.checkCancelled();
        found(text(RETORT_TR("core", "The database does not know the sample file “%1”."),
                   entry.path().filename().string()));
        try {
            auto file = Segment::open(entry.path(), std::nullopt, !treatedAsNetwork(entry.path()));
            if (fact(*file, "kind") == "import")
                imports[fact(*file, "import_id")].emplace_back(number, std::move(file));
            else
                found(text(RETORT_TR("core", "“%1” holds changed texts of a version that the database does "
                                             "not know; it is left where it is."),
                           entry.path().filename().string()));
        } catch (const Error &e) {
            found(e.text());
        }
    }
    std::map<std::int64_t, std::string> order; // by first file: sources come back as they were imported
    for (auto &[id, files] : imports) {
        std::ranges::sort(files, [](const auto &a, const auto &b) { return a.first < b.first; });
        order[files.front().first] = id;
    }
    for (const auto &[first, id] : order)
        adoptImport(id, imports.at(id));
}

// Opening must not sweep what is about to be adopted.
void Repair::keepUnknownFiles() {
    locked([&](SQLite::Database &db) {
        m_keeping = oneInteger(db, "SELECT 1 FROM sqlite_master WHERE name='meta'").has_value()
                    && metaValue(db, "keep_unknown_files").empty();
        if (m_keeping)
            setMetaValue(db, "keep_unknown_files", "repair " + nowUtc());
    });
}

// A repair that was cancelled leaves the project as it was: with its sweeps.
void Repair::sweepAgain() {
    if (!m_keeping)
        return;
    try {
        locked([](SQLite::Database &db) { db.exec("DELETE FROM meta WHERE key='keep_unknown_files'"); });
    } catch (const Error &e) {
        log(LogLevel::Warning, std::string("repair: ") + e.what());
    }
}

void Repair::adoptImport(const std::string &importId, const ImportFiles &files) {
    // The last file of an import says how many there are: without it the import never finished.
    std::string parts, refused;
    for (const auto &[number, file] : files)
        if (!fact(*file, "parts").empty()) {
            parts = fact(*file, "parts");
            refused = fact(*file, "refused");
        }
    if (parts.empty()) {
        found(RETORT_TR("core", "An import was never finished; its files are left to the next sweep."));
        return;
    }
    if (parts != std::to_string(files.size()))
        found(pluralText(RETORT_TR("core", "%n file(s) (is|are) left of an import that had %1."),
                         std::int64_t(files.size()), parts));
    const auto known = [&](SQLite::Database &db) {
        return oneInteger(db, "SELECT 1 FROM source WHERE import_id=?", importId);
    };
    if (m_project->read(known)) {
        found(RETORT_TR("core", "A sample file belongs to an import that the database knows without it; it "
                                "is left where it is."));
        return;
    }
    const Segment &head = *files.front().second;
    const bool benchmark = fact(head, "role") == "benchmark";
    std::string name = fact(head, "source");
    std::int64_t rows = 0;
    const SourceId source = m_project->write(
        "repair",
        [&](SQLite::Database &db) {
            const SourceId id = nextNumber(db, "next_source");
            name = freeName(db, "source", name);
            for (const auto &[number, file] : files) {
                const fs::path path = m_project->samplesFolder() / segmentName(number);
                const SampleId first = nextNumber(db, "next_sample", file->rows());
                execute(db,
                        "INSERT INTO segment(id, source, first, rows, bytes, hash, created) "
                        "VALUES(?,?,?,?,?,?,?)",
                        number, id, first, file->rows(), fs::file_size(path), xxh3HexOfFile(path.string()),
                        nowUtc());
                stage(db, *file, first);
                rows += file->rows();
            }
            execute(db,
                    "INSERT INTO source(id, import_id, name, format, role, files, rows, refused, created) "
                    "VALUES(?,?,?,?,?,?,?,?,?)",
                    id, importId, name, fact(head, "format"), benchmark, fact(head, "files"), rows,
                    std::atoll(refused.c_str()), nowUtc());
            return id;
        },
        true);
    done(pluralText(RETORT_TR("core", "The source “%1” with %n sample(s) was rebuilt from its files."), rows,
                    name));
    if (benchmark)
        return;
    NewVersion version;
    m_project->read([&](SQLite::Database &db) {
        version.parent = newestVersionIn(db);
        if (version.parent)
            version.sources = sourcesOf(db, *version.parent);
    });
    version.sources.push_back(source);
    version.nameHint = name;
    commitVersion(m_project, std::move(version), m_job);
}

// Run folders tell what they are in run.json; their metrics are gone with the database.
void Repair::adoptRuns() {
    for (const RunId id : runFolders(m_folder)) {
        const fs::path file = runFolderOf(m_folder, id) / "run.json";
        if (!fs::exists(file))
            continue;
        const auto json = nlohmann::json::parse(readFile(file), nullptr, false);
        if (!json.is_object())
            continue;
        const auto str = [&](const char *key) { return json.value(key, std::string()); };
        const auto num = [&](const char *key) { return json.value(key, std::int64_t(0)); };
        RunRecord run;
        run.id = id;
        run.state = RunState::Stopped;
        run.name = str("name");
        run.createdAt = str("created");
        run.configJson = str("config");
        run.version = num("version");
        run.tokenizer = num("tokenizer");
        run.student = num("student");
        run.recipeHash = str("recipe_hash");
        run.tokenizerHash = str("tokenizer_hash");
        run.codeVersion = str("code_version");
        run.seed = json.value("seed", std::uint64_t(0));
        run.lastLoss = run.bestValLoss = run.valAccuracy = std::nan("");
        const bool added = m_project->write("repair", [&](SQLite::Database &db) {
            if (oneInteger(db, "SELECT 1 FROM run WHERE id=?", id))
                return false;
            insertRun(db, run);
            return true;
        });
        if (!added)
            continue;
        found(text(RETORT_TR("core", "The database does not know run %1."), id));
        adoptCheckpoints(id);
        done(importRun(*m_project, id)
                 ? text(RETORT_TR("core",
                                  "Run %1 was listed again from its folder, with what its journal holds."),
                        id)
                 : text(RETORT_TR("core", "Run %1 was listed again from its folder; its metrics are lost."),
                        id));
    }
}

// A folder has its name when it is whole (core/train/checkpoint.h).
void Repair::adoptCheckpoints(RunId run) {
    std::set<fs::path> folders;
    std::error_code none;
    for (const auto &entry : fs::directory_iterator(runFolderOf(m_folder, run) / "checkpoints", none))
        if (entry.path().extension().empty() && fs::exists(entry.path() / "state.json"))
            folders.insert(entry.path());
    for (const fs::path &folder : folders) {
        const auto state = nlohmann::json::parse(readFile(folder / "state.json"), nullptr, false);
        CheckpointRecord record;
        record.run = run;
        record.step = state.is_object() ? state.value("step", std::int64_t(0)) : 0;
        record.createdAt = utcText(std::chrono::file_clock::to_sys(fs::last_write_time(folder)));
        record.folder = folder.lexically_relative(m_folder);
        record.reason = "interval";
        record.valLoss = std::nan("");
        record.bytes = std::int64_t(folderSize(folder));
        m_project->write("repair", [&](SQLite::Database &db) { insertCheckpoint(db, record); });
    }
    if (!folders.empty())
        done(pluralText(RETORT_TR("core", "%n checkpoint(s) of run %1 (was|were) listed again."),
                        std::int64_t(folders.size()), run));
}

void Repair::restore(const fs::path &backup) {
    m_job.progress(0, 0, RETORT_TR("core", "Restoring the backup"));
    restoreBackup(m_folder, backup, m_job);
    done(text(RETORT_TR("core", "The backup “%1” was restored; the database that was there is in the trash."),
              backup.filename().string()));
}

void Repair::mend() {
    keepUnknownFiles();
    try {
        m_project = Project::open(m_folder);
        if (m_keeping) // the database is the one that planned them
            sweepRemovals(ProjectAccess::impl(*m_project));
        ProjectAccess::slot<RowCache>(*m_project)->forgetSegments();
        checkSegments();
        adoptUnknownFiles();
        adoptRuns();
        m_project->write("repair", [](SQLite::Database &db) {
            execute(db, "DELETE FROM meta WHERE key='keep_unknown_files'");
            forgetRemovals(db);
        });
    } catch (...) {
        m_project.reset();
        sweepAgain();
        throw;
    }
}

// After a restore the project may be opened at once by somebody who waited for it: its database is sound and
// has been checked, and the rest is done beside others.
RepairReport Repair::run(const fs::path &backup) {
    requireClosed(m_folder);
    if (!backup.empty())
        restore(backup);
    m_job.progress(0, 0, RETORT_TR("core", "Checking the database"));
    if (const std::string problem = databaseProblem(); !problem.empty())
        giveDatabase(problem);
    mend();
    return std::move(m_report);
}

} // namespace

RepairReport repairProject(const fs::path &folder, JobContext *job) {
    JobContext own;
    const fs::path path = fs::weakly_canonical(fs::absolute(folder));
    if (!fs::is_directory(path))
        throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no folder “%1”."), path.string());
    return Repair(path, job ? *job : own).run();
}

RepairReport restoreAndRepair(const fs::path &folder, const fs::path &backup, JobContext *job) {
    JobContext own;
    return Repair(fs::weakly_canonical(fs::absolute(folder)), job ? *job : own).run(backup);
}

} // namespace retort
