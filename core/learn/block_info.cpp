// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/block_info.h"

#include "core/base/plug_ins.h"

namespace retort {

#define RETORT_BLOCK(id) BlockInfo id##_info();
#include "core/learn/blocks/blocks.def"
#undef RETORT_BLOCK

const std::vector<BlockInfo> &blockInfos() {
    static const std::vector<BlockInfo> infos = {
#define RETORT_BLOCK(id) id##_info(),
#include "core/learn/blocks/blocks.def"
#undef RETORT_BLOCK
    };
    return infos;
}

const BlockInfo *findBlock(std::string_view id) {
    return findPlugIn(blockInfos(), id);
}

const BlockInfo &blockInfo(std::string_view id) {
    return requirePlugIn(blockInfos(), id, RETORT_TR("core", "There is no block “%1”."));
}

std::vector<OptionChoice> blockChoices(BlockKind kind) {
    return plugInChoices(blockInfos(), [kind](const BlockInfo &info) { return info.kind == kind; });
}

} // namespace retort
