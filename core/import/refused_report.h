// SPDX-License-Identifier: GPL-3.0-or-later
// The report of refused records as JSON lines, written while the import runs. One thread.
#pragma once

#include "core/base/file.h"
#include "core/base/job.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace retort {

// Throws Error when `path` cannot be written, or holds something else than such a report.
void requireReportPath(const std::filesystem::path &path);

class RefusedReport {
public:
    explicit RefusedReport(std::filesystem::path path) : m_path(std::move(path)) {}
    ~RefusedReport(); // without finish(): nothing remains
    RefusedReport(const RefusedReport &) = delete;
    RefusedReport &operator=(const RefusedReport &) = delete;

    void add(const Issue &issue,
             std::string_view record); // the record's head is kept, up to 2,000 characters
    std::filesystem::path finish();    // the path, or empty when nothing was refused or none is wanted

private:
    std::filesystem::path m_path, m_partPath;
    std::unique_ptr<CheckedFile> m_file;
    std::string m_buffer;
};

std::string issueLine(const Issue &issue, std::string_view record); // one line of JSON, with its line end

} // namespace retort
