// SPDX-License-Identifier: GPL-3.0-or-later
// XXH3 and a small, portable generator: the same numbers from every library and machine.
#pragma once

#include "core/base/export.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace retort {

RETORT_DATA_API std::uint64_t xxh3(std::string_view bytes, std::uint64_t seed = 0);
RETORT_DATA_API std::string xxh3Hex(std::string_view bytes);        // 128 bit, 32 hex digits
RETORT_DATA_API std::string xxh3HexOfFile(const std::string &path); // streams; throws systemError

class RETORT_DATA_API Xxh3Stream {
public:
    Xxh3Stream();
    ~Xxh3Stream();
    Xxh3Stream(const Xxh3Stream &) = delete;
    Xxh3Stream &operator=(const Xxh3Stream &) = delete;
    void update(const void *data, std::size_t size);
    std::string hex() const;

private:
    void *m_state;
};

__extension__ using Uint128 = unsigned __int128; // GNU type, quiet under -Wpedantic

// SplitMix64 (Steele, Lea, Flood 2014): one 64-bit word of state.
class SplitMix64 {
public:
    explicit SplitMix64(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ull);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    // Uniform in [0, n), n > 0 (Lemire's multiplication; bias below 2^-64 n).
    std::uint64_t below(std::uint64_t n) { return std::uint64_t((static_cast<Uint128>(next()) * n) >> 64); }
    double uniform() { return double(next() >> 11) * 0x1.0p-53; }

private:
    std::uint64_t m_state;
};

// Turns close numbers into unrelated ones.
inline std::uint64_t mixBits(std::uint64_t x) {
    return SplitMix64(x).next();
}

// A permutation of [0, n) by a keyed Feistel network: no memory, any position at once.
class RETORT_DATA_API Permutation {
public:
    Permutation(std::uint64_t n, std::uint64_t key);
    std::uint64_t at(std::uint64_t position) const; // position < n

private:
    std::uint64_t m_n, m_key;
    int m_half = 1; // bits of each half
};

} // namespace retort
