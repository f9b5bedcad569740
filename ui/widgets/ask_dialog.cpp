// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ask_dialog.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace retort {

AskDialog::AskDialog(const QString &title, const QString &text, QWidget *parent)
    : QDialog(parent),
      m_body(new QVBoxLayout),
      m_buttons(new QHBoxLayout) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::l, space::xl, space::l);
    column->setSpacing(space::m);
    QLabel *head = makeLabel(title, FontRole::cardTitle, Role::text, this);
    head->setWordWrap(true);
    QLabel *say = makeLabel(text, FontRole::body, Role::text2, this);
    say->setWordWrap(true);
    say->setTextInteractionFlags(Qt::TextSelectableByMouse);
    say->setMinimumWidth(Theme::instance().scaled(420));
    column->addWidget(head);
    column->addWidget(say);
    column->addLayout(m_body);
    column->addSpacing(space::s);
    column->addLayout(m_buttons);
    m_buttons->setSpacing(space::s);
    m_buttons->addStretch(1);
    connect(this, &QDialog::rejected, this, [this] {
        if (m_onReject)
            m_onReject();
    });
}

void AskDialog::addButton(const QString &verb, ButtonKind kind, bool safe, std::function<void()> chosen) {
    auto *button = new ActionButton(verb, kind, this);
    button->setAutoDefault(safe);
    button->setDefault(safe);
    m_buttons->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, chosen = std::move(chosen)] {
        const auto call = chosen; // the dialog dies before the callback opens another one
        done(Accepted);
        if (call)
            call();
    });
    if (safe)
        button->setFocus();
}

void AskDialog::addChoice(const QString &verb, ButtonKind kind, std::function<void()> chosen) {
    addButton(verb, kind, false, std::move(chosen));
}

void AskDialog::addDefaultChoice(const QString &verb, std::function<void()> chosen) {
    addButton(verb, ButtonKind::primary, false, std::move(chosen));
    auto *last = qobject_cast<QPushButton *>(m_buttons->itemAt(m_buttons->count() - 1)->widget());
    for (auto *button : findChildren<QPushButton *>()) {
        button->setAutoDefault(button == last);
        button->setDefault(button == last);
    }
}

void AskDialog::addSafeChoice(const QString &verb, std::function<void()> chosen) {
    m_onReject = chosen;
    addButton(verb, ButtonKind::secondary, true, std::move(chosen));
}

} // namespace retort
