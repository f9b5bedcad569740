// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <new>
#include <xxhash.h>

namespace retort {

namespace {
std::string hexOf(XXH128_hash_t hash) {
    char out[33];
    std::snprintf(out, sizeof out, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return out;
}
} // namespace

std::uint64_t xxh3(std::string_view bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}
std::string xxh3Hex(std::string_view bytes) {
    return hexOf(XXH3_128bits(bytes.data(), bytes.size()));
}

Xxh3Stream::Xxh3Stream() : m_state(XXH3_createState()) {
    if (!m_state)
        throw std::bad_alloc();
    XXH3_128bits_reset(static_cast<XXH3_state_t *>(m_state));
}
Xxh3Stream::~Xxh3Stream() {
    XXH3_freeState(static_cast<XXH3_state_t *>(m_state));
}
void Xxh3Stream::update(const void *data, std::size_t size) {
    XXH3_128bits_update(static_cast<XXH3_state_t *>(m_state), data, size);
}
std::string Xxh3Stream::hex() const {
    return hexOf(XXH3_128bits_digest(static_cast<const XXH3_state_t *>(m_state)));
}

std::string xxh3HexOfFile(const std::string &path) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "rbe"),
                                                                &std::fclose);
    if (!file)
        throw systemError(errno, "open", path);
    Xxh3Stream stream;
    const auto buffer = std::make_unique<char[]>(1 << 20);
    std::size_t n = 0;
    while ((n = std::fread(buffer.get(), 1, 1 << 20, file.get())) > 0)
        stream.update(buffer.get(), n);
    if (std::ferror(file.get()))
        throw systemError(errno, "read", path);
    return stream.hex();
}

} // namespace retort
