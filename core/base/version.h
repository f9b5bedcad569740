// SPDX-License-Identifier: GPL-3.0-or-later
// Which Retort this is.
#pragma once

#include "core/base/export.h"

namespace retort {

RETORT_DATA_API const char *programVersion(); // "0.1.0"
RETORT_DATA_API const char *codeVersion();    // with git's description; runs record it

} // namespace retort
