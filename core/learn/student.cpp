// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/student.h"

#include "core/base/error.h"
#include "core/learn/family_info.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace retort {
namespace {

using Json = nlohmann::json;

template <typename T>
T field(const Json &j, const char *name, T fallback) {
    const auto it = j.find(name);
    if (it == j.end())
        return fallback;
    try {
        return it->get<T>();
    } catch (const Json::exception &) {
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "The student's field “%1” has the wrong type: %2."), name, it->dump());
    }
}

std::int64_t requiredSize(const Json &j, const char *name) {
    const auto it = j.find(name);
    if (it == j.end() || !it->is_number_integer())
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "The student's field “%1” is missing or not a whole number."), name);
    return it->get<std::int64_t>();
}

std::vector<LayerConfig> layersFromJson(const Json &j, std::int64_t layers) {
    std::vector<LayerConfig> blocks;
    const auto it = j.find("blocks");
    if (it == j.end())
        return std::vector<LayerConfig>(std::size_t(std::clamp<std::int64_t>(layers, 0, 256)));
    if (!it->is_array())
        throw Error(ErrorCode::BadFormat, RETORT_TR("core", "The student's field “blocks” must be a list."));
    for (const Json &b : *it) {
        LayerConfig layer;
        layer.attention = field<std::string>(b, "attention", layer.attention);
        layer.feedForward = field<std::string>(b, "feed_forward", layer.feedForward);
        blocks.push_back(layer);
    }
    return blocks;
}

} // namespace

std::string studentToJson(const StudentConfig &c) {
    Json j{{"family", c.family}, {"vocab_size", c.vocabSize}};
    for (const StudentOption &option : studentSettings()) {
        const std::string &id = option.spec.id;
        std::visit(
            [&](auto member) {
                if constexpr (!std::is_same_v<decltype(member), std::monostate>)
                    j[id] = c.*member;
                else if (const auto it = c.extra.find(id); it != c.extra.end())
                    std::visit([&](const auto &value) { j[id] = value; }, it->second);
            },
            option.field);
    }
    Json blocks = Json::array();
    for (const LayerConfig &b : c.blocks)
        blocks.push_back({{"attention", b.attention}, {"feed_forward", b.feedForward}});
    j["blocks"] = blocks;
    return j.dump();
}

namespace {

// A setting without a field, of the type that its default has.
void readExtra(const Json &j, const OptionSpec &spec, StudentConfig &c) {
    std::visit(
        [&]<typename T>(const T &byDefault) {
            if (const T value = field<T>(j, spec.id.c_str(), byDefault); value != byDefault)
                c.extra[spec.id] = value;
        },
        spec.defaultValue);
}

} // namespace

StudentConfig studentFromJson(std::string_view json) {
    const Json j = Json::parse(json, nullptr, false);
    if (!j.is_object())
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "A student is described by a JSON object; this is none."));
    StudentConfig c;
    c.family = field<std::string>(j, "family", c.family); // students of earlier versions have none
    c.vocabSize = requiredSize(j, "vocab_size");
    for (const StudentOption &option : studentSettings()) {
        const char *id = option.spec.id.c_str();
        std::visit(
            [&](auto member) {
                if constexpr (std::is_same_v<decltype(member), std::monostate>) {
                    readExtra(j, option.spec, c);
                } else if constexpr (std::is_same_v<decltype(member), std::int64_t StudentConfig::*>) {
                    c.*member = requiredSize(j, id);
                } else {
                    c.*member = field<std::remove_reference_t<decltype(c.*member)>>(j, id, c.*member);
                }
            },
            option.field);
    }
    c.blocks = layersFromJson(j, c.layers);
    return c;
}

std::string suggestedStudentName(const StudentConfig &config) {
    const double n = double(parameterCount(config).total);
    const std::string size = n >= 1e9     ? fmt::format("{:.1f}B", n / 1e9)
                             : n >= 9.5e6 ? fmt::format("{:.0f}M", n / 1e6)
                             : n >= 1e6   ? fmt::format("{:.1f}M", n / 1e6)
                                          : fmt::format("{:.2f}M", n / 1e6);
    return fmt::format("{}-{}L-{}", size, config.layers, config.hidden);
}

namespace {

void checkSize(const char *id, std::int64_t value, double least, double most,
               std::vector<OptionFault> &faults) {
    if (double(value) < least || double(value) > most)
        faults.push_back(
            {id, text(RETORT_TR("core", "The student’s “%1” must lie between %2 and %3; it is %4."), id,
                      std::int64_t(least), std::int64_t(most), value)});
}

} // namespace

std::vector<OptionFault> checkStudent(const StudentConfig &c) {
    const FamilyInfo *family = findFamily(c.family);
    if (!family)
        return {{"preset", text(RETORT_TR("core", "There is no family of models “%1”."), c.family)}};
    std::vector<OptionFault> faults;
    checkSize("vocab_size", c.vocabSize, 2, 1e6, faults);
    for (const StudentOption &option : studentSettings())
        if (const auto *size = std::get_if<std::int64_t StudentConfig::*>(&option.field))
            checkSize(option.spec.id.c_str(), c.**size, *option.spec.minimum, *option.spec.maximum, faults);
    if (faults.empty()) // the rest divides and multiplies by these
        family->check(c, faults);
    return faults;
}

void requireStudent(const StudentConfig &config) {
    const std::vector<OptionFault> faults = checkStudent(config);
    if (!faults.empty())
        throw Error(ErrorCode::InvalidArgument, faults.front().reason);
}

} // namespace retort
