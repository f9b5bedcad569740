// SPDX-License-Identifier: GPL-3.0-or-later
// Runs and their checkpoints.
#include "core/base/error.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_folder.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"

#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <thread>

namespace fs = std::filesystem;

namespace retort {
namespace {

constexpr RecordColumns
    runColumns("id, name, note, created, finished, state, config, version, tokenizer, student, recipe_hash, "
               "tokenizer_hash, code_version, device, seed, parent, fork_step, step, total_steps, last_loss, "
               "best_val_loss, val_accuracy, error, precision",
               &RunRecord::id, &RunRecord::name, &RunRecord::note, &RunRecord::createdAt,
               &RunRecord::finishedAt, &RunRecord::state, &RunRecord::configJson, &RunRecord::version,
               &RunRecord::tokenizer, &RunRecord::student, &RunRecord::recipeHash, &RunRecord::tokenizerHash,
               &RunRecord::codeVersion, &RunRecord::device, &RunRecord::seed, &RunRecord::parent,
               &RunRecord::forkStep, &RunRecord::step, &RunRecord::totalSteps, &RunRecord::lastLoss,
               &RunRecord::bestValLoss, &RunRecord::valAccuracy, &RunRecord::errorJson,
               &RunRecord::precision);
const std::string selectRuns = std::string("SELECT ") + runColumns.names() + " FROM run";

auto runOf(const fs::path &project) {
    return [&project](const Query &query) {
        RunRecord run = runColumns.read(query);
        run.folder = runFolderOf(project, run.id);
        // A trainer holds the lock: a free one is that of a dead process.
        if ((run.state == RunState::Running || run.state == RunState::Paused)
            && !lockIsHeld(runLockFile(project, run.id)))
            run.state = RunState::Interrupted;
        return run;
    };
}

constexpr RecordColumns
    checkpointColumns("id, run, step, name, created, folder, reason, val_loss, bytes, note",
                      &CheckpointRecord::id, &CheckpointRecord::run, &CheckpointRecord::step,
                      &CheckpointRecord::name, &CheckpointRecord::createdAt, &CheckpointRecord::folder,
                      &CheckpointRecord::reason, &CheckpointRecord::valLoss, &CheckpointRecord::bytes,
                      &CheckpointRecord::note);
const std::string selectCheckpoints = std::string("SELECT ") + checkpointColumns.names() + " FROM checkpoint";

auto checkpointOf(const fs::path &project) {
    return [&project](const Query &query) {
        CheckpointRecord record = checkpointColumns.read(query);
        record.folder = project / record.folder;
        return record;
    };
}

std::string learningRateOf(const std::string &configJson) {
    const auto json = nlohmann::json::parse(configJson, nullptr, false);
    if (!json.is_object())
        return {};
    for (const auto *object : {&json, json.contains("options") ? &json["options"] : nullptr})
        if (object && object->is_object())
            if (const auto it = object->find("learning_rate"); it != object->end() && it->is_number())
                return fmt::format("lr {:g}", it->get<double>());
    return {};
}

// "0007 · 5M-6L-256 · v3 · lr 0.0003"
std::string runName(SQLite::Database &db, const RunRecord &run) {
    std::string name = fmt::format("{:04}", run.id);
    const std::string student = oneText(db, "SELECT name FROM student WHERE id=?", run.student);
    for (const std::string &part : {student, run.version ? "v" + std::to_string(run.version) : std::string(),
                                    learningRateOf(run.configJson)})
        if (!part.empty())
            name += " · " + part;
    return name;
}

// For repair: its folder alone says what a run is.
void writeRunFile(const RunRecord &run) {
    const nlohmann::json json{{"id", run.id},
                              {"name", run.name},
                              {"created", run.createdAt},
                              {"config", run.configJson},
                              {"version", run.version},
                              {"tokenizer", run.tokenizer},
                              {"student", run.student},
                              {"recipe_hash", run.recipeHash},
                              {"tokenizer_hash", run.tokenizerHash},
                              {"code_version", run.codeVersion},
                              {"seed", run.seed}};
    atomicWrite(run.folder / "run.json", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

} // namespace

void insertRun(SQLite::Database &db, const RunRecord &run) {
    runColumns.insert(db, "run", run);
}

RunId RunStore::addRun(RunRecord record, std::int64_t queued) {
    record.createdAt = nowUtc();
    m_project->write(
        "add run",
        [&](SQLite::Database &db) {
            if (queued != 0) {
                execute(db, "DELETE FROM queue WHERE id=?", queued);
                if (oneInteger(db, "SELECT changes()") != 1)
                    throw Error(ErrorCode::NotFound,
                                RETORT_TR("core", "This training is no longer in the queue."));
            }
            do { // a restored database may not know the newest folders
                record.id = nextNumber(db, "next_run");
                record.folder = runFolderOf(m_project->folder(), record.id);
            } while (fs::exists(record.folder));
            std::error_code status;
            if (fs::create_directories(record.folder, status); status)
                throw systemError(status.value(), "create", record.folder.string());
            if (record.name.empty())
                record.name = runName(db, record);
            writeRunFile(record);
            syncFolder(record.folder.parent_path());
            insertRun(db, record);
        },
        true);
    return record.id;
}

FileLock RunStore::ownRun(RunId id) {
    const fs::path file = runLockFile(m_project->folder(), id);
    if (!fs::is_directory(file.parent_path()))
        throwNoRecord(RETORT_TR("core", "run"), id);
    // Somebody who only looks holds the lock for microseconds: ask a few times.
    for (int attempt = 0; attempt < 20; ++attempt) {
        FileLock lock = FileLock::tryLock(file);
        if (lock.held()) {
            lock.writeNote(ownerNote("train"));
            return lock;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    throw Error(ErrorCode::Busy,
                RETORT_TR("core", "Run %1 is being trained by another process (%2: process, machine, task)."),
                id, readFile(file));
}

bool RunStore::runOwned(RunId id) const {
    return lockIsHeld(runLockFile(m_project->folder(), id));
}

std::vector<RunRecord> RunStore::runs() const {
    return listRecords(*m_project, selectRuns + " WHERE trashed IS NULL ORDER BY id",
                       runOf(m_project->folder()));
}

RunRecord RunStore::run(RunId id) const {
    return oneRecord(*m_project, selectRuns, runOf(m_project->folder()), RETORT_TR("core", "run"), id);
}

void RunStore::updateRun(const RunRecord &run) {
    m_project->write("update run", [&](SQLite::Database &db) {
        Query(
            db,
            "UPDATE run SET state=?, finished=?, device=?, precision=?, step=?, total_steps=?, last_loss=?, "
            "best_val_loss=?, val_accuracy=?, error=? WHERE id=?")
            .bind(int(run.state), run.finishedAt, run.device, run.precision, run.step, run.totalSteps,
                  run.lastLoss, run.bestValLoss, run.valAccuracy, run.errorJson, run.id)
            .run();
        if (oneInteger(db, "SELECT changes()") != 1)
            throwNoRecord(RETORT_TR("core", "run"), run.id);
    });
}

std::int64_t insertCheckpoint(SQLite::Database &db, CheckpointRecord record) {
    record.id = nextRecordId(db, "checkpoint");
    if (record.name.empty())
        record.name = fmt::format("step {}", record.step);
    checkpointColumns.insert(db, "checkpoint", record);
    return record.id;
}

std::int64_t RunStore::addCheckpoint(CheckpointRecord record) {
    const fs::path &project = m_project->folder();
    const fs::path given = record.folder;
    if (given.is_absolute())
        record.folder = given.lexically_relative(project);
    if (record.folder.empty() || *record.folder.begin() == "..")
        throw Error(ErrorCode::Internal, RETORT_TR("core", "“%1” lies outside the project."), given.string());
    if (record.bytes == 0)
        record.bytes = std::int64_t(folderSize(project / record.folder));
    record.createdAt = nowUtc();
    return m_project->write(
        "add checkpoint", [&](SQLite::Database &db) { return insertCheckpoint(db, record); }, true);
}

std::vector<CheckpointRecord> RunStore::checkpoints(RunId run) const {
    return listRecords(*m_project, selectCheckpoints + " WHERE run=? AND trashed IS NULL ORDER BY step, id",
                       checkpointOf(m_project->folder()), run);
}

CheckpointRecord RunStore::checkpoint(std::int64_t id) const {
    return oneRecord(*m_project, selectCheckpoints, checkpointOf(m_project->folder()),
                     RETORT_TR("core", "checkpoint"), id);
}

const CheckpointRecord *bestCheckpoint(const std::vector<CheckpointRecord> &checkpoints) {
    const CheckpointRecord *best = nullptr;
    for (const CheckpointRecord &c : checkpoints)
        if (std::isfinite(c.valLoss) && (!best || c.valLoss <= best->valLoss))
            best = &c;
    return best || checkpoints.empty() ? best : &checkpoints.back();
}

} // namespace retort
