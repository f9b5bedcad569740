// SPDX-License-Identifier: GPL-3.0-or-later
// Plain substring search over mapped text columns at memory speed: no index, right for a single Chinese
// character. Pure functions, any thread. Internal to core/data.
#pragma once

#include "core/data/samples/segment.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

class Needle {
public:
    // ignoreCase folds ASCII letters only: Chinese text stays exact.
    Needle(std::string text, bool ignoreCase);
    std::size_t find(std::string_view text, std::size_t from = 0) const; // npos: not there
    bool in(std::string_view text) const { return find(text) != std::string_view::npos; }
    std::size_t size() const { return m_text.size(); }

private:
    std::string m_text;
    bool m_ignoreCase;
    std::vector<std::size_t> m_skip; // Horspool, folded
};

// Sets hits[row] for each row of the column that holds the needle, in one pass over its buffer.
void findInColumn(const Needle &needle, const TextColumnView &column, std::vector<bool> &hits);

} // namespace retort
