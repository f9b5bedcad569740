// SPDX-License-Identifier: GPL-3.0-or-later
// A dialog with a headline, a sentence and verb buttons: a question before loss without undo or closing with
// a run (never "Yes/No"), and the frame of every other dialog. Window-modal and without a nested event loop:
// the answer comes to a callback. GUI thread.
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

#include <functional>

class QHBoxLayout;
class QVBoxLayout;

namespace retort {

class ActionButton;

class AskDialog : public QDialog {
    Q_OBJECT

public:
    AskDialog(const QString &title, const QString &text, QWidget *parent); // empty text: none

    // Buttons from left to right. The safe one is the default (Return) and also what Escape and the close box
    // mean.
    ActionButton *addChoice(const QString &verb, ButtonKind kind, std::function<void()> chosen);
    // Where something is typed: Return means this one, Escape still the safe one.
    ActionButton *addDefaultChoice(const QString &verb, std::function<void()> chosen);
    ActionButton *addSafeChoice(const QString &verb, std::function<void()> chosen = {});
    QVBoxLayout *body() const { return m_body; } // for a list or a field between text and buttons

private:
    QVBoxLayout *m_body;
    QHBoxLayout *m_buttons;
    std::function<void()> m_onReject;
};

} // namespace retort
