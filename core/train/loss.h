// SPDX-License-Identifier: GPL-3.0-or-later
// The terms of what training minimises. A token loss sees one chunk of rows: its value, and its d(logits)
// added to that of the other terms. A state loss sees hidden states of whole layers. Their twins in
// core/learn/losses/<id>.info.cpp say what they are. Legend: C rows of a chunk, V vocabulary, E kept classes.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"
#include "core/model/block.h"

#include <memory>
#include <string>
#include <torch/types.h>
#include <variant>
#include <vector>

namespace retort {

// What the rows of a chunk are to become. The ids are always there, the rest where the run has it, else
// undefined.
struct TargetView {
    torch::Tensor ids_C;          // int64: the next token of the data
    torch::Tensor teacher_CV;     // float32: logits of the frozen teacher for the same rows
    torch::Tensor topIds_CE;      // int64: the likeliest classes of a stored teacher
    torch::Tensor topLogProbs_CE; // float32: their log-probabilities
    torch::Tensor tailMass_C;     // float32: the probability of all other classes together
};

struct LossChunk {
    torch::Tensor logits_CV; // float32; never changed, since every term reads them
    TargetView targets;
    torch::Tensor scales_C; // float32: loss weight / normaliser of the step
};

// Σ over the terms of d(logits) of one chunk. It begins empty, so that the first term may write where later
// ones add.
class RETORT_LEARN_API LogitGradient {
public:
    // `buffer_CV`: memory that place() uses again from chunk to chunk.
    explicit LogitGradient(torch::Tensor &buffer_CV) : m_buffer_CV(buffer_CV) {}
    struct Place {
        torch::Tensor values_CV;
        bool add; // else its content is garbage and must be overwritten
    };
    Place place(const torch::Tensor &logits_CV);             // for kernels that write by themselves
    void add(torch::Tensor gradient_CV);                     // keeps the tensor: it is the caller's no more
    const torch::Tensor &sum_CV() const { return m_sum_CV; } // undefined: no term had a gradient

private:
    torch::Tensor &m_buffer_CV;
    torch::Tensor m_sum_CV;
};

class RETORT_LEARN_API TokenLoss {
public:
    virtual ~TokenLoss();
    // Returns Σ scale · loss of the chunk, a float64 scalar on the device. Unless `gradient` is null, adds
    // weight · scale · d(loss)/d(logits) of each row to it.
    virtual torch::Tensor add(const LossChunk &chunk, double weight, LogitGradient *gradient) const = 0;
};

class RETORT_LEARN_API StateLoss {
public:
    virtual ~StateLoss();
    virtual void ask(Collect &collect) const = 0; // sets the flags of what it needs from student and teacher
    // A differentiable scalar. `teacher` is empty without one; nothing of it is differentiable.
    virtual torch::Tensor value(const Batch &batch, const Collect &student, const Collect &teacher,
                                double normaliser) const = 0;
};

using LossPtr = std::variant<std::shared_ptr<const TokenLoss>, std::shared_ptr<const StateLoss>>;
struct LossTerm {
    std::string id; // its curve is train/loss/<id>
    double weight = 1;
    LossPtr loss;
};

// Throws Error(InvalidArgument) for an unknown id.
RETORT_LEARN_API LossTerm makeLossTerm(const std::string &id, double weight = 1,
                                       const OptionValues &options = {});

} // namespace retort
