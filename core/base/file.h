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

// An open file descriptor, closed with the object. Everything throws systemError.
class RETORT_DATA_API Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(const std::filesystem::path &path, int flags = 0, const char *action = "open");
    Descriptor(Descriptor &&other) noexcept;
    Descriptor &operator=(Descriptor &&other) noexcept;
    ~Descriptor() { reset(); }
    int value() const { return m_value; }                 // -1: none
    std::size_t read(char *into, std::size_t most) const; // 0 at the end
    void write(std::string_view bytes) const;             // all of them
    void sync() const;
    void close(); // checked
    void reset(); // closes, unchecked
    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
    int m_value = -1;
};

// Writes to a descriptor with every length compared; throws systemError. Not buffered: give it large pieces.
class RETORT_DATA_API CheckedFile {
public:
    // Creates (truncates) the file; parent folder must exist.
    explicit CheckedFile(const std::filesystem::path &path);
    CheckedFile(const CheckedFile &) = delete;
    CheckedFile &operator=(const CheckedFile &) = delete;
    void write(std::string_view bytes);
    void write(const void *data, std::size_t size) { write({static_cast<const char *>(data), size}); }
    void sync() { m_file.sync(); }
    void close(); // sync and close, each checked; a file that goes without it reports nothing
    std::uint64_t size() const { return m_size; }
    int descriptor() const { return m_file.value(); }

private:
    Descriptor m_file;
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
// Of a file or folder; 0 when absent.
RETORT_DATA_API std::int64_t sizeOnDisk(const std::filesystem::path &path);
RETORT_DATA_API std::uint64_t freeSpace(const std::filesystem::path &folder);
// By statfs: NFS, SMB, FUSE, Lustre …
RETORT_DATA_API bool onNetworkFileSystem(const std::filesystem::path &path);

// flock on a file (created when missing), until destroyed; the kernel releases it when the process dies.
class RETORT_DATA_API FileLock {
public:
    enum class Mode { Shared, Exclusive };
    // Not held when somebody else has it.
    static FileLock tryLock(const std::filesystem::path &path, Mode mode = Mode::Exclusive);
    bool held() const { return m_file.value() >= 0; }
    void writeNote(std::string_view note); // replaces the file's content: "pid host verb"
    void release() { m_file.reset(); }

private:
    Descriptor m_file;
};

// XDG folders of Retort, created on demand: config, cache, data and state (logs, session, crash dumps).
RETORT_DATA_API std::filesystem::path configFolder();
RETORT_DATA_API std::filesystem::path dataFolder();
RETORT_DATA_API std::filesystem::path cacheFolder();
RETORT_DATA_API std::filesystem::path stateFolder();
RETORT_DATA_API std::filesystem::path programFolder(); // of the running executable

} // namespace retort
