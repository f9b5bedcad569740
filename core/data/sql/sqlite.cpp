// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql/sqlite.h"

#include "core/base/error.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace retort {
namespace {

void harden(SQLite::Database &db) {
    sqlite3 *const handle = db.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_wal_autocheckpoint(handle, 0);
}

} // namespace

const char *const damagedDatabasePattern = RETORT_TR("core", "The database “%1” is damaged (%2).");

std::unique_ptr<SQLite::Database> openDatabase(const std::string &target, Access access, bool exclusive) {
    return withSqliteErrors(target, [&] {
        const int flags = (access == Access::ReadOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE)
                          | (access == Access::Create ? SQLite::OPEN_CREATE : 0) | SQLite::OPEN_URI
                          | SQLite::OPEN_NOMUTEX;
        auto db = std::make_unique<SQLite::Database>(target, flags, busyTimeout_ms);
        harden(*db);
        if (exclusive)
            db->exec("PRAGMA locking_mode=EXCLUSIVE");
        db->exec("PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY");
        return db;
    });
}

void throwSqlite(const SQLite::Exception &e, const std::string &path) {
    const int code = e.getErrorCode() & 0xff;
    switch (code) {
    case SQLITE_INTERRUPT:
        throw Cancelled();
    case SQLITE_FULL:
        throw Error(
            ErrorCode::DiskFull,
            RETORT_TR("core", "The disk is full: “%1” cannot be written. Free some space and try again."),
            path);
    case SQLITE_CORRUPT:
        throw Error(ErrorCode::Damaged, damagedDatabasePattern, path, e.what());
    case SQLITE_NOTADB:
        throw Error(ErrorCode::NotOurs, RETORT_TR("core", "“%1” is not a database of Retort."), path);
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
        throw Error(ErrorCode::Permission,
                    RETORT_TR("core", "No permission to write the database “%1” (%2)."), path, e.what());
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Error(ErrorCode::Busy, RETORT_TR("core", "The database “%1” is locked by another program."),
                    path);
    case SQLITE_NOMEM:
        throw Error(ErrorCode::OutOfMemory, RETORT_TR("core", "Not enough memory for the database."));
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        throw Error(ErrorCode::Io, RETORT_TR("core", "Cannot read or write the database “%1” (%2)."), path,
                    e.what());
    default:
        throw Error(ErrorCode::Internal, RETORT_TR("core", "The database “%1” refused a statement (%2)."),
                    path, e.what());
    }
}

Query::Query(SQLite::Database &db, const char *sql) : m_db(db.getHandle()) {
    check(sqlite3_prepare_v2(m_db, sql, -1, &m_statement, nullptr));
}

Query::~Query() {
    sqlite3_finalize(m_statement);
}

void Query::check(int code) const {
    if (code != SQLITE_OK)
        throw SQLite::Exception(m_db, code);
}

bool Query::next() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        throw SQLite::Exception(m_db, code);
    return false;
}

void Query::run() {
    while (next()) {
    }
    sqlite3_reset(m_statement);
}

void Query::reset() {
    sqlite3_reset(m_statement);
} // repeats the error of the last step: already thrown

bool Query::null(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}
std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

double Query::real(int column) const {
    return null(column) ? std::numeric_limits<double>::quiet_NaN()
                        : sqlite3_column_double(m_statement, column);
}

std::string_view Query::view(int column) const {
    const void *const bytes = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return bytes ? std::string_view(static_cast<const char *>(bytes), std::size_t(size)) : std::string_view();
}

void Query::bindInteger(int index, std::int64_t value) {
    check(sqlite3_bind_int64(m_statement, index, value));
}
void Query::bindAt(int index, double value) {
    check(sqlite3_bind_double(m_statement, index, value));
}
void Query::bindNull(int index) {
    check(sqlite3_bind_null(m_statement, index));
}

void Query::bindText(int index, std::string_view value) {
    check(sqlite3_bind_text64(m_statement, index, value.data() ? value.data() : "", value.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Query::bindBlob(int index, std::string_view bytes) {
    check(sqlite3_bind_blob64(m_statement, index, bytes.data() ? bytes.data() : "", bytes.size(),
                              SQLITE_TRANSIENT));
}

std::int64_t lastRowId(SQLite::Database &db) {
    return sqlite3_last_insert_rowid(db.getHandle());
}

template <typename T>
std::string listToJson(const std::vector<T> &list) {
    return nlohmann::json(list).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <typename T>
std::vector<T> listFromJson(std::string_view json) {
    std::vector<T> list;
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    for (const auto &item : parsed.is_array() ? parsed : nlohmann::json::array())
        if (std::is_same_v<T, std::string> ? item.is_string() : item.is_number_integer())
            list.push_back(item.get<T>());
    return list;
}

template std::string listToJson(const std::vector<std::string> &);
template std::string listToJson(const std::vector<std::int64_t> &);
template std::vector<std::string> listFromJson(std::string_view);
template std::vector<std::int64_t> listFromJson(std::string_view);

std::string insertSql(const std::string &table, const std::string &columns) {
    std::string marks = "?";
    for (const char c : columns)
        marks += c == ',' ? ", ?" : "";
    return "INSERT INTO " + table + "(" + columns + ") VALUES(" + marks + ")";
}

CancelScope::CancelScope(SQLite::Database &db, const JobContext &job) : m_db(db.getHandle()) {
    constexpr int everyOps = 20'000; // about 1 ms
    sqlite3_progress_handler(
        m_db, everyOps,
        [](void *context) { return static_cast<const JobContext *>(context)->cancelled() ? 1 : 0; },
        const_cast<JobContext *>(&job));
}

CancelScope::~CancelScope() {
    sqlite3_progress_handler(m_db, 0, nullptr, nullptr);
}

} // namespace retort
