// SPDX-License-Identifier: GPL-3.0-or-later
// Texts reduced to what matters for comparing and judging. The reductions are keys: never stored as a sample's text.
// Width folding itself is core/base/utf8.h. Pure functions, any thread.
#pragma once

#include "core/base/export.h"

#include <string>
#include <string_view>

namespace retort {

// Text without LaTeX ($…$, $$…$$, \(…\), \[…\], \command{…}), code (``` fences, `spans`) and URLs; each becomes a space.
RETORT_DATA_API std::string proseOf(std::string_view text);

// Runs of white space become one space, ends trimmed.
RETORT_DATA_API std::string collapseWhiteSpace(std::string_view text);

// Content of the last \boxed{…} or \fbox{…} with balanced braces; empty when there is none or it is not closed.
struct BoxedSpan {
    std::size_t begin = 0, end = 0;               // bytes of the whole command
    std::size_t contentBegin = 0, contentEnd = 0; // bytes of its content
    bool found() const { return end > begin; }
};
RETORT_DATA_API BoxedSpan lastBoxed(std::string_view text);

} // namespace retort
