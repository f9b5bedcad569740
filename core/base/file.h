// SPDX-License-Identifier: GPL-3.0-or-later
// Checked files: everything that must survive a full disk, a crash or kill -9 goes through here. Any thread.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace retort {

// Writes to a descriptor with every length compared; throws systemError. Not buffered: give it large pieces.
class RETORT_DATA_API CheckedFile {
public:
    // Creates (truncates) the file; parent folder must exist.
    explicit CheckedFile(const std::filesystem::path &path);
    ~CheckedFile(); // closes; does not report: call close() for that
    CheckedFile(const CheckedFile &) = delete;
    CheckedFile &operator=(const CheckedFile &) = delete;
    void write(std::string_view bytes);
    void write(const void *data, std::size_t size);
    void sync();  // fsync
    void close(); // sync and close, each checked
    std::uint64_t size() const { return m_size; }
    int descriptor() const { return m_descriptor; }

private:
    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
};

// Temporary name beside `path`, write, fsync, rename, fsync folder. On any failure the old file is untouched.
RETORT_DATA_API void atomicWrite(const std::filesystem::path &path, std::string_view bytes);
RETORT_DATA_API void atomicWrite(const std::filesystem::path &path,
                                 const std::function<void(CheckedFile &)> &writer);
RETORT_DATA_API void renameDurably(const std::filesystem::path &from, const std::filesystem::path &to);
RETORT_DATA_API void syncFolder(const std::filesystem::path &folder);
RETORT_DATA_API std::string readFile(const std::filesystem::path &path); // whole; throws systemError
RETORT_DATA_API std::uint64_t folderSize(const std::filesystem::path &folder);
RETORT_DATA_API std::int64_t
sizeOnDisk(const std::filesystem::path &path); // of a file or folder; 0 when absent
RETORT_DATA_API std::uint64_t freeSpace(const std::filesystem::path &folder);
RETORT_DATA_API bool
onNetworkFileSystem(const std::filesystem::path &path); // statfs: NFS, SMB, FUSE, Lustre, …

// flock on a file (created when missing). Held until destroyed; also released by the kernel when the process
// dies.
class RETORT_DATA_API FileLock {
public:
    enum class Mode { Shared, Exclusive };
    FileLock() = default;
    FileLock(FileLock &&) noexcept;
    FileLock &operator=(FileLock &&) noexcept;
    ~FileLock();
    static FileLock wait(const std::filesystem::path &path, Mode mode = Mode::Exclusive);
    static FileLock tryLock(const std::filesystem::path &path,
                            Mode mode = Mode::Exclusive); // held() false when taken
    bool held() const { return m_descriptor >= 0; }
    void writeNote(std::string_view note); // replaces the file's content: "pid host verb"
    void release();

private:
    int m_descriptor = -1;
};

// XDG folders of Retort, created on demand: config, cache, data and state (logs, session, crash dumps).
RETORT_DATA_API std::filesystem::path configFolder();
RETORT_DATA_API std::filesystem::path dataFolder();
RETORT_DATA_API std::filesystem::path cacheFolder();
RETORT_DATA_API std::filesystem::path stateFolder();
RETORT_DATA_API std::filesystem::path programFolder(); // of the running executable

} // namespace retort
