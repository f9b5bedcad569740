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
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

struct sqlite3_stmt;

namespace retort {

inline constexpr int busyTimeout_ms = 10'000; // foreign programs only: ours wait for project.lock

enum class Access { ReadOnly, ReadWrite, Create };

// `target` is a path or a file: URI. No connection moves the WAL into the database by itself. `exclusive`:
// locking_mode of a network file system. Throws Error.
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

template <typename T>
inline constexpr bool isOptional = false;
template <typename T>
inline constexpr bool isOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool isVector = false;
template <typename T>
inline constexpr bool isVector<std::vector<T>> = true;

// A list of numbers or texts as a JSON array; from anything else what it has of them.
template <typename T>
std::string listToJson(const std::vector<T> &list);
template <typename T>
std::vector<T> listFromJson(std::string_view json);

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
    // The reverse of bindAt().
    template <typename T>
    void get(int column, T &value) const {
        if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
            value = T(integer(column));
        else if constexpr (std::is_same_v<T, double>)
            value = real(column);
        else if constexpr (isVector<T>)
            value = listFromJson<typename T::value_type>(view(column));
        else if constexpr (!isOptional<T>)
            value = text(column);
        else if (!null(column))
            get(column, value.emplace());
    }
    std::string_view view(int column) const; // valid until the next step
    std::string text(int column) const { return std::string(view(column)); }

    // Whole numbers, enums, bools, texts, paths, optional values (none and NaN are NULL), lists as JSON.
    template <typename T>
    void bindAt(int index, const T &value) {
        if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
            bindInteger(index, std::int64_t(value));
        else if constexpr (isOptional<T>)
            value ? bindAt(index, *value) : bindNull(index);
        else if constexpr (std::is_same_v<T, std::filesystem::path>)
            bindText(index, value.native());
        else if constexpr (isVector<T>)
            bindText(index, listToJson(value));
        else
            bindText(index, value);
    }
    void bindAt(int index, double value); // NaN becomes NULL
    void bindBlob(int index, std::string_view bytes);
    void reset();

private:
    void bindInteger(int index, std::int64_t value);
    void bindText(int index, std::string_view value);
    void bindNull(int index);
    void check(int code) const;
    sqlite3 *m_db;
    sqlite3_stmt *m_statement = nullptr;
};

std::int64_t lastRowId(SQLite::Database &db);
template <typename... Args>
std::optional<std::int64_t> oneInteger(SQLite::Database &db, const std::string &sql, const Args &...args) {
    Query query(db, sql);
    return query.bind(args...).next() && !query.null(0) ? std::optional(query.integer(0)) : std::nullopt;
}
template <typename... Args>
std::string oneText(SQLite::Database &db, const std::string &sql,
                    const Args &...args) { // empty without a row
    Query query(db, sql);
    return query.bind(args...).next() ? query.text(0) : std::string();
}
template <typename... Args>
std::vector<std::int64_t> integers(SQLite::Database &db, const std::string &sql, const Args &...args) {
    std::vector<std::int64_t> found;
    Query query(db, sql);
    for (query.bind(args...); query.next();)
        found.push_back(query.integer(0));
    return found;
}
template <typename... Args>
void execute(SQLite::Database &db, const std::string &sql, const Args &...args) {
    Query(db, sql).bind(args...).run();
}

// "INSERT INTO run(id, name) VALUES(?, ?)" for the columns "id, name".
std::string insertSql(const std::string &table, const std::string &columns);

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
