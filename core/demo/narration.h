// SPDX-License-Identifier: GPL-3.0-or-later
// The talk around a calculation as R1 does it: openings, doubts, confirmations. Levels 2, 3.
#pragma once

#include "core/demo/random.h"

#include <string>
#include <string_view>

namespace retort {

std::string opening(DemoRandom &style);      // "嗯，先看清题目。"
std::string doubt(DemoRandom &style);        // "等等，让我检查一下。"
std::string confirmation(DemoRandom &style); // "对得上，结果正确。"

// Level 3 always doubts and checks, level 2 every other time: "\n<doubt><check>，<confirmation>" or nothing.
std::string doubtAndCheck(int level, std::string_view check, DemoRandom &style);

} // namespace retort
