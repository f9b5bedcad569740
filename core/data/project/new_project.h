// SPDX-License-Identifier: GPL-3.0-or-later
// The project that an import makes where there was none: when the import fails, it is removed again with the
// folders made for it. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/data/project/project.h"

#include <filesystem>
#include <memory>
#include <string>

namespace retort {

class NewFolders;

class RETORT_DATA_API NewProject {
public:
    NewProject(const std::filesystem::path &folder, const std::string &name); // as Project::create
    ~NewProject(); // everybody else must have let go of the project by then, else it stays
    NewProject(const NewProject &) = delete;
    NewProject &operator=(const NewProject &) = delete;
    const std::shared_ptr<Project> &project() const { return m_project; }

private:
    std::unique_ptr<NewFolders> m_folders;
    std::shared_ptr<Project> m_project;
};

void writeNewDatabase(const std::filesystem::path &file, const std::string &name); // whole or absent

} // namespace retort
