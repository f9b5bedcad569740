// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/piece_trie.h"

namespace retort {

PieceTrie::PieceTrie() : m_slots(1024), m_mask(1023), m_shift(64 - 10) {}

void PieceTrie::add(std::string_view piece, std::int32_t id) {
    std::uint32_t node = root;
    for (const char byte : piece) {
        std::uint32_t next = step(node, byte);
        if (next == none) {
            next = std::uint32_t(m_ids.size());
            m_ids.push_back(-1);
            insert(std::uint64_t(node) << 8 | static_cast<unsigned char>(byte), next);
        }
        node = next;
    }
    m_ids[node] = id;
}

void PieceTrie::insert(std::uint64_t key, std::uint32_t child) {
    if (++m_used * 2 > m_slots.size())
        grow();
    std::size_t at = slotOf(key);
    while (m_slots[at].key != emptyKey)
        at = (at + 1) & m_mask;
    m_slots[at] = {key, child};
}

void PieceTrie::grow() {
    const std::vector<Slot> old = std::move(m_slots);
    m_slots.assign(old.size() * 2, {});
    m_mask = m_slots.size() - 1;
    --m_shift;
    for (const Slot &slot : old) {
        if (slot.key == emptyKey)
            continue;
        std::size_t at = slotOf(slot.key);
        while (m_slots[at].key != emptyKey)
            at = (at + 1) & m_mask;
        m_slots[at] = slot;
    }
}

} // namespace retort
