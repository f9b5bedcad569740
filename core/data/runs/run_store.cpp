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

constexpr RecordColumns
    tokenizerColumns("id, name, note, created, kind, file, hash, config, version, vocab_size",
                     &TokenizerRecord::id, &TokenizerRecord::name, &TokenizerRecord::note,
                     &TokenizerRecord::createdAt, &TokenizerRecord::kind, &TokenizerRecord::file,
                     &TokenizerRecord::hash, &TokenizerRecord::configJson, &TokenizerRecord::version,
                     &TokenizerRecord::vocabSize);
const std::string selectTokenizers =
    std::string("SELECT ") + tokenizerColumns.names()
    + ", NOT EXISTS(SELECT 1 FROM version v WHERE v.id=tokenizer.version AND v.trashed IS NULL) OR "
      "EXISTS(SELECT 1 FROM version v WHERE v.parent=tokenizer.version AND v.trashed IS NULL) FROM tokenizer";

TokenizerRecord tokenizerOf(const Query &query) {
    TokenizerRecord record = tokenizerColumns.read(query);
    record.stale = query.integer(tokenizerColumns.count) != 0;
    return record;
}

constexpr RecordColumns studentColumns("id, name, note, created, config, tokenizer, parameters",
                                       &StudentRecord::id, &StudentRecord::name, &StudentRecord::note,
                                       &StudentRecord::createdAt, &StudentRecord::configJson,
                                       &StudentRecord::tokenizer, &StudentRecord::parameters);
const std::string selectStudents = std::string("SELECT ") + studentColumns.names() + " FROM student";

StudentRecord studentOf(const Query &query) {
    return studentColumns.read(query);
}

std::string roundCount(std::int64_t n) {
    return n >= 1'000'000 ? fmt::format("{}M", (n + 500'000) / 1'000'000)
           : n >= 1000    ? fmt::format("{}k", (n + 500) / 1000)
                          : std::to_string(n);
}

std::string tokenizerName(const TokenizerRecord &record) {
    return fmt::format("{}-{}-v{}", record.kind == "sentencepiece" ? "spm" : record.kind,
                       roundCount(record.vocabSize), record.version);
}

} // namespace

const char *runStateName(RunState state) {
    static constexpr const char *names[] = {"created",  "running", "paused", "interrupted",
                                            "finished", "stopped", "failed"};
    return names[std::size_t(state)];
}

void throwNoRecord(const char *kind, std::int64_t id) {
    throw Error(ErrorCode::NotFound, RETORT_TR("core", "There is no %1 number %2 in this project."),
                Text(kind), id);
}

std::vector<TokenizerRecord> RunStore::tokenizers() const {
    return listRecords(*m_project, selectTokenizers + " WHERE trashed IS NULL ORDER BY id", tokenizerOf);
}

TokenizerRecord RunStore::tokenizer(std::int64_t id) const {
    return oneRecord(*m_project, selectTokenizers, tokenizerOf, RETORT_TR("core", "tokenizer"), id);
}

fs::path RunStore::reserveModelFolder(const std::string &prefix) {
    fs::path folder;
    m_project->write("reserve", [&](SQLite::Database &db) {
        do
            folder = m_project->modelsFolder()
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
    record.createdAt = nowUtc();
    m_project->write(
        "add tokenizer",
        [&](SQLite::Database &db) {
            record.id = nextRecordId(db, "tokenizer");
            tokenizerColumns.insert(db, "tokenizer", record);
        },
        true);
    return record.id;
}

std::vector<StudentRecord> RunStore::students() const {
    return listRecords(*m_project, selectStudents + " WHERE trashed IS NULL ORDER BY id", studentOf);
}

StudentRecord RunStore::student(std::int64_t id) const {
    return oneRecord(*m_project, selectStudents, studentOf, RETORT_TR("core", "student"), id);
}

std::int64_t RunStore::addStudent(StudentRecord record) {
    if (record.name.empty())
        record.name = roundCount(record.parameters);
    record.createdAt = nowUtc();
    m_project->write("add student", [&](SQLite::Database &db) {
        record.id = nextRecordId(db, "student");
        studentColumns.insert(db, "student", record);
    });
    return record.id;
}

} // namespace retort
