// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/key_space.h"

#include <cassert>
#include <cmath>

namespace retort {
namespace {

std::int64_t powerOfTen(int exponent) {
    std::int64_t p = 1;
    while (exponent-- > 0)
        p *= 10;
    return p;
}

struct Lengths {
    int a, b;
};

std::vector<Lengths> lengthsOf(const PairSpace &pairs) {
    std::vector<Lengths> all;
    for (int a = pairs.minDigits; a <= pairs.maxDigits; ++a)
        for (int b = 1; b <= a; ++b)
            all.push_back({a, b});
    return all;
}

} // namespace

KeySampler::KeySampler(const KeySpace &space, std::uint64_t seed, std::uint64_t round) {
    const std::uint64_t base = mixBits(seed ^ xxh3(space.id)) + round;
    for (std::size_t i = 0; i < space.strata.size(); ++i) {
        const KeyStratum &stratum = space.strata[i];
        m_strata.push_back({stratum, Permutation(stratum.size, mixBits(base) + i), 0});
        m_left += stratum.size;
    }
}

DrawnKey KeySampler::draw(DemoRandom &random) {
    assert(!exhausted());
    std::uint64_t total = 0;
    for (const Stratum &s : m_strata)
        total += s.used < s.what.size ? s.what.weight : 0;
    std::uint64_t ticket = random.below(total);
    for (std::size_t i = 0; i < m_strata.size(); ++i) {
        Stratum &s = m_strata[i];
        if (s.used == s.what.size)
            continue;
        if (ticket < s.what.weight) {
            --m_left;
            return {i, s.order.at(s.used++)};
        }
        ticket -= s.what.weight;
    }
    assert(false);
    return {};
}

KeySpace PairSpace::space(std::string id) const {
    KeySpace result{std::move(id), {}};
    for (const Lengths n : lengthsOf(*this)) {
        const auto a = static_cast<std::uint64_t>(9 * powerOfTen(n.a - 1));
        const auto b = static_cast<std::uint64_t>(9 * powerOfTen(n.b - 1));
        const std::uint64_t size = n.a == n.b ? a * (a + 1) / 2 : a * b;
        // At the defaults 1+1 digits come to 0.2 %, 3+3 digits to 45 %.
        const int digits = n.a + n.b;
        result.strata.push_back({size, static_cast<unsigned>(digits * digits * digits - 7)});
    }
    return result;
}

std::pair<std::int64_t, std::int64_t> PairSpace::pair(const DrawnKey &key) const {
    const Lengths n = lengthsOf(*this).at(key.stratum);
    const std::int64_t lowA = powerOfTen(n.a - 1), lowB = powerOfTen(n.b - 1);
    if (n.a == n.b) {
        const auto [row, column] = triangular(key.index);
        return {lowA + std::int64_t(row), lowA + std::int64_t(column)};
    }
    const std::int64_t countB = 9 * lowB;
    const auto index = static_cast<std::int64_t>(key.index);
    return {lowA + index / countB, lowB + index % countB};
}

std::pair<std::uint64_t, std::uint64_t> triangular(std::uint64_t index) {
    auto row = std::uint64_t((std::sqrt(8.0 * double(index) + 1.0) - 1.0) / 2.0);
    while (row * (row + 1) / 2 > index) // rounding may be off by one
        --row;
    while ((row + 1) * (row + 2) / 2 <= index)
        ++row;
    return {row, index - row * (row + 1) / 2};
}

std::vector<std::uint64_t> mixedRadix(std::uint64_t index, const std::vector<std::uint64_t> &sizes) {
    std::vector<std::uint64_t> digits;
    for (const std::uint64_t size : sizes) {
        digits.push_back(index % size);
        index /= size;
    }
    return digits;
}

std::uint64_t product(const std::vector<std::uint64_t> &sizes) {
    std::uint64_t p = 1;
    for (const std::uint64_t size : sizes)
        p *= size;
    return p;
}

std::vector<std::uint64_t> drawSizes(std::size_t from, std::size_t count) {
    std::vector<std::uint64_t> sizes;
    for (std::size_t i = 0; i < count; ++i)
        sizes.push_back(from - i);
    return sizes;
}

std::vector<std::string> drawn(std::span<const std::string_view> from, std::size_t count,
                               const std::vector<std::uint64_t> &digits) {
    std::vector<std::string> left(from.begin(), from.end()), out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = left.begin() + std::ptrdiff_t(digits[i]);
        out.push_back(std::move(*at));
        left.erase(at);
    }
    return out;
}

} // namespace retort
