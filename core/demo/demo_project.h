// SPDX-License-Identifier: GPL-3.0-or-later
// The demo project: generated problems of the easiest level with a few planted faults and repeats, imported
// as any file would be. The window's "Open demo" and `retort-cli demo` begin here. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/data/project/project.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace retort {

struct DemoProjectConfig {
    std::filesystem::path folder; // made; must not be a project yet
    std::string name = "Demo";
    std::uint64_t problems = 30'000;
    std::uint64_t seed = 1;
    double faultShare = 0.01, duplicateShare = 0.01;
    // Brings the file into the project; importFile() of core/import, which stands beside this folder.
    std::function<void(const std::shared_ptr<Project> &, const std::filesystem::path &, JobContext &)> import;
};

// Writes <folder>/data/demo.jsonl (and demo.key.jsonl, which tells every planted fault) and imports it. On
// any failure or cancel the folder is removed again, if it was made here.
RETORT_DATA_API std::shared_ptr<Project> makeDemoProject(const DemoProjectConfig &config, JobContext &job);

RETORT_DATA_API std::filesystem::path defaultDemoFolder(); // <XDG data>/retort/demo

} // namespace retort
