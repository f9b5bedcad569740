// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project/stamp.h"

#include <cstdint>
#include <fmt/chrono.h>
#include <random>

namespace retort {

std::string utcText(std::chrono::system_clock::time_point time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string nowUtc() {
    return utcText(std::chrono::system_clock::now());
}

std::string fileStamp() {
    return fmt::format("{:%Y%m%d-%H%M%S}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

std::string newUuid() {
    std::random_device device;
    std::string out;
    for (int i = 0; i < 4; ++i)
        out += fmt::format("{:08x}", std::uint32_t(device()));
    return out;
}

} // namespace retort
