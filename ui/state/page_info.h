// SPDX-License-Identifier: GPL-3.0-or-later
// The table of pages: id, title, icon, place in the rail, and how each is made. What knows pages by their
// facts only (rail, actions, Home, links) includes this and no page. GUI thread.
#pragma once

#include <QString>

#include <vector>

class QWidget;

namespace retort {

class AppState;
class Page;

enum class PageGroup { Home, Data, Model, Use, Foot }; // parted in the rail

struct PageInfo {
    const char *id;    // folder name and word of the pipeline: "data"
    const char *title; // QT_TRANSLATE_NOOP("pages", "Data")
    const char *icon;  // breeze name (look.md)
    PageGroup group = PageGroup::Data;
    bool needsProject = true; // without one the window shows "Open a project" in its place
    Page *(*create)(AppState &app, QWidget *parent) = nullptr;
};

// Registered pages in rail order (pages.def).
const std::vector<PageInfo> &pageTable();
const PageInfo *findPage(QAnyStringView id);
QString pageTitle(const PageInfo &info);

} // namespace retort
