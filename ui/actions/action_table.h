// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window in one table: id, page, menu, text, tip, icon, keys. Menus, context menus,
// shortcuts, tooltips, command palette and cheat sheet follow from it. Rows without a page belong to the
// window; the others are made where they act (Page::action, addCommand). To add a command: one row in
// action_table.cpp, then that call.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>
#include <span>
#include <string_view>

class QAction;
class QWidget;

namespace retort {

enum class MenuId { None, File, Edit, View, Data, Run, Model, Tools, Window, Help };

// In place of a page: what acts on the artifacts or the chart that has the focus, on whichever page.
inline constexpr char onArtifact[] = "@artifact";
inline constexpr char onChart[] = "@chart";

struct ActionSpec {
    const char *id;   // area_verb
    const char *page; // page id, onArtifact, onChart, or "" for everywhere
    MenuId menu;
    const char *text;    // "Import files…": verb first, "…" when something is asked before it happens
    const char *tip;     // one sentence: what happens
    const char *icon;    // breeze name (must be in resources/icons.txt), or ""
    const char *keys;    // portable, several parted by "; ": "Ctrl+=; Ctrl++"
    bool writes = false; // not possible in a project that is open for reading only

    bool acts() const { return writes && !std::string_view(text).ends_with("…"); } // without a question
};

std::span<const ActionSpec> actionTable();
const ActionSpec *findActionSpec(QAnyStringView id);

QString actionText(const ActionSpec &spec);
QString actionTip(const ActionSpec &spec);
QList<QKeySequence> actionKeys(const ActionSpec &spec);
QString actionKeysText(const ActionSpec &spec); // "Ctrl+= / Ctrl++" in the native form, or empty

bool isOfFocus(const ActionSpec &spec); // onArtifact, onChart

// Makes the command of row `id` act on `widget`: its keys work while the focus is in there.
QAction *addCommand(QWidget *widget, const char *id, std::function<void()> handler);

// Text, icon, status tip, whatsThis, and the tooltip with the shortcut; called again on a language switch.
void dressAction(QAction *action, const ActionSpec &spec);

} // namespace retort
