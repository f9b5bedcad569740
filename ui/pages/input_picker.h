// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses one input of a page (a kind with a preset: version, tokenizer …) out of what the project has. The
// choice is AppState::selected(), so all pages agree. When there is none the picker is a link "Train a
// tokenizer first →" to the page that makes one; when there is a newer one than the chosen, a link beside it
// takes that. The button beside it, F2 and Del act on the chosen artifact (artifact_menu.h), and lead to the
// list of all. GUI thread.
#pragma once

#include "ui/state/app_state.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QToolButton;

namespace retort {

class InputPicker final : public QWidget {
    Q_OBJECT

public:
    struct Item {
        std::int64_t id = 0;
        QString name, detail;
        bool operator==(const Item &) const = default;
    };

    // `page`: the page it stands on, which needs no link to itself.
    InputPicker(AppState &app, ArtifactKind kind, const QString &page, QWidget *parent = nullptr);

    ArtifactKind kind() const { return m_kind; }
    std::int64_t current() const { return m_app.selected(m_kind); } // 0: none

private:
    void makeMenu();
    std::vector<Item> items() const;
    void refresh();

    AppState &m_app;
    ArtifactKind m_kind;
    bool m_atMaker; // on the page that makes this kind
    std::vector<Item> m_items;
    QComboBox *m_combo;
    QPushButton *m_newer; // takes a newer artifact than the chosen one
    QPushButton *m_link;
    QToolButton *m_more; // the actions on the chosen artifact
};

} // namespace retort
