// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a block without tensors: id, label, settings and cost formulas. Each block is
// blocks/<id>.info.cpp here, core/model/blocks/<id>.cpp with the torch module, and one line in
// blocks/blocks.def.
#pragma once

#include "core/base/export.h"
#include "core/learn/student_option.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

enum class BlockKind { Attention, FeedForward, Norm, Position };

struct BlockInfo {
    std::string id;
    BlockKind kind = BlockKind::Attention;
    char letter = '?'; // in the stack drawing: F full attention, L local, A linear, M feed-forward, N norm
    Text label;
    Text help;
    bool causal = true; // no row sees a later one: only then can a student decode
    // Of one instance. What is null costs nothing.
    StudentOptions (*options)() = nullptr; // the settings it reads; blocks may share some
    std::int64_t (*parameters)(const StudentConfig &) = nullptr; // never null
    double (*mixingFlops)(const StudentConfig &,
                          std::int64_t sequenceLength) =
        nullptr; // forward, per token, beyond 2 per parameter
    std::int64_t (*activations)(const StudentConfig &,
                                std::int64_t sequenceLength) = nullptr; // values kept per token for backward
    std::int64_t (*tableValues)(const StudentConfig &) = nullptr;       // constants, once per process
    std::int64_t (*stateValues)(const StudentConfig &,
                                std::int64_t tokens) = nullptr; // of one row that is being decoded
    void (*check)(const StudentConfig &, std::vector<OptionFault> &) = nullptr;
};

RETORT_DATA_API const std::vector<BlockInfo> &blockInfos(); // order of blocks.def
RETORT_DATA_API const BlockInfo *findBlock(std::string_view id);
RETORT_DATA_API const BlockInfo &blockInfo(std::string_view id); // throws Error(InvalidArgument)
RETORT_DATA_API std::vector<OptionChoice> blockChoices(BlockKind kind);

} // namespace retort
