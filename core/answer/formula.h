// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas with variables, roots and constants, compared by their values at several points: 1-1/e, 2sqrt(3),
// x^2+1, y=2x+1, x>3. No algebra; two formulas that agree at all points are taken as equal, which is wrong
// with a chance far below that of any other error here.
#pragma once

#include <string_view>

namespace retort {

enum class FormulaMatch { Equal, Different, NoFormula };

// `plain` as of plainAnswer(). Equations are equal when one is a multiple of the other; "x=3" equals "3".
FormulaMatch compareFormulas(std::string_view answer, std::string_view reference);

} // namespace retort
