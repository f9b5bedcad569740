// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite connections opened the one right way, its errors as ours, and a thin statement for bulk reads
// (SQLiteCpp's Column costs an atomic count per value). Internal to core/data. A connection is used by one
// thread at a time.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace retort {

enum class Access { ReadOnly, ReadWrite, Create };

// `target` is a path or a file: URI. No connection ever checkpoints by itself. `exclusive`: locking_mode of a
// network file system. Throws Error.
std::unique_ptr<SQLite::Database> openDatabase(const std::string &target, Access access,
                                               bool exclusive = false);

// Pattern of the Error(Damaged) that throwSqlite gives; args: path, what SQLite said.
extern const char *const damagedDatabasePattern;

// DiskFull, Damaged, NotOurs, Permission, Busy, OutOfMemory, Io or Internal; an interrupt becomes Cancelled.
[[noreturn]] void throwSqlite(const SQLite::Exception &e, const std::string &path);

template <typename Fn>
decltype(auto) withSqliteErrors(const std::string &path, Fn &&fn) {
    try {
        return fn();
    } catch (const SQLite::Exception &e) {
        throwSqlite(e, path);
    }
}

class RETORT_DATA_API Query { // exported for tests
public:
    Query(SQLite::Database &db, const char *sql);
    Query(SQLite::Database &db, const std::string &sql) : Query(db, sql.c_str()) {}
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    template <typename... Args>
    Query &bind(const Args &...args) {
        reset();
        int index = 0;
        (bindAt(++index, args), ...);
        return *this;
    }
    bool next(); // false after the last row
    void run();  // to the end, rows ignored
    bool null(int column) const;
    std::int64_t integer(int column) const;
    std::uint64_t word(int column) const { return std::uint64_t(integer(column)); } // 64-bit hashes
    double real(int column) const;                                                  // NULL is NaN
    std::string_view view(int column) const; // valid until the next step
    std::string text(int column) const { return std::string(view(column)); }

    void bindAt(int index, std::int64_t value);
    void bindAt(int index, std::uint64_t value) { bindAt(index, std::int64_t(value)); }
    void bindAt(int index, int value) { bindAt(index, std::int64_t(value)); }
    void bindAt(int index, std::uint32_t value) { bindAt(index, std::int64_t(value)); }
    void bindAt(int index, bool value) { bindAt(index, std::int64_t(value)); }
    void bindAt(int index, double value); // NaN becomes NULL
    void bindAt(int index, std::string_view value);
    void bindAt(int index, const std::string &value) { bindAt(index, std::string_view(value)); }
    void bindAt(int index, const char *value) { bindAt(index, std::string_view(value)); }
    void bindAt(int index, std::nullptr_t);
    void bindAt(int index, const std::optional<std::int64_t> &value);
    void bindBlob(int index, std::string_view bytes);
    void reset();

private:
    void check(int code) const;
    sqlite3 *m_db;
    sqlite3_stmt *m_statement = nullptr;
};

std::int64_t lastRowId(SQLite::Database &db);
std::optional<std::int64_t> oneInteger(SQLite::Database &db, const std::string &sql);
std::string oneText(SQLite::Database &db, const std::string &sql); // empty without a row

// While it lives, SQL on this connection stops within milliseconds of a cancel (throws Cancelled).
class CancelScope {
public:
    CancelScope(SQLite::Database &db, const JobContext &job);
    ~CancelScope();
    CancelScope(const CancelScope &) = delete;
    CancelScope &operator=(const CancelScope &) = delete;

private:
    sqlite3 *m_db;
};

} // namespace retort
