// SPDX-License-Identifier: GPL-3.0-or-later
// Words that begin a step or a second look, in Chinese and English, with the rules of where they count.
#pragma once

#include <cstddef>
#include <string_view>

namespace retort {

// Bytes of the connective (首先, 因此, Therefore …) that a sentence begins with; 0: none.
std::size_t connectiveAt(std::string_view sentence);
// Bytes of a phrase of a second look (等等, 不对, Wait, Let me check …) at its head; 0: none.
std::size_t recheckAtSentence(std::string_view sentence);
// The same behind a comma, where 等等 means "and so on" and Wait is a verb.
std::size_t recheckAtClause(std::string_view clause);
// Bytes of a list mark (1. 2、 (3) ① 第四步 Step 5 **6.**) at its head, and its `number`; 0: none.
std::size_t listMarkAt(std::string_view line, std::string_view &number);

} // namespace retort
