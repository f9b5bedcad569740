// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/random.h"

#include <cassert>

namespace retort {

DemoRandom::DemoRandom(std::uint64_t seed) {
    for (std::uint64_t i = 0; i < m_state.size(); ++i)
        m_state[i] = mixBits(seed + i * 0x9e3779b97f4a7c15ULL);
}

std::uint64_t DemoRandom::next() {
    const auto rotate = [](std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); };
    const std::uint64_t result = rotate(m_state[1] * 5, 7) * 9;
    const std::uint64_t t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = rotate(m_state[3], 45);
    return result;
}

std::uint64_t DemoRandom::below(std::uint64_t n) {
    assert(n > 0);
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % n; // rejection keeps it unbiased
    std::uint64_t value = next();
    while (value >= limit)
        value = next();
    return value % n;
}

std::int64_t DemoRandom::between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
}

SeededPermutation::SeededPermutation(std::uint64_t size, std::uint64_t seed) : m_size(size), m_seed(seed) {
    while (m_halfBits < 31 && (std::uint64_t{1} << (2 * m_halfBits)) < size)
        ++m_halfBits;
}

std::uint64_t SeededPermutation::encrypt(std::uint64_t value) const {
    const std::uint64_t mask = (std::uint64_t{1} << m_halfBits) - 1;
    std::uint64_t left = value >> m_halfBits, right = value & mask;
    for (std::uint64_t round = 0; round < 6; ++round) {
        const std::uint64_t mixed = left ^ (mixBits(m_seed ^ mixBits(right + (round << 56))) & mask);
        left = right;
        right = mixed;
    }
    return (left << m_halfBits) | right;
}

std::uint64_t SeededPermutation::at(std::uint64_t position) const {
    assert(position < m_size);
    std::uint64_t value = encrypt(position);
    while (value >= m_size)
        value = encrypt(value);
    return value;
}

} // namespace retort
