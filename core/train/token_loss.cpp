// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/token_loss.h"

#include "core/base/error.h"

namespace retort {

#define RETORT_LOSS(id) TokenLossPtr make_##id##_loss(const OptionValues &options);
#include "core/learn/losses/losses.def"
#undef RETORT_LOSS

namespace {

struct LossEntry {
    const char *id;
    TokenLossPtr (*make)(const OptionValues &);
};
constexpr LossEntry lossEntries[] = {
#define RETORT_LOSS(id) {#id, make_##id##_loss},
#include "core/learn/losses/losses.def"
#undef RETORT_LOSS
};

} // namespace

TokenLossPtr makeTokenLoss(const std::string &id, const OptionValues &options) {
    for (const LossEntry &e : lossEntries)
        if (id == e.id)
            return e.make(options);
    throw Error(ErrorCode::InvalidArgument, text(RETORT_TR("core", "There is no loss “%1”."), id));
}

std::vector<std::string> tokenLossIds() {
    std::vector<std::string> ids;
    for (const LossEntry &e : lossEntries)
        ids.emplace_back(e.id);
    return ids;
}

} // namespace retort
