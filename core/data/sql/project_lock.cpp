// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql/project_lock.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

std::string holderOf(const fs::path &lockFile) {
    try {
        return readFile(lockFile);
    } catch (const Error &) {
        return {};
    }
}

} // namespace

std::string ownerNote(const std::string &verb) {
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    return fmt::format("{} {} {}", ::getpid(), host, verb);
}

bool lockIsHeld(const fs::path &file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    return held;
}

FileLock waitForProjectLock(const fs::path &project, const std::string &verb, int timeout_ms) {
    const auto file = project / projectLockName;
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    // flock has no timeout; another writer holds the lock for milliseconds, so short naps cost nothing.
    for (auto nap = std::chrono::microseconds(100);;
         nap = std::min(nap * 2, std::chrono::microseconds(2'000))) {
        FileLock lock = FileLock::tryLock(file);
        if (lock.held()) {
            lock.writeNote(ownerNote(verb));
            return lock;
        }
        if (std::chrono::steady_clock::now() > end)
            throw Error(ErrorCode::Busy,
                        RETORT_TR("core",
                                  "The project “%1” has been locked for a long time by “%2” (process, "
                                  "machine, task). If that process hangs, end it and try again."),
                        project.string(), holderOf(file));
        std::this_thread::sleep_for(nap);
    }
}

} // namespace retort
