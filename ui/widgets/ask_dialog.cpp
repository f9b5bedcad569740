// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ask_dialog.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QPushButton>

namespace retort {

AskDialog::AskDialog(const QString &title, const QString &text, QWidget *parent)
    : QDialog(parent),
      m_body(new QVBoxLayout),
      m_buttons(rowOf({stretch})) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(title);
    QVBoxLayout *column = columnIn(this, {}, space::m);
    column->setContentsMargins(space::xl, space::l, space::xl, space::l);
    const auto add = [&](const QString &words, FontRole font, Role role) {
        QLabel *label = makeText(words, font, role, this);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setMinimumWidth(Theme::instance().scaled(420));
        column->addWidget(label);
    };
    add(title, FontRole::cardTitle, Role::text);
    if (!text.isEmpty())
        add(text, FontRole::body, Role::text2);
    addTo(column, {{m_body, 1}, m_buttons});
    m_body->setSpacing(space::m);
    connect(this, &QDialog::rejected, this, [this] {
        if (m_onReject)
            m_onReject();
    });
}

ActionButton *AskDialog::addChoice(const QString &verb, ButtonKind kind, std::function<void()> chosen) {
    auto *button = new ActionButton(verb, kind, this);
    m_buttons->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, chosen = std::move(chosen)] {
        const auto call = chosen; // the dialog dies before the callback opens another one
        done(Accepted);
        if (call)
            call();
    });
    return button;
}

ActionButton *AskDialog::addDefaultChoice(const QString &verb, std::function<void()> chosen) {
    for (auto *button : findChildren<QPushButton *>())
        button->setDefault(false);
    ActionButton *last = addChoice(verb, ButtonKind::primary, std::move(chosen));
    last->setDefault(true);
    return last;
}

ActionButton *AskDialog::addSafeChoice(const QString &verb, std::function<void()> chosen) {
    m_onReject = chosen;
    ActionButton *button = addChoice(verb, ButtonKind::secondary, std::move(chosen));
    button->setDefault(true);
    button->setFocus();
    return button;
}

} // namespace retort
