// SPDX-License-Identifier: GPL-3.0-or-later
// Head of a page, 56 px: title, pickers for the page's inputs, search, secondary buttons, the one primary at
// the right. Where they do not fit, the secondary ones are icons, so that what is chosen stays readable;
// where that is not enough, title and names of the pickers go.
#pragma once

#include "ui/widgets/action_button.h"

#include <QHBoxLayout>
#include <QWidget>

#include <vector>

class QLineEdit;

namespace retort {

class PageHeader final : public QWidget {
    Q_OBJECT

public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);

    void addInput(QWidget *widget) { m_inputs->addWidget(widget); }
    /// The search field; made by the first call.
    QLineEdit *search(const QString &placeholder);
    ActionButton *addSecondary(QAction *action);
    /// The one primary button; a second call replaces its action.
    ActionButton *setPrimary(QAction *action);
    void addTrailing(QWidget *widget) { m_buttons->addWidget(widget); }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fitButtons();

    QHBoxLayout *m_inputs;
    QHBoxLayout *m_searchPlace;
    QHBoxLayout *m_buttons;
    QLineEdit *m_search = nullptr;
    std::vector<ActionButton *> m_secondary;
    ActionButton *m_primary;
};

} // namespace retort
