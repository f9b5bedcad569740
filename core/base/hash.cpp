// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include "core/base/file.h"

#include <cstdio>
#include <memory>
#include <new>
#include <utility>
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
    const Descriptor file(path);
    Xxh3Stream stream;
    const auto buffer = std::make_unique<char[]>(1 << 20);
    while (const std::size_t n = file.read(buffer.get(), 1 << 20))
        stream.update(buffer.get(), n);
    return stream.hex();
}

Permutation::Permutation(std::uint64_t n, std::uint64_t key) : m_n(n), m_key(key) {
    while (m_half < 32 && (std::uint64_t(1) << (2 * m_half)) < n)
        ++m_half;
}

// Six rounds over the smallest even number of bits that holds n. What falls outside [0, n) goes round again:
// at most four times as many values as wanted, so fewer than four rounds on average.
std::uint64_t Permutation::at(std::uint64_t position) const {
    const std::uint64_t mask = (std::uint64_t(1) << m_half) - 1;
    std::uint64_t value = position;
    do {
        std::uint64_t left = value >> m_half, right = value & mask;
        for (std::uint64_t round = 0; round < 6; ++round)
            left = std::exchange(right, left ^ (mixBits(m_key + (round << 32) + right) & mask));
        value = (left << m_half) | right;
    } while (value >= m_n);
    return value;
}

} // namespace retort
