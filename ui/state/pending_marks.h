// SPDX-License-Identifier: GPL-3.0-or-later
// Marks on samples of a version, as the Data and Trace pages make them: pending changes, saved at once. GUI
// thread.
#pragma once

#include "core/data/versions/version_store.h"

#include <functional>
#include <string>
#include <vector>

class QObject;

namespace retort {

class AppState;

// `done` comes in the GUI thread when it is saved, unless `receiver` is gone, with the number of the step; 0:
// all were marked so already. Pages hear of every change of marks by AppState::changed().
void markSamples(AppState &app, QObject *receiver, VersionId version, std::vector<SampleId> ids,
                 const std::string &verdict, std::function<void(std::int64_t step)> done);
void takeBackMark(AppState &app, VersionId version, std::int64_t step); // whatever was marked since
// The newest pending change of the chosen version, and the one that was taken back last: those that
// canUndoMark() and canRedoMark() speak of, whatever rows a page has read yet.
void undoMark(AppState &app);
void redoMark(AppState &app);
bool canUndoMark(const AppState &app);
bool canRedoMark(const AppState &app);
void askToDiscardMarks(AppState &app, QWidget *window); // all of the chosen version
void applyMarks(AppState &app); // all of the chosen version become a new one, which is then chosen

} // namespace retort
