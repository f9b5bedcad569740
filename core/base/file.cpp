// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include "core/base/error.h"
#include "core/base/output_path.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utility>

namespace fs = std::filesystem;

namespace retort {
namespace {

// Temporary files carry the pid, so that sweepLeftovers can tell a living writer's file from a dead one's.
fs::path temporaryName(const fs::path &path) {
    static std::atomic<unsigned> counter{0};
    return path.parent_path()
           / ("." + path.filename().string() + ".tmp-" + std::to_string(::getpid()) + "-"
              + std::to_string(counter++));
}

fs::path xdgFolder(const char *variable, const char *fallback) {
    const char *set = std::getenv(variable);
    const char *home = std::getenv("HOME");
    const fs::path base = set && *set ? fs::path(set) : fs::path(home && *home ? home : "/tmp") / fallback;
    const fs::path folder = base / "retort";
    std::error_code ignored;
    fs::create_directories(folder, ignored); // a read-only home must not keep the program from starting
    return folder;
}

} // namespace

Descriptor::Descriptor(const fs::path &path, int flags, const char *action)
    : m_path(path),
      m_value(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
    if (m_value < 0)
        throw systemError(errno, action, path.string());
}

Descriptor::Descriptor(Descriptor &&other) noexcept
    : m_path(std::move(other.m_path)),
      m_value(std::exchange(other.m_value, -1)) {}

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept {
    Descriptor taken(std::move(other)); // closes what was open here
    std::swap(m_path, taken.m_path);
    std::swap(m_value, taken.m_value);
    return *this;
}

std::size_t Descriptor::read(char *into, std::size_t most) const {
    ssize_t n = 0;
    do
        n = ::read(m_value, into, most);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        throw systemError(errno, "read", m_path.string());
    return std::size_t(n);
}

void Descriptor::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t n = ::write(m_value, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            throw systemError(n < 0 ? errno : ENOSPC, "write", m_path.string());
        bytes.remove_prefix(std::size_t(n));
    }
}

void Descriptor::sync() const {
    if (::fsync(m_value) != 0)
        throw systemError(errno, "save", m_path.string());
}

void Descriptor::reset() {
    if (m_value >= 0)
        ::close(std::exchange(m_value, -1));
}

void Descriptor::close() {
    if (::close(std::exchange(m_value, -1)) != 0)
        throw systemError(errno, "save", m_path.string());
}

CheckedFile::CheckedFile(const fs::path &path) : m_file(path, O_WRONLY | O_CREAT | O_TRUNC, "create") {}

void CheckedFile::write(std::string_view bytes) {
    m_file.write(bytes);
    m_size += bytes.size();
}

void CheckedFile::close() {
    sync();
    m_file.close();
}

void atomicWrite(const fs::path &path, std::string_view bytes) {
    atomicWrite(path, [&](CheckedFile &file) { file.write(bytes); });
}

void atomicWrite(const fs::path &path, const std::function<void(CheckedFile &)> &writer) {
    requireOutputPath(path); // in words that do not name our temporary file
    const fs::path temporary = temporaryName(path);
    try {
        CheckedFile file(temporary);
        writer(file);
        file.close();
        renameDurably(temporary, path);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
}

void renameDurably(const fs::path &from, const fs::path &to) {
    if (::rename(from.c_str(), to.c_str()) != 0)
        throw systemError(errno, "rename", from.string());
    syncFolder(to.parent_path());
}

void syncFolder(const fs::path &folder) {
    const Descriptor opened(folder.empty() ? fs::path(".") : folder, O_DIRECTORY);
    // Some network and FUSE file systems cannot sync a folder; there is nothing more to do for them.
    if (::fsync(opened.value()) != 0 && errno != EINVAL && errno != ENOTSUP)
        throw systemError(errno, "save", opened.path().string());
}

std::string readFile(const fs::path &path) {
    const Descriptor file(path);
    std::string bytes;
    struct stat info {};
    if (::fstat(file.value(), &info) == 0 && S_ISREG(info.st_mode))
        bytes.reserve(std::size_t(info.st_size));
    char buffer[1 << 16];
    while (const std::size_t n = file.read(buffer, sizeof buffer))
        bytes.append(buffer, n);
    return bytes;
}

std::int64_t sizeOnDisk(const fs::path &path) {
    std::error_code status;
    if (fs::is_symlink(path, status))
        return 0;
    if (fs::is_directory(path, status))
        return std::int64_t(folderSize(path));
    const auto size = fs::file_size(path, status);
    return status ? 0 : std::int64_t(size);
}

std::uint64_t folderSize(const fs::path &folder) {
    std::uint64_t bytes = 0;
    std::error_code status;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, status),
         end;
         it != end; it.increment(status)) {
        if (status)
            break;
        std::error_code fileStatus;
        if (it->is_regular_file(fileStatus)) {
            const auto size = it->file_size(fileStatus);
            if (!fileStatus)
                bytes += size;
        }
    }
    return bytes;
}

std::uint64_t freeSpace(const fs::path &folder) {
    struct statvfs info {};
    if (::statvfs(folder.c_str(), &info) != 0)
        throw systemError(errno, "look at", folder.string());
    return std::uint64_t(info.f_bavail) * info.f_frsize;
}

bool onNetworkFileSystem(const fs::path &path) {
    struct statfs info {};
    if (::statfs(path.c_str(), &info) != 0)
        return false;
    constexpr std::uint32_t cifs = 0xff534d42, smb2 = 0xfe534d42, fuse = 0x65735546, lustre = 0x0bd00bd0,
                            gpfs = 0x47504653, ceph = 0x00c36400, beegfs = 0x19830326;
    switch (std::uint32_t(info.f_type)) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case V9FS_MAGIC:
    case AFS_SUPER_MAGIC:
    case cifs:
    case smb2:
    case fuse:
    case lustre:
    case gpfs:
    case ceph:
    case beegfs:
        return true;
    default:
        return false;
    }
}

FileLock FileLock::tryLock(const fs::path &path, Mode mode) {
    FileLock lock;
    lock.m_file = Descriptor(path, O_RDWR | O_CREAT, "lock");
    const int operation = (mode == Mode::Exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB;
    while (::flock(lock.m_file.value(), operation) != 0) {
        if (errno == EWOULDBLOCK)
            return {};
        if (errno != EINTR)
            throw systemError(errno, "lock", path.string());
    }
    return lock;
}

void FileLock::writeNote(std::string_view note) {
    // A note that cannot be written (full disk) is no reason to fail: the lock itself holds.
    if (!held() || ::ftruncate(m_file.value(), 0) != 0)
        return;
    [[maybe_unused]] const ssize_t n = ::pwrite(m_file.value(), note.data(), note.size(), 0);
}

fs::path configFolder() {
    return xdgFolder("XDG_CONFIG_HOME", ".config");
}
fs::path dataFolder() {
    return xdgFolder("XDG_DATA_HOME", ".local/share");
}
fs::path cacheFolder() {
    return xdgFolder("XDG_CACHE_HOME", ".cache");
}
fs::path stateFolder() {
    return xdgFolder("XDG_STATE_HOME", ".local/state");
}

fs::path programFolder() {
    std::error_code status;
    const auto program = fs::read_symlink("/proc/self/exe", status);
    return status ? fs::current_path(status) : program.parent_path();
}

} // namespace retort
