// SPDX-License-Identifier: GPL-3.0-or-later
// The set of problems that a kind can ask, numbered 0 … size-1 in strata, and a sampler that draws from it
// without repetition in a seeded order. Two kinds that ask the same problems in other words (`add`,
// `add_word`) name the same space, so that no problem is drawn twice. One thread.
#pragma once

#include "core/demo/random.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retort {

struct KeyStratum {
    std::uint64_t size = 0;
    unsigned weight = 1; // share among the strata that still have keys
};

struct KeySpace {
    std::string id;
    std::vector<KeyStratum> strata;
};

struct DrawnKey {
    std::size_t stratum = 0;
    std::uint64_t index = 0; // below the stratum's size
};

class KeySampler {
public:
    KeySampler(const KeySpace &space, std::uint64_t seed, std::uint64_t round);

    bool exhausted() const { return m_left == 0; }
    // A key never drawn before; the space must not be exhausted.
    DrawnKey draw(DemoRandom &random);

private:
    struct Stratum {
        KeyStratum what;
        Permutation order;
        std::uint64_t used = 0;
    };
    std::vector<Stratum> m_strata;
    std::uint64_t m_left = 0;
};

// Pairs a >= b of positive numbers with at least `minDigits` (of a) and at most `maxDigits` digits, one
// stratum per pair of lengths, wide numbers more often than narrow ones but less often than their number
// would have it.
struct PairSpace {
    int minDigits = 1;
    int maxDigits = 3;

    KeySpace space(std::string id) const;
    std::pair<std::int64_t, std::int64_t> pair(const DrawnKey &key) const;
};

// Numbers 0, 1, 2 … laid out in rows of 1, 2, 3 …: row and column of the number `index`.
std::pair<std::uint64_t, std::uint64_t> triangular(std::uint64_t index);
// The digits of `index` by mixed radix for the given sizes, first size fastest.
std::vector<std::uint64_t> mixedRadix(std::uint64_t index, const std::vector<std::uint64_t> &sizes);
std::uint64_t product(const std::vector<std::uint64_t> &sizes);
// Draws of `count` out of `from` without repetition: how many values each has, and what the digits drew.
std::vector<std::uint64_t> drawSizes(std::size_t from, std::size_t count);
std::vector<std::string> drawn(std::span<const std::string_view> from, std::size_t count,
                               const std::vector<std::uint64_t> &digits);

} // namespace retort
