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

// Code that begins with the backticks at `begin`: a ``` fence, or a `span` on one line.
struct CodeSpan {
    std::size_t begin = 0, content = 0;       // bytes; `content` is behind the backticks
    std::size_t end = std::string_view::npos; // npos: it is not closed
    bool fence = false;
};
RETORT_DATA_API CodeSpan codeAt(std::string_view text, std::size_t at);
RETORT_DATA_API std::vector<CodeSpan> closedCode(std::string_view text); // all of a text in order

// The last \boxed{…} or \fbox{…} with balanced braces; an unclosed one does not count.
struct BoxedSpan {
    std::size_t begin = 0, end = 0;               // bytes of the whole command
    std::size_t contentBegin = 0, contentEnd = 0; // bytes of its content
    bool found() const { return end > begin; }
};
RETORT_DATA_API BoxedSpan lastBoxed(std::string_view text);

} // namespace retort
