// SPDX-License-Identifier: GPL-3.0-or-later
// An answer as typed (LaTeX, Markdown, full-width signs) in one plain spelling: "\dfrac{1}{2}" → "(1/2)",
// "３／４" → "3/4", "2√3" → "2sqrt(3)". Chinese words stay. Only for comparing, never shown.
#pragma once

#include <string>
#include <string_view>

namespace retort {

// Marks a Latin unit that stood in \text or \mathrm, where it cannot be a variable.
inline constexpr char unitMark = '\x02';

std::string plainAnswer(std::string_view text);

// The content of the brace group that opens at `open`; `end` is npos when it is not closed.
struct BraceGroup {
    std::string_view content;
    std::size_t end = std::string_view::npos; // behind the closing brace
};
BraceGroup braceGroup(std::string_view text, std::size_t open);

} // namespace retort
