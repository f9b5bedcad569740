// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project/project.h"

#include "core/base/error.h"
#include "core/data/project/project_impl.h"
#include "core/data/sql/schema.h"

#include <chrono>
#include <fmt/chrono.h>
#include <random>
#include <unistd.h>

namespace fs = std::filesystem;

namespace retort {

std::string utcText(std::chrono::system_clock::time_point time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}
std::string nowUtc() {
    return utcText(std::chrono::system_clock::now());
}
std::string fileStamp() {
    return fmt::format("{:%Y%m%d-%H%M%S}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

std::string newUuid() {
    std::random_device device;
    std::string out;
    for (int i = 0; i < 4; ++i)
        out += fmt::format("{:08x}", std::uint32_t(device()));
    return out;
}

std::string ownerNote(const std::string &verb) {
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    return fmt::format("{} {} {}", ::getpid(), host, verb);
}

fs::path locksFolder(const fs::path &project) {
    return project / "locks";
}
fs::path backupsFolder(const fs::path &project) {
    return project / "backups";
}
std::string segmentName(std::int64_t segment) {
    return fmt::format("{:04}.arrow", segment);
}

fs::path freeTrashName(const fs::path &project, const fs::path &path) {
    const fs::path trash = project / "trash";
    fs::create_directories(trash);
    const std::string base = fileStamp() + "-" + path.filename().string();
    fs::path to = trash / base;
    for (int n = 2; fs::exists(to); ++n)
        to = trash / (base + "-" + std::to_string(n));
    return to;
}

fs::path moveToTrashFolder(const fs::path &project, const fs::path &path) {
    const fs::path to = freeTrashName(project, path);
    renameDurably(path, to);
    return to;
}

bool treatedAsNetwork(const fs::path &path) {
    const char *const forced = std::getenv("RETORT_NETWORK_FS");
    return (forced && std::string_view(forced) == "1") || onNetworkFileSystem(path);
}

void Project::Impl::read(const std::function<void(SQLite::Database &)> &work) {
    if (readers)
        return readers->read(work);
    const Turn turn(*this);
    writer->read(work);
}

void Project::Impl::write(const std::string &verb, const std::function<void(SQLite::Database &)> &work,
                          bool durable) {
    if (mode == OpenMode::ReadOnly)
        throw Error(ErrorCode::Permission,
                    text(RETORT_TR("core", "The project “%1” is open for reading only."), folder.string()));
    const Turn turn(*this);
    writer->write(verb, work, durable);
}

Project::Project() = default;

Project::~Project() {
    if (!m_impl)
        return;
    m_impl->daily.reset();
    m_impl->slots.clear();
    m_impl->counter.reset();
    m_impl->readers.reset();
    m_impl->writer.reset();
    std::error_code ignored;
    if (m_impl->session.held())
        fs::remove(m_impl->sessionFile, ignored);
    if (!m_impl->aside.empty())
        fs::remove_all(m_impl->aside, ignored);
}

const fs::path &Project::folder() const {
    return m_impl->folder;
}

ProjectInfo Project::info() const {
    ProjectInfo info;
    {
        const std::lock_guard lock(m_impl->mutex);
        info = m_impl->info;
    }
    m_impl->read([&](SQLite::Database &db) {
        info.name = metaValue(db, "name");
        info.note = metaValue(db, "note");
        info.createdAt = metaValue(db, "created");
        info.uuid = metaValue(db, "uuid");
    });
    return info;
}

void Project::rename(const std::string &name) {
    if (name.empty())
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "A project needs a name."));
    write("rename", [&](SQLite::Database &db) { setMetaValue(db, "name", name); });
}

void Project::setNote(const std::string &note) {
    write("note", [&](SQLite::Database &db) { setMetaValue(db, "note", note); });
}

void Project::write(const std::string &verb, const std::function<void(SQLite::Database &)> &work,
                    bool durable) {
    m_impl->write(verb, work, durable);
}

void Project::read(const std::function<void(SQLite::Database &)> &work) const {
    m_impl->read(work);
}

std::int64_t Project::changeCounter() const {
    if (!m_impl->readers) {
        const std::lock_guard lock(m_impl->turnMutex);
        return m_impl->commitsBefore + (m_impl->writer ? m_impl->writer->commits() : 0);
    }
    const std::lock_guard lock(m_impl->counterMutex);
    return withSqliteErrors(m_impl->target, [&] {
        if (!m_impl->counter)
            m_impl->counter = openDatabase(m_impl->target, Access::ReadOnly);
        return oneInteger(*m_impl->counter, "PRAGMA data_version").value_or(0);
    });
}

fs::path Project::samplesFolder() const {
    return m_impl->folder / "samples";
}
fs::path Project::runsFolder() const {
    return m_impl->folder / "runs";
}
fs::path Project::modelsFolder() const {
    return m_impl->folder / "models";
}
fs::path Project::trashFolder() const {
    return m_impl->folder / "trash";
}

} // namespace retort
