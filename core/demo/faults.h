// SPDX-License-Identifier: GPL-3.0-or-later
// The faults that can be planted into a demo record's assistant text, each as real sets have it, with the
// bits an import must set for it. Stateless, any thread.
#pragma once

#include "core/base/fault.h"
#include "core/demo/demo_data.h"
#include "core/demo/random.h"

#include <span>
#include <string_view>

namespace retort {

struct DemoFault {
    std::string_view id; // as the key file names it
    std::uint32_t
        expect; // bits of Fault that an import sees; 0: found by another means (answer, language, repetition)
    // The assistant text, tags inside, of the problem with this fault.
    std::string (*text)(const DemoProblem &problem, DemoRandom &random);
    bool (*applies)(const DemoProblem &problem) = nullptr; // nullptr: to every problem that has a trace
};

RETORT_DATA_API std::span<const DemoFault> demoFaults();

// One of the faults that the problem can have.
RETORT_DATA_API const DemoFault &pickFault(const DemoProblem &problem, DemoRandom &random);

// <think>\nreasoning\n</think>\n\nanswer; the answer alone when there is no reasoning.
RETORT_DATA_API std::string soundText(const DemoProblem &problem);

} // namespace retort
