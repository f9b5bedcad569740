// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demo_project.h"

#include "core/base/file.h"
#include "core/demo/demo_data_job.h"

namespace fs = std::filesystem;

namespace retort {
namespace {

void fill(const DemoProjectConfig &config, const std::shared_ptr<Project> &project, JobContext &job) {
    const fs::path data = config.folder / "data";
    fs::create_directories(data);
    DemoDataConfig demo;
    demo.options.count = config.problems;
    demo.options.seed = config.seed;
    demo.options.levels = {1};
    demo.options.faultShare = config.faultShare;
    demo.options.duplicateShare = config.duplicateShare;
    demo.path = data / "demo.jsonl";
    demo.keyPath = data / "demo.key.jsonl";
    runDemoDataJob(demo, job);
    config.import(project, demo.path, job);
}

} // namespace

std::shared_ptr<Project> makeDemoProject(const DemoProjectConfig &config, JobContext &job) {
    const bool made = !fs::exists(config.folder);
    auto project = Project::create(config.folder, config.name);
    try {
        fill(config, project, job);
    } catch (...) {
        project.reset();
        std::error_code ignored;
        if (made)
            fs::remove_all(config.folder, ignored);
        throw;
    }
    return project;
}

fs::path defaultDemoFolder() {
    return dataFolder() / "demo";
}

} // namespace retort
