// SPDX-License-Identifier: GPL-3.0-or-later
// Presets of students and the option table of the student form.
#include "core/base/error.h"
#include "core/base/option_make.h"
#include "core/learn/block_info.h"
#include "core/learn/student.h"

#include <algorithm>

namespace retort {

namespace {

struct Shape {
    std::int64_t hidden, layers, heads, kvHeads, headDim, intermediate, maxPositions;
};

StudentConfig shaped(const char *preset, const Shape &s) {
    StudentConfig c;
    c.preset = preset;
    c.hidden = s.hidden;
    c.layers = s.layers;
    c.heads = s.heads;
    c.kvHeads = s.kvHeads;
    c.headDim = s.headDim;
    c.intermediate = s.intermediate;
    c.maxPositions = s.maxPositions;
    c.blocks.assign(std::size_t(s.layers), {});
    return c;
}

OptionTable makeTable() {
    using namespace option_make;
    const Text size = RETORT_TR("core", "Size"), details = RETORT_TR("core", "Details"),
               parts = RETORT_TR("core", "Blocks");
    const StudentConfig d = studentPresets().front().config;
    std::vector<OptionChoice> presets;
    for (const StudentPreset &p : studentPresets())
        presets.push_back({p.id, p.label});
    return {
        choiceOption("preset", "demo", size, RETORT_TR("core", "Preset"),
                     RETORT_TR("core", "A proven set of sizes; every size below can then be changed."))
            .choices(presets),
        intOption("hidden", d.hidden, size, RETORT_TR("core", "Hidden size"),
                  RETORT_TR("core", "Length of the vector that carries each token through the layers. Cost "
                                    "grows with its square."))
            .between(8, 16'384)
            .step(32),
        intOption("layers", d.layers, size, RETORT_TR("core", "Layers"),
                  RETORT_TR("core", "How many pairs of attention and feed-forward a token passes: more "
                                    "layers, more steps of thought per token."))
            .between(1, 256),
        intOption("heads", d.heads, size, RETORT_TR("core", "Attention heads"),
                  RETORT_TR("core", "How many places a token can look at in each layer."))
            .between(1, 256),
        intOption("kv_heads", d.kvHeads, size, RETORT_TR("core", "Key/value heads"),
                  RETORT_TR("core", "Shared by groups of heads; fewer make the memory of a long answer "
                                    "smaller. Must divide the heads."))
            .between(1, 256),
        intOption("intermediate", d.intermediate, size, RETORT_TR("core", "Feed-forward size"),
                  RETORT_TR("core", "Width of the gated layer, usually 2.7 times the hidden size."))
            .between(8, 131'072)
            .step(32),
        intOption("max_positions", d.maxPositions, size, RETORT_TR("core", "Longest text"),
                  RETORT_TR("core", "Question, reasoning and answer together may not be longer. Costs "
                                    "nothing by itself."))
            .between(16, 1'048'576)
            .step(256)
            .unit(RETORT_TR("core", "tokens")),
        intOption("head_dim", d.headDim, details, RETORT_TR("core", "Head size"),
                  RETORT_TR("core", "Values per head; 0 takes hidden size divided by heads."))
            .between(0, 512)
            .step(2)
            .advanced(),
        boolOption(
            "tie_embeddings", d.tieEmbeddings, details, RETORT_TR("core", "Tie head and embedding"),
            RETORT_TR("core", "Input and output share one table, which saves much of a small student."))
            .advanced(),
        boolOption("qkv_bias", d.qkvBias, details, RETORT_TR("core", "Bias in query, key, value"),
                   RETORT_TR("core", "As Qwen2 has it; Llama has none."))
            .advanced(),
        floatOption("rope_theta", d.ropeTheta, details, RETORT_TR("core", "Rotary base"),
                    RETORT_TR("core", "Larger for longer texts: 10,000 up to about 4,000 tokens, 1,000,000 "
                                      "for 32,000."))
            .between(1.001, 1e9)
            .logScale()
            .advanced(),
        floatOption("norm_eps", d.normEps, details, RETORT_TR("core", "Norm epsilon"),
                    RETORT_TR("core", "Keeps the norm from dividing by zero."))
            .between(1e-12, 0.09)
            .logScale()
            .advanced(),
        floatOption("init_std", d.initStd, details, RETORT_TR("core", "Spread of the first weights"),
                    RETORT_TR("core", "Standard deviation of the normal distribution that the first weights "
                                      "are drawn from."))
            .between(1e-6, 1)
            .logScale()
            .advanced(),
        choiceOption("attention", "gqa_attention", parts, RETORT_TR("core", "Attention"),
                     RETORT_TR("core", "The kind of attention in every layer."))
            .choices(blockChoices(BlockKind::Attention))
            .advanced(),
        choiceOption("feed_forward", "swiglu", parts, RETORT_TR("core", "Feed-forward"),
                     RETORT_TR("core", "The kind of feed-forward in every layer."))
            .choices(blockChoices(BlockKind::FeedForward))
            .advanced(),
    };
}

struct SizeName {
    const char *id;
    std::int64_t StudentConfig::*value;
};
constexpr SizeName sizeNames[] = {{"hidden", &StudentConfig::hidden},
                                  {"layers", &StudentConfig::layers},
                                  {"heads", &StudentConfig::heads},
                                  {"kv_heads", &StudentConfig::kvHeads},
                                  {"head_dim", &StudentConfig::headDim},
                                  {"intermediate", &StudentConfig::intermediate},
                                  {"max_positions", &StudentConfig::maxPositions}};

} // namespace

const std::vector<StudentPreset> &studentPresets() {
    static const std::vector<StudentPreset> presets = {
        {"demo", RETORT_TR("core", "Demo · 0.8M"),
         RETORT_TR("core", "Learns the demo project's arithmetic in minutes on two CPU cores."),
         shaped("demo", {128, 4, 4, 2, 32, 352, 2'048})},
        {"1m", RETORT_TR("core", "Small · 1M"),
         RETORT_TR("core", "For a first try on own data; an hour on a CPU."),
         shaped("1m", {128, 5, 4, 2, 32, 352, 2'048})},
        {"5m", RETORT_TR("core", "Medium · 5M"),
         RETORT_TR("core", "Short reasoning in one field; a night on a CPU, minutes on a GPU."),
         shaped("5m", {256, 6, 4, 2, 64, 672, 4'096})},
        {"20m", RETORT_TR("core", "Large · 20M"),
         RETORT_TR("core", "Longer reasoning over several fields; wants a GPU."),
         shaped("20m", {384, 10, 6, 2, 64, 1'088, 4'096})},
    };
    return presets;
}

const StudentPreset *findStudentPreset(std::string_view id) {
    for (const StudentPreset &p : studentPresets())
        if (p.id == id)
            return &p;
    return nullptr;
}

const OptionTable &studentOptions() {
    static const OptionTable table = makeTable();
    return table;
}

StudentConfig studentFromOptions(const OptionValues &values, std::int64_t vocabSize) {
    const OptionTable &table = studentOptions();
    const std::string presetId = optionText(table, values, "preset");
    const StudentPreset *preset = findStudentPreset(presetId);
    if (!preset)
        throw Error(ErrorCode::InvalidArgument,
                    text(RETORT_TR("core", "There is no student preset “%1”."), presetId));
    StudentConfig c = preset->config;
    const auto given = [&](const char *id) { return values.contains(id); };
    for (const SizeName &s : sizeNames)
        if (given(s.id))
            c.*s.value = optionInt(table, values, s.id);
    if (c.headDim == 0 && c.heads > 0 && c.hidden % c.heads == 0)
        c.headDim = c.hidden / c.heads;
    if (given("tie_embeddings"))
        c.tieEmbeddings = optionBool(table, values, "tie_embeddings");
    if (given("qkv_bias"))
        c.qkvBias = optionBool(table, values, "qkv_bias");
    if (given("rope_theta"))
        c.ropeTheta = optionFloat(table, values, "rope_theta");
    if (given("norm_eps"))
        c.normEps = optionFloat(table, values, "norm_eps");
    if (given("init_std"))
        c.initStd = optionFloat(table, values, "init_std");
    const LayerConfig layer{optionText(table, values, "attention"),
                            optionText(table, values, "feed_forward")};
    c.blocks.assign(std::size_t(std::clamp<std::int64_t>(c.layers, 0, 256)), layer);
    if (!(c == preset->config))
        c.preset.clear();
    c.vocabSize = vocabSize;
    return c;
}

OptionValues studentToOptions(const StudentConfig &c) {
    OptionValues values;
    values["preset"] = findStudentPreset(c.preset) ? c.preset : std::string("demo");
    for (const SizeName &s : sizeNames)
        values[s.id] = c.*s.value;
    values["tie_embeddings"] = c.tieEmbeddings;
    values["qkv_bias"] = c.qkvBias;
    values["rope_theta"] = c.ropeTheta;
    values["norm_eps"] = c.normEps;
    values["init_std"] = c.initStd;
    if (!c.blocks.empty()) {
        values["attention"] = c.blocks.front().attention;
        values["feed_forward"] = c.blocks.front().feedForward;
    }
    return values;
}

} // namespace retort
