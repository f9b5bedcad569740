// SPDX-License-Identifier: GPL-3.0-or-later
// What was thrown away in the project: name, kind, when, size; Restore, Delete for good, Empty trash. What
// the living still need is marked, and stays. Every look at it and every change is a job. GUI thread.
#pragma once

#include "core/data/artifacts/trash.h"
#include "core/data/project/project.h"
#include "ui/models/record_model.h"
#include "ui/widgets/ask_dialog.h"

#include <functional>
#include <memory>
#include <vector>

class QLabel;
class QStackedWidget;

namespace retort {

class ActionButton;
class AppState;
class Banner;
class TableView;
struct Task;

class TrashDialog final : public AskDialog {
    Q_OBJECT

public:
    struct Row {
        TrashItem item;
        Text needed; // why it stays; empty: it can be deleted
    };

    TrashDialog(AppState &app, QWidget *parent);

private:
    QWidget *makeList();
    QWidget *makeButtons();
    void read();
    void showState();
    std::vector<Row> chosen() const;
    void restore();
    void askDelete();
    void askEmpty();
    void showTask(const Task &task);
    void change(const QString &label, const QString &ended,
                std::function<void(const std::shared_ptr<Project> &)> work);

    AppState &m_app;
    std::shared_ptr<Project> m_project; // the dialog never outlives a change of project: it is modal
    RecordModel<Row> *m_model;
    TableView *m_table = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_total = nullptr, *m_remark = nullptr;
    Banner *m_banner = nullptr;
    ActionButton *m_restore = nullptr, *m_delete = nullptr, *m_empty = nullptr;
    bool m_busy = false;
};

} // namespace retort
