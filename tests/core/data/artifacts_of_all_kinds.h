// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizers, students, runs, checkpoints, evaluations and chats with small files, for tests of their end.
#pragma once

#include "core/data/artifacts/artifact.h"
#include "core/data/project_fixture.h"
#include "core/data/runs/chat_store.h"
#include "core/data/sql/sqlite.h"

#include <string>

namespace retort {

inline std::int64_t addTokenizer(RunStore &store, const std::filesystem::path &project) {
    const auto folder = store.reserveModelFolder("tokenizer");
    atomicWrite(folder / "tokenizer.model", "m");
    TokenizerRecord record;
    record.kind = "bpe";
    record.file = folder.lexically_relative(project) / "tokenizer.model";
    return store.addTokenizer(record);
}

inline std::int64_t addStudent(RunStore &store, std::int64_t tokenizer) {
    return store.addStudent({0, "5M", {}, {}, "{}", tokenizer, 5'000'000});
}

inline RunId addRun(RunStore &store, std::int64_t tokenizer = 0, std::int64_t student = 0) {
    RunRecord run;
    run.configJson = "{}";
    run.tokenizer = tokenizer;
    run.student = student;
    return store.addRun(run);
}

inline std::int64_t addCheckpoint(RunStore &store, RunId run, std::int64_t step,
                                  const std::string &reason = "interval") {
    const auto folder = store.run(run).folder / "checkpoints" / std::to_string(step);
    std::filesystem::create_directories(folder);
    atomicWrite(folder / "manifest.json", "{}");
    atomicWrite(folder / "model.safetensors", "weights " + std::to_string(step));
    return store.addCheckpoint({0, run, step, {}, {}, folder, reason, 0, 0, {}});
}

inline std::int64_t addEvaluation(RunStore &store, RunId run, std::int64_t checkpoint) {
    EvaluationRecord record;
    record.run = run;
    record.checkpoint = checkpoint;
    record.asked = 1;
    EvaluationAnswer answer;
    answer.answer = "4";
    return store.addEvaluation(record, {answer});
}

inline ChatId addChat(const std::shared_ptr<Project> &project, std::int64_t checkpoint) {
    StoredTurn turn;
    turn.role = "user";
    turn.text = "1+1等于多少？";
    turn.checkpoint = checkpoint;
    return ChatStore(project).addChat({turn});
}

inline std::int64_t countOf(const Project &project, const std::string &sql) {
    std::int64_t count = -1;
    project.read([&](SQLite::Database &db) {
        Query query(db, sql);
        count = query.next() ? query.integer(0) : -1;
    });
    return count;
}

// As if it had lain in the trash for years.
inline void ageTrash(Project &project) {
    project.write("probe", [](SQLite::Database &db) {
        for (const std::string &table : artifactKinds()) // each kind is called as its table
            Query(db, "UPDATE " + table + " SET trashed='2020-01-01T00:00:00Z' WHERE trashed IS NOT NULL")
                .run();
    });
}

} // namespace retort
