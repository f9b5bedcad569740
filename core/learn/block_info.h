// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a block without tensors: id, label, options and cost formulas. Each block is
// blocks/<id>.info.cpp here, core/model/blocks/<id>.cpp with the torch module, and one line in
// blocks/blocks.def; a test compares both lists.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct StudentConfig;

enum class BlockKind { Attention, FeedForward, Norm, Position };

struct BlockInfo {
    std::string id;
    BlockKind kind = BlockKind::Attention;
    char letter = '?'; // in the stack drawing: F full attention, L local, A linear, M feed-forward, N norm
    Text label;
    Text help;
    std::string options; // ids of studentOptions() it reads, comma-separated
    std::int64_t (*parameters)(const StudentConfig &) = nullptr; // of one instance
    double (*forwardFlops)(const StudentConfig &,
                           std::int64_t sequenceLength) = nullptr; // per token, one instance
    std::int64_t (*activations)(const StudentConfig &,
                                std::int64_t sequenceLength) = nullptr; // values kept per token for backward
    std::int64_t (*cacheValues)(const StudentConfig &) = nullptr;       // per token of context, decoding
    void (*check)(const StudentConfig &, std::vector<OptionFault> &) = nullptr;
};

RETORT_DATA_API const std::vector<BlockInfo> &blockInfos(); // order of blocks.def
RETORT_DATA_API const BlockInfo *findBlock(std::string_view id);
RETORT_DATA_API const BlockInfo &blockInfo(std::string_view id); // throws Error(InvalidArgument)
RETORT_DATA_API std::vector<OptionChoice> blockChoices(BlockKind kind);

} // namespace retort
