// SPDX-License-Identifier: GPL-3.0-or-later
// The difference of two texts as one part of a ReadingText: removed words struck through on the bad tint,
// added ones on the ok tint. Any thread; long texts belong on a worker.
#pragma once

#include "ui/widgets/reading_text.h"

#include <string_view>

namespace retort {

/// Nothing when both are empty.
void addDiff(ReadingText &text, const QString &partName, Role role, std::string_view before,
             std::string_view after);

/// Where the first difference begins; 0 where there is none.
int firstTinted(const ReadingText &text);

} // namespace retort
