// SPDX-License-Identifier: GPL-3.0-or-later
// Short ways to write the rows of an option table: intOption("seed", 1, label, help).between(0,
// 9).advanced(). A table with headings names the group of each row before its label.
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

inline Row row(const char *id, OptionType type, OptionValue value, const Text &group, const Text &label,
               const Text &help) {
    Row r;
    r.spec.id = id;
    r.spec.type = type;
    r.spec.defaultValue = std::move(value);
    r.spec.group = group;
    r.spec.label = label;
    r.spec.help = help;
    return r;
}
inline Row intOption(const char *id, std::int64_t value, const Text &group, const Text &label,
                     const Text &help) {
    return row(id, OptionType::Int, value, group, label, help);
}
inline Row intOption(const char *id, std::int64_t value, const Text &label, const Text &help) {
    return row(id, OptionType::Int, value, {}, label, help);
}
inline Row floatOption(const char *id, double value, const Text &group, const Text &label, const Text &help) {
    return row(id, OptionType::Float, value, group, label, help);
}
inline Row floatOption(const char *id, double value, const Text &label, const Text &help) {
    return row(id, OptionType::Float, value, {}, label, help);
}
inline Row boolOption(const char *id, bool value, const Text &group, const Text &label, const Text &help) {
    return row(id, OptionType::Bool, value, group, label, help);
}
inline Row boolOption(const char *id, bool value, const Text &label, const Text &help) {
    return row(id, OptionType::Bool, value, {}, label, help);
}
inline Row choiceOption(const char *id, std::string value, const Text &group, const Text &label,
                        const Text &help) {
    return row(id, OptionType::Choice, std::move(value), group, label, help);
}
inline Row choiceOption(const char *id, std::string value, const Text &label, const Text &help) {
    return row(id, OptionType::Choice, std::move(value), {}, label, help);
}
inline Row textOption(const char *id, std::string value, const Text &group, const Text &label,
                      const Text &help) {
    return row(id, OptionType::Text, std::move(value), group, label, help);
}
inline Row textOption(const char *id, std::string value, const Text &label, const Text &help) {
    return row(id, OptionType::Text, std::move(value), {}, label, help);
}
inline Row pathOption(const char *id, std::string value, const Text &group, const Text &label,
                      const Text &help) {
    return row(id, OptionType::Path, std::move(value), group, label, help);
}
inline Row pathOption(const char *id, std::string value, const Text &label, const Text &help) {
    return row(id, OptionType::Path, std::move(value), {}, label, help);
}

} // namespace retort::option_make
