// SPDX-License-Identifier: GPL-3.0-or-later
// A sample as one JSON object: how pending edits are kept. Pure functions, any thread.
#pragma once

#include "core/base/export.h"
#include "core/data/samples/sample.h"

#include <string>
#include <string_view>

namespace retort {

RETORT_DATA_API std::string sampleToJson(const Sample &sample);
RETORT_DATA_API Sample sampleFromJson(std::string_view json); // throws Error(Damaged)

} // namespace retort
