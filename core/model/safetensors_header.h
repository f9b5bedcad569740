// SPDX-License-Identifier: GPL-3.0-or-later
// The header of a safetensors file, read strictly: no holes, no overlaps, no duplicate names, every length
// checked before anything is allocated. Knows no tensors. Any thread.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct SafeTensorInfo {
    std::string name;
    std::string dtype; // "F32", "BF16" …
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0, end = 0; // within the data, which follows the header
    std::uint64_t bytes() const { return end - begin; }
};

struct SafeTensorsHeader {
    std::vector<SafeTensorInfo> tensors; // by offset
    std::map<std::string, std::string> metadata;
    const SafeTensorInfo *find(std::string_view name) const;
};

inline constexpr std::uint64_t safeTensorsHeaderLimit = 100'000'000;

// Bits of one value; 0: not a type we know.
RETORT_LEARN_API int safeTensorBits(std::string_view dtype);
// `json` without the 8 length bytes; `dataSize` is what the file has after it. Throws Error(BadFormat) naming
// `file`.
RETORT_LEARN_API SafeTensorsHeader parseSafeTensorsHeader(std::string_view json, std::uint64_t dataSize,
                                                          const std::string &file);
RETORT_LEARN_API std::string formatSafeTensorsHeader(const SafeTensorsHeader &header); // padded to 8 bytes

} // namespace retort
