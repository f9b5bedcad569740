// SPDX-License-Identifier: GPL-3.0-or-later
// Paths into a record for the free mapping: name.other, name[0], name[-1] (from the end), name[*] (all,
// joined by line ends), ["name with . or ["] and /json/pointer.
#pragma once

#include "core/import/record.h"

#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct JsonPathStep {
    enum class Kind { Member, Index, All } kind = Kind::Member;
    std::string name;
    std::int64_t index = 0; // negative: from the end
};
using JsonPath = std::vector<JsonPathStep>;

RETORT_DATA_API JsonPath
parseJsonPath(std::string_view path); // throws Error(InvalidArgument) with the place of the fault
// Text at the path, or nullopt when it leads nowhere.
RETORT_DATA_API std::optional<std::string> textAt(const Record &record, const JsonPath &path);

} // namespace retort
