// SPDX-License-Identifier: GPL-3.0-or-later
// Look-ups in a list of plug-ins (formats, operators, blocks, losses …): structs, or pointers to them, with
// an `id`, in the order of their .def file. The lists are constant, any thread.
#pragma once

#include "core/base/error.h"
#include "core/base/option.h"

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace retort {

template <typename Part>
const auto &plugInOf(const Part &part) {
    if constexpr (std::is_pointer_v<Part>)
        return *part;
    else
        return part;
}

// nullptr: there is none.
template <typename List>
auto *findPlugIn(const List &list, std::string_view id) {
    for (const auto &part : list)
        if (plugInOf(part).id == id)
            return &plugInOf(part);
    return static_cast<decltype(&plugInOf(*list.begin()))>(nullptr);
}

// "alpaca, gsm8k": as a message names them all.
template <typename List>
std::string plugInIds(const List &list) {
    std::string ids;
    for (const auto &part : list)
        (ids += ids.empty() ? "" : ", ") += plugInOf(part).id;
    return ids;
}

// Throws Error(InvalidArgument); arguments of the pattern: the id, all ids.
template <typename List>
const auto &requirePlugIn(const List &list, std::string_view id, const char *pattern) {
    const auto *const part = findPlugIn(list, id);
    if (!part)
        throw Error(ErrorCode::InvalidArgument, pattern, id, plugInIds(list));
    return *part;
}

// As choices of an option; those for which `fits` holds.
template <typename List, typename Fits>
std::vector<OptionChoice> plugInChoices(const List &list, const Fits &fits) {
    std::vector<OptionChoice> choices;
    for (const auto &part : list)
        if (fits(plugInOf(part)))
            choices.push_back({plugInOf(part).id, plugInOf(part).label});
    return choices;
}

} // namespace retort
