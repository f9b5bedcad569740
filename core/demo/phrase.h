// SPDX-License-Identifier: GPL-3.0-or-later
// Small helpers to write Chinese problem texts: templates with {a}-style places, names and objects.
#pragma once

#include "core/demo/random.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace retort {

// Replaces every {name} by its value; an unknown name is a bug of ours and asserts.
std::string fill(std::string_view pattern,
                 std::initializer_list<std::pair<std::string_view, std::string>> values);

// "\boxed{text}"
std::string boxed(std::string_view text);

struct Thing {
    std::string_view name;    // 苹果
    std::string_view measure; // 个
};

std::span<const std::string_view> personNames();
std::span<const Thing> countableThings();

// Two different people.
std::pair<std::string_view, std::string_view> pickTwoPeople(DemoRandom &random);

} // namespace retort
