// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/run_journal.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/runs/journal_file.h"
#include "core/data/runs/run_folder.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/project_lock.h"
#include "core/data/sql/schema.h"

#include <charconv>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <mutex>
#include <sys/stat.h>

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace retort {
namespace {

constexpr std::string_view placePrefix = "journal:"; // key in meta, before the number of the run
constexpr std::size_t piece_bytes = 4 << 20;         // one transaction
constexpr double checkpointComes_s = 60; // a network file system may show a new folder later than a new line

std::string placeKey(RunId run) {
    return std::string(placePrefix) + std::to_string(run);
}

// What stat() said when all of a journal had been imported: while it says the same, nothing is new.
struct SeenJournals {
    struct Look {
        std::uint64_t node = 0;
        std::int64_t size = -1;
        bool operator==(const Look &) const = default;
    };
    explicit SeenJournals(Project::Impl &) {}
    std::mutex mutex;
    std::map<RunId, Look> looks;
};

std::optional<SeenJournals::Look> lookAt(const fs::path &file) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        return {};
    return SeenJournals::Look{std::uint64_t(info.st_ino), std::int64_t(info.st_size)};
}

std::string readPiece(const fs::path &file, std::uint64_t from, std::size_t most) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(most, '\0');
    in.seekg(std::streamoff(from));
    in.read(bytes.data(), std::streamsize(most));
    bytes.resize(std::size_t(std::max<std::streamsize>(0, in.gcount())));
    return bytes;
}

// Lines of a journal as rows; inside one transaction.
class JournalRows {
public:
    JournalRows(SQLite::Database &db, const fs::path &project, RunId run, bool owned)
        : m_db(db),
          m_project(project),
          m_run(run),
          m_owned(owned) {}

    // Bytes of whole lines that are now rows. Stops before a checkpoint that is still to come.
    std::size_t insert(std::string_view bytes) {
        std::size_t done = 0;
        for (auto end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n', done)) {
            const std::string_view line = bytes.substr(done, end - done);
            const Json json = Json::parse(line, nullptr, false);
            try {
                if (!json.is_object())
                    throw Json::other_error::create(501, "no JSON object", nullptr);
                if (!insertLine(json)) {
                    m_waits = true;
                    break;
                }
            } catch (const Json::exception &e) { // written by nobody of us; the rest is still good
                log(LogLevel::Warning,
                    fmt::format("journal of run {}: a line is left out: {}", m_run, e.what()));
            }
            done = end + 1;
        }
        flush();
        return done;
    }
    bool waits() const { return m_waits; } // for a checkpoint
    const std::optional<PruneRequest> &prune() const { return m_prune; }

private:
    bool insertLine(const Json &line) {
        if (line.contains(journal_key::metric)) {
            m_metrics.push_back({m_run, line.at("step").get<std::int64_t>(),
                                 line.at(journal_key::metric).get<std::string>(),
                                 journalNumber(line, "value"), journalNumber(line, "wall")});
        } else if (line.contains(journal_key::event)) {
            m_events.push_back(
                {m_run, line.at("step").get<std::int64_t>(), line.at(journal_key::event).get<std::string>(),
                 textFromJson(line.at("what").get<std::string>()), journalNumber(line, "wall")});
        } else if (line.contains(journal_key::state)) {
            updateState(line);
        } else if (line.contains(journal_key::checkpoint)) {
            return addCheckpoint(line);
        } else if (line.contains(journal_key::prune)) {
            m_prune = PruneRequest{line.at(journal_key::prune).get<std::int64_t>(),
                                   line.at("best_step").get<std::int64_t>()};
        } else if (line.contains(journal_key::end)) {
            endRun(line);
        } // another key: of a later version of the same format
        return true;
    }
    void updateState(const Json &line) {
        const RunState state = runStateOf(line.at(journal_key::state).get<std::string>());
        execute(m_db,
                "UPDATE run SET state=?, device=?, precision=?, step=?, total_steps=?, last_loss=?, "
                "best_val_loss=?, "
                "val_accuracy=? WHERE id=?",
                state, line.at("device").get<std::string>(), line.value("precision", std::string()),
                line.at("step").get<std::int64_t>(), line.at("total_steps").get<std::int64_t>(),
                journalNumber(line, "last_loss"), journalNumber(line, "best_val_loss"),
                journalNumber(line, "val_accuracy"), m_run);
    }
    void endRun(const Json &line) {
        const RunState state = runStateOf(line.at(journal_key::end).get<std::string>());
        execute(m_db, "UPDATE run SET state=?, finished=?, error=? WHERE id=?", state,
                line.at("finished").get<std::string>(), line.at("error").get<std::string>(), m_run);
        const auto step = oneInteger(m_db, "SELECT step FROM run WHERE id=?", m_run);
        m_events.push_back({m_run, step.value_or(0), line.at("kind").get<std::string>(),
                            textFromJson(line.at("what").get<std::string>()), journalNumber(line, "wall")});
    }
    // A row only for what is whole: its folder has its name, and the manifest that is written last.
    bool addCheckpoint(const Json &line) {
        CheckpointRecord record;
        record.run = m_run;
        record.step = line.at("step").get<std::int64_t>();
        record.reason = line.at("reason").get<std::string>();
        record.valLoss = journalNumber(line, "val_loss");
        record.createdAt = line.at("created").get<std::string>();
        const fs::path name = line.at(journal_key::checkpoint).get<std::string>();
        if (name.empty() || name != name.filename() || name == "." || name == "..")
            throw Json::other_error::create(501, "no name of a checkpoint: " + name.string(), nullptr);
        const fs::path relative = runFolderOf({}, m_run) / "checkpoints" / name,
                       folder = m_project / relative;
        if (!fs::exists(folder / "manifest.json")) {
            const double age_s = std::abs(double(std::time(nullptr)) - journalNumber(line, "wall"));
            if (!m_owned && age_s < checkpointComes_s && lockIsHeld(runLockFile(m_project, m_run)))
                return false;
            log(LogLevel::Warning, "journal: the checkpoint " + folder.string() + " is not there");
            return true;
        }
        if (oneInteger(m_db, "SELECT 1 FROM checkpoint WHERE folder=? AND trashed IS NULL", relative))
            return true; // the database is a restored one that knew more
        record.bytes = std::int64_t(folderSize(folder));
        record.folder = relative;
        insertCheckpoint(m_db, record);
        return true;
    }
    void flush() {
        insertMetrics(m_db, m_metrics);
        insertEvents(m_db, m_events);
    }

    SQLite::Database &m_db;
    const fs::path &m_project;
    RunId m_run;
    bool m_owned, m_waits = false;
    std::vector<MetricPoint> m_metrics;
    std::vector<RunEvent> m_events;
    std::optional<PruneRequest> m_prune;
};

struct Piece : JournalImport {
    bool known = false, waits = false;
};

// One piece, one transaction: the rows, and how far they reach.
Piece importPiece(Project::Impl &inside, RunId run, const fs::path &file, bool owned) {
    const auto take = [&](SQLite::Database &db) {
        Piece out;
        if (!oneInteger(db, "SELECT 1 FROM run WHERE id=?", run))
            return out; // repair may list it again
        out.known = true;
        const JournalHead head = journalHead(readPiece(file, 0, 4096));
        if (head.length == 0)
            return out;
        if (head.format > journalFormat)
            throw Error(
                ErrorCode::NewerVersion,
                RETORT_TR("core",
                          "The journal of run %1 was written by a newer Retort. Update Retort to import it."),
                run);
        const std::string place = metaValue(db, placeKey(run));
        std::uint64_t from = head.length;
        if (place.size() > head.id.size() && place.starts_with(head.id + ' '))
            std::from_chars(place.data() + head.id.size() + 1, place.data() + place.size(), from);
        JournalRows rows(db, inside.folder, run, owned);
        const std::size_t bytes = rows.insert(readPiece(file, from, piece_bytes));
        out.waits = rows.waits();
        out.prune = rows.prune();
        out.anyRows = bytes > 0;
        if (out.anyRows)
            setMetaValue(db, placeKey(run), head.id + ' ' + std::to_string(from + bytes));
        return out;
    };
    return inside.write("journal", take, true);
}

bool hasEnded(Project::Impl &inside, RunId run) {
    return inside.read([&](SQLite::Database &db) {
        return oneInteger(db, "SELECT 1 FROM run WHERE id=? AND state NOT IN (?, ?, ?)", run,
                          RunState::Running, RunState::Paused, RunState::Created)
            .has_value();
    });
}

Piece importAll(Project::Impl &inside, RunId run, const fs::path &file, bool owned) {
    Piece all;
    for (;;) {
        const Piece piece = importPiece(inside, run, file, owned);
        all.known = piece.known;
        all.waits = piece.waits;
        all.anyRows = all.anyRows || piece.anyRows;
        if (piece.prune)
            all.prune = piece.prune;
        if (!piece.anyRows || piece.waits)
            return all;
    }
}

// First the rows are in the database file, then the journal goes. The caller holds the run: nobody appends.
void removeJournal(Project::Impl &inside, RunId run, const fs::path &file) {
    inside.writing()->emptyWal();
    std::error_code status;
    fs::remove(file, status);
    if (status) {
        log(LogLevel::Warning, "cannot remove " + file.string() + ": " + status.message());
        return;
    }
    syncFolder(file.parent_path());
    inside.write("journal",
                 [&](SQLite::Database &db) { execute(db, "DELETE FROM meta WHERE key=?", placeKey(run)); });
}

// The owner's lock keeps trainers away; a line that came meanwhile is imported first.
void endJournal(Project::Impl &inside, RunId run, const fs::path &file, bool owned, Piece &imported) {
    if (owned)
        return removeJournal(inside, run, file);
    const FileLock own = FileLock::tryLock(runLockFile(inside.folder, run));
    if (!own.held())
        return;
    if (const Piece more = importAll(inside, run, file, true); more.prune)
        imported.prune = more.prune;
    if (hasEnded(inside, run))
        removeJournal(inside, run, file);
}

} // namespace

bool hasJournal(const Project &project, RunId run) {
    return lookAt(journalFile(project.folder(), run)).has_value();
}

JournalImport importJournal(Project &project, RunId run, bool owned) {
    Project::Impl &inside = ProjectAccess::impl(project);
    const fs::path file = journalFile(inside.folder, run);
    const auto look = lookAt(file); // before: what comes meanwhile is seen the next time
    if (!look)
        return {};
    const auto seen = ProjectAccess::slot<SeenJournals>(project);
    {
        const std::lock_guard lock(seen->mutex);
        if (const auto it = seen->looks.find(run); !owned && it != seen->looks.end() && it->second == *look)
            return {};
    }
    Piece imported = importAll(inside, run, file, owned);
    if (!imported.known || imported.waits)
        return imported;
    if (hasEnded(inside, run)) {
        endJournal(inside, run, file, owned, imported);
    } else {
        const std::lock_guard lock(seen->mutex);
        seen->looks[run] = *look;
    }
    return imported;
}

void forgetLostJournals(Project &project) {
    constexpr const char *lost = "FROM meta WHERE key>='journal:' AND key<'journal;' AND NOT EXISTS(SELECT 1 "
                                 "FROM run WHERE id=CAST(substr(key, 9) AS INTEGER))";
    if (project.read([&](SQLite::Database &db) {
            return oneInteger(db, std::string("SELECT 1 ") + lost).has_value();
        }))
        project.write("journal", [&](SQLite::Database &db) { db.exec(std::string("DELETE ") + lost); });
}

} // namespace retort
