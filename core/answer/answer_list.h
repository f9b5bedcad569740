// SPDX-License-Identifier: GPL-3.0-or-later
// An answer of several parts: "2、3", "2或3", "(1,2)", "{1,2}", "±2".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct AnswerList {
    char open = '\0', close = '\0'; // the brackets around it, if any
    std::vector<std::string> items; // one item when it is no list

    bool isOrdered() const { return open == '(' || open == '['; }
};

// `plain` as of plainAnswer(). Splits outside brackets only; an item with ± becomes two.
AnswerList answerList(std::string_view plain);

} // namespace retort
