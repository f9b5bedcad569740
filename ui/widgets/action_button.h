// SPDX-License-Identifier: GPL-3.0-or-later
// A push button that shows an action (text, icon, tooltip with keys, enabled, visible) and can be busy: the
// label stays, a spinner takes the icon's place, presses do nothing.
#pragma once

#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QPushButton>
#include <QTimer>

class QAction;

namespace retort {

class ActionButton : public QPushButton {
    Q_OBJECT

public:
    explicit ActionButton(const QString &text = {}, ButtonKind kind = ButtonKind::secondary,
                          QWidget *parent = nullptr);
    explicit ActionButton(QAction *action, ButtonKind kind = ButtonKind::secondary,
                          QWidget *parent = nullptr);

    /// Follows the action from now on; a press triggers it.
    void setAction(QAction *action);
    QAction *action() const { return m_action; }
    void setBusy(bool busy);
    /// Where room is short: the icon, if it has one, with the text in the tooltip.
    void setIconOnly(bool on);
    bool isIconOnly() const { return m_iconOnly; }
    int iconOnlySaves() const; // pixels of its width

    QSize sizeHint() const override;

protected:
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void follow();
    void giveFocusAway();
    bool takesPress() const;

    QPointer<QAction> m_action;
    QElapsedTimer m_exchanged; // since another action took the place of one
    bool m_hiddenByAction = false;
    bool m_busy = false, m_iconOnly = false;
    int m_angle = 0;
    QTimer m_turn;
};

/// "Text (Ctrl+I)": the tooltip of an action with its first key.
QString toolTipWithKeys(const QAction *action);

} // namespace retort
