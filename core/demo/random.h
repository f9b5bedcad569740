// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers of the demo generator: the same bytes on every platform and library, which the distributions
// of <random> do not promise. Not for anything secret. No state is shared between objects.
#pragma once

#include "core/base/export.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace retort {

// One step of splitmix64 (Steele, Lea, Flood 2014): turns close seeds into unrelated numbers.
constexpr std::uint64_t mixBits(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

// FNV-1a, to make a seed from a name.
constexpr std::uint64_t hashName(std::string_view name) {
    std::uint64_t h = 0xcbf29ce484222325ULL;
    for (const char c : name)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return h;
}

// xoshiro256** (Blackman, Vigna 2018).
class RETORT_DATA_API DemoRandom {
public:
    explicit DemoRandom(std::uint64_t seed);

    std::uint64_t next();
    // Uniform in [0, n); n > 0.
    std::uint64_t below(std::uint64_t n);
    // Uniform in [low, high], both included.
    std::int64_t between(std::int64_t low, std::int64_t high);
    bool oneIn(std::uint64_t n) { return below(n) == 0; }
    // True with the given probability, 0 … 1.

    template <class List>
    const auto &pick(const List &list) {
        return list[below(std::size(list))];
    }

private:
    std::array<std::uint64_t, 4> m_state;
};

// A permutation of [0, size) computed on demand: a Feistel network over the next even number of bits, walked
// along its cycles until it falls inside. No memory, any size, so a million keys are drawn without
// repetition.
class RETORT_DATA_API SeededPermutation {
public:
    SeededPermutation(std::uint64_t size, std::uint64_t seed);
    std::uint64_t at(std::uint64_t position) const;

private:
    std::uint64_t encrypt(std::uint64_t value) const;

    std::uint64_t m_size;
    std::uint64_t m_seed;
    unsigned m_halfBits = 1;
};

} // namespace retort
