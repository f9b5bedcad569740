// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project/open_projects.h"

#include "core/data/project/paths.h"

#include <map>
#include <mutex>

namespace fs = std::filesystem;

namespace retort {
namespace {

struct Registry {
    std::mutex mutex;
    std::map<std::pair<fs::path, OpenMode>, std::weak_ptr<Project>> projects;

    std::shared_ptr<Project> find(const fs::path &folder, OpenMode mode) const {
        const auto it = projects.find({folder, mode});
        const auto project = it == projects.end() ? nullptr : it->second.lock();
        return project && !project->isClosed() ? project : nullptr;
    }
    bool isOpen(const fs::path &folder) const {
        return find(folder, OpenMode::ReadWrite) || find(folder, OpenMode::ReadOnly);
    }
};

Registry &registry() {
    static Registry r;
    return r;
}

} // namespace

bool isOpenHere(const fs::path &folder) {
    const std::lock_guard lock(registry().mutex);
    return registry().isOpen(resolvedFolder(folder));
}

bool whileClosedHere(const fs::path &folder, const std::function<void()> &look) {
    const std::lock_guard lock(registry().mutex);
    if (registry().isOpen(resolvedFolder(folder)))
        return false;
    look();
    return true;
}

std::shared_ptr<Project> openHere(const fs::path &folder, OpenMode mode) {
    const std::lock_guard lock(registry().mutex);
    return registry().find(resolvedFolder(folder), mode);
}

std::shared_ptr<Project> openOnce(const fs::path &folder, OpenMode mode,
                                  const std::function<std::shared_ptr<Project>(bool)> &open) {
    const std::lock_guard lock(registry().mutex);
    if (auto project = registry().find(folder, mode))
        return project;
    auto project = open(registry().isOpen(folder));
    registry().projects[{folder, mode}] = project;
    return project;
}

} // namespace retort
