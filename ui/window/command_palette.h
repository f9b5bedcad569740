// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: every command by a few letters of its name, in the shown language or in English. GUI thread.
#pragma once

#include "ui/actions/action_table.h"

#include <QFrame>

class QLineEdit;
class QTreeWidget;

namespace retort {

class WindowActions;

// How well `query` fits: -1 not at all; higher is better. Letters must come in order; word beginnings, runs
// and an early start count more. An empty query fits everything equally.
int matchScore(QStringView query, QStringView text);

class CommandPalette final : public QFrame {
    Q_OBJECT

public:
    CommandPalette(WindowActions &actions, QWidget *window);
    void popUp();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fill(const QString &query);
    void run();

    WindowActions &m_actions;
    QLineEdit *m_query;
    QTreeWidget *m_list;
};

} // namespace retort
