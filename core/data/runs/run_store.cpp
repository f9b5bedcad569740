// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizers and students.
#include "core/data/runs/run_store.h"

#include "core/base/error.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/schema.h"

#include <fmt/format.h>

namespace fs = std::filesystem;

namespace retort {

namespace {

constexpr const char *tokenizerColumns =
    "SELECT id, name, note, created, kind, file, hash, config, version, vocab_size, NOT EXISTS(SELECT 1 FROM "
    "version v WHERE "
    "v.id=tokenizer.version AND v.trashed IS NULL) OR EXISTS(SELECT 1 FROM version v WHERE "
    "v.parent=tokenizer.version AND v.trashed IS NULL) "
    "FROM tokenizer ";

TokenizerRecord tokenizerOf(const Query &query) {
    TokenizerRecord record;
    record.id = query.integer(0);
    record.name = query.text(1);
    record.note = query.text(2);
    record.createdAt = query.text(3);
    record.kind = query.text(4);
    record.file = query.text(5);
    record.hash = query.text(6);
    record.configJson = query.text(7);
    record.version = query.integer(8);
    record.vocabSize = int(query.integer(9));
    record.stale = query.integer(10) != 0;
    return record;
}

constexpr const char *studentColumns =
    "SELECT id, name, note, created, config, tokenizer, parameters FROM student ";

StudentRecord studentOf(const Query &query) {
    StudentRecord record;
    record.id = query.integer(0);
    record.name = query.text(1);
    record.note = query.text(2);
    record.createdAt = query.text(3);
    record.configJson = query.text(4);
    record.tokenizer = query.integer(5);
    record.parameters = query.integer(6);
    return record;
}

std::string roundCount(std::int64_t n, std::int64_t thousand) {
    if (n >= thousand * thousand)
        return fmt::format("{}M", (n + thousand * thousand / 2) / (thousand * thousand));
    return n >= thousand ? fmt::format("{}k", (n + thousand / 2) / thousand) : std::to_string(n);
}

std::string tokenizerName(const TokenizerRecord &record) {
    return fmt::format("{}-{}-v{}", record.kind == "sentencepiece" ? "spm" : record.kind,
                       roundCount(record.vocabSize, 1000), record.version);
}

} // namespace

const char *runStateName(RunState state) {
    switch (state) {
    case RunState::Created:
        return "created";
    case RunState::Running:
        return "running";
    case RunState::Paused:
        return "paused";
    case RunState::Interrupted:
        return "interrupted";
    case RunState::Finished:
        return "finished";
    case RunState::Stopped:
        return "stopped";
    case RunState::Failed:
        return "failed";
    }
    return "created";
}

void throwNoRecord(const char *kind, std::int64_t id) {
    throw Error(ErrorCode::NotFound,
                text(RETORT_TR("core", "There is no %1 number %2 in this project."), Text(kind), id));
}

RunStore::RunStore(std::shared_ptr<Project> project) : m_impl(std::make_unique<Impl>()) {
    m_impl->project = std::move(project);
}
RunStore::~RunStore() = default;
const std::shared_ptr<Project> &RunStore::project() const {
    return m_impl->project;
}

std::vector<TokenizerRecord> RunStore::tokenizers() const {
    return listRecords<TokenizerRecord>(
        *project(), std::string(tokenizerColumns) + "WHERE trashed IS NULL ORDER BY id", tokenizerOf);
}

TokenizerRecord RunStore::tokenizer(std::int64_t id) const {
    const auto found = listRecords<TokenizerRecord>(*project(), std::string(tokenizerColumns) + "WHERE id=?",
                                                    tokenizerOf, id);
    if (found.empty())
        throwNoRecord(RETORT_TR("core", "tokenizer"), id);
    return found.front();
}

fs::path RunStore::reserveModelFolder(const std::string &prefix) {
    fs::path folder;
    project()->write("reserve", [&](SQLite::Database &db) {
        do
            folder = project()->modelsFolder()
                     / fmt::format("{}-{:04}", prefix, nextNumber(db, "next_model_folder"));
        while (fs::exists(folder));
        std::error_code status;
        if (fs::create_directories(folder, status); status)
            throw systemError(status.value(), "create", folder.string());
    });
    return folder;
}

std::int64_t RunStore::addTokenizer(TokenizerRecord record) {
    if (record.name.empty())
        record.name = tokenizerName(record);
    project()->write(
        "add tokenizer",
        [&](SQLite::Database &db) {
            record.id = nextRecordId(db, "tokenizer");
            Query(db, "INSERT INTO tokenizer(id, name, note, created, kind, file, hash, config, version, "
                      "vocab_size) VALUES(?,?,?,?,?,?,?,?,?,?)")
                .bind(record.id, record.name, record.note, nowUtc(), record.kind, record.file, record.hash,
                      record.configJson, record.version, record.vocabSize)
                .run();
        },
        true);
    return record.id;
}

std::vector<StudentRecord> RunStore::students() const {
    return listRecords<StudentRecord>(
        *project(), std::string(studentColumns) + "WHERE trashed IS NULL ORDER BY id", studentOf);
}

StudentRecord RunStore::student(std::int64_t id) const {
    const auto found =
        listRecords<StudentRecord>(*project(), std::string(studentColumns) + "WHERE id=?", studentOf, id);
    if (found.empty())
        throwNoRecord(RETORT_TR("core", "student"), id);
    return found.front();
}

std::int64_t RunStore::addStudent(StudentRecord record) {
    if (record.name.empty())
        record.name = roundCount(record.parameters, 1000);
    project()->write("add student", [&](SQLite::Database &db) {
        record.id = nextRecordId(db, "student");
        Query(db, "INSERT INTO student(id, name, note, created, config, tokenizer, parameters) "
                  "VALUES(?,?,?,?,?,?,?)")
            .bind(record.id, record.name, record.note, nowUtc(), record.configJson, record.tokenizer,
                  record.parameters)
            .run();
    });
    return record.id;
}

} // namespace retort
