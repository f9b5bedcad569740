// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/journal_file.h"

#include "core/base/error.h"
#include "core/data/project/stamp.h"
#include "core/data/runs/run_folder.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <limits>
#include <unistd.h>

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace retort {
namespace {

constexpr int openFlags = O_RDWR | O_APPEND | O_CREAT;
constexpr std::size_t tail_bytes = 1 << 20; // of a journal that goes on: its last line is far shorter

std::string lineOf(const Json &json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

// The newest step that these whole lines name.
std::int64_t lastStep(std::string_view lines) {
    while (!lines.empty()) {
        lines.remove_suffix(1); // the line's end
        const auto before = lines.rfind('\n');
        const auto begin = before == std::string_view::npos ? 0 : before + 1;
        const Json json = Json::parse(lines.substr(begin), nullptr, false);
        if (const auto step = json.find("step"); step != json.end() && step->is_number_integer())
            return step->get<std::int64_t>();
        lines = lines.substr(0, begin);
    }
    return 0;
}

} // namespace

fs::path journalFile(const fs::path &project, std::int64_t run) {
    return runFolderOf(project, run) / journalName;
}

Json journalNumber(double value) {
    if (std::isnan(value))
        return nullptr;
    if (std::isinf(value))
        return value > 0 ? "inf" : "-inf";
    return value;
}

double journalNumber(const Json &line, const char *key) {
    const Json &value = line.at(key);
    if (value.is_null())
        return std::numeric_limits<double>::quiet_NaN();
    if (value.is_string())
        return value.get<std::string>() == "-inf" ? -std::numeric_limits<double>::infinity()
                                                  : std::numeric_limits<double>::infinity();
    return value.get<double>();
}

RunState runStateOf(const std::string &name) {
    for (int i = 0; i <= int(RunState::Failed); ++i)
        if (name == runStateName(RunState(i)))
            return RunState(i);
    throw Json::other_error::create(501, "no state of a run: " + name, nullptr);
}

JournalHead journalHead(std::string_view bytes) {
    JournalHead head;
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos)
        return head;
    const Json json = Json::parse(bytes.substr(0, end), nullptr, false);
    if (!json.is_object() || !json.contains(journal_key::head))
        return head;
    try {
        head.format = json.at(journal_key::head).get<std::int64_t>();
        head.id = json.value("id", std::string());
        head.run = json.value("run", std::int64_t(0));
        head.length = end + 1;
    } catch (const Json::exception &) {
    }
    return head;
}

JournalFile::JournalFile(const fs::path &project, std::int64_t run)
    : m_path(journalFile(project, run)),
      m_run(run),
      m_file(m_path, openFlags) {
    continueOrBegin();
}

void JournalFile::continueOrBegin() {
    const std::uint64_t size = fs::file_size(m_path);
    const auto readAt = [&](std::uint64_t from, std::size_t count) {
        std::string bytes(count, '\0');
        const ssize_t n = ::pread(m_file.value(), bytes.data(), count, off_t(from));
        if (n < 0)
            throw systemError(errno, "read", m_path.string());
        bytes.resize(std::size_t(n));
        return bytes;
    };
    const JournalHead head = journalHead(readAt(0, std::size_t(std::min<std::uint64_t>(size, 4096))));
    if (head.length > 0 && head.format <= journalFormat) {
        const std::uint64_t from = size > tail_bytes ? size - tail_bytes : 0;
        const std::string tail = readAt(from, std::size_t(size - from));
        const auto last = tail.rfind('\n');
        m_size = last == std::string::npos ? size : from + last + 1; // none: a line longer than any of ours
        if (m_size < size && ::ftruncate(m_file.value(), off_t(m_size)) != 0)
            throw systemError(errno, "write", m_path.string());
        m_step = lastStep(std::string_view(tail).substr(0, std::size_t(m_size - from)));
        return;
    }
    if (size > 0) { // nothing that we can go on with; kept beside the new one
        renameDurably(m_path, m_path.parent_path() / ("journal-" + fileStamp() + ".jsonl"));
        m_file = Descriptor(m_path, openFlags);
    }
    append({{journal_key::head, journalFormat}, {"id", newUuid()}, {"run", m_run}});
    flush(true);
    syncFolder(m_path.parent_path());
}

void JournalFile::append(const Json &line) {
    m_lines += lineOf(line);
    if (const auto step = line.find("step"); step != line.end())
        m_step = step->get<std::int64_t>();
}

// A line is whole or not there, so what a failed write left of it is cut off.
void JournalFile::flush(bool durable) {
    try {
        m_file.write(m_lines);
    } catch (const Error &) {
        [[maybe_unused]] const int ignored = ::ftruncate(m_file.value(), off_t(m_size));
        throw;
    }
    m_size += m_lines.size();
    m_lines.clear();
    if (durable)
        m_file.sync();
}

} // namespace retort
