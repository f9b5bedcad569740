// SPDX-License-Identifier: GPL-3.0-or-later
// A sample of an operator's own examples.
#pragma once

#include "core/data/samples/sample.h"

#include <cstdint>
#include <string>
#include <utility>

namespace retort {

inline Sample exampleSample(std::string question, std::string reasoning, std::string answer,
                            std::uint32_t faults = 0) {
    Sample sample;
    sample.question = std::move(question);
    sample.reasoning = std::move(reasoning);
    sample.answer = std::move(answer);
    sample.faults = faults;
    return sample;
}

} // namespace retort
