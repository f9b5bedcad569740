// SPDX-License-Identifier: GPL-3.0-or-later
// Where LibTorch lies and which version it is, found out without opening it. Pure file look-ups, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/text.h"

#include <filesystem>
#include <string>
#include <vector>

namespace retort {

struct TorchPlace {
    std::filesystem::path library; // the folder with libtorch_cpu.so; empty: not found
    std::string version;           // "2.11.0"; empty: not known
    Text problem;                  // why it cannot be used; empty: fine
};

// Candidates in order: RETORT_TORCH (alone, when set), the bundle beside our libraries, the cache. A
// candidate is a folder with lib/libtorch_cpu.so, or with libtorch_cpu.so itself.
RETORT_DATA_API std::vector<std::filesystem::path> torchCandidates();
RETORT_DATA_API TorchPlace findTorch(const std::vector<std::filesystem::path> &candidates,
                                     const std::string &wantedVersion);
// From version.h, version.py or build-version near the library; empty when none is there.
RETORT_DATA_API std::string torchVersionOf(const std::filesystem::path &library);
RETORT_DATA_API const char *wantedTorchVersion(); // compiled against

// The folder that holds libretort_data.so, and libretort_learn.so where it was built.
std::filesystem::path ownLibraryFolder();

} // namespace retort
