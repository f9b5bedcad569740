// SPDX-License-Identifier: GPL-3.0-or-later
// A block of a student as tensors. Its twin in core/learn/blocks/<id>.info.cpp says what it is and costs;
// both are found by the one line in blocks.def. Legend: N rows, D hidden, H heads, K head size.
#pragma once

#include "core/base/export.h"
#include "core/learn/student.h"
#include "core/model/batch.h"
#include "core/model/layer_state.h"
#include "core/model/parameter_store.h"

#include <memory>
#include <string>
#include <torch/types.h>
#include <vector>

namespace retort {

// What a loss on inner states asks of a forward pass, and gets.
struct Collect {
    bool hidden = false;                  // asked for
    std::vector<torch::Tensor> hidden_ND; // the residual stream after each layer
};

// What a block may know of the rows it works on: never a mask matrix.
struct BlockContext {
    torch::Tensor positions_N; // int64
    const DocumentLayout *layout =
        nullptr;                 // whole documents; null: decoding, one more token per row of the state
    LayerState *state = nullptr; // of the block; null: nothing is to be remembered
    const std::vector<std::int64_t> *lengths =
        nullptr; // decoding: tokens each row has; prompts: of each document
    const std::vector<std::int64_t> *rows = nullptr; // prompts: the row of each document
};

class Block {
public:
    virtual ~Block() = default;
    virtual torch::Tensor forward(const torch::Tensor &x, BlockContext &context) = 0;
    // What the block remembers while decoding; null: nothing.
    virtual std::unique_ptr<LayerState> newState(const StateShape &) const { return nullptr; }
};
using BlockPtr = std::shared_ptr<Block>;

struct BlockMaking {
    const StudentConfig &student;
    ParameterScope scope;
    at::Device device;
    BlockPtr position; // shared by all attention blocks; null while it is made itself
    double outputStd;  // of matrices that write to the residual stream
};

RETORT_LEARN_API BlockPtr makeBlock(const std::string &id,
                                    const BlockMaking &making); // throws Error(InvalidArgument)

} // namespace retort
