// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of an import file as UTF-8: opened safely (no device, pipe or folder), unpacked (.gz by content,
// not by name), decoded (UTF-8, UTF-16, GB18030). Streams; one thread at a time.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace retort {

// Marks what could not be decoded: never valid UTF-8, so that its record is refused and no other.
inline constexpr char undecodable = '\xFF';

class RETORT_DATA_API ByteSource {
public:
    // Throws Error: NotFound, Permission, Io, and BadFormat for what is no text file (folder, pipe, device,
    // Parquet, zip, zstd …), each saying what it is.
    explicit ByteSource(const std::filesystem::path &path);
    ~ByteSource();
    ByteSource(ByteSource &&) noexcept;

    // Appends about `want` bytes of UTF-8 to `out`; false at the end. Throws Error(BadFormat) when packed
    // data is damaged or cut, or unpacks to more than is believable.
    bool read(std::string &out, std::size_t want);

    const std::filesystem::path &path() const;
    std::string compression() const; // "" or "gzip"
    std::string encoding() const;    // "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"
    std::uint64_t size() const;      // on disk
    std::uint64_t consumed() const;  // of it so far
    // Throws Error(Mismatch) when the file's length or time changed since it was opened.
    void checkUnchanged() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace retort
