// SPDX-License-Identifier: GPL-3.0-or-later
// Texts reduced to what matters for comparing and judging. The reductions are keys: never stored as a
// sample's text. Width folding itself is core/base/utf8.h. Pure functions, any thread.
#pragma once

#include "core/base/export.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct TextSpan {
    std::size_t begin = 0, end = 0; // bytes
    bool operator==(const TextSpan &) const = default;
};

// The parts that are prose: without LaTeX ($…$, $$…$$, \(…\), \[…\], \command{…}), code (``` fences, `spans`)
// and URLs. A $ that stands for money is none: an opening one has no space after it, a closing one none
// before and no digit after.
RETORT_DATA_API std::vector<TextSpan> proseSpans(std::string_view text);
RETORT_DATA_API std::string proseOf(std::string_view text); // the same, joined by single spaces

// Runs of white space become one space, ends trimmed.
RETORT_DATA_API std::string collapseWhiteSpace(std::string_view text);

// The last \boxed{…} or \fbox{…} with balanced braces; an unclosed one does not count.
struct BoxedSpan {
    std::size_t begin = 0, end = 0;               // bytes of the whole command
    std::size_t contentBegin = 0, contentEnd = 0; // bytes of its content
    bool found() const { return end > begin; }
};
RETORT_DATA_API BoxedSpan lastBoxed(std::string_view text);

} // namespace retort
