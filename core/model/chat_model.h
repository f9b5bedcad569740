// SPDX-License-Identifier: GPL-3.0-or-later
// A checkpoint or student folder as a model that answers.
#pragma once

#include "core/learn/generate.h"

#include <filesystem>
#include <memory>
#include <string>

namespace retort {

// As Engine::openModel() says.
std::shared_ptr<LanguageModel> openChatModel(const std::filesystem::path &folder, const std::string &device);

} // namespace retort
