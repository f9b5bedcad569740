// SPDX-License-Identifier: GPL-3.0-or-later
// Taking journals in.
#include "core/data/runs/run_journal.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/project/work.h"
#include "core/data/runs/journal_file.h"
#include "core/data/runs/run_store_impl.h"
#include "core/data/sql/schema.h"

#include <charconv>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
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

// What stat() said when all of a journal had been taken in: while it says the same, nothing is new.
struct SeenJournals {
    struct Look {
        std::uint64_t node = 0;
        std::int64_t size = -1;
        bool operator==(const Look &) const = default;
    };
    explicit SeenJournals(Project::Impl &) {}
    std::mutex mutex;
    std::map<RunId, Look> looks;
    std::set<RunId> troubles; // told in the log
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
class Taking {
public:
    Taking(SQLite::Database &db, const fs::path &project, RunId run, bool owned)
        : m_db(db),
          m_project(project),
          m_run(run),
          m_owned(owned) {}

    // Bytes of whole lines that are now rows. Stops before a checkpoint that is still to come.
    std::size_t take(std::string_view bytes) {
        std::size_t taken = 0;
        for (auto end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n', taken)) {
            const std::string_view line = bytes.substr(taken, end - taken);
            const Json json = Json::parse(line, nullptr, false);
            try {
                if (!json.is_object())
                    throw Json::other_error::create(501, "no JSON object", nullptr);
                if (!takeLine(json)) {
                    m_waits = true;
                    break;
                }
            } catch (const Json::exception &e) { // written by nobody of us; the rest is still good
                log(LogLevel::Warning,
                    fmt::format("journal of run {}: a line is left out: {}", m_run, e.what()));
            }
            taken = end + 1;
        }
        flush();
        return taken;
    }
    bool waits() const { return m_waits; } // for a checkpoint
    std::optional<std::pair<std::int64_t, std::int64_t>> pruning() const { return m_prune; }

private:
    bool takeLine(const Json &line) {
        if (line.contains(journal_key::metric)) {
            m_metrics.push_back({m_run, line.at("step").get<std::int64_t>(),
                                 line.at(journal_key::metric).get<std::string>(),
                                 journalNumber(line, "value"), journalNumber(line, "wall")});
        } else if (line.contains(journal_key::event)) {
            m_events.push_back(
                {m_run, line.at("step").get<std::int64_t>(), line.at(journal_key::event).get<std::string>(),
                 textFromJson(line.at("what").get<std::string>()), journalNumber(line, "wall")});
        } else if (line.contains(journal_key::state)) {
            takeState(line);
        } else if (line.contains(journal_key::checkpoint)) {
            return takeCheckpoint(line);
        } else if (line.contains(journal_key::prune)) {
            m_prune = {line.at(journal_key::prune).get<std::int64_t>(),
                       line.at("best_step").get<std::int64_t>()};
        } else if (line.contains(journal_key::end)) {
            takeEnd(line);
        } // another key: of a later version of the same format
        return true;
    }
    void takeState(const Json &line) {
        const RunState state = runStateOf(line.at(journal_key::state).get<std::string>());
        Query(m_db, "UPDATE run SET state=?, device=?, step=?, total_steps=?, last_loss=?, best_val_loss=?, "
                    "val_accuracy=? WHERE id=?")
            .bind(int(state), line.at("device").get<std::string>(), line.at("step").get<std::int64_t>(),
                  line.at("total_steps").get<std::int64_t>(), journalNumber(line, "last_loss"),
                  journalNumber(line, "best_val_loss"), journalNumber(line, "val_accuracy"), m_run)
            .run();
    }
    void takeEnd(const Json &line) {
        const RunState state = runStateOf(line.at(journal_key::end).get<std::string>());
        Query(m_db, "UPDATE run SET state=?, finished=?, error=? WHERE id=?")
            .bind(int(state), line.at("finished").get<std::string>(), line.at("error").get<std::string>(),
                  m_run)
            .run();
        const auto step = oneInteger(m_db, "SELECT step FROM run WHERE id=" + std::to_string(m_run));
        m_events.push_back({m_run, step.value_or(0), line.at("kind").get<std::string>(),
                            textFromJson(line.at("what").get<std::string>()), journalNumber(line, "wall")});
    }
    // A row only for what is whole: its folder has its name, and the manifest that is written last.
    bool takeCheckpoint(const Json &line) {
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
        if (Query(m_db, "SELECT 1 FROM checkpoint WHERE folder=? AND trashed IS NULL")
                .bind(relative.string())
                .next())
            return true; // the database is a restored one that knew more
        record.bytes = std::int64_t(folderSize(folder));
        insertCheckpoint(m_db, record, relative.string());
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
    std::optional<std::pair<std::int64_t, std::int64_t>> m_prune;
};

struct Taken {
    bool known = false, something = false, waits = false;
    std::optional<std::pair<std::int64_t, std::int64_t>> prune;
};

// One piece, one transaction: the rows, and how far they reach.
Taken takePiece(Project::Impl &inside, RunId run, const fs::path &file, bool owned) {
    Taken out;
    inside.write(
        "journal",
        [&](SQLite::Database &db) {
            if (!oneInteger(db, "SELECT 1 FROM run WHERE id=" + std::to_string(run)))
                return; // repair may list it again
            out.known = true;
            const JournalHead head = journalHead(readPiece(file, 0, 4096));
            if (head.length == 0)
                return;
            if (head.format > journalFormat)
                throw Error(ErrorCode::NewerVersion,
                            text(RETORT_TR("core", "The journal of run %1 was written by a newer Retort. "
                                                   "Update Retort to take it in."),
                                 run));
            const std::string place = metaValue(db, placeKey(run));
            std::uint64_t from = head.length;
            if (place.size() > head.id.size() && place.starts_with(head.id + ' '))
                std::from_chars(place.data() + head.id.size() + 1, place.data() + place.size(), from);
            Taking taking(db, inside.folder, run, owned);
            const std::size_t bytes = taking.take(readPiece(file, from, piece_bytes));
            out.waits = taking.waits();
            out.prune = taking.pruning();
            out.something = bytes > 0;
            if (out.something)
                setMetaValue(db, placeKey(run), head.id + ' ' + std::to_string(from + bytes));
        },
        true);
    return out;
}

bool hasEnded(Project::Impl &inside, RunId run) {
    bool ended = false;
    inside.read([&](SQLite::Database &db) {
        const auto state = oneInteger(db, "SELECT state FROM run WHERE id=" + std::to_string(run));
        ended = state && *state != int(RunState::Running) && *state != int(RunState::Paused)
                && *state != int(RunState::Created);
    });
    return ended;
}

Taken takeAll(Project::Impl &inside, RunId run, const fs::path &file, bool owned, bool prune) {
    Taken all;
    for (;;) {
        const Taken piece = takePiece(inside, run, file, owned);
        all.known = piece.known;
        all.waits = piece.waits;
        all.something = all.something || piece.something;
        if (piece.prune)
            all.prune = piece.prune;
        if (!piece.something || piece.waits)
            break;
    }
    if (all.prune && prune)
        pruneCheckpoints(inside, run, all.prune->first, all.prune->second);
    return all;
}

// The owner's lock keeps away whoever would go on with the run and append; first the rows are in the database
// file, then the journal goes. A line that came meanwhile is taken in before.
void dropJournal(Project::Impl &inside, RunId run, const fs::path &file, bool owned, bool prune) {
    FileLock own;
    if (!owned) {
        own = FileLock::tryLock(runLockFile(inside.folder, run));
        if (!own.held())
            return;
        takeAll(inside, run, file, true, prune);
        if (!hasEnded(inside, run))
            return;
    }
    inside.writer->checkpoint();
    std::error_code status;
    fs::remove(file, status);
    if (status) {
        log(LogLevel::Warning, "cannot remove " + file.string() + ": " + status.message());
        return;
    }
    syncFolder(file.parent_path());
    inside.write(
        "journal",
        [&](SQLite::Database &db) { Query(db, "DELETE FROM meta WHERE key=?").bind(placeKey(run)).run(); },
        false);
}

bool takeIn(Project::Impl &inside, const std::shared_ptr<SeenJournals> &seen, RunId run, bool owned,
            bool prune) {
    const fs::path file = journalFile(inside.folder, run);
    const auto look = lookAt(file); // before: what comes meanwhile is seen the next time
    if (!look)
        return false;
    if (seen) {
        const std::lock_guard lock(seen->mutex);
        if (const auto it = seen->looks.find(run); !owned && it != seen->looks.end() && it->second == *look)
            return false;
    }
    const Turn turn(inside);
    const Taken taken = takeAll(inside, run, file, owned, prune);
    if (!taken.known || taken.waits)
        return taken.something;
    if (hasEnded(inside, run))
        dropJournal(inside, run, file, owned, prune);
    else if (seen) {
        const std::lock_guard lock(seen->mutex);
        seen->looks[run] = *look;
    }
    return taken.something;
}

void forgetLostPlaces(Project::Impl &inside) {
    constexpr const char *lost = "FROM meta WHERE key>='journal:' AND key<'journal;' AND NOT EXISTS(SELECT 1 "
                                 "FROM run WHERE id=CAST(substr(key, 9) AS INTEGER))";
    bool any = false;
    inside.read(
        [&](SQLite::Database &db) { any = oneInteger(db, std::string("SELECT 1 ") + lost).has_value(); });
    if (any)
        inside.write(
            "journal", [&](SQLite::Database &db) { db.exec(std::string("DELETE ") + lost); }, false);
}

} // namespace

bool hasJournal(const Project &project, RunId run) {
    return lookAt(journalFile(project.folder(), run)).has_value();
}

bool takeInJournal(Project &project, RunId run, bool owned) {
    Project::Impl &inside = ProjectAccess::impl(project);
    if (inside.mode == OpenMode::ReadOnly)
        return false;
    return takeIn(inside, ProjectAccess::slot<SeenJournals>(project), run, owned, true);
}

bool watchJournal(Project &project, RunId run) noexcept {
    try {
        return takeInJournal(project, run);
    } catch (const std::exception &e) {
        const auto seen = ProjectAccess::slot<SeenJournals>(project);
        const std::lock_guard lock(seen->mutex);
        if (seen->troubles.insert(run).second)
            log(LogLevel::Warning, fmt::format("journal of run {}: {}", run, e.what()));
        return false;
    }
}

void takeInJournals(Project::Impl &inside) {
    std::error_code status;
    for (const auto &entry : fs::directory_iterator(inside.folder / "runs", status)) {
        const std::string name = entry.path().filename().string();
        RunId run = 0;
        const auto [at, fault] = std::from_chars(name.data(), name.data() + name.size(), run);
        if (fault != std::errc() || at != name.data() + name.size()
            || entry.path() != runFolderOf(inside.folder, run))
            continue;
        try {
            takeIn(inside, nullptr, run, false, inside.sweeps);
        } catch (const std::exception &e) { // the rest of the project is as good as before
            const auto *const error = dynamic_cast<const Error *>(&e);
            const std::lock_guard lock(inside.mutex);
            inside.info.notices.push_back(
                text(RETORT_TR("core", "What run %1 wrote while the project was not open cannot be taken in "
                                       "now: %2 It stays in the folder of the run."),
                     run, error ? error->text() : Text(std::string("%1"), {e.what()})));
        }
    }
    forgetLostPlaces(inside);
}

} // namespace retort
