// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql/schema.h"

#include <algorithm>
#include <map>

namespace retort {
namespace {

// Index columns of the first format; later ones are lines of row_columns.def.
#define ROW_COLUMNS                                                                                          \
    "faults INTEGER NOT NULL, question_chars INTEGER NOT NULL, reasoning_chars INTEGER NOT NULL,"            \
    "answer_chars INTEGER NOT NULL, language INTEGER NOT NULL, origin INTEGER NOT NULL, tag_set INTEGER "    \
    "NOT NULL,"                                                                                              \
    "flags INTEGER NOT NULL, group_hash INTEGER NOT NULL, question_hash INTEGER NOT NULL, content_hash "     \
    "INTEGER NOT NULL"

// `work`: long writing under way; its rows are invisible, and are swept when the lock locks/work-<id> is
// free. `segment.work` is set until the commit that names the segment in `source` or `step`. `version.step`
// is the key of the decisions that made the version; the version itself gets its id when it is whole.
// `version_rows`: two bits per row of a segment: absent, train, validation, test. Every version is whole by
// itself.
constexpr const char *samplesStep = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE work(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, owner TEXT NOT NULL, started TEXT NOT NULL);
CREATE TABLE source(id INTEGER PRIMARY KEY, import_id TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL, role INTEGER NOT NULL, files TEXT NOT NULL, rows INTEGER NOT NULL, refused INTEGER NOT NULL,
    created TEXT NOT NULL, trashed TEXT);
CREATE TABLE segment(id INTEGER PRIMARY KEY, work INTEGER, source INTEGER, step INTEGER, first INTEGER NOT NULL DEFAULT 0,
    rows INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0, hash TEXT NOT NULL DEFAULT '', created TEXT NOT NULL);
CREATE INDEX segment_source ON segment(source);
CREATE INDEX segment_step ON segment(step);
CREATE TABLE word(id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE tag_set(id INTEGER PRIMARY KEY, tags TEXT NOT NULL UNIQUE);
CREATE TABLE reason(id INTEGER PRIMARY KEY, reason TEXT NOT NULL UNIQUE);
CREATE TABLE version(id INTEGER PRIMARY KEY, parent INTEGER, step INTEGER NOT NULL, name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, recipe TEXT NOT NULL, recipe_hash TEXT NOT NULL,
    sources TEXT NOT NULL, validation_ratio REAL NOT NULL, test_ratio REAL NOT NULL, at_least INTEGER NOT NULL,
    keep_own INTEGER NOT NULL, seed INTEGER NOT NULL, validation_cut INTEGER NOT NULL, test_cut INTEGER NOT NULL,
    rows INTEGER NOT NULL, train INTEGER NOT NULL, validation INTEGER NOT NULL, test INTEGER NOT NULL,
    dropped INTEGER NOT NULL, changed INTEGER NOT NULL, pending_revision INTEGER NOT NULL DEFAULT 0, trashed TEXT);
CREATE TABLE version_rows(version INTEGER NOT NULL, segment INTEGER NOT NULL, states BLOB NOT NULL,
    PRIMARY KEY(version, segment));
CREATE TABLE decision(step INTEGER NOT NULL, seq INTEGER NOT NULL, sample INTEGER NOT NULL, decision INTEGER NOT NULL,
    op INTEGER NOT NULL, reason INTEGER NOT NULL, PRIMARY KEY(step, seq)) WITHOUT ROWID;
CREATE INDEX decision_sample ON decision(sample);
CREATE TABLE tag_change(step INTEGER NOT NULL, sample INTEGER NOT NULL, tag_set INTEGER NOT NULL,
    PRIMARY KEY(step, sample)) WITHOUT ROWID;
CREATE TABLE pending_action(id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, created TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX pending_action_version ON pending_action(version);
CREATE TABLE pending(id INTEGER PRIMARY KEY AUTOINCREMENT, action INTEGER NOT NULL, sample INTEGER NOT NULL,
    kind INTEGER NOT NULL, value TEXT NOT NULL);
CREATE INDEX pending_of_action ON pending(action);
)sql";

constexpr const char *rowTables =
    "CREATE TABLE sample(id INTEGER PRIMARY KEY, " ROW_COLUMNS
    ");CREATE TABLE overlay(segment INTEGER NOT NULL, position INTEGER NOT NULL,sample INTEGER NOT "
    "NULL, " ROW_COLUMNS ", PRIMARY KEY(segment, position)) WITHOUT ROWID;";

constexpr const char *runsStep = R"sql(
CREATE TABLE tokenizer(id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL,
    kind TEXT NOT NULL, file TEXT NOT NULL, hash TEXT NOT NULL, config TEXT NOT NULL, version INTEGER NOT NULL,
    vocab_size INTEGER NOT NULL, trashed TEXT);
CREATE TABLE student(id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL,
    config TEXT NOT NULL, tokenizer INTEGER NOT NULL, parameters INTEGER NOT NULL, trashed TEXT);
CREATE TABLE run(id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL,
    finished TEXT NOT NULL DEFAULT '', state INTEGER NOT NULL, config TEXT NOT NULL, version INTEGER NOT NULL,
    tokenizer INTEGER NOT NULL, student INTEGER NOT NULL, recipe_hash TEXT NOT NULL, tokenizer_hash TEXT NOT NULL,
    code_version TEXT NOT NULL, device TEXT NOT NULL, seed INTEGER NOT NULL, parent INTEGER, fork_step INTEGER NOT NULL,
    step INTEGER NOT NULL, total_steps INTEGER NOT NULL, last_loss REAL, best_val_loss REAL, val_accuracy REAL,
    error TEXT NOT NULL, trashed TEXT);
CREATE TABLE metric(run INTEGER NOT NULL, seq INTEGER NOT NULL, step INTEGER NOT NULL, name INTEGER NOT NULL, value REAL,
    wall REAL NOT NULL, PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE event(run INTEGER NOT NULL, seq INTEGER NOT NULL, step INTEGER NOT NULL, kind TEXT NOT NULL,
    what TEXT NOT NULL, wall REAL NOT NULL, PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE checkpoint(id INTEGER PRIMARY KEY, run INTEGER NOT NULL, step INTEGER NOT NULL, name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, folder TEXT NOT NULL, reason TEXT NOT NULL, val_loss REAL,
    bytes INTEGER NOT NULL, trashed TEXT);
CREATE INDEX checkpoint_run ON checkpoint(run);
CREATE TABLE evaluation(id INTEGER PRIMARY KEY, checkpoint INTEGER NOT NULL, run INTEGER NOT NULL, name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL, config TEXT NOT NULL, asked INTEGER NOT NULL,
    correct INTEGER NOT NULL, accuracy REAL, low95 REAL, high95 REAL, tokens_per_second REAL, seconds REAL,
    memory_mib REAL, model_bytes INTEGER NOT NULL, summary TEXT NOT NULL, trashed TEXT);
CREATE INDEX evaluation_run ON evaluation(run);
CREATE TABLE evaluation_answer(evaluation INTEGER NOT NULL, seq INTEGER NOT NULL, sample INTEGER NOT NULL,
    question TEXT NOT NULL, reference TEXT NOT NULL, reasoning TEXT NOT NULL, answer TEXT NOT NULL,
    extracted TEXT NOT NULL, rule TEXT NOT NULL, correct INTEGER NOT NULL, finished INTEGER NOT NULL,
    think_closed INTEGER NOT NULL, trace_holds INTEGER, tokens INTEGER NOT NULL, seconds REAL NOT NULL,
    PRIMARY KEY(evaluation, seq));
)sql";

void step1(SQLite::Database &db) {
    db.exec(samplesStep);
    db.exec(rowTables);
    db.exec(runsStep);
}

// Turns of a chat are numbered from 1; a new chat and its first question with the answer come together.
void step2(SQLite::Database &db) {
    db.exec(R"sql(
CREATE TABLE chat(id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', created TEXT NOT NULL,
    changed TEXT NOT NULL, trashed TEXT);
CREATE TABLE chat_turn(chat INTEGER NOT NULL, seq INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL,
    reasoning TEXT NOT NULL, checkpoint INTEGER NOT NULL, settings TEXT NOT NULL, tokens INTEGER NOT NULL,
    seconds REAL NOT NULL, ended TEXT NOT NULL, PRIMARY KEY(chat, seq));
)sql");
}

// The queue of trainings (verb and settings by value, as the command line takes them), the precision of a
// run, and columns that were written and read by nobody.
void step3(SQLite::Database &db) {
    db.exec("CREATE TABLE queue(id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL, verb TEXT NOT "
            "NULL, config TEXT NOT NULL, created TEXT NOT NULL)");
    for (const char *column : {"run ADD COLUMN precision TEXT NOT NULL DEFAULT ''",
                               "sample DROP COLUMN question_hash", "sample DROP COLUMN content_hash",
                               "overlay DROP COLUMN question_hash", "overlay DROP COLUMN content_hash",
                               "version DROP COLUMN validation_cut", "version DROP COLUMN test_cut"})
        db.exec(std::string("ALTER TABLE ") + column);
}

// A new step has the number projectSchema + 1, whether it stands here or is a column of row_columns.def.
constexpr struct {
    int number;
    void (*run)(SQLite::Database &);
} steps[] = {{1, step1}, {2, step2}, {3, step3}};
static_assert(steps[std::size(steps) - 1].number == newestWrittenStep);

constexpr struct {
    int step;
    const char *id;
} rowColumns[] = {
#define ROW_COLUMN(step, name, id, ...) {step, id},
#include "core/data/sql/row_columns.def"
#undef ROW_COLUMN
};

// A project that has a number already would never get what comes to it later.
constexpr bool numbersAreUsedOnce() {
    for (const auto &step : steps)
        for (const auto &column : rowColumns)
            if (step.number > 3 && column.step == step.number) // until 3 both came together
                return false;
    return true;
}
static_assert(numbersAreUsedOnce());

void addRowColumns(SQLite::Database &db, std::int64_t step) {
    bool added = false;
    for (const auto &column : rowColumns)
        if (column.step > 1 && column.step == step) {
            for (const std::string table : {"sample", "overlay"})
                db.exec("ALTER TABLE " + table + " ADD COLUMN " + column.id + " INTEGER NOT NULL DEFAULT 0");
            added = true;
        }
    if (added && oneInteger(db, "SELECT 1 FROM sample LIMIT 1")) {
        const std::string left = metaValue(db, fillColumnsKey); // its columns are filled too, in all segments
        setMetaValue(db, fillColumnsKey,
                     left.empty() ? std::to_string(step) : left.substr(0, left.find(' ')));
    }
}

using Objects = std::map<std::string, std::string>; // "table sample" → its SQL

Objects objectsOf(SQLite::Database &db) {
    Objects objects;
    Query query(db, "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'");
    while (query.next())
        objects[query.text(0)] = query.text(1);
    return objects;
}

} // namespace

void migrateSchema(SQLite::Database &db) {
    const auto from = oneInteger(db, "PRAGMA user_version").value_or(0);
    for (std::int64_t step = from + 1; step <= projectSchema; ++step) {
        for (const auto &written : steps)
            if (written.number == step)
                written.run(db);
        addRowColumns(db, step);
    }
    db.exec("PRAGMA user_version=" + std::to_string(projectSchema));
}

std::vector<std::string> schemaFaults(SQLite::Database &db) {
    SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrateSchema(fresh);
    const Objects expected = objectsOf(fresh), found = objectsOf(db);
    std::vector<std::string> faults;
    for (const auto &[name, sql] : expected) {
        const auto it = found.find(name);
        if (it == found.end() || it->second != sql)
            faults.push_back(name);
    }
    for (const auto &[name, sql] : found)
        if (!expected.contains(name))
            faults.push_back(name);
    return faults;
}

std::string databaseFault(SQLite::Database &db, bool thorough) {
    const auto line = oneText(db, thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
    return line == "ok" ? std::string() : line.empty() ? "no answer" : line;
}

std::string metaValue(SQLite::Database &db, const std::string &key) {
    return oneText(db, "SELECT value FROM meta WHERE key=?", key);
}

void setMetaValue(SQLite::Database &db, const std::string &key, const std::string &value) {
    execute(db, "INSERT INTO meta(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value=?2", key,
            value);
}

std::int64_t nextNumber(SQLite::Database &db, const std::string &counter, std::int64_t by) {
    const std::string old = metaValue(db, counter);
    const std::int64_t first = old.empty() ? 1 : std::stoll(old) + 1;
    setMetaValue(db, counter, std::to_string(first + by - 1));
    return first;
}

namespace {
// The highest number of `kind` that any row names: by convention in a column that has the name of the kind.
std::int64_t highestNamed(SQLite::Database &db, const std::string &kind) {
    std::int64_t highest = 0;
    Query tables(db, "SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE "
                     "t.type='table' AND c.name=?");
    for (tables.bind(kind); tables.next();)
        highest =
            std::max(highest, oneInteger(db, "SELECT max(" + kind + ") FROM " + tables.text(0)).value_or(0));
    return highest;
}
} // namespace

std::int64_t nextRecordId(SQLite::Database &db, const std::string &table) {
    const std::string counter = "next_" + table, old = metaValue(db, counter);
    std::int64_t last = old.empty() ? 0 : std::stoll(old);
    last = std::max(last, oneInteger(db, "SELECT max(id) FROM " + table).value_or(0));
    last = std::max(last, highestNamed(db, table));
    setMetaValue(db, counter, std::to_string(last + 1));
    return last + 1;
}

} // namespace retort
