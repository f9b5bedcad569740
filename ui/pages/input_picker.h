// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses one input of a page (version, tokenizer, student, run or checkpoint) out of what the project has.
// The choice is AppState::selected(), so all pages agree. When there is none the picker is a link "Train a
// tokenizer first →" to the page that makes one. The button beside it, F2 and Del act on the chosen thing
// (made_menu.h). GUI thread.
#pragma once

#include "ui/state/app_state.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace retort {

class InputPicker final : public QWidget {
    Q_OBJECT

public:
    struct Item {
        std::int64_t id = 0;
        QString name, detail;
        bool stale = false;
        bool operator==(const Item &) const = default;
    };

    InputPicker(AppState &app, InputKind kind, QWidget *parent = nullptr);

    InputKind kind() const { return m_kind; }
    std::int64_t current() const; // 0: none
    bool missing() const { return current() == 0; }

    // Name of a thing, and one line about it: "v3 · near-dup", "12,004 rows · today 14:03".
    static QString nameOf(const ProjectSnapshot &snapshot, InputKind kind, std::int64_t id);
    static QString detailOf(const ProjectSnapshot &snapshot, InputKind kind, std::int64_t id);

Q_SIGNALS:
    void picked(std::int64_t id); // by a preset too; 0 when nothing is left

private:
    void refresh();
    void fill(std::vector<Item> items);
    void showCurrent();
    void choose(int index);
    void goToMaker();

    AppState &m_app;
    InputKind m_kind;
    std::int64_t m_shown = -1;
    std::vector<Item> m_items;
    QLabel *m_label;
    QComboBox *m_combo;
    QPushButton *m_link;
    QToolButton *m_more; // the actions on the chosen thing
};

} // namespace retort
