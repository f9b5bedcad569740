// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/block_info.h"

#include "core/base/error.h"

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
    for (const BlockInfo &info : blockInfos())
        if (info.id == id)
            return &info;
    return nullptr;
}

const BlockInfo &blockInfo(std::string_view id) {
    const BlockInfo *info = findBlock(id);
    if (!info)
        throw Error(ErrorCode::InvalidArgument,
                    text(RETORT_TR("core", "There is no block “%1”."), std::string(id)));
    return *info;
}

std::vector<OptionChoice> blockChoices(BlockKind kind) {
    std::vector<OptionChoice> choices;
    for (const BlockInfo &info : blockInfos())
        if (info.kind == kind)
            choices.push_back({info.id, info.label});
    return choices;
}

} // namespace retort
