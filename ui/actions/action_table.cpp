// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/action_table.h"

#include "ui/theme/icon.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

#include <algorithm>

namespace retort {
namespace {

// Grouped by page, in rail order; the window's own first. A page's keys win over the window's while it is
// shown.
// clang-format off
constexpr ActionSpec table[] = {
    // --- window: File
    {"project_create", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "New project…"),
     QT_TRANSLATE_NOOP("actions", "Make an empty project in a folder of its own"), "document-new", "Ctrl+N"},
    {"project_open", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "Open project…"),
     QT_TRANSLATE_NOOP("actions", "Open a project folder"), "document-open-folder", "Ctrl+O"},
    {"project_demo", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "Open the demo project"),
     QT_TRANSLATE_NOOP("actions", "A small ready-made project of Chinese arithmetic with reasoning, to try every step on"), "tools-wizard", ""},
    {"project_save_copy", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "Save a copy…"),
     QT_TRANSLATE_NOOP("actions", "Write a whole, consistent copy of the open project to another folder"), "document-save-as", "Ctrl+Shift+S"},
    {"project_rename", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "Rename project…"),
     QT_TRANSLATE_NOOP("actions", "Give the open project another name and a note; its folder stays"), "edit-rename", "", true},
    {"trash_show", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "Trash…"),
     QT_TRANSLATE_NOOP("actions", "What was thrown away: take it back, or delete it for good"), "trash-empty", ""},
    {"project_reveal", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "Show project folder"),
     QT_TRANSLATE_NOOP("actions", "Open the project's folder in the file manager"), "folder-open", ""},
    {"recent_clear", "", MenuId::None, QT_TRANSLATE_NOOP("actions", "Clear the list"),
     QT_TRANSLATE_NOOP("actions", "Forget the recent projects; their folders stay as they are"), "", ""},
    {"project_close", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "Close project"),
     QT_TRANSLATE_NOOP("actions", "Close the open project; everything is already saved"), "dialog-close", "Ctrl+W"},
    {"app_quit", "", MenuId::File, QT_TRANSLATE_NOOP("actions", "Quit"),
     QT_TRANSLATE_NOOP("actions", "Close Retort; a run that is training asks first"), "application-exit", "Ctrl+Q"},
    // --- window: Edit
    {"edit_undo", "", MenuId::Edit, QT_TRANSLATE_NOOP("actions", "Undo"),
     QT_TRANSLATE_NOOP("actions", "Take back the last change of this page"), "edit-undo", "Ctrl+Z"},
    {"edit_redo", "", MenuId::Edit, QT_TRANSLATE_NOOP("actions", "Redo"),
     QT_TRANSLATE_NOOP("actions", "Make the change that was taken back again"), "edit-redo", "Ctrl+Shift+Z; Ctrl+Y"},
    {"edit_find", "", MenuId::Edit, QT_TRANSLATE_NOOP("actions", "Search this page"),
     QT_TRANSLATE_NOOP("actions", "Go to the search field of the page that is shown"), "edit-find", "Ctrl+F"},
    {"settings_open", "", MenuId::Edit, QT_TRANSLATE_NOOP("actions", "Settings"),
     QT_TRANSLATE_NOOP("actions", "Language, look, processor use and storage"), "configure", "Ctrl+,"},
    // --- window: View
    {"view_zoom_in", "", MenuId::View, QT_TRANSLATE_NOOP("actions", "Larger text"),
     QT_TRANSLATE_NOOP("actions", "Make all text larger"), "zoom-in", "Ctrl+=; Ctrl++"},
    {"view_zoom_out", "", MenuId::View, QT_TRANSLATE_NOOP("actions", "Smaller text"),
     QT_TRANSLATE_NOOP("actions", "Make all text smaller"), "zoom-out", "Ctrl+-"},
    {"view_zoom_reset", "", MenuId::View, QT_TRANSLATE_NOOP("actions", "Normal text size"),
     QT_TRANSLATE_NOOP("actions", "Back to the normal text size"), "zoom-original", "Ctrl+0"},
    {"view_theme_toggle", "", MenuId::View, QT_TRANSLATE_NOOP("actions", "Light or dark"),
     QT_TRANSLATE_NOOP("actions", "Switch between the light and the dark look"), "contrast", "Ctrl+Shift+L"},
    {"view_language_toggle", "", MenuId::View, QT_TRANSLATE_NOOP("actions", "English or 中文"),
     QT_TRANSLATE_NOOP("actions", "Switch the language of the window"), "set-language", ""},
    {"view_menu_bar", "", MenuId::View, QT_TRANSLATE_NOOP("actions", "Menu bar"),
     QT_TRANSLATE_NOOP("actions", "Show or hide the menu bar"), "application-menu", "Ctrl+Alt+M"},
    {"view_full_screen", "", MenuId::View, QT_TRANSLATE_NOOP("actions", "Full screen"),
     QT_TRANSLATE_NOOP("actions", "Fill the screen with the window, or go back"), "view-fullscreen", "F11"},
    {"view_refresh", "", MenuId::View, QT_TRANSLATE_NOOP("actions", "Refresh"),
     QT_TRANSLATE_NOOP("actions", "Read the project's lists again"), "view-refresh", "F5"},
    // --- window: Tools
    {"palette_open", "", MenuId::Tools, QT_TRANSLATE_NOOP("actions", "Command palette…"),
     QT_TRANSLATE_NOOP("actions", "Find any command by typing a few letters of it"), "edit-find", "Ctrl+K"},
    {"tasks_show", "", MenuId::Tools, QT_TRANSLATE_NOOP("actions", "Tasks"),
     QT_TRANSLATE_NOOP("actions", "What is running and waiting, with progress and cancel"), "view-list-details", "Ctrl+Shift+J"},
    {"log_show", "", MenuId::Tools, QT_TRANSLATE_NOOP("actions", "Show log folder"),
     QT_TRANSLATE_NOOP("actions", "Open the folder with the program's log in the file manager"), "folder-open", ""},
    // --- window: Window
    {"go_back", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Back"),
     QT_TRANSLATE_NOOP("actions", "Go to the page shown before"), "go-previous", "Alt+Left"},
    {"go_forward", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Forward"),
     QT_TRANSLATE_NOOP("actions", "Go to the page that Back left"), "go-next", "Alt+Right"},
    {"go_home", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Home"),
     QT_TRANSLATE_NOOP("actions", "Where the project stands, recent projects, first steps"), "go-home", "Alt+Home"},
    {"go_data", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Data"),
     QT_TRANSLATE_NOOP("actions", "Import files, look through, search and filter the samples"), "table", "Ctrl+1"},
    {"go_clean", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Clean"),
     QT_TRANSLATE_NOOP("actions", "Remove and repair samples by rules, with a preview"), "view-filter", "Ctrl+2"},
    {"go_trace", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Trace"),
     QT_TRANSLATE_NOOP("actions", "Read reasoning step by step and keep or discard it"), "format-list-ordered", "Ctrl+3"},
    {"go_tokenize", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Tokenize"),
     QT_TRANSLATE_NOOP("actions", "Train a tokenizer and look at its pieces"), "code-context", "Ctrl+4"},
    {"go_student", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Student"),
     QT_TRANSLATE_NOOP("actions", "Choose the size and the layers of the model to train"), "distribute-graph-directed", "Ctrl+5"},
    {"go_train", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Train"),
     QT_TRANSLATE_NOOP("actions", "Train the student and watch its curves"), "labplot-xy-curve", "Ctrl+6"},
    {"go_evaluate", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Evaluate"),
     QT_TRANSLATE_NOOP("actions", "Measure answers and compare runs"), "dialog-ok-apply", "Ctrl+7"},
    {"go_chat", "", MenuId::Window, QT_TRANSLATE_NOOP("actions", "Chat"),
     QT_TRANSLATE_NOOP("actions", "Ask a trained student"), "dialog-messages", "Ctrl+8"},
    {"go_settings", "", MenuId::None, QT_TRANSLATE_NOOP("actions", "Settings"),
     QT_TRANSLATE_NOOP("actions", "Language, look, processor use and storage"), "configure", ""},
    // --- window: Help
    {"help_keys", "", MenuId::Help, QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts"),
     QT_TRANSLATE_NOOP("actions", "All shortcuts that work now, on one sheet"), "configure-shortcuts", "Ctrl+/"},
    {"help_whats_this", "", MenuId::Help, QT_TRANSLATE_NOOP("actions", "What's this?"),
     QT_TRANSLATE_NOOP("actions", "Click on something to read what it does"), "help-contextual", "Shift+F1"},
    {"help_about", "", MenuId::Help, QT_TRANSLATE_NOOP("actions", "About Retort"),
     QT_TRANSLATE_NOOP("actions", "Version, licence and libraries"), "help-about", ""},
    // --- data
    {"data_import", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Import files…"),
     QT_TRANSLATE_NOOP("actions", "Choose files, look at what they hold, and bring them into the project"), "document-import",
     "Ctrl+I", true},
    {"data_sources", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Sources…"),
     QT_TRANSLATE_NOOP("actions", "What was imported and what it is for; make a version with other sources or splits"), "database-index", ""},
    {"data_discard", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Discard rows"),
     QT_TRANSLATE_NOOP("actions", "Mark the chosen rows to be left out of the next version"), "edit-delete", "Del", true},
    {"data_keep", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Keep rows"),
     QT_TRANSLATE_NOOP("actions", "Mark the selected rows as good; they stay in the next version"), "dialog-ok-apply", "", true},
    {"data_trace", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Read in Trace"),
     QT_TRANSLATE_NOOP("actions", "Open the row's reasoning on the Trace page, step by step"), "format-list-ordered", ""},
    {"data_copy_text", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Copy the row's texts"),
     QT_TRANSLATE_NOOP("actions", "Copy question, reasoning and answer of the row"), "edit-copy", ""},
    {"data_copy_ids", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Copy the rows' numbers"),
     QT_TRANSLATE_NOOP("actions", "Copy the numbers of the selected rows, as retort-cli trace takes them"), "edit-copy", ""},
    {"data_filter_source", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Only rows of this source"),
     QT_TRANSLATE_NOOP("actions", "Filter by the source of the row"), "view-filter", ""},
    {"data_filter_language", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Only rows in this language"),
     QT_TRANSLATE_NOOP("actions", "Filter by the language of the row"), "view-filter", ""},
    {"data_find_next", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Next match"),
     QT_TRANSLATE_NOOP("actions", "Go to the next row that matches search and filters"), "go-down", "F3"},
    {"data_find_previous", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Previous match"),
     QT_TRANSLATE_NOOP("actions", "Go to the row before that matches search and filters"), "go-up", "Shift+F3"},
    {"data_clear_filters", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Clear filters"),
     QT_TRANSLATE_NOOP("actions", "Show all rows of the version again"), "edit-clear", ""},
    {"data_copy_headers", "data", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Copy rows with headers"),
     QT_TRANSLATE_NOOP("actions", "Copy the chosen rows with the headlines of the columns, parted by tabs"), "edit-copy", "Ctrl+Shift+C"},
    {"data_details", "data", MenuId::View, QT_TRANSLATE_NOOP("actions", "Sample beside the table"),
     QT_TRANSLATE_NOOP("actions", "Show or hide all texts of the chosen row"), "sidebar-expand-right", "F4"},
    {"data_source_role", "data", MenuId::None, QT_TRANSLATE_NOOP("actions", "Use as benchmark"),
     QT_TRANSLATE_NOOP("actions", "Never train on the chosen sources, or train on them again"), "", ""},
    {"data_source_tick", "data", MenuId::None, QT_TRANSLATE_NOOP("actions", "In or out of the new version"),
     QT_TRANSLATE_NOOP("actions", "Take the chosen source into the version to be made, or leave it out"), "", "Space"},
    // --- clean
    {"clean_apply", "clean", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Apply recipe"),
     QT_TRANSLATE_NOOP("actions", "Apply the recipe to the chosen version as a new version; the old one stays"), "dialog-ok",
     "Ctrl+Shift+Return", true},
    // --- trace
    {"trace_keep", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Keep"), QT_TRANSLATE_NOOP("actions", "Mark the sample as good and go to the next"),
     "dialog-ok-apply", "Return", true},
    {"trace_discard", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Discard"),
     QT_TRANSLATE_NOOP("actions", "Mark the sample to be left out and go to the next"), "edit-delete", "Backspace", true},
    {"trace_next", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Next sample"), QT_TRANSLATE_NOOP("actions", "Go to the next sample"), "go-next",
     "J; Right"},
    {"trace_previous", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Previous sample"), QT_TRANSLATE_NOOP("actions", "Go to the sample before"),
     "go-previous", "K; Left"},
    {"trace_fold", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Fold reasoning"), QT_TRANSLATE_NOOP("actions", "Show or hide the reasoning"),
     "view-hidden", "Space"},
    {"trace_next_problem", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Next remark"),
     QT_TRANSLATE_NOOP("actions", "Go to the next re-check, repetition, stray tag or change of language, in the samples behind too"), "go-down", "F8"},
    {"trace_previous_problem", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Previous remark"),
     QT_TRANSLATE_NOOP("actions", "Go to the re-check, repetition, stray tag or change of language before, in the samples before too"), "go-up", "Shift+F8"},
    {"trace_review", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Only changed ones"),
     QT_TRANSLATE_NOOP("actions", "Show just the samples with marks and edits that are in no version yet"), "view-filter", ""},
    {"trace_apply", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Make a version"),
     QT_TRANSLATE_NOOP("actions", "Make all marks and edits a new version of the data"), "document-save", "Ctrl+S", true},
    {"trace_discard_all", "trace", MenuId::Data, QT_TRANSLATE_NOOP("actions", "Discard all marks…"),
     QT_TRANSLATE_NOOP("actions", "Remove all marks and edits that are in no version yet, after a question"), "edit-delete", "", true},
    {"recipe_add", "clean", MenuId::None, QT_TRANSLATE_NOOP("actions", "Add a step"),
     QT_TRANSLATE_NOOP("actions", "Add one of the cleaning operators to the recipe"), "list-add", ""},
    {"recipe_earlier", "clean", MenuId::None, QT_TRANSLATE_NOOP("actions", "Step earlier"),
     QT_TRANSLATE_NOOP("actions", "Let the chosen step of the recipe act before the one above it"), "go-up", "Alt+Up"},
    {"recipe_later", "clean", MenuId::None, QT_TRANSLATE_NOOP("actions", "Step later"),
     QT_TRANSLATE_NOOP("actions", "Let the chosen step of the recipe act after the one below it"), "go-down", "Alt+Down"},
    {"recipe_remove", "clean", MenuId::None, QT_TRANSLATE_NOOP("actions", "Remove the step"),
     QT_TRANSLATE_NOOP("actions", "Take the chosen step out of the recipe"), "list-remove", ""},
    // --- tokenize
    {"tokenize_train", "tokenize", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Train tokenizer"),
     QT_TRANSLATE_NOOP("actions", "Train a tokenizer on the chosen version; every text is proven to come back unchanged"),
     "media-playback-start", "Ctrl+R", true},
    // --- student
    {"student_save", "student", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Save student"),
     QT_TRANSLATE_NOOP("actions", "Keep these sizes as a student of the project"), "document-save", "Ctrl+S", true},
    {"student_duplicate", "student", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Duplicate student"),
     QT_TRANSLATE_NOOP("actions", "Take the chosen student's sizes into the form, to be saved under another name"), "edit-copy", "Ctrl+D"},
    // --- train
    {"train_start", "train", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Start training"),
     QT_TRANSLATE_NOOP("actions", "Train the chosen student on the chosen version"), "media-playback-start", "Ctrl+R", true},
    {"train_enqueue", "train", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Add to queue"),
     QT_TRANSLATE_NOOP("actions", "Train with these settings once what trains now has ended"), "list-add", "", true},
    {"train_from_start", "train", MenuId::None, QT_TRANSLATE_NOOP("actions", "Start from the beginning instead"),
     QT_TRANSLATE_NOOP("actions", "The next run begins with new weights, not at the chosen checkpoint"), "", "", true},
    {"train_resume", "train", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Resume"),
     QT_TRANSLATE_NOOP("actions", "Go on with the shown run from its newest checkpoint"), "media-skip-forward", "", true},
    {"train_pause", "train", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Pause"), QT_TRANSLATE_NOOP("actions", "Hold the run; its state is kept"),
     "media-playback-pause", "Ctrl+Shift+P"},
    {"train_stop", "train", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Stop and save"),
     QT_TRANSLATE_NOOP("actions", "Finish the step, save a checkpoint and end; it can be resumed"), "media-playback-stop",
     "Shift+F5"},
    {"train_abort", "train", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Abort…"),
     QT_TRANSLATE_NOOP("actions", "End the run now, after a question; the last checkpoint is kept"), "process-stop", ""},
    {"queue_start", "train", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Start the queue"),
     QT_TRANSLATE_NOOP("actions", "Begin with the first that waits, then the others; what could not begin is tried again"), "media-playback-start", "", true},
    {"queue_hold", "train", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Hold the queue"),
     QT_TRANSLATE_NOOP("actions", "What runs goes on; nothing that waits begins after it"), "media-playback-pause", "", true},
    {"queue_earlier", "train", MenuId::None, QT_TRANSLATE_NOOP("actions", "Earlier"),
     QT_TRANSLATE_NOOP("actions", "Let the chosen entry of the queue begin before the one above it"), "go-up", "Alt+Up", true},
    {"queue_later", "train", MenuId::None, QT_TRANSLATE_NOOP("actions", "Later"),
     QT_TRANSLATE_NOOP("actions", "Let the chosen entry of the queue begin after the one below it"), "go-down", "Alt+Down", true},
    {"queue_remove", "train", MenuId::None, QT_TRANSLATE_NOOP("actions", "Remove from the queue"),
     QT_TRANSLATE_NOOP("actions", "Take the chosen entry out of the queue"), "edit-delete", "Del", true},
    // --- evaluate
    {"evaluate_start", "evaluate", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Start evaluation"),
     QT_TRANSLATE_NOOP("actions", "Ask the chosen checkpoint the questions of a split and check its answers"),
     "dialog-ok-apply", "Ctrl+R", true},
    {"evaluate_stop", "evaluate", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Stop evaluation"),
     QT_TRANSLATE_NOOP("actions", "End the evaluation that runs; nothing of it is kept"), "media-playback-stop", "Shift+F5"},
    {"evaluate_ask_both", "evaluate", MenuId::None, QT_TRANSLATE_NOOP("actions", "Ask both"),
     QT_TRANSLATE_NOOP("actions", "Put the question to the two chosen checkpoints, side by side"), "document-send", ""},
    {"evaluate_enqueue", "evaluate", MenuId::Run, QT_TRANSLATE_NOOP("actions", "Queue the evaluation"),
     QT_TRANSLATE_NOOP("actions", "Ask these questions once what runs now has ended"), "list-add", "", true},
    // --- chat
    {"chat_send", "chat", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Ask"), QT_TRANSLATE_NOOP("actions", "Put the question to the chosen checkpoint"),
     "document-send", ""},
    {"chat_stop", "chat", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Stop answering"),
     QT_TRANSLATE_NOOP("actions", "End the answer after the current token and keep what is there"), "media-playback-stop", "Esc"},
    {"chat_new", "chat", MenuId::Model, QT_TRANSLATE_NOOP("actions", "New chat"),
     QT_TRANSLATE_NOOP("actions", "Begin another conversation; this one stays in the list"), "list-add", "Ctrl+Shift+N"},
    {"chat_again", "chat", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Ask again"),
     QT_TRANSLATE_NOOP("actions", "Put the last question once more; the new answer takes the place of the old one"), "view-refresh",
     "Ctrl+Return; Ctrl+Enter"},
    {"chat_copy", "chat", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Copy answer"),
     QT_TRANSLATE_NOOP("actions", "Copy the last answer without its thinking"), "edit-copy", "Ctrl+Shift+C"},
    {"chat_rename", "chat", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Rename chat"),
     QT_TRANSLATE_NOOP("actions", "Give the shown chat another name"), "edit-rename", "F2", true},
    {"chat_trash", "chat", MenuId::Model, QT_TRANSLATE_NOOP("actions", "Move chat to trash"),
     QT_TRANSLATE_NOOP("actions", "Take the shown chat off the list; it can be brought back"), "edit-delete", "Del", true},
    {"chat_settings", "chat", MenuId::Model, QT_TRANSLATE_NOOP("actions", "How it answers"),
     QT_TRANSLATE_NOOP("actions", "Show or hide temperature, length and the other settings of an answer"), "configure",
     "Ctrl+Shift+,"},
    {"evaluate_eye", "evaluate", MenuId::None, QT_TRANSLATE_NOOP("actions", "Show or hide in the charts"),
     QT_TRANSLATE_NOOP("actions", "Draw the curves of the chosen runs, or leave them out"), "view-visible", "Space"},
    {"evaluate_baseline", "evaluate", MenuId::None, QT_TRANSLATE_NOOP("actions", "Make it the baseline"),
     QT_TRANSLATE_NOOP("actions", "Compare every other run with the chosen one, or with none"), "", "B"},
    {"evaluate_ask", "evaluate", MenuId::None, QT_TRANSLATE_NOOP("actions", "Ask"),
     QT_TRANSLATE_NOOP("actions", "Ask the chosen checkpoint in Chat"), "dialog-messages", ""},
    {"evaluate_sides", "evaluate", MenuId::None, QT_TRANSLATE_NOOP("actions", "Side by side"),
     QT_TRANSLATE_NOOP("actions", "Put one question to this checkpoint and to another one"), "view-split-left-right", ""},
    // --- settings
    {"settings_import", "settings", MenuId::None, QT_TRANSLATE_NOOP("actions", "Load settings…"),
     QT_TRANSLATE_NOOP("actions", "Take settings from a file that was saved before"), "document-import", ""},
    {"settings_export", "settings", MenuId::None, QT_TRANSLATE_NOOP("actions", "Save settings…"),
     QT_TRANSLATE_NOOP("actions", "Write all settings to a JSON file"), "document-export", ""},
    {"settings_reset", "settings", MenuId::None, QT_TRANSLATE_NOOP("actions", "Reset all"),
     QT_TRANSLATE_NOOP("actions", "Put every setting back to its default"), "edit-reset", ""},
    // --- the chosen artifacts of a table or picker
    {"artifact_list", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "All of them…"),
     QT_TRANSLATE_NOOP("actions", "List every version, tokenizer … of the picker, to choose, rename or throw away"), "view-list-details", ""},
    {"artifact_rename", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "Rename…"),
     QT_TRANSLATE_NOOP("actions", "Give it another name"), "edit-rename", "F2", true},
    {"artifact_note", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "Note…"),
     QT_TRANSLATE_NOOP("actions", "Write down what is special about it"), "document-edit", "", true},
    {"artifact_duplicate", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "Duplicate"),
     QT_TRANSLATE_NOOP("actions", "Take its settings into the form that makes another one"), "edit-copy", ""},
    {"artifact_compare", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "Compare"),
     QT_TRANSLATE_NOOP("actions", "Show it on the Evaluate page with what was made from it"), "view-split-left-right", ""},
    {"artifact_show", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "Show in folder"),
     QT_TRANSLATE_NOOP("actions", "Open its folder in the file manager"), "folder-open", ""},
    {"artifact_copy_path", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "Copy path"),
     QT_TRANSLATE_NOOP("actions", "Copy the path of its folder"), "", ""},
    {"artifact_copy_command", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "Copy as command"),
     QT_TRANSLATE_NOOP("actions", "Copy the retort-cli command that makes it again"), "system-run", ""},
    {"artifact_trash", onArtifact, MenuId::None, QT_TRANSLATE_NOOP("actions", "Move to trash"),
     QT_TRANSLATE_NOOP("actions", "Throw it away; it can be taken back from the trash"), "trash-empty", "Del", true},
    // --- the chart that has the focus
    {"chart_fit", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Fit and follow"),
     QT_TRANSLATE_NOOP("actions", "Show the whole run and go along with new points"), "zoom-fit-best", "Home; 0"},
    {"chart_log_y", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Logarithmic Y"),
     QT_TRANSLATE_NOOP("actions", "Draw the Y axis by powers of ten"), "", "L"},
    {"chart_log_x", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Logarithmic X"),
     QT_TRANSLATE_NOOP("actions", "Draw the X axis by powers of ten"), "", "Shift+L"},
    {"chart_smooth", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Smooth"),
     QT_TRANSLATE_NOOP("actions", "Draw a smoothed curve over the logged points"), "", ""},
    {"chart_clip", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Leave outliers out"),
     QT_TRANSLATE_NOOP("actions", "Let the Y axis cover the middle 90 % of the values"), "", "O"},
    {"chart_x_axis", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Next X axis"),
     QT_TRANSLATE_NOOP("actions", "Count steps, tokens, epochs or time along the X axis, in turn"), "", "X"},
    {"chart_crosshair", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Crosshair"),
     QT_TRANSLATE_NOOP("actions", "Show or hide the values under the pointer"), "", "C"},
    {"chart_table", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Show as table"),
     QT_TRANSLATE_NOOP("actions", "Show the points of the chart as a table"), "table", "T"},
    {"chart_copy_picture", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Copy picture"),
     QT_TRANSLATE_NOOP("actions", "Copy the chart as a picture"), "edit-copy", ""},
    {"chart_save_picture", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Save picture…"),
     QT_TRANSLATE_NOOP("actions", "Write the chart to a PNG, SVG or PDF file"), "document-save", ""},
    {"chart_save_data", onChart, MenuId::None, QT_TRANSLATE_NOOP("actions", "Save data…"),
     QT_TRANSLATE_NOOP("actions", "Write the logged points to a CSV file"), "document-save-as", ""},
};
// clang-format on

QString translated(const char *text) {
    return QCoreApplication::translate("actions", text);
}

} // namespace

std::span<const ActionSpec> actionTable() {
    return table;
}

const ActionSpec *findActionSpec(QAnyStringView id) {
    const auto it = std::ranges::find_if(table, [&](const ActionSpec &s) { return id == QLatin1String(s.id); });
    return it == std::end(table) ? nullptr : &*it;
}

QString actionText(const ActionSpec &spec) {
    return translated(spec.text);
}

QString actionTip(const ActionSpec &spec) {
    return translated(spec.tip);
}

QList<QKeySequence> actionKeys(const ActionSpec &spec) {
    if (!*spec.keys)
        return {};
    return QKeySequence::listFromString(QString::fromLatin1(spec.keys), QKeySequence::PortableText);
}

QString actionKeysText(const ActionSpec &spec) {
    QStringList keys;
    for (const QKeySequence &key : actionKeys(spec))
        keys << key.toString(QKeySequence::NativeText);
    return keys.join(QStringLiteral(" / "));
}

bool isOfFocus(const ActionSpec &spec) {
    return *spec.page == '@';
}

QAction *addCommand(QWidget *widget, const char *id, std::function<void()> handler) {
    const ActionSpec *spec = findActionSpec(QLatin1String(id));
    Q_ASSERT_X(spec, id, "no such row in the action table");
    auto *action = new QAction(widget);
    dressAction(action, *spec);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(action, &QAction::triggered, widget, std::move(handler));
    widget->addAction(action);
    return action;
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
