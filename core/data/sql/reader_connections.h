// SPDX-License-Identifier: GPL-3.0-or-later
// One read-only connection per thread, closed when the thread or the project ends. Internal to core/data.
#pragma once

#include "core/data/sql/sqlite.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace retort {

class ReaderConnections : public std::enable_shared_from_this<ReaderConnections> {
public:
    explicit ReaderConnections(std::string target) : m_target(std::move(target)) {}
    // One read transaction for the call's length; a nested call joins the outer one.
    void read(const std::function<void(SQLite::Database &)> &work);
    void dropThisThread();

private:
    struct Slot {
        std::unique_ptr<SQLite::Database> db;
        int depth = 0;
    };
    Slot &slot();
    std::string m_target;
    std::mutex m_mutex;
    std::map<std::thread::id, std::unique_ptr<Slot>> m_slots;
};

} // namespace retort
