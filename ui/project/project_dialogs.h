// SPDX-License-Identifier: GPL-3.0-or-later
// Dialogs around projects: new, open, save a copy, rename, and what to do when one cannot be opened. They
// read what is typed and call AppState; they run no nested event loop. GUI thread.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/widgets/ask_dialog.h"

class QLabel;
class QLineEdit;
class QWidget;

namespace retort {

class AppState;
class InlineError;

class NewProjectDialog final : public AskDialog {
    Q_OBJECT

public:
    NewProjectDialog(AppState &app, QWidget *parent);

private:
    void check();
    QString folder() const;

    AppState &m_app;
    QLineEdit *m_name;
    QLineEdit *m_place;
    QLabel *m_result;
    InlineError *m_error;
    ActionButton *m_create;
};

void openDemoProject(AppState &app); // made first where it is not there yet
void askOpenProject(AppState &app, QWidget *window);
void askSaveCopy(AppState &app, QWidget *window);
void askRenameProject(AppState &app, QWidget *window);
// NotOurs, NewerVersion, Damaged (offers the newest backup), …: says what is wrong and what can be done.
void showProjectFailure(AppState &app, QWidget *window, const QString &folder, const JobFailure &failure);

QString projectsFolder(); // where new projects are suggested: ~/Retort

} // namespace retort
