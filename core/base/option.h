// SPDX-License-Identifier: GPL-3.0-or-later
// One table describes every setting of a part: the window's form, tooltips, `--help`, command-line flags and
// the JSON of a recipe or config all follow from it. Values are plain; a list is a comma-separated text.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace retort {

using OptionValue = std::variant<bool, std::int64_t, double, std::string>;
using OptionValues = std::map<std::string, OptionValue>; // id → value; missing means default

enum class OptionType { Bool, Int, Float, Text, Choice, Path };
enum class OptionLevel { Basic, Advanced };
enum class OptionScale { Linear, Log };

struct OptionChoice {
    std::string id;
    Text label;
};

struct OptionSpec {
    std::string id; // snake_case; CLI flag is --id with '_' as '-'
    OptionType type = OptionType::Text;
    Text label;
    Text help;
    Text unit; // shown inside the field: "tokens", "characters", "steps"
    Text zero; // shown in place of it while the value is 0: "automatic", "no limit"
    OptionValue defaultValue = false;
    std::optional<double> minimum, maximum; // inclusive, for Int and Float
    std::vector<OptionChoice> choices;      // for Choice
    Text group;                             // heading in the form and in --help
    OptionLevel level = OptionLevel::Basic;
    OptionScale scale = OptionScale::Linear;
    std::optional<double> step;
    std::string enabledWhen; // "other_id" (bool true) or "other_id=value"; empty: always
};
using OptionTable = std::vector<OptionSpec>;

struct OptionFault {
    std::string id;
    Text reason;
};

// Checks types, limits, choices and unknown ids; ints are accepted where floats are wanted.
RETORT_DATA_API std::vector<OptionFault> checkOptions(const OptionTable &table, const OptionValues &values);
// Throws Error(InvalidArgument) with the first fault.
RETORT_DATA_API void requireOptions(const OptionTable &table, const OptionValues &values);
RETORT_DATA_API OptionValues withDefaults(const OptionTable &table, const OptionValues &values);
// The first, and of the second what is not in it.
RETORT_DATA_API OptionTable joinTables(OptionTable first, const OptionTable &second);
RETORT_DATA_API const OptionSpec *findOption(const OptionTable &table, std::string_view id);
RETORT_DATA_API bool optionEnabled(const OptionTable &table, const OptionValues &values,
                                   const OptionSpec &spec);

// Typed reads; the value, or the default of the table. Throws Error(Internal) for an id that the table lacks.
RETORT_DATA_API bool optionBool(const OptionTable &table, const OptionValues &values, std::string_view id);
RETORT_DATA_API std::int64_t optionInt(const OptionTable &table, const OptionValues &values,
                                       std::string_view id);
RETORT_DATA_API double optionFloat(const OptionTable &table, const OptionValues &values, std::string_view id);
RETORT_DATA_API std::string optionText(const OptionTable &table, const OptionValues &values,
                                       std::string_view id);

// The values that were chosen of a table, read as above; both owned or referred to.
template <typename Table, typename Values>
struct OptionReader {
    Table table;
    Values values;
    bool flag(std::string_view id) const { return optionBool(table, values, id); }
    std::int64_t integer(std::string_view id) const { return optionInt(table, values, id); }
    double real(std::string_view id) const { return optionFloat(table, values, id); }
    std::string text(std::string_view id) const { return optionText(table, values, id); }
};
using ChosenOptions = OptionReader<const OptionTable &, const OptionValues &>;

// Text as typed by a person ("3e-4", "true", "8k") to the option's value; throws Error(InvalidArgument).
RETORT_DATA_API OptionValue parseOption(const OptionSpec &spec, std::string_view typed);
RETORT_DATA_API std::string formatOption(const OptionSpec &spec, const OptionValue &value); // the inverse

RETORT_DATA_API std::string optionsToJson(const OptionValues &values); // one object, sorted keys
RETORT_DATA_API OptionValues optionsFromJson(std::string_view json);   // throws Error(BadFormat)

} // namespace retort
