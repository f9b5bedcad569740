// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/text_search.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace retort {

Needle::Needle(std::string text, bool ignoreCase) : m_text(std::move(text)), m_ignoreCase(ignoreCase) {
    if (!m_ignoreCase)
        return;
    // Without a letter there is nothing to fold, and memmem is five times faster.
    m_ignoreCase = std::ranges::any_of(m_text, isLetter);
    if (!m_ignoreCase)
        return;
    for (char &c : m_text)
        c = toLower(c);
    m_skip.assign(256, m_text.size());
    for (std::size_t i = 0; i + 1 < m_text.size(); ++i)
        m_skip[static_cast<unsigned char>(m_text[i])] = m_text.size() - 1 - i;
}

std::size_t Needle::find(std::string_view text, std::size_t from) const {
    if (m_text.empty())
        return from <= text.size() ? from : std::string_view::npos;
    if (from >= text.size())
        return std::string_view::npos;
    if (!m_ignoreCase) {
        const void *const hit =
            ::memmem(text.data() + from, text.size() - from, m_text.data(), m_text.size());
        return hit ? std::size_t(static_cast<const char *>(hit) - text.data()) : std::string_view::npos;
    }
    const std::size_t last = m_text.size() - 1;
    for (std::size_t at = from; at + last < text.size();) {
        const char end = toLower(text[at + last]);
        if (end == m_text[last]) {
            std::size_t i = 0;
            while (i < last && toLower(text[at + i]) == m_text[i])
                ++i;
            if (i == last)
                return at;
        }
        at += m_skip[static_cast<unsigned char>(end)];
    }
    return std::string_view::npos;
}

void findInColumn(const Needle &needle, const TextColumnView &column, std::vector<bool> &hits) {
    if (!column.offsets)
        return; // the file lacks the column
    const std::string_view all = column.all();
    const std::int32_t base = column.offsets[0];
    std::int64_t row = 0;
    for (std::size_t at = needle.find(all, 0); at != std::string_view::npos;) {
        const auto offset = base + std::int32_t(at);
        row = std::upper_bound(column.offsets + row, column.offsets + column.rows + 1, offset)
              - column.offsets - 1;
        if (row >= column.rows)
            break;
        const bool inside = std::int64_t(offset) + std::int64_t(needle.size()) <= column.offsets[row + 1];
        if (inside)
            hits[std::size_t(row)] = true;
        // A hit across two rows is none; the next may begin inside it.
        at = needle.find(all, inside ? std::size_t(column.offsets[row + 1] - base) : at + 1);
    }
}

} // namespace retort
