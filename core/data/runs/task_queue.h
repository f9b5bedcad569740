// SPDX-License-Identifier: GPL-3.0-or-later
// The project's queue of long work that has not begun: each entry is a verb and its settings as JSON, so it
// survives restarts and any process can do it. An entry stays until what it makes is committed
// (RunStore::addRun, addEvaluation). It starts nothing by itself. Blocking, thread-safe.
#pragma once

#include "core/base/export.h"
#include "core/base/file.h"
#include "core/data/project/project.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace retort {

struct QueuedTask {
    std::int64_t id = 0;
    std::string verb;       // "train", "eval"; another program version may know others
    std::string configJson; // as of trainConfigToJson(), evalConfigToJson()
    std::string createdAt;
    bool operator==(const QueuedTask &) const = default;
};

class RETORT_DATA_API TaskQueue {
public:
    explicit TaskQueue(std::shared_ptr<Project> project) : m_project(std::move(project)) {}

    std::vector<QueuedTask> tasks() const;                                    // in their order
    std::int64_t add(const std::string &verb, const std::string &configJson); // at the end
    void remove(std::int64_t id);
    // Held while its entries are done: one after the other, whichever process does them. Throws Error(Busy).
    FileLock own() const;
    void swap(std::int64_t a, std::int64_t b); // exchanges their places; one that has gone changes nothing

private:
    std::shared_ptr<Project> m_project;
};

} // namespace retort
