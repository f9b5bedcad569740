// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/project/project.h"

#include "core/base/error.h"
#include "core/data/project/project_impl.h"
#include "core/data/sql/schema.h"

namespace fs = std::filesystem;

namespace retort {

void Project::Impl::readNow(const DatabaseWork &work) {
    readers ? readers->read(work) : writing()->read(work);
}

void Project::Impl::writeNow(const std::string &verb, const DatabaseWork &work, bool durable) {
    writing()->write(verb, work, durable);
}

std::shared_ptr<WriterThread> Project::Impl::writing() const {
    if (mode == OpenMode::ReadOnly)
        throw Error(ErrorCode::Permission, RETORT_TR("core", "The project “%1” is open for reading only."),
                    folder.string());
    const std::lock_guard lock(mutex);
    if (closed)
        throw Error(ErrorCode::Busy,
                    RETORT_TR("core", "The project “%1” was closed here, so that others can open it."),
                    folder.string());
    return writer;
}

void Project::Impl::addNotice(Text notice) {
    const std::lock_guard lock(mutex);
    info.notices.push_back(std::move(notice));
}

void Project::Impl::endSession() {
    std::error_code ignored;
    if (session.held())
        fs::remove(sessionFile, ignored);
    session.release();
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
    m_impl->endSession();
    std::error_code ignored;
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

bool Project::isClosed() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->closed;
}

bool Project::closeForOthers() {
    if (!m_impl->network)
        return false;
    std::shared_ptr<WriterThread> last; // ends, and lets go of project.lock, after calls that still use it
    {
        const std::lock_guard lock(m_impl->mutex);
        if (!m_impl->closed)
            m_impl->commitsAtClosing = m_impl->writer->commits();
        m_impl->closed = true;
        last = std::move(m_impl->writer);
    }
    last.reset();
    m_impl->endSession();
    return true;
}

void Project::writeNow(const std::string &verb, const DatabaseWork &work, bool durable) {
    m_impl->writeNow(verb, work, durable);
}

void Project::readNow(const DatabaseWork &work) const {
    m_impl->readNow(work);
}

std::int64_t Project::changeCounter() const {
    if (!m_impl->readers) {
        const std::lock_guard lock(m_impl->mutex);
        return m_impl->closed ? m_impl->commitsAtClosing : m_impl->writer->commits();
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
fs::path Project::modelsFolder() const {
    return m_impl->folder / "models";
}
fs::path Project::trashFolder() const {
    return m_impl->folder / "trash";
}

} // namespace retort
