// SPDX-License-Identifier: GPL-3.0-or-later
// Runs and their checkpoints.
#include "core/base/error.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_folder.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"

#include <chrono>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <thread>

namespace fs = std::filesystem;

namespace retort {

namespace {

constexpr const char *runColumns =
    "SELECT id, name, note, created, finished, state, config, version, tokenizer, student, recipe_hash, "
    "tokenizer_hash, code_version, device, "
    "seed, parent, fork_step, step, total_steps, last_loss, best_val_loss, val_accuracy, error FROM run ";

RunRecord runOf(const Query &query, const fs::path &project) {
    RunRecord run;
    run.id = query.integer(0);
    run.name = query.text(1);
    run.note = query.text(2);
    run.createdAt = query.text(3);
    run.finishedAt = query.text(4);
    run.state = RunState(query.integer(5));
    run.configJson = query.text(6);
    run.version = query.integer(7);
    run.tokenizer = query.integer(8);
    run.student = query.integer(9);
    run.recipeHash = query.text(10);
    run.tokenizerHash = query.text(11);
    run.codeVersion = query.text(12);
    run.device = query.text(13);
    run.seed = query.word(14);
    if (!query.null(15))
        run.parent = query.integer(15);
    run.forkStep = query.integer(16);
    run.step = query.integer(17);
    run.totalSteps = query.integer(18);
    run.lastLoss = query.real(19);
    run.bestValLoss = query.real(20);
    run.valAccuracy = query.real(21);
    run.errorJson = query.text(22);
    run.folder = runFolderOf(project, run.id);
    // Whoever trains holds the lock: a free one tells of a process that died.
    if ((run.state == RunState::Running || run.state == RunState::Paused)
        && !lockIsHeld(runLockFile(project, run.id)))
        run.state = RunState::Interrupted;
    return run;
}

constexpr const char *checkpointColumns =
    "SELECT id, run, step, name, created, folder, reason, val_loss, bytes, note FROM checkpoint ";

CheckpointRecord checkpointOf(const Query &query, const fs::path &project) {
    CheckpointRecord record;
    record.id = query.integer(0);
    record.run = query.integer(1);
    record.step = query.integer(2);
    record.name = query.text(3);
    record.createdAt = query.text(4);
    record.folder = project / query.text(5);
    record.reason = query.text(6);
    record.valLoss = query.real(7);
    record.bytes = query.integer(8);
    record.note = query.text(9);
    return record;
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
    const std::string student =
        oneText(db, "SELECT name FROM student WHERE id=" + std::to_string(run.student));
    for (const std::string &part : {student, run.version ? "v" + std::to_string(run.version) : std::string(),
                                    learningRateOf(run.configJson)})
        if (!part.empty())
            name += " · " + part;
    return name;
}

// For repair: a run can be told from its folder alone.
void writeRunFile(const RunRecord &run, const std::string &createdAt) {
    const nlohmann::json json{{"id", run.id},
                              {"name", run.name},
                              {"created", createdAt},
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

void insertRun(SQLite::Database &db, const RunRecord &run, const std::string &createdAt) {
    Query(db, "INSERT INTO run(id, name, note, created, state, config, version, tokenizer, student, "
              "recipe_hash, tokenizer_hash, code_version, device, "
              "seed, parent, fork_step, step, total_steps, last_loss, best_val_loss, val_accuracy, error) "
              "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(run.id, run.name, run.note, createdAt, int(run.state), run.configJson, run.version,
              run.tokenizer, run.student, run.recipeHash, run.tokenizerHash, run.codeVersion, run.device,
              run.seed, run.parent, run.forkStep, run.step, run.totalSteps, run.lastLoss, run.bestValLoss,
              run.valAccuracy, run.errorJson)
        .run();
}

} // namespace

RunId RunStore::addRun(RunRecord record, std::int64_t queued) {
    const std::string createdAt = nowUtc();
    project()->write(
        "add run",
        [&](SQLite::Database &db) {
            if (queued != 0) {
                Query(db, "DELETE FROM queue WHERE id=?").bind(queued).run();
                if (oneInteger(db, "SELECT changes()") != 1)
                    throw Error(ErrorCode::NotFound,
                                RETORT_TR("core", "This training is no longer in the queue."));
            }
            do { // a restored database may not know the newest folders
                record.id = nextNumber(db, "next_run");
                record.folder = runFolderOf(m_impl->folder(), record.id);
            } while (fs::exists(record.folder));
            std::error_code status;
            if (fs::create_directories(record.folder, status); status)
                throw systemError(status.value(), "create", record.folder.string());
            if (record.name.empty())
                record.name = runName(db, record);
            writeRunFile(record, createdAt);
            syncFolder(record.folder.parent_path());
            insertRun(db, record, createdAt);
        },
        true);
    return record.id;
}

FileLock RunStore::ownRun(RunId id) {
    const fs::path file = runLockFile(m_impl->folder(), id);
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
    throw Error(
        ErrorCode::Busy,
        text(RETORT_TR("core", "Run %1 is being trained by another process (%2: process, machine, task)."),
             id, readFile(file)));
}

bool RunStore::runOwned(RunId id) const {
    return lockIsHeld(runLockFile(m_impl->folder(), id));
}

std::vector<RunRecord> RunStore::runs() const {
    return listRecords<RunRecord>(*project(), std::string(runColumns) + "WHERE trashed IS NULL ORDER BY id",
                                  [&](const Query &query) { return runOf(query, m_impl->folder()); });
}

RunRecord RunStore::run(RunId id) const {
    const auto found = listRecords<RunRecord>(
        *project(), std::string(runColumns) + "WHERE id=?",
        [&](const Query &query) { return runOf(query, m_impl->folder()); }, id);
    if (found.empty())
        throwNoRecord(RETORT_TR("core", "run"), id);
    return found.front();
}

void RunStore::updateRun(const RunRecord &run) {
    project()->write("update run", [&](SQLite::Database &db) {
        Query(db, "UPDATE run SET state=?, finished=?, device=?, step=?, total_steps=?, last_loss=?, "
                  "best_val_loss=?, val_accuracy=?, error=? WHERE id=?")
            .bind(int(run.state), run.finishedAt, run.device, run.step, run.totalSteps, run.lastLoss,
                  run.bestValLoss, run.valAccuracy, run.errorJson, run.id)
            .run();
        if (oneInteger(db, "SELECT changes()") != 1)
            throwNoRecord(RETORT_TR("core", "run"), run.id);
    });
}

std::int64_t insertCheckpoint(SQLite::Database &db, const CheckpointRecord &record,
                              const std::string &folder) {
    const std::int64_t id = nextRecordId(db, "checkpoint");
    Query(db, "INSERT INTO checkpoint(id, run, step, name, created, folder, reason, val_loss, bytes) "
              "VALUES(?,?,?,?,?,?,?,?,?)")
        .bind(id, record.run, record.step,
              record.name.empty() ? fmt::format("step {}", record.step) : record.name, record.createdAt,
              folder, record.reason, record.valLoss, record.bytes)
        .run();
    return id;
}

std::int64_t RunStore::addCheckpoint(CheckpointRecord record) {
    const fs::path folder =
        record.folder.is_absolute() ? record.folder.lexically_relative(m_impl->folder()) : record.folder;
    if (folder.empty() || *folder.begin() == "..")
        throw Error(ErrorCode::Internal,
                    text(RETORT_TR("core", "“%1” lies outside the project."), record.folder.string()));
    if (record.bytes == 0)
        record.bytes = std::int64_t(folderSize(m_impl->folder() / folder));
    record.createdAt = nowUtc();
    project()->write(
        "add checkpoint",
        [&](SQLite::Database &db) { record.id = insertCheckpoint(db, record, folder.string()); }, true);
    return record.id;
}

std::vector<CheckpointRecord> RunStore::checkpoints(RunId run) const {
    return listRecords<CheckpointRecord>(
        *project(), std::string(checkpointColumns) + "WHERE run=? AND trashed IS NULL ORDER BY step, id",
        [&](const Query &query) { return checkpointOf(query, m_impl->folder()); }, run);
}

CheckpointRecord RunStore::checkpoint(std::int64_t id) const {
    const auto found = listRecords<CheckpointRecord>(
        *project(), std::string(checkpointColumns) + "WHERE id=?",
        [&](const Query &query) { return checkpointOf(query, m_impl->folder()); }, id);
    if (found.empty())
        throwNoRecord(RETORT_TR("core", "checkpoint"), id);
    return found.front();
}

} // namespace retort
