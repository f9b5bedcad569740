// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql/reader_connections.h"

#include <vector>

namespace retort {
namespace {

// Tells every pool that this thread used, when the thread ends.
struct ThreadEnd {
    std::vector<std::weak_ptr<ReaderConnections>> used;
    ~ThreadEnd() {
        for (const auto &weak : used)
            if (const auto pool = weak.lock())
                pool->dropThisThread();
    }
};
thread_local ThreadEnd threadEnd;

} // namespace

ReaderConnections::Slot &ReaderConnections::slot() {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_slots.find(std::this_thread::get_id()); it != m_slots.end())
            return *it->second;
    }
    auto made = std::make_unique<Slot>();
    made->db = openDatabase(m_target, Access::ReadOnly);
    std::erase_if(threadEnd.used, [](const auto &weak) { return weak.expired(); });
    threadEnd.used.push_back(weak_from_this());
    const std::lock_guard lock(m_mutex);
    return *(m_slots[std::this_thread::get_id()] = std::move(made));
}

void ReaderConnections::dropThisThread() {
    std::unique_ptr<Slot> dropped;
    const std::lock_guard lock(m_mutex);
    if (const auto it = m_slots.find(std::this_thread::get_id()); it != m_slots.end()) {
        dropped = std::move(it->second);
        m_slots.erase(it);
    }
}

void ReaderConnections::read(const std::function<void(SQLite::Database &)> &work) {
    Slot &own = slot();
    if (own.depth > 0)
        return work(*own.db);
    struct Depth {
        Slot &slot;
        explicit Depth(Slot &s) : slot(s) { ++slot.depth; }
        ~Depth() {
            --slot.depth;
            slot.db->tryExec("COMMIT"); // ends the snapshot; nothing was written
        }
    };
    withSqliteErrors(m_target, [&] {
        own.db->exec("BEGIN");
        const Depth depth(own);
        work(*own.db);
    });
}

} // namespace retort
