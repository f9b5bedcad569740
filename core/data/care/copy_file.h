// SPDX-License-Identifier: GPL-3.0-or-later
// Copies one file, by reflink where possible, and makes it durable. Internal to core/data; any thread.
#pragma once

#include <filesystem>

namespace retort {

class JobContext;

// `to` must not exist. Compares the length; throws systemError, Cancelled.
void copyFileDurably(const std::filesystem::path &from, const std::filesystem::path &to,
                     const JobContext *job = nullptr);

} // namespace retort
