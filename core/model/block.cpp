// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/block.h"

#include "core/base/error.h"

namespace retort {

#define RETORT_BLOCK(id) BlockPtr make_##id(const BlockMaking &making);
#include "core/learn/blocks/blocks.def"
#undef RETORT_BLOCK

namespace {

struct BlockEntry {
    const char *id;
    BlockPtr (*make)(const BlockMaking &);
};
constexpr BlockEntry blockEntries[] = {
#define RETORT_BLOCK(id) {#id, make_##id},
#include "core/learn/blocks/blocks.def"
#undef RETORT_BLOCK
};

} // namespace

BlockPtr makeBlock(const std::string &id, const BlockMaking &making) {
    for (const BlockEntry &e : blockEntries)
        if (id == e.id)
            return e.make(making);
    throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "There is no block “%1”."), id);
}

} // namespace retort
