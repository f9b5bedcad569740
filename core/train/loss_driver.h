// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the loss-bearing rows of a micro-batch in chunks: the logits of the student, and of a teacher, exist
// once per chunk and never all at once. Any thread, one per student; a teacher may be shared.
#pragma once

#include "core/base/export.h"
#include "core/model/model.h"
#include "core/train/loss.h"

#include <memory>
#include <vector>

namespace retort {

// What a run minimises: Σ weight · term.
struct Objective {
    std::vector<LossTerm> terms = {makeLossTerm("cross_entropy")};
    std::shared_ptr<Model> teacher; // frozen, of the student's vocabulary; null: none
};

// The value of each term without its weight, [terms] float64 on the device: Σ loss weight · loss / normaliser
// over the batch. The first also runs the whole backward pass: all gradients are added to the parameters'
// float32 ones.
RETORT_LEARN_API torch::Tensor lossAndBackward(Model &student, const Batch &batch, const Objective &objective,
                                               double normaliser);
RETORT_LEARN_API torch::Tensor lossOnly(Model &student, const Batch &batch, const Objective &objective,
                                        double normaliser);
// Σ weight · value, float64 scalar.
RETORT_LEARN_API torch::Tensor weighted(const Objective &objective, const torch::Tensor &values_L);

} // namespace retort
