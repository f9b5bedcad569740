// SPDX-License-Identifier: GPL-3.0-or-later
// Short messages at the bottom right of the window, above its controls: 360 px, 6 s, at most 3; errors stay
// until closed. One host per window; pages say `ToastHost::of(this)->post(...)`.
#pragma once

#include "ui/theme/role.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace retort {

struct ToastSpec {
    MessageKind kind = MessageKind::info; // bad stays until it is closed
    QString text = {};
    QString detail = {};               // a second line
    QString actionText = {};           // "Undo", "Show"; empty: no button
    std::function<void()> action = {}; // called on the GUI thread, then the toast closes
    bool undoes = false;               // the action takes back what the toast tells
    std::function<bool()> holds = {};  // asked at dropOutdated(): whether it is still true; empty: it is
};

class ToastHost final : public QWidget {
    Q_OBJECT

public:
    /// The host of the widget's window; made at the first call.
    static ToastHost *of(QWidget *widget);

    void post(const ToastSpec &spec);
    void clear();
    void dropOutdated(); // what no longer holds, after another page, project or version was chosen
    int count() const;
    // Edit ▸ Undo: the newest that undoes something, while it stays and nothing else can be undone since.
    bool canUndo() const { return m_undo != nullptr; }
    void undo();
    void forgetUndo();
    void place(); // anew, after what lies below has changed

Q_SIGNALS:
    void undoChanged();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    explicit ToastHost(QWidget *window);
    void drop(QWidget *toast);
    QRect clearOfControls(const QRect &corner) const;

    QVBoxLayout *m_column;
    QWidget *m_undo = nullptr;
};

} // namespace retort
