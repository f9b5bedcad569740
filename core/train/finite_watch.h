// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the optimizer's non-finite flag without making the device wait: on the CPU at once, on a GPU by a
// copy that is looked at when it has arrived, at most two steps later. The flag stays set, so a late look
// loses nothing.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <torch/types.h>

namespace retort {

class RETORT_LEARN_API FiniteWatch {
public:
    FiniteWatch();
    ~FiniteWatch();
    // After each step, with its number: the first step that was not finite, once its flag has arrived.
    std::optional<std::int64_t> failed(const torch::Tensor &flag, std::int64_t step);
    std::optional<std::int64_t> failedAtLast(); // waits for everything

private:
    struct Pending;
    void take();
    std::optional<std::int64_t> m_failed;
    std::deque<std::unique_ptr<Pending>> m_pending;
};

} // namespace retort
