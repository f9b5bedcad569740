// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers of the demo generator: the same bytes on every platform and library, which the distributions
// of <random> do not promise. Not for anything secret.
#pragma once

#include "core/base/hash.h"

#include <cstdint>
#include <iterator>

namespace retort {

class DemoRandom : public SplitMix64 {
public:
    using SplitMix64::SplitMix64;
    // Uniform in [low, high], both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + std::int64_t(below(std::uint64_t(high - low) + 1));
    }
    bool oneIn(std::uint64_t n) { return below(n) == 0; }
    template <class List>
    const auto &pick(const List &list) {
        return list[below(std::size(list))];
    }
};

} // namespace retort
