// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/byte_source.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/utf8.h"
#include "core/import/text_decoder.h"

#include <cerrno>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace retort {
namespace {

constexpr std::size_t headSize = 1 << 20; // enough to tell encoding

std::string shownName(const std::filesystem::path &path) {
    const std::string name = path.filename().string();
    return isValidUtf8(name) ? name : "(name is not UTF-8)";
}

struct stat statusOf(int descriptor, const std::filesystem::path &path) {
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        throw systemError(errno, "look at", path.string());
    return status;
}

void requireRegular(const struct stat &status, const std::filesystem::path &path) {
    if (S_ISREG(status.st_mode))
        return;
    const char *pattern = RETORT_TR("core", "“%1” is not a file that can be read to its end (a pipe, socket "
                                            "or device). Save its data to a file first.");
    if (S_ISDIR(status.st_mode))
        pattern = RETORT_TR("core", "“%1” is a folder. Choose the data files inside it.");
    throw Error(ErrorCode::BadFormat, pattern, shownName(path));
}

// Kinds of files people try, known by their first bytes.
void refuseKnownBinary(std::string_view head, const std::filesystem::path &path) {
    static constexpr std::pair<std::string_view, const char *> kinds[] = {{"PAR1", "Parquet"},
                                                                          {"PK\x03\x04", "zip"},
                                                                          {"\x28\xB5\x2F\xFD", "zstd"},
                                                                          {"\xFD"
                                                                           "7zXZ",
                                                                           "xz"},
                                                                          {"BZh", "bzip2"},
                                                                          {"ARROW1", "Arrow"},
                                                                          {"7z\xBC\xAF", "7-Zip"},
                                                                          {"SQLite format 3", "SQLite"},
                                                                          {"\x89PNG", "PNG"},
                                                                          {"%PDF", "PDF"},
                                                                          {"\x80\x02", "pickle"},
                                                                          {"\x80\x04", "pickle"}};
    for (const auto &[magic, kind] : kinds)
        if (head.starts_with(magic))
            throw Error(ErrorCode::BadFormat,
                        RETORT_TR("core", "“%1” is a %2 file. Retort reads JSON and JSON lines, plain "
                                          "or packed with gzip; convert or unpack it first."),
                        shownName(path), kind);
    if (head.starts_with("version https://git-lfs"))
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "“%1” is only a Git LFS pointer; the data itself was not "
                                      "downloaded. Run “git lfs pull” in its folder."),
                    shownName(path));
}

// Inflates gzip members one after another.
class Inflater {
public:
    explicit Inflater(std::string name) : m_name(std::move(name)) {
        if (inflateInit2(&m_stream, 15 + 16) != Z_OK)
            throw Error(ErrorCode::OutOfMemory, RETORT_TR("core", "Not enough memory to unpack a file."));
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    void feed(std::string_view packed) {
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
        m_stream.avail_in = uInt(packed.size());
        m_packed += packed.size();
    }
    bool hungry() const { return m_stream.avail_in == 0; }
    void inflateInto(std::string &out) {
        char buffer[1 << 16];
        m_stream.next_out = reinterpret_cast<Bytef *>(buffer);
        m_stream.avail_out = sizeof buffer;
        if (m_ended) {
            inflateReset(&m_stream); // a further member; tail padding of zeros is skipped below
            m_ended = false;
            while (m_stream.avail_in > 0 && *m_stream.next_in == 0) {
                ++m_stream.next_in;
                --m_stream.avail_in;
            }
            if (m_stream.avail_in == 0) {
                m_ended = true;
                return;
            }
        }
        const int status = ::inflate(&m_stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            throw Error(
                ErrorCode::BadFormat,
                RETORT_TR("core",
                          "“%1” is damaged: its packed data does not unpack (%2). Download it again."),
                m_name, m_stream.msg ? m_stream.msg : "zlib");
        m_ended = status == Z_STREAM_END;
        const std::size_t got = sizeof buffer - m_stream.avail_out;
        m_unpacked += got;
        requireBelievable();
        out.append(buffer, got);
    }
    bool complete() const { return m_ended; }

private:
    // JSON text packs 3 to 20 times; zeros about 1,000 times.
    void requireBelievable() const {
        constexpr std::uint64_t enough = 256ull << 20;
        if (m_unpacked > enough && m_unpacked / 200 > m_packed)
            throw Error(ErrorCode::BadFormat,
                        RETORT_TR("core",
                                  "“%1” unpacks to more than 200 times its size: this is no text data, "
                                  "perhaps a decompression bomb. It was not read further."),
                        m_name);
    }
    z_stream m_stream = {};
    std::string m_name;
    bool m_ended = false;
    std::uint64_t m_packed = 0, m_unpacked = 0;
};

} // namespace

struct ByteSource::Impl {
    explicit Impl(const std::filesystem::path &filePath)
        : path(filePath),
          file(filePath, O_RDONLY | O_NONBLOCK), // opening a pipe must not wait for a writer
          opened(statusOf(file.value(), filePath)) {
        requireRegular(opened, path);
        ::posix_fadvise(file.value(), 0, 0, POSIX_FADV_SEQUENTIAL);
        std::string start;
        readFile(start, 64);
        if (start.starts_with("\x1F\x8B"))
            inflater.emplace(shownName(path));
        else
            refuseKnownBinary(start, path);
        pending = std::move(start);
        std::string head;
        while (head.size() < headSize && readUnpacked(head, headSize)) {
        }
        if (inflater)
            refuseKnownBinary(head, path);
        decoder.emplace(TextDecoder::guess(head));
        decoder->feed(head);
    }

    bool readFile(std::string &out, std::size_t want) {
        const std::size_t before = out.size();
        out.resize(before + want);
        const std::size_t got = file.read(out.data() + before, want);
        out.resize(before + got);
        consumed += got;
        return got > 0;
    }

    bool readUnpacked(std::string &out, std::size_t want) {
        if (!inflater) {
            if (!pending.empty()) {
                out += pending;
                pending.clear();
                return true;
            }
            return readFile(out, want);
        }
        for (const std::size_t before = out.size(); out.size() == before;) {
            if (inflater->hungry()) {
                packed.clear();
                packed.swap(pending);
                if (packed.empty() && !readFile(packed, 1 << 18))
                    return endPacked();
                inflater->feed(packed);
            }
            inflater->inflateInto(out);
        }
        return true;
    }

    bool endPacked() const {
        if (inflater->complete())
            return false;
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "“%1” ends in the middle of its packed data: it was not copied or "
                                      "downloaded to its end. Nothing of it was imported."),
                    shownName(path));
    }

    std::filesystem::path path;
    Descriptor file;
    struct stat opened;
    std::optional<Inflater> inflater;
    std::optional<TextDecoder> decoder;
    std::string pending, packed, raw;
    std::uint64_t consumed = 0;
};

ByteSource::ByteSource(const std::filesystem::path &path) : m_impl(std::make_unique<Impl>(path)) {}
ByteSource::~ByteSource() = default;
ByteSource::ByteSource(ByteSource &&) noexcept = default;

bool ByteSource::read(std::string &out, std::size_t want) {
    const std::size_t before = out.size();
    if (m_impl->decoder->take(out))
        return true; // what the guess has read
    m_impl->raw.clear();
    while (out.size() == before && m_impl->readUnpacked(m_impl->raw, want)) {
        m_impl->decoder->feed(m_impl->raw);
        m_impl->raw.clear();
        m_impl->decoder->take(out);
    }
    if (out.size() == before)
        m_impl->decoder->finish(out);
    return out.size() > before;
}

const std::filesystem::path &ByteSource::path() const {
    return m_impl->path;
}
std::string ByteSource::compression() const {
    return m_impl->inflater ? "gzip" : "";
}
std::string ByteSource::encoding() const {
    return m_impl->decoder->name();
}
std::uint64_t ByteSource::size() const {
    return std::uint64_t(m_impl->opened.st_size);
}
std::uint64_t ByteSource::consumed() const {
    return m_impl->consumed;
}

void ByteSource::checkUnchanged() const {
    const struct stat now = statusOf(m_impl->file.value(), m_impl->path);
    struct stat byName = {};
    const bool replaced = ::stat(m_impl->path.c_str(), &byName) != 0 || byName.st_ino != m_impl->opened.st_ino
                          || byName.st_dev != m_impl->opened.st_dev;
    const struct stat &then = m_impl->opened;
    const bool changed = now.st_size != then.st_size || now.st_mtim.tv_sec != then.st_mtim.tv_sec
                         || now.st_mtim.tv_nsec != then.st_mtim.tv_nsec;
    if (changed || replaced)
        throw Error(ErrorCode::Mismatch,
                    RETORT_TR("core", "“%1” changed while it was read. Wait until it is complete and "
                                      "import it again; nothing of it was kept."),
                    shownName(m_impl->path));
}

} // namespace retort
