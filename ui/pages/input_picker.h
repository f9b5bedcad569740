// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses one input of a page (version, tokenizer, student, run or checkpoint) out of what the project has. The choice is
// AppState::selected(), so all pages agree. When there is none the picker is a link "Train a tokenizer first →" to the
// page that makes one. GUI thread.
#pragma once

#include "ui/app_state.h"

#include <QWidget>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace retort {

class InputPicker final : public QWidget {
    Q_OBJECT

public:
    InputPicker(AppState& app, InputKind kind, QWidget* parent = nullptr);

    InputKind kind() const { return m_kind; }
    std::int64_t current() const; // 0: none
    bool missing() const { return current() == 0; }

    // Name of the chosen thing, and one line for lists: "v3 · near-dup", "12,004 rows · today 14:03".
    static QString nameOf(const ProjectSnapshot& snapshot, InputKind kind, std::int64_t id);
    static QString detailOf(const ProjectSnapshot& snapshot, InputKind kind, std::int64_t id);

Q_SIGNALS:
    void picked(std::int64_t id); // by a preset too; 0 when nothing is left

private:
    void refresh();
    void fillMenu();

    AppState& m_app;
    InputKind m_kind;
    std::int64_t m_shown = -1;
    QStackedLayout* m_stack;
    QToolButton* m_button;
    QToolButton* m_link;
};

} // namespace retort
