// SPDX-License-Identifier: GPL-3.0-or-later
// The panels that the status line opens: tasks with progress and cancel, pending changes, devices. Small
// popups that close when one clicks elsewhere. GUI thread.
#pragma once

#include <QFrame>

#include <vector>

class QVBoxLayout;

namespace retort {

class AppState;
struct Task;

class Panel : public QFrame {
    Q_OBJECT

public:
    explicit Panel(const QString &title, QWidget *parent);
    void standOn(const QPoint &bottomLeft); // shows it, growing upwards from there

protected:
    QVBoxLayout *body() const { return m_body; }
    void clearBody();
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QVBoxLayout *m_body;
    QPoint m_foot;
};

class TasksPanel final : public Panel {
    Q_OBJECT

public:
    TasksPanel(AppState &app, QWidget *parent);

private:
    class Row;
    void update();
    void addQueue(int waiting);
    void addEnded(const Task &task);

    AppState &m_app;
    QList<Row *> m_rows;
    bool m_filled = false;
    std::pair<std::vector<quint64>, std::vector<quint64>> m_numbers; // shown, going and ended
};

class PendingPanel final : public Panel {
    Q_OBJECT

public:
    PendingPanel(AppState &app, QWidget *parent);
};

class DevicePanel final : public Panel {
    Q_OBJECT

public:
    DevicePanel(AppState &app, QWidget *parent);
};

} // namespace retort
