// SPDX-License-Identifier: GPL-3.0-or-later
// Where a project stands, stage by stage, and which first steps are done: pure functions of the snapshot, so
// that the Home page only draws and a test needs no window.
#pragma once

#include "ui/state/app_state.h"

#include <QString>

#include <vector>

namespace retort {

enum class StageMark { Open, Next, Running, Done, Stale };

struct Stage {
    QString page;   // page id: where its button leads
    QString count;  // "12,004 samples"; empty: nothing yet
    QString detail; // one short line
    QString verb;   // its button
    StageMark mark = StageMark::Open;
    QString action = {}; // of that page, which its button starts; empty: it only leads there
};

struct FirstStep {
    QString id;
    QString text;
    QString page; // where it is done
    bool done = false;
};

// What the snapshot cannot tell: AppState::isDone().
struct HomeFacts {
    bool asked = false; // a student was asked in Chat
};

// In pipeline order, whether or not their pages are registered. Exactly one stage is Next, unless all are
// done.
std::vector<Stage> stagesOf(const ProjectSnapshot &project, const HomeFacts &facts);
std::vector<FirstStep> firstSteps(const ProjectSnapshot &project, const HomeFacts &facts);

} // namespace retort
