// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the optimizer's non-finite flag without making the device wait: on the CPU at once, on a GPU by a
// copy that is looked at when it has arrived, at most two steps later. The flag stays set, so a late look
// loses nothing.
#pragma once

#include "core/base/export.h"

#include <deque>
#include <memory>
#include <torch/torch.h>

namespace retort {

class RETORT_LEARN_API FiniteWatch {
public:
    FiniteWatch();
    ~FiniteWatch();
    // After each step: true when a step whose flag has arrived was not finite.
    bool failed(const torch::Tensor &flag);
    bool failedAtLast(); // waits for everything

private:
    struct Pending;
    bool take();
    std::deque<std::unique_ptr<Pending>> m_pending;
};

} // namespace retort
