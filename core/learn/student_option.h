// SPDX-License-Identifier: GPL-3.0-or-later
// A setting of a student as its family or block declares it: the row of the form, and where StudentConfig
// keeps it.
#pragma once

#include "core/base/option_make.h"
#include "core/learn/student.h"

#include <variant>

namespace retort {

// monostate: in StudentConfig::extra, under the option's id.
using StudentField = std::variant<std::monostate, std::int64_t StudentConfig::*, double StudentConfig::*,
                                  bool StudentConfig::*, std::string StudentConfig::*>;
struct StudentOption {
    OptionSpec spec; // the default of one with a field is that of the first preset
    StudentField field;
};
using StudentOptions = std::vector<StudentOption>;

// Of all families and blocks, each id once, as the form shows them.
const StudentOptions &studentSettings();

// The headings of the form, in their order.
inline Text sizeGroup() {
    return RETORT_TR("core", "Size");
}
inline Text detailGroup() {
    return RETORT_TR("core", "Details");
}
inline Text blockGroup() {
    return RETORT_TR("core", "Blocks");
}

} // namespace retort
