// SPDX-License-Identifier: GPL-3.0-or-later
// Short ways to write the rows of an option table, such as intOption("seed", 1, label, help).atLeast(0).
// A table with headings names the group of each row before its label.
#pragma once

#include "core/base/option.h"

#include <string>
#include <utility>

namespace retort::option_make {

struct Row {
    OptionSpec spec;
    Row &between(double minimum, double maximum) {
        spec.minimum = minimum;
        spec.maximum = maximum;
        return *this;
    }
    Row &atLeast(double minimum) {
        spec.minimum = minimum;
        return *this;
    }
    Row &unit(const Text &unit) {
        spec.unit = unit;
        return *this;
    }
    Row &zero(const Text &meaning) {
        spec.zero = meaning;
        return *this;
    }
    Row &advanced() {
        spec.level = OptionLevel::Advanced;
        return *this;
    }
    Row &logScale() {
        spec.scale = OptionScale::Log;
        return *this;
    }
    Row &step(double step) {
        spec.step = step;
        return *this;
    }
    Row &when(const char *id) {
        spec.enabledWhen = id;
        return *this;
    }
    Row &choices(std::vector<OptionChoice> choices) {
        spec.choices = std::move(choices);
        return *this;
    }
    operator OptionSpec() const { return spec; } // NOLINT: a row is an OptionSpec in the making
};

template <OptionType type, typename Value>
struct Maker {
    Row operator()(const char *id, Value value, const Text &group, const Text &label,
                   const Text &help) const {
        Row row;
        row.spec.id = id;
        row.spec.type = type;
        row.spec.defaultValue = std::move(value);
        row.spec.group = group;
        row.spec.label = label;
        row.spec.help = help;
        return row;
    }
    Row operator()(const char *id, Value value, const Text &label, const Text &help) const {
        return (*this)(id, std::move(value), {}, label, help);
    }
};
inline constexpr Maker<OptionType::Int, std::int64_t> intOption;
inline constexpr Maker<OptionType::Float, double> floatOption;
inline constexpr Maker<OptionType::Bool, bool> boolOption;
inline constexpr Maker<OptionType::Choice, std::string> choiceOption;
inline constexpr Maker<OptionType::Text, std::string> textOption;
inline constexpr Maker<OptionType::Path, std::string> pathOption;

// A whole table under one heading, or all of it advanced.
inline OptionTable inGroup(const Text &group, OptionTable table) {
    for (OptionSpec &spec : table)
        spec.group = group;
    return table;
}
inline OptionTable advanced(OptionTable table) {
    for (OptionSpec &spec : table)
        spec.level = OptionLevel::Advanced;
    return table;
}

} // namespace retort::option_make
