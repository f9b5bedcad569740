// SPDX-License-Identifier: GPL-3.0-or-later
// Column addition and subtraction written out from the units digit, every carry and borrow named, and the
// result grown digit by digit. One regular form, made to be learnt by a model of under a million parameters:
//   算347+85。
//   百位3和0，十位4和8，个位7和5。   (the digits side by side: each line below is a look-up by its place)
//   个位：7+5=12，进1，得2。
//   十位：4+8+1=13，进1，得32。      (the result so far is copied behind the new digit, never reversed)
//   百位：3+0+1=4，得432。
// A borrow reads "十位：0-8-1不够，借1，10-8-1=1，得17。". checkTrace (trace_check.h) reads this form back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace retort {

// a, b >= 0 and below 10^9; both end without a newline.
std::string columnAddition(std::int64_t a, std::int64_t b);
// a >= b >= 0.
std::string columnSubtraction(std::int64_t a, std::int64_t b);

// 个 十 百 千 万 十万 百万 千万 亿 十亿
std::string_view placeName(int place);

} // namespace retort
