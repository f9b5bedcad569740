// SPDX-License-Identifier: GPL-3.0-or-later
// Times and identities as a project writes them. Internal to core/data; any thread.
#pragma once

#include <chrono>
#include <string>

namespace retort {

std::string utcText(std::chrono::system_clock::time_point time); // "2026-01-31T08:05:09Z"
std::string nowUtc();
std::string fileStamp(); // "20260131-080509", for names of backups and in the trash
std::string newUuid();   // 32 hex digits

} // namespace retort
