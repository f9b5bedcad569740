// SPDX-License-Identifier: GPL-3.0-or-later
// Answers picked from a few: letters of a choice question (A, ABD, A、B、D, 选A, "A. 12") and true or false.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

namespace retort {

using Choices = std::bitset<8>; // A … H

// `plain` as of plainAnswer(). `loose`, for responses: also lower case, words in front, the choice's text.
std::optional<Choices> choicesOf(std::string_view plain, bool loose);
// The last capital A … H that stands alone, for a response that only talks; empty when there is none.
std::string lastChoice(std::string_view text);

// 对, 正确, √, true … or 错, ×, 不是, false …
std::optional<bool> judgementOf(std::string_view plain);
// The same, also at the end of a sentence: "这个说法是错误的" says 错误的.
std::optional<bool> judgementIn(std::string_view plain);

} // namespace retort
