// SPDX-License-Identifier: GPL-3.0-or-later
// Missing folders of a path: made for work that may fail, and then removed. Internal to core/data.
#pragma once

#include <filesystem>
#include <vector>

namespace retort {

class NewFolders {
public:
    explicit NewFolders(std::filesystem::path path) {
        std::error_code status;
        for (; !path.empty() && !std::filesystem::exists(path, status); path = path.parent_path())
            m_missing.push_back(path);
    }
    // Those that are empty again; the innermost first.
    void takeBack() const {
        std::error_code status;
        for (const auto &path : m_missing)
            if (!std::filesystem::remove(path, status) && std::filesystem::exists(path, status))
                return;
    }

private:
    std::vector<std::filesystem::path> m_missing;
};

} // namespace retort
