// SPDX-License-Identifier: GPL-3.0-or-later
// The `retort-cli tokenize` command that trains a tokenizer again. Pure function.
#pragma once

#include "core/base/export.h"
#include "core/data/runs/run_store.h"

#include <filesystem>
#include <string>

namespace retort {

// Throws Error(BadFormat) where the stored settings cannot be read.
RETORT_DATA_API std::string tokenizeCommand(const std::filesystem::path &project,
                                            const TokenizerRecord &tokenizer);

} // namespace retort
