// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/student.h"

#include "core/base/error.h"
#include "core/learn/block_info.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace retort {

namespace {

using Json = nlohmann::json;

struct SizeField {
    const char *id;
    std::int64_t StudentConfig::*value;
    std::int64_t minimum, maximum;
};

const std::vector<SizeField> &sizeFields() {
    static const std::vector<SizeField> fields = {
        {"vocab_size", &StudentConfig::vocabSize, 2, 1'000'000},
        {"hidden", &StudentConfig::hidden, 8, 16'384},
        {"layers", &StudentConfig::layers, 1, 256},
        {"heads", &StudentConfig::heads, 1, 256},
        {"kv_heads", &StudentConfig::kvHeads, 1, 256},
        {"head_dim", &StudentConfig::headDim, 2, 512},
        {"intermediate", &StudentConfig::intermediate, 8, 131'072},
        {"max_positions", &StudentConfig::maxPositions, 16, 1'048'576},
    };
    return fields;
}

template <typename T>
T field(const Json &j, const char *name, T fallback) {
    const auto it = j.find(name);
    if (it == j.end())
        return fallback;
    try {
        return it->get<T>();
    } catch (const Json::exception &) {
        throw Error(
            ErrorCode::BadFormat,
            text(RETORT_TR("core", "The student's field “%1” has the wrong type: %2."), name, it->dump()));
    }
}

std::int64_t requiredSize(const Json &j, const char *name) {
    const auto it = j.find(name);
    if (it == j.end() || !it->is_number_integer())
        throw Error(
            ErrorCode::BadFormat,
            text(RETORT_TR("core", "The student's field “%1” is missing or not a whole number."), name));
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

void checkKind(const std::string &id, BlockKind kind, const char *option, std::vector<OptionFault> &faults) {
    const BlockInfo *info = findBlock(id);
    if (!info)
        faults.push_back({option, text(RETORT_TR("core", "There is no block “%1”."), id)});
    else if (info->kind != kind)
        faults.push_back({option, text(RETORT_TR("core", "The block “%1” cannot stand in this place."), id)});
}

} // namespace

std::string studentToJson(const StudentConfig &c) {
    Json j{{"preset", c.preset},
           {"rope_theta", c.ropeTheta},
           {"norm_eps", c.normEps},
           {"init_std", c.initStd},
           {"tie_embeddings", c.tieEmbeddings},
           {"qkv_bias", c.qkvBias},
           {"norm", c.norm},
           {"position", c.position}};
    for (const SizeField &f : sizeFields())
        j[f.id] = c.*f.value;
    Json blocks = Json::array();
    for (const LayerConfig &b : c.blocks)
        blocks.push_back({{"attention", b.attention}, {"feed_forward", b.feedForward}});
    j["blocks"] = blocks;
    return j.dump();
}

StudentConfig studentFromJson(std::string_view json) {
    const Json j = Json::parse(json, nullptr, false);
    if (!j.is_object())
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "A student is described by a JSON object; this is none."));
    StudentConfig c;
    for (const SizeField &f : sizeFields())
        c.*f.value = requiredSize(j, f.id);
    c.preset = field<std::string>(j, "preset", "");
    c.ropeTheta = field<double>(j, "rope_theta", c.ropeTheta);
    c.normEps = field<double>(j, "norm_eps", c.normEps);
    c.initStd = field<double>(j, "init_std", c.initStd);
    c.tieEmbeddings = field<bool>(j, "tie_embeddings", c.tieEmbeddings);
    c.qkvBias = field<bool>(j, "qkv_bias", c.qkvBias);
    c.norm = field<std::string>(j, "norm", c.norm);
    c.position = field<std::string>(j, "position", c.position);
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

std::vector<OptionFault> checkStudent(const StudentConfig &c) {
    std::vector<OptionFault> faults;
    const bool uneven = c.headDim == 0 && c.heads > 0 && c.hidden % c.heads != 0;
    if (uneven)
        faults.push_back(
            {"heads", text(RETORT_TR("core", "The hidden size %1 is not a multiple of %2 heads: change "
                                             "one, or give the head size."),
                           c.hidden, c.heads)});
    for (const SizeField &f : sizeFields()) {
        const std::int64_t value = c.*f.value;
        if (uneven && f.value == &StudentConfig::headDim)
            continue;
        if (value < f.minimum || value > f.maximum)
            faults.push_back(
                {f.id, text(RETORT_TR("core", "The student’s “%1” must lie between %2 and %3; it is %4."),
                            f.id, f.minimum, f.maximum, value)});
    }
    if (!faults.empty())
        return faults; // the rest divides and multiplies by these
    if (!(c.initStd > 0 && c.initStd <= 1))
        faults.push_back(
            {"init_std",
             text(RETORT_TR("core", "The spread of the first weights must lie between 0 and 1; it is %1."),
                  c.initStd)});
    if (std::int64_t(c.blocks.size()) != c.layers)
        faults.push_back({"layers", text(RETORT_TR("core", "There are %1 layers but blocks for %2."),
                                         c.layers, std::int64_t(c.blocks.size()))});
    checkKind(c.norm, BlockKind::Norm, "norm", faults);
    checkKind(c.position, BlockKind::Position, "position", faults);
    for (const LayerConfig &b : c.blocks) {
        checkKind(b.attention, BlockKind::Attention, "attention", faults);
        checkKind(b.feedForward, BlockKind::FeedForward, "feed_forward", faults);
        if (!faults.empty())
            return faults;
    }
    std::vector<std::string> seen;
    const auto checkOnce = [&](const std::string &id) {
        if (std::find(seen.begin(), seen.end(), id) != seen.end())
            return;
        seen.push_back(id);
        blockInfo(id).check(c, faults);
    };
    checkOnce(c.norm);
    checkOnce(c.position);
    for (const LayerConfig &b : c.blocks)
        checkOnce(b.attention), checkOnce(b.feedForward);
    return faults;
}

void requireStudent(const StudentConfig &config) {
    const std::vector<OptionFault> faults = checkStudent(config);
    if (!faults.empty())
        throw Error(ErrorCode::InvalidArgument, faults.front().reason);
}

} // namespace retort
