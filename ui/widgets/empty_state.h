// SPDX-License-Identifier: GPL-3.0-or-later
// What a page or panel shows when it has nothing yet: icon, title, one sentence, the next action, one link.
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace retort {

class ActionButton;

class EmptyState final : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString &iconName, const QString &title, const QString &sentence,
               QWidget *parent = nullptr);

    ActionButton *setPrimary(QAction *action);
    ActionButton *setPrimary(const QString &text);
    void setLink(const QString &text);

Q_SIGNALS:
    void primaryActivated();
    void linkActivated();

private:
    void updateIcon();

    QString m_iconName;
    QLabel *m_icon;
    ActionButton *m_primary;
    QPushButton *m_link;
};

} // namespace retort
