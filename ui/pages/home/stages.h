// SPDX-License-Identifier: GPL-3.0-or-later
// Where a project stands, stage by stage, and which first steps are done: pure functions of the snapshot, so
// that the Home page only draws and a test needs no window.
#pragma once

#include "ui/models/snapshot.h"
#include "ui/state/page_info.h"

namespace retort {

enum class StageMark { Open, Next, Running, Done, Stale };

struct Stage {
    const PageInfo *page; // where its button leads
    QString count;        // empty: nothing yet
    QString detail;
    QString verb; // its button
    StageMark mark = StageMark::Open;
    bool done = false;
    QString action = {}; // of that page, which its button starts; empty: it only leads there
};

// In the order of the rail. Exactly one stage is Next, unless all are done.
std::vector<Stage> stagesOf(const ProjectSnapshot &project);

} // namespace retort
