// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/leftovers.h"

#include "core/base/file.h"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {
namespace {

constexpr auto abandonedAfter = std::chrono::hours(24);

// 0: the name carries none.
long pidIn(std::string_view name, std::string_view start, std::string_view mark) {
    if (!name.starts_with(start))
        return 0;
    const auto at = name.rfind(mark);
    if (at == std::string_view::npos)
        return 0;
    const std::string_view rest = name.substr(at + mark.size());
    long pid = 0;
    const auto [end, status] = std::from_chars(rest.data(), rest.data() + rest.size(), pid);
    const bool whole = end == rest.data() + rest.size() || *end == '-';
    return status == std::errc() && whole && pid > 0 ? pid : 0;
}

bool isOld(const fs::path &path) {
    std::error_code status;
    const auto time = fs::last_write_time(path, status);
    return !status && fs::file_time_type::clock::now() - time > abandonedAfter;
}

bool isMine(const fs::path &path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 && info.st_uid == ::geteuid();
}

} // namespace

bool processLives(long pid) {
    return ::kill(pid_t(pid), 0) == 0 || errno != ESRCH;
}

int sweepLeftovers(const fs::path &folder, std::string_view start, std::string_view mark) {
    const bool network = onNetworkFileSystem(folder);
    int swept = 0;
    std::error_code status;
    for (fs::directory_iterator it(folder, status), end; !status && it != end; it.increment(status)) {
        const fs::path &path = it->path();
        const long pid = pidIn(path.filename().string(), start, mark);
        if (pid == 0 || !isMine(path) || processLives(pid) || (network && !isOld(path)))
            continue;
        std::error_code failed;
        swept += fs::remove_all(path, failed) > 0 && !failed;
    }
    return swept;
}

} // namespace retort
