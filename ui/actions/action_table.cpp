// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/action_table.h"

#include "ui/theme/icon.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>

namespace retort {
namespace {

#define T(text) QT_TRANSLATE_NOOP("actions", text)

// Grouped by page, in rail order; the window's own first. A page's keys win over the window's while it is
// shown.
constexpr ActionSpec table[] = {
    // --- window: File
    {"project_create", "", MenuId::File, T("New project…"), T("Make an empty project in a folder of its own"),
     "document-new", "Ctrl+N"},
    {"project_open", "", MenuId::File, T("Open project…"), T("Open a project folder"), "document-open-folder",
     "Ctrl+O"},
    {"project_demo", "", MenuId::File, T("Open the demo project"),
     T("A small ready-made project of Chinese arithmetic with reasoning, to try every step on"),
     "tools-wizard", ""},
    {"project_save_copy", "", MenuId::File, T("Save a copy…"),
     T("Write a whole, consistent copy of the open project to another folder"), "document-save-as",
     "Ctrl+Shift+S"},
    {"project_rename", "", MenuId::File, T("Rename project…"),
     T("Give the open project another name; its folder stays"), "edit-rename", ""},
    {"project_reveal", "", MenuId::File, T("Show project folder"),
     T("Open the project's folder in the file manager"), "folder-open", ""},
    {"project_close", "", MenuId::File, T("Close project"),
     T("Close the open project; everything is already saved"), "dialog-close", "Ctrl+W"},
    {"app_quit", "", MenuId::File, T("Quit"), T("Close Retort; a run that is training asks first"),
     "application-exit", "Ctrl+Q"},
    // --- window: Edit
    {"edit_undo", "", MenuId::Edit, T("Undo"), T("Take back the last change of this page"), "edit-undo",
     "Ctrl+Z"},
    {"edit_redo", "", MenuId::Edit, T("Redo"), T("Make the change that was taken back again"), "edit-redo",
     "Ctrl+Shift+Z; Ctrl+Y"},
    {"settings_open", "", MenuId::Edit, T("Settings"), T("Language, look, processor use and storage"),
     "configure", "Ctrl+,"},
    // --- window: View
    {"view_zoom_in", "", MenuId::View, T("Larger text"), T("Make all text larger"), "zoom-in",
     "Ctrl+=; Ctrl++"},
    {"view_zoom_out", "", MenuId::View, T("Smaller text"), T("Make all text smaller"), "zoom-out", "Ctrl+-"},
    {"view_zoom_reset", "", MenuId::View, T("Normal text size"), T("Back to the normal text size"),
     "zoom-original", "Ctrl+0"},
    {"view_theme_toggle", "", MenuId::View, T("Light or dark"),
     T("Switch between the light and the dark look"), "contrast", "Ctrl+Shift+L"},
    {"view_language_toggle", "", MenuId::View, T("English or 中文"), T("Switch the language of the window"),
     "set-language", ""},
    {"view_menu_bar", "", MenuId::View, T("Menu bar"), T("Show or hide the menu bar"), "application-menu",
     "Ctrl+Alt+M"},
    {"view_full_screen", "", MenuId::View, T("Full screen"), T("Fill the screen with the window, or go back"),
     "view-fullscreen", "F11"},
    {"view_refresh", "", MenuId::View, T("Refresh"), T("Read the project's lists again"), "view-refresh",
     "F5"},
    // --- window: Tools
    {"palette_open", "", MenuId::Tools, T("Command palette…"),
     T("Find any command by typing a few letters of it"), "edit-find", "Ctrl+K"},
    {"tasks_show", "", MenuId::Tools, T("Tasks"), T("What is running and waiting, with progress and cancel"),
     "view-list-details", "Ctrl+Shift+J"},
    {"log_show", "", MenuId::Tools, T("Show log folder"),
     T("Open the folder with the program's log in the file manager"), "folder-open", ""},
    // --- window: Window
    {"go_back", "", MenuId::Window, T("Back"), T("Go to the page shown before"), "go-previous", "Alt+Left"},
    {"go_forward", "", MenuId::Window, T("Forward"), T("Go to the page that Back left"), "go-next",
     "Alt+Right"},
    {"go_home", "", MenuId::Window, T("Home"), T("Where the project stands, recent projects, first steps"),
     "go-home", "Alt+Home"},
    {"go_data", "", MenuId::Window, T("Data"), T("Import files, look through, search and filter the samples"),
     "table", "Ctrl+1"},
    {"go_teach", "", MenuId::Window, T("Teach"), T("Ask a teacher model for reasoning"), "tools-wizard",
     "Ctrl+Shift+T"},
    {"go_clean", "", MenuId::Window, T("Clean"), T("Remove and repair samples by rules, with a preview"),
     "view-filter", "Ctrl+2"},
    {"go_trace", "", MenuId::Window, T("Trace"), T("Read reasoning step by step and keep or discard it"),
     "format-list-ordered", "Ctrl+3"},
    {"go_tokenize", "", MenuId::Window, T("Tokenize"), T("Train a tokenizer and look at its pieces"),
     "code-context", "Ctrl+4"},
    {"go_student", "", MenuId::Window, T("Student"),
     T("Choose the size and the layers of the model to train"), "distribute-graph-directed", "Ctrl+5"},
    {"go_train", "", MenuId::Window, T("Train"), T("Train the student and watch its curves"),
     "labplot-xy-curve", "Ctrl+6"},
    {"go_evaluate", "", MenuId::Window, T("Evaluate"), T("Measure answers and compare runs"),
     "dialog-ok-apply", "Ctrl+7"},
    {"go_chat", "", MenuId::Window, T("Chat"), T("Ask a trained student"), "dialog-messages", "Ctrl+8"},
    {"go_deploy", "", MenuId::Window, T("Deploy"), T("Export a student or serve it"), "document-export",
     "Ctrl+9"},
    {"go_settings", "", MenuId::None, T("Settings"), T("Language, look, processor use and storage"),
     "configure", ""},
    // --- window: Help
    {"help_keys", "", MenuId::Help, T("Keyboard shortcuts"), T("All shortcuts that work now, on one sheet"),
     "configure-shortcuts", "Ctrl+/"},
    {"help_whats_this", "", MenuId::Help, T("What's this?"), T("Click on something to read what it does"),
     "help-contextual", "Shift+F1"},
    {"help_about", "", MenuId::Help, T("About Retort"), T("Version, licence and libraries"), "help-about",
     ""},
    // --- settings
    {"settings_import", "settings", MenuId::None, T("Load settings…"),
     T("Take settings from a file that was saved before"), "document-import", ""},
    {"settings_export", "settings", MenuId::None, T("Save settings…"), T("Write all settings to a JSON file"),
     "document-export", ""},
    {"settings_reset", "settings", MenuId::None, T("Reset all"), T("Put every setting back to its default"),
     "edit-reset", ""},
};

#undef T

QString translated(const char *text) {
    return QCoreApplication::translate("actions", text);
}

} // namespace

std::span<const ActionSpec> actionTable() {
    return table;
}

const ActionSpec *findActionSpec(QAnyStringView id) {
    const auto it = std::find_if(std::begin(table), std::end(table),
                                 [&](const ActionSpec &s) { return id == QLatin1String(s.id); });
    return it == std::end(table) ? nullptr : &*it;
}

QString actionText(const ActionSpec &spec) {
    return translated(spec.text);
}

QString actionTip(const ActionSpec &spec) {
    return translated(spec.tip);
}

QList<QKeySequence> actionKeys(const ActionSpec &spec) {
    return QKeySequence::listFromString(QString::fromLatin1(spec.keys), QKeySequence::PortableText);
}

QString actionKeysText(const ActionSpec &spec) {
    QStringList keys;
    for (const QKeySequence &key : actionKeys(spec))
        keys << key.toString(QKeySequence::NativeText);
    return keys.join(QStringLiteral(" / "));
}

void dressAction(QAction *action, const ActionSpec &spec) {
    const QString tip = actionTip(spec);
    const QString keys = actionKeysText(spec);
    action->setObjectName(QString::fromLatin1(spec.id));
    action->setText(actionText(spec));
    action->setStatusTip(tip);
    action->setWhatsThis(tip);
    action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
    if (*spec.icon)
        action->setIcon(themeIcon(QString::fromLatin1(spec.icon)));
    action->setShortcuts(actionKeys(spec));
}

} // namespace retort
