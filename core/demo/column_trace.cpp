// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/column_trace.h"

#include <array>
#include <cassert>
#include <vector>

namespace retort {
namespace {

using Digits = std::vector<int>; // units first

Digits digitsOf(std::int64_t value, std::size_t width) {
    Digits digits;
    for (; value > 0 || digits.size() < width; value /= 10)
        digits.push_back(static_cast<int>(value % 10));
    return digits;
}

std::size_t widthOf(std::int64_t value) {
    return std::to_string(value).size();
}

std::string place(std::size_t i) {
    return std::string(placeName(static_cast<int>(i))) + "位";
}

std::string header(std::int64_t a, char sign, std::int64_t b, const Digits &da, const Digits &db) {
    std::string text = "算" + std::to_string(a) + sign + std::to_string(b) + "。\n";
    for (std::size_t i = da.size(); i-- > 0;)
        text += place(i) + std::to_string(da[i]) + "和" + std::to_string(db[i]) + (i > 0 ? "，" : "。");
    return text;
}

std::string join(int a, char sign, int b, int carry) {
    std::string text = std::to_string(a) + sign + std::to_string(b);
    return carry > 0 ? text + sign + std::to_string(carry) : text;
}

} // namespace

std::string_view placeName(int place) {
    static constexpr std::array<std::string_view, 10> names = {"个",   "十",   "百",   "千", "万",
                                                               "十万", "百万", "千万", "亿", "十亿"};
    return names.at(static_cast<std::size_t>(place));
}

std::string columnAddition(std::int64_t a, std::int64_t b) {
    const std::size_t width = std::max(widthOf(a), widthOf(b));
    const Digits da = digitsOf(a, width), db = digitsOf(b, width);
    std::string text = header(a, '+', b, da, db), result;
    int carry = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const int sum = da[i] + db[i] + carry;
        text += "\n" + place(i) + "：" + join(da[i], '+', db[i], carry) + "=" + std::to_string(sum) + "，";
        carry = sum / 10;
        result = std::to_string(sum % 10) + result;
        text += (carry > 0 ? "进1，得" : "得") + result + "。";
    }
    if (carry > 0)
        text += "\n" + place(width) + "：1，得1" + result + "。";
    return text;
}

std::string columnSubtraction(std::int64_t a, std::int64_t b) {
    assert(a >= b);
    const std::size_t width = widthOf(a);
    const Digits da = digitsOf(a, width), db = digitsOf(b, width);
    std::string text = header(a, '-', b, da, db), result;
    int borrow = 0;
    for (std::size_t i = 0; i < width; ++i) {
        int difference = da[i] - db[i] - borrow;
        text += "\n" + place(i) + "：" + join(da[i], '-', db[i], borrow);
        const bool short_ = difference < 0;
        if (short_) {
            difference += 10;
            text += "不够，借1，" + join(da[i] + 10, '-', db[i], borrow);
        }
        borrow = short_ ? 1 : 0;
        result = std::to_string(difference) + result;
        text += "=" + std::to_string(difference) + "，得" + result + "。";
    }
    const std::string plain = std::to_string(a - b);
    return plain == result ? text : text + "\n去掉前面的0，得" + plain + "。";
}

} // namespace retort
