// SPDX-License-Identifier: GPL-3.0-or-later
// A question with verb buttons, for loss without undo and for closing with a run; never "Yes/No".
// Window-modal and without a nested event loop: the answer comes to a callback. GUI thread.
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

#include <functional>

class QHBoxLayout;
class QVBoxLayout;

namespace retort {

class AskDialog final : public QDialog {
    Q_OBJECT

public:
    AskDialog(const QString &title, const QString &text, QWidget *parent);

    // Buttons from left to right. The safe one is the default (Return) and also what Escape and the close box
    // mean.
    void addChoice(const QString &verb, ButtonKind kind, std::function<void()> chosen);
    // Where something is typed: Return means this one, Escape still the safe one.
    void addDefaultChoice(const QString &verb, std::function<void()> chosen);
    void addSafeChoice(const QString &verb, std::function<void()> chosen = {});
    QVBoxLayout *body() const { return m_body; } // for a list or a field between text and buttons

private:
    void addButton(const QString &verb, ButtonKind kind, bool safe, std::function<void()> chosen);

    QVBoxLayout *m_body;
    QHBoxLayout *m_buttons;
    std::function<void()> m_onReject;
};

} // namespace retort
