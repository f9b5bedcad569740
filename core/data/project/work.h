// SPDX-License-Identifier: GPL-3.0-or-later
// Ownership of long writing (an import, a new version): a row in `work`, a lock file held until the commit
// that names the result, and removing what was written when it fails. Nothing of a work is visible before
// that commit. Internal to core/data; one thread.
#pragma once

#include "core/base/file.h"
#include "core/data/project/project.h"
#include "core/data/sql/sqlite.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace retort {

class Work {
public:
    Work(std::shared_ptr<Project> project, const std::string &kind);
    ~Work(); // without close(): rows and files of the work are removed
    Work(const Work &) = delete;
    Work &operator=(const Work &) = delete;

    std::int64_t id() const { return m_id; }
    // Reserves the next segment: its row, its temporary file (created and locked), its number.
    struct Reserved {
        std::int64_t segment = 0;
        std::filesystem::path temporary, path;
        std::unique_ptr<CheckedFile> file;
    };
    Reserved reserveSegment();
    void closeIn(SQLite::Database &db); // in the naming commit: the work is no more
    void closed();                      // after that commit: lets go of the lock

private:
    std::shared_ptr<Project> m_project;
    std::int64_t m_id = 0;
    FileLock m_lock;
    std::filesystem::path m_lockFile;
    std::vector<std::filesystem::path> m_paths; // of its segments
    bool m_open = true;
};

// Deletes every row of a work; returns the numbers of its segments, whose files are to go after the commit.
std::vector<std::int64_t> deleteWorkRows(SQLite::Database &db, std::int64_t work);

// Removes what works left whose owner is dead, and moves segment files that nobody knows to the trash.
void sweepDeadWork(Project::Impl &inside);

} // namespace retort
