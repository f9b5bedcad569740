// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project/project_turns.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/data/project/project_impl.h"
#include "core/data/sql/schema.h"

#include <thread>

namespace fs = std::filesystem;

namespace retort {

namespace {

constexpr const char *turnVerb = "in turn"; // in project.lock: it will not take long

bool heldForAMoment(const fs::path &lockFile) {
    try {
        return readFile(lockFile).ends_with(turnVerb);
    } catch (const Error &) {
        return false;
    }
}

} // namespace

FileLock waitForNetworkLock(const fs::path &folder, FileLock::Mode mode, std::chrono::milliseconds wait) {
    const fs::path file = folder / projectLockName;
    const auto from = std::chrono::steady_clock::now();
    for (;;) {
        FileLock lock = FileLock::tryLock(file, mode);
        const auto waited = std::chrono::steady_clock::now() - from;
        if (lock.held() || (waited >= wait && !(waited < turnWait && heldForAMoment(file))))
            return lock;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

// Under turnMutex.
void Project::Impl::openForTurn(std::chrono::milliseconds wait) {
    FileLock lock = waitForNetworkLock(folder, FileLock::Mode::Exclusive, wait);
    if (!lock.held())
        throwOpenElsewhere(folder);
    lock.writeNote(ownerNote(inTurns ? turnVerb : "open"));
    auto opened = std::make_unique<WriterThread>(folder, target, true);
    opened->read([&](SQLite::Database &db) {
        if (oneInteger(db, "PRAGMA user_version") != projectSchema)
            throw Error(ErrorCode::NewerVersion,
                        text(RETORT_TR("core", "The project “%1” was changed by another version of Retort "
                                               "meanwhile. Open it again."),
                             folder.string()));
    });
    exclusive = std::move(lock);
    writer = std::move(opened);
}

// Under turnMutex. The lock goes last: whoever gets it finds a database that is one whole file.
void Project::Impl::closeAfterTurn() noexcept {
    if (!writer)
        return;
    commitsBefore += writer->commits();
    writer.reset();
    exclusive.release();
}

void Project::Impl::enter(std::chrono::milliseconds wait) {
    const std::lock_guard lock(turnMutex);
    if (!writer)
        openForTurn(wait);
    ++users;
}

void Project::Impl::leave() noexcept {
    const std::lock_guard lock(turnMutex);
    if (--users == 0 && inTurns)
        closeAfterTurn();
}

Turn::Turn(Project::Impl &inside) : Turn(inside, turnWait) {}
Turn::Turn(Project::Impl &inside, std::chrono::milliseconds wait) : m_inside(inside) {
    if (m_inside.network)
        m_inside.enter(wait);
}
Turn::~Turn() {
    if (m_inside.network)
        m_inside.leave();
}

void allowTurns(Project &project) {
    Project::Impl &inside = ProjectAccess::impl(project);
    const std::lock_guard lock(inside.turnMutex);
    inside.turnsAllowed = inside.network;
}

bool takeTurns(Project &project) {
    Project::Impl &inside = ProjectAccess::impl(project);
    const std::lock_guard lock(inside.turnMutex);
    inside.inTurns = inside.turnsAllowed;
    if (inside.inTurns && inside.users == 0)
        inside.closeAfterTurn();
    return inside.inTurns;
}

void endTurns(Project &project) {
    Project::Impl &inside = ProjectAccess::impl(project);
    const std::lock_guard lock(inside.turnMutex);
    inside.turnsAllowed = inside.inTurns = false;
}

bool takesTurns(const Project &project) {
    Project::Impl &inside = ProjectAccess::impl(project);
    const std::lock_guard lock(inside.turnMutex);
    return inside.inTurns;
}

bool inTurn(Project &project, std::chrono::milliseconds wait, const std::function<void()> &work) {
    std::unique_ptr<Turn> turn;
    try {
        turn = std::make_unique<Turn>(ProjectAccess::impl(project), wait);
    } catch (const Error &e) {
        if (e.code() != ErrorCode::Busy)
            throw;
        return false;
    }
    work();
    return true;
}

} // namespace retort
