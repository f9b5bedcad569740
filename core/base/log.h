// SPDX-License-Identifier: GPL-3.0-or-later
// Log of the program (spdlog behind it): a file in the state folder, warnings also on standard error. Any
// thread.
#pragma once

#include "core/base/export.h"

#include <string_view>

namespace retort {

enum class LogLevel { Debug, Info, Warning, Error };
RETORT_DATA_API void startLog(std::string_view program,
                              LogLevel standardError); // file: <state>/<program>.log; never throws
RETORT_DATA_API void log(LogLevel level, std::string_view message);

} // namespace retort
