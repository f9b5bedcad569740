// SPDX-License-Identifier: GPL-3.0-or-later
// Byte trie of a vocabulary's pieces in one open-addressed table: a step is one multiplication and usually
// one cache line. Built once, then read by any number of threads.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace retort {

class PieceTrie {
public:
    static constexpr std::uint32_t root = 0;
    static constexpr std::uint32_t none = 0xffffffff;

    PieceTrie();
    void add(std::string_view piece, std::int32_t id); // not empty
    std::uint32_t step(std::uint32_t node, char byte) const {
        const std::uint64_t key = std::uint64_t(node) << 8 | static_cast<unsigned char>(byte);
        for (std::size_t at = slotOf(key);; at = (at + 1) & m_mask) {
            if (m_slots[at].key == key)
                return m_slots[at].child;
            if (m_slots[at].key == emptyKey)
                return none;
        }
    }
    std::uint32_t walk(std::uint32_t node, std::string_view bytes) const {
        for (const char byte : bytes)
            if (node = step(node, byte); node == none)
                return none;
        return node;
    }
    std::int32_t id(std::uint32_t node) const { return m_ids[node]; } // -1: inside a piece

private:
    static constexpr std::uint64_t emptyKey = ~std::uint64_t(0);
    struct Slot {
        std::uint64_t key = emptyKey; // node << 8 | byte
        std::uint32_t child = none;
    };
    std::size_t slotOf(std::uint64_t key) const {
        return std::size_t((key * 0x9e3779b97f4a7c15ull) >> m_shift);
    }
    void insert(std::uint64_t key, std::uint32_t child);
    void grow();

    std::vector<Slot> m_slots;
    std::vector<std::int32_t> m_ids{-1};
    std::size_t m_mask = 0, m_used = 0;
    int m_shift = 0;
};

} // namespace retort
