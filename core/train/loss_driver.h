// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the loss-bearing rows of a micro-batch in chunks: the student's logits exist once per chunk and never
// all at once. Legend: M loss rows, D hidden, V vocabulary.
#pragma once

#include "core/base/export.h"
#include "core/model/decoder.h"
#include "core/train/token_loss.h"

namespace retort {

// Σ weight · loss / normaliser of the batch, float64 scalar on the device. With gradients on, also runs the
// whole backward pass: the head's and all other gradients are added to the parameters' float32 gradients.
RETORT_LEARN_API torch::Tensor lossAndBackward(Decoder &student, const Batch &batch, const TokenLoss &loss,
                                               double normaliser);
RETORT_LEARN_API torch::Tensor lossOnly(Decoder &student, const Batch &batch, const TokenLoss &loss,
                                        double normaliser);

} // namespace retort
