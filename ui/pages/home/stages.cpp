// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/stages.h"

#include <algorithm>

namespace retort {
namespace {

Stage stageOf(const PageInfo &page, const ProjectSnapshot &project) {
    const StageInfo &info = *page.stage;
    const StageHeld held = info.held(project);
    const bool any = held.done || held.running || !held.count.isEmpty();
    Stage stage{&page, held.count, held.detail, StageText::tr(any ? info.look : info.verb)};
    if (held.count.isEmpty() && held.detail.isEmpty())
        stage.detail = StageText::tr(info.about);
    if (!any)
        stage.action = QString::fromLatin1(info.action);
    stage.done = held.done;
    stage.mark = held.running ? StageMark::Running
                 : held.stale ? StageMark::Stale
                 : held.done  ? StageMark::Done
                              : StageMark::Open;
    return stage;
}

} // namespace

// The next stage is the first open one behind the furthest that is done: who skips reading traces is not held
// up by it.
std::vector<Stage> stagesOf(const ProjectSnapshot &project) {
    std::vector<Stage> stages;
    for (const PageInfo &page : pageTable())
        if (page.stage)
            stages.push_back(stageOf(page, project));
    const auto open = [](const Stage &s) { return s.mark == StageMark::Open; };
    const auto last = std::find_if_not(stages.rbegin(), stages.rend(), open).base();
    auto next = std::find_if(last, stages.end(), open);
    if (next == stages.end())
        next = std::ranges::find_if(stages, open);
    if (next != stages.end())
        next->mark = StageMark::Next;
    return stages;
}

} // namespace retort
