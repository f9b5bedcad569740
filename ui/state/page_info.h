// SPDX-License-Identifier: GPL-3.0-or-later
// The table of pages: id, title, icon, place in the rail, and how each is made. What knows pages by their
// facts only (rail, actions, Home, links) includes this and no page. GUI thread.
#pragma once

#include <QCoreApplication>
#include <QString>

#include <vector>

class QWidget;

namespace retort {

class AppState;
class Page;
struct ProjectSnapshot;

struct StageText {
    Q_DECLARE_TR_FUNCTIONS(retort::Stage)
};

// What a project has of a stage.
struct StageHeld {
    QString count, detail; // "12,004 samples", and one short line
    bool done = false, running = false, stale = false;
};

// A page that is a stage of the work stands in the chain on Home and among its first steps, in the order of
// the rail, and leads to the next one. Texts: QT_TRANSLATE_NOOP("retort::Stage", …).
struct StageInfo {
    const char *about; // while nothing is there
    const char *verb;  // of its button then
    const char *look;  // of its button when something is there
    const char *step;  // what is to be done first
    StageHeld (*held)(const ProjectSnapshot &);
    const char *action = ""; // of the page, which the button starts while nothing is there
};

enum class PageGroup { Home, Data, Model, Use, Foot }; // parted in the rail

struct PageInfo {
    const char *id;    // folder name and word of the pipeline: "data"
    const char *title; // QT_TRANSLATE_NOOP("pages", "Data")
    const char *icon;  // breeze name
    PageGroup group = PageGroup::Data;
    bool needsProject = true; // without one the window shows "Open a project" in its place
    Page *(*create)(AppState &app, QWidget *parent) = nullptr;
    const StageInfo *stage = nullptr;
};

// Registered pages in rail order (pages.def).
const std::vector<PageInfo> &pageTable();
const PageInfo *findPage(QAnyStringView id);
QString pageTitle(const PageInfo &info);

} // namespace retort
