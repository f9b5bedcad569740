// SPDX-License-Identifier: GPL-3.0-or-later
// The causal decoder of Llama and Qwen2: embedding, layers of norm + attention and norm + feed-forward, norm,
// head.
#include "core/learn/block_info.h"
#include "core/learn/family_info.h"

#include <algorithm>
#include <nlohmann/json.hpp>

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

std::vector<StudentPreset> decoderPresets() {
    return {
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
}

StudentOptions decoderOptions() {
    using namespace option_make;
    return {
        {intOption("hidden", 128, sizeGroup(), RETORT_TR("core", "Hidden size"),
                   RETORT_TR("core", "Length of the vector that carries each token through the layers. Cost "
                                     "grows with its square."))
             .between(8, 16'384)
             .step(32),
         &StudentConfig::hidden},
        {intOption("layers", 4, sizeGroup(), RETORT_TR("core", "Layers"),
                   RETORT_TR("core", "How many pairs of attention and feed-forward a token passes: more "
                                     "layers, more steps of thought per token."))
             .between(1, 256),
         &StudentConfig::layers},
        {intOption(
             "max_positions", 2'048, sizeGroup(), RETORT_TR("core", "Longest text"),
             RETORT_TR("core",
                       "Question, reasoning and answer together may not be longer. Costs nothing by itself."))
             .between(16, 1'048'576)
             .step(256)
             .unit(RETORT_TR("core", "tokens")),
         &StudentConfig::maxPositions},
        {boolOption(
             "tie_embeddings", true, detailGroup(), RETORT_TR("core", "Tie head and embedding"),
             RETORT_TR("core", "Input and output share one table, which saves much of a small student."))
             .advanced(),
         &StudentConfig::tieEmbeddings},
        {floatOption(
             "init_std", 0.02, detailGroup(), RETORT_TR("core", "Spread of the first weights"),
             RETORT_TR(
                 "core",
                 "Standard deviation of the normal distribution that the first weights are drawn from."))
             .between(1e-6, 1)
             .logScale()
             .advanced(),
         &StudentConfig::initStd}};
}

void checkKind(const std::string &id, BlockKind kind, const char *option, std::vector<OptionFault> &faults) {
    const BlockInfo *info = findBlock(id);
    if (!info)
        faults.push_back({option, text(RETORT_TR("core", "There is no block “%1”."), id)});
    else if (info->kind != kind)
        faults.push_back({option, text(RETORT_TR("core", "The block “%1” cannot stand in this place."), id)});
}

// Ids of the blocks that a student has, each once.
std::vector<std::string> usedBlocks(const StudentConfig &c) {
    std::vector<std::string> ids{c.norm, c.position};
    for (const LayerConfig &b : c.blocks)
        for (const std::string &id : {b.attention, b.feedForward})
            if (std::ranges::find(ids, id) == ids.end())
                ids.push_back(id);
    return ids;
}

void checkDecoder(const StudentConfig &c, std::vector<OptionFault> &faults) {
    if (!(c.initStd > 0 && c.initStd <= 1))
        faults.push_back(
            {"init_std",
             text(RETORT_TR("core", "The spread of the first weights must lie between 0 and 1; it is %1."),
                  c.initStd)});
    if (std::int64_t(c.blocks.size()) != c.layers)
        faults.push_back(
            {"layers", pluralText(RETORT_TR("core", "There (is|are) %n layer(s) but blocks for %1."),
                                  c.layers, std::int64_t(c.blocks.size()))});
    checkKind(c.norm, BlockKind::Norm, "norm", faults);
    checkKind(c.position, BlockKind::Position, "position", faults);
    for (const LayerConfig &b : c.blocks) {
        checkKind(b.attention, BlockKind::Attention, "attention", faults);
        checkKind(b.feedForward, BlockKind::FeedForward, "feed_forward", faults);
        if (!faults.empty())
            return;
    }
    for (const std::string &id : usedBlocks(c))
        if (const BlockInfo &info = blockInfo(id); info.check)
            info.check(c, faults);
}

std::int64_t norms(const StudentConfig &c, std::int64_t count) {
    return count * blockInfo(c.norm).parameters(c);
}

std::int64_t decoderLayerParameters(const StudentConfig &c, std::int64_t layer) {
    const LayerConfig &b = c.blocks.at(std::size_t(layer));
    return blockInfo(b.attention).parameters(c) + blockInfo(b.feedForward).parameters(c) + norms(c, 2);
}

ParameterCount decoderParameters(const StudentConfig &c) {
    std::int64_t attention = 0, feedForward = 0;
    for (const LayerConfig &b : c.blocks) {
        attention += blockInfo(b.attention).parameters(c);
        feedForward += blockInfo(b.feedForward).parameters(c);
    }
    ParameterCount count;
    count.parts = {{"embedding", RETORT_TR("core", "Embedding"), c.vocabSize * c.hidden},
                   {"attention", RETORT_TR("core", "Attention"), attention},
                   {"feed_forward", RETORT_TR("core", "Feed-forward"), feedForward},
                   {"norm", RETORT_TR("core", "Norms"), norms(c, 2 * std::int64_t(c.blocks.size()) + 1)},
                   {"head", RETORT_TR("core", "Head"), c.tieEmbeddings ? 0 : c.vocabSize * c.hidden}};
    for (const ParameterPart &p : count.parts)
        count.total += p.count;
    return count;
}

std::int64_t activationsOf(const std::string &block, const StudentConfig &c, std::int64_t sequenceLength) {
    const BlockInfo &info = blockInfo(block);
    return info.activations ? info.activations(c, sequenceLength) : 0;
}

std::int64_t decoderActivations(const StudentConfig &c, std::int64_t sequenceLength) {
    std::int64_t perToken = c.hidden, largest = 0; // embedding output
    for (const LayerConfig &b : c.blocks) {
        const std::int64_t layer =
            activationsOf(b.attention, c, sequenceLength) + activationsOf(b.feedForward, c, sequenceLength)
            + 2 * activationsOf(c.norm, c, sequenceLength) + 2 * c.hidden; // two residual sums
        perToken += layer;
        largest = std::max(largest, layer);
    }
    return perToken + largest; // the gradients of the layer that the backward pass is in
}

std::int64_t decoderTables(const StudentConfig &c) {
    std::int64_t values = 0;
    for (const std::string &id : usedBlocks(c))
        if (const BlockInfo &info = blockInfo(id); info.tableValues)
            values += info.tableValues(c);
    return values;
}

std::int64_t decoderState(const StudentConfig &c, std::int64_t tokens) {
    std::int64_t values = 0;
    for (const LayerConfig &b : c.blocks)
        for (const std::string &id : {b.attention, b.feedForward})
            if (const BlockInfo &info = blockInfo(id); info.stateValues)
                values += info.stateValues(c, tokens);
    return values;
}

// 6 · N + what the blocks mix; N holds a tied head once.
double decoderTrainFlops(const StudentConfig &c, std::int64_t sequenceLength) {
    // An untied embedding only looks rows up: the product is the head's, once.
    double flops = 6.0 * double(decoderParameters(c).total - (c.tieEmbeddings ? 0 : c.vocabSize * c.hidden));
    for (const LayerConfig &b : c.blocks)
        for (const std::string &id : {b.attention, b.feedForward})
            if (const BlockInfo &info = blockInfo(id); info.mixingFlops)
                flops += 3.0 * info.mixingFlops(c, sequenceLength);
    return flops;
}

// As LlamaConfig or Qwen2Config writes it; both RoPE spellings, for older and newer readers.
std::string decoderHubConfig(const StudentConfig &s) {
    return nlohmann::json{{"architectures", {s.qkvBias ? "Qwen2ForCausalLM" : "LlamaForCausalLM"}},
                          {"model_type", s.qkvBias ? "qwen2" : "llama"},
                          {"hidden_size", s.hidden},
                          {"intermediate_size", s.intermediate},
                          {"num_hidden_layers", s.layers},
                          {"num_attention_heads", s.heads},
                          {"num_key_value_heads", s.kvHeads},
                          {"head_dim", s.headDim},
                          {"hidden_act", "silu"},
                          {"max_position_embeddings", s.maxPositions},
                          {"rms_norm_eps", s.normEps},
                          {"initializer_range", s.initStd},
                          {"rope_theta", s.ropeTheta},
                          {"rope_parameters", {{"rope_type", "default"}, {"rope_theta", s.ropeTheta}}},
                          {"tie_word_embeddings", s.tieEmbeddings},
                          {"attention_bias", false},
                          {"mlp_bias", false},
                          {"vocab_size", s.vocabSize},
                          {"torch_dtype", "float32"},
                          {"dtype", "float32"}}
        .dump(2);
}

} // namespace

FamilyInfo decoder_family_info() {
    FamilyInfo info;
    info.id = "decoder";
    info.options = decoderOptions;
    info.presets = decoderPresets;
    info.check = checkDecoder;
    info.parameters = decoderParameters;
    info.layerParameters = decoderLayerParameters;
    info.activations = decoderActivations;
    info.tableValues = decoderTables;
    info.stateValues = decoderState;
    info.trainFlops = decoderTrainFlops;
    info.hubConfig = decoderHubConfig;
    return info;
}

} // namespace retort
