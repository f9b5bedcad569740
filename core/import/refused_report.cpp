// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/refused_report.h"

#include "core/base/output_path.h"
#include "core/base/utf8.h"
#include "core/import/import_job.h"
#include "core/import/record.h"

#include <system_error>

#include <fcntl.h>

namespace retort {
namespace {

constexpr std::string_view reportHead = "{\"file\":"; // of each line
constexpr const char *levelIds[] = {"note", "warning", "refused"};

// Readable whatever the record was: ill-formed bytes become U+FFFD.
std::string readable(std::string_view record) {
    constexpr std::size_t longest = 2000; // code points
    std::string out;
    std::size_t count = 0;
    for (std::size_t at = 0; at < record.size(); ++count) {
        if (count == longest)
            return out + "…";
        appendCodePoint(out, decodeCodePoint(record, at));
    }
    return out;
}

} // namespace

std::string issueLine(const Issue &issue, std::string_view record) {
    std::string json(reportHead);
    appendJsonString(json, issue.file);
    json += ",\"line\":" + std::to_string(issue.line);
    if (!issue.field.empty())
        appendJsonString(json += ",\"field\":", issue.field);
    json += std::string(",\"level\":\"") + levelIds[std::size_t(issue.level)] + "\",\"reason\":";
    appendJsonString(json, renderEnglish(issue.reason));
    if (!record.empty())
        appendJsonString(json += ",\"record\":", readable(record));
    return json + "}\n";
}

void requireReportPath(const std::filesystem::path &path) {
    if (path.empty())
        return;
    requireOutputPath(path);
    std::error_code failed;
    const auto status = std::filesystem::symlink_status(path, failed);
    if (!std::filesystem::exists(status))
        return;
    std::string head(reportHead.size(), '\0');
    if (std::filesystem::is_regular_file(status)) {
        const Descriptor file(path, O_RDONLY);
        head.resize(file.read(head.data(), head.size()));
    }
    if (!head.empty() && head != reportHead)
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR(
                "core",
                "“%1” is something else than a report of refused records. Name another file for the report."),
            path.string());
}

RefusedReport::~RefusedReport() {
    if (!m_file)
        return;
    m_file.reset();
    std::error_code ignored;
    std::filesystem::remove(m_partPath, ignored);
}

void RefusedReport::add(const Issue &issue, std::string_view record) {
    if (m_path.empty())
        return;
    if (!m_file) {
        m_partPath = m_path;
        m_partPath += ".part";
        m_file = std::make_unique<CheckedFile>(m_partPath);
    }
    m_buffer += issueLine(issue, record);
    if (m_buffer.size() < 1 << 18)
        return;
    m_file->write(m_buffer);
    m_buffer.clear();
}

std::filesystem::path RefusedReport::finish() {
    if (!m_file)
        return {};
    m_file->write(m_buffer);
    m_file->close();
    renameDurably(m_partPath, m_path);
    m_file.reset();
    return m_path;
}

void writeIssueReport(const std::filesystem::path &path, const std::vector<Issue> &issues) {
    atomicWrite(path, [&](CheckedFile &file) {
        std::string lines;
        for (const Issue &issue : issues)
            lines += issueLine(issue, {});
        file.write(lines);
    });
}

} // namespace retort
