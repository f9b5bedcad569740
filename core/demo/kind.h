// SPDX-License-Identifier: GPL-3.0-or-later
// A kind of demo problem: one file in kinds/ and one line in kinds.def. A kind names the key space of each of
// its levels and builds the whole problem - question, trace, answer - from a drawn key; the answer is
// computed, never looked up, so it is right by construction. Stateless; any thread.
#pragma once

#include "core/base/plug_ins.h"
#include "core/demo/demo_data.h"
#include "core/demo/key_space.h"

#include <span>

namespace retort {

struct DemoKind {
    std::string_view id; // file name = word in kinds.def = value of the field `kind`
    Text label;
    int minLevel = 1;
    int maxLevel = 3;
    KeySpace (*keys)(int level);
    // Fills key, question, reasoning, answer, reference and tags. `style` decides the wording only.
    void (*build)(int level, const DrawnKey &key, DemoRandom &style, DemoProblem &problem);
};

RETORT_DATA_API std::span<const DemoKind *const> demoKinds(); // in the order of kinds.def

} // namespace retort
