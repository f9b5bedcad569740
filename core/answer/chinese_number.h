// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in Chinese characters: 十二, 三万五千, 二点五, 四分之三, 百分之二十五, 一又二分之一, 一半, 负三,
// 壹佰.
#pragma once

#include "core/answer/rational.h"

#include <optional>
#include <string_view>

namespace retort {

// The whole text is such a number.
std::optional<Rational> chineseNumber(std::string_view text);

// Bytes of the longest head of the text that could be part of one; 0 when it begins otherwise.
std::size_t chineseNumberReach(std::string_view text);

} // namespace retort
