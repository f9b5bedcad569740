// SPDX-License-Identifier: GPL-3.0-or-later
// A loss of single tokens: value and d(logits) of one chunk of rows. Its twin in
// core/learn/losses/<id>.info.cpp says what it is. Legend: C rows of a chunk, V vocabulary.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"

#include <memory>
#include <string>
#include <torch/torch.h>
#include <vector>

namespace retort {

struct LossChunk {
    torch::Tensor logits_CV; // float32; becomes d(logits) when a gradient is wanted
    torch::Tensor targets_C; // int64
    torch::Tensor scales_C;  // float32: loss weight / normaliser of the step
};

class TokenLoss {
public:
    virtual ~TokenLoss() = default;
    // Σ scale · loss of the chunk as a float64 scalar on the device. With `gradient`, logits_CV is
    // overwritten by its derivative.
    virtual torch::Tensor value(LossChunk &chunk, bool gradient) const = 0;
};
using TokenLossPtr = std::unique_ptr<TokenLoss>;

RETORT_LEARN_API TokenLossPtr makeTokenLoss(const std::string &id,
                                            const OptionValues &options); // throws InvalidArgument
RETORT_LEARN_API std::vector<std::string> tokenLossIds();

} // namespace retort
