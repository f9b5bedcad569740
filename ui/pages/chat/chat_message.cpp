// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/chat/chat_message.h"

#include "ui/text.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace retort {
namespace {

QLabel *textLabel(FontRole font, Role role, QWidget *parent) {
    QLabel *label = makeText({}, font, role, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

class Bubble final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        paint::box(&painter, rect(), colour(Role::soft), {}, size::radiusCard);
    }
};

} // namespace

UserMessage::UserMessage(const QString &text, QWidget *parent) : QWidget(parent) {
    m_bubble = new Bubble(this);
    m_label = textLabel(FontRole::body, Role::text, m_bubble);
    m_label->setText(text);
    columnIn(m_bubble, {m_label})->setContentsMargins(space::cardX, space::s, space::cardX, space::s);
    rowIn(this, {stretch, m_bubble});
    setAccessibleName(tr("You: %1").arg(text));
}

// As wide as its longest line, at most three quarters of the column.
void UserMessage::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    const int limit = width() * 3 / 4, frame = 2 * space::cardX;
    const QRect natural =
        m_label->fontMetrics().boundingRect({0, 0, limit - frame, 0}, Qt::TextWordWrap, m_label->text());
    m_bubble->setFixedWidth(std::min(limit, natural.width() + frame + space::xs));
}

StudentMessage::StudentMessage(QWidget *parent) : QWidget(parent) {
    m_fold = new FoldSection(tr("Thinking"), this);
    m_thinking = textLabel(FontRole::body, Role::think, m_fold);
    m_fold->body()->addWidget(m_thinking);
    m_fold->hide();
    m_answer = textLabel(FontRole::trace, Role::text, this);
    m_remark = makeText({}, FontRole::caption, Role::text3, this);
    m_foot = rowOf({{m_remark, 1}}, space::xs);
    columnIn(this, {m_fold, m_answer, m_foot}, space::s);
}

void StudentMessage::show(const ShownTurn &turn) {
    const bool thinks = turn.running && turn.text.isEmpty();
    m_fold->setVisible(thinks || !turn.thinking.isEmpty());
    m_fold->setTitle(thinks ? tr("Thinking…") : tr("Thought"));
    m_fold->setRemark(tr("%1 · %Ln token(s)", nullptr, turn.tokens).arg(formatDuration(turn.seconds)));
    m_thinking->setText(turn.thinking);
    m_answer->setText(turn.text.trimmed());
    setTextRole(m_remark, turn.bad ? Role::bad : Role::text3);
    m_remark->setText(turn.remark);
}

void StudentMessage::setActions(bool copy, bool again) {
    const auto show = [this](QToolButton *&button, bool on, const char *icon, const QString &name,
                             void (StudentMessage::*asked)()) {
        if (on && !button) {
            button = new QToolButton(this);
            button->setAutoRaise(true);
            setIconButton(button, QString::fromLatin1(icon), name);
            button->setToolTip(name);
            m_foot->insertWidget(1, button, 0, Qt::AlignTop); // copying stays at the edge
            connect(button, &QAbstractButton::clicked, this, asked);
        }
        if (button)
            button->setVisible(on);
    };
    show(m_copy, copy, "edit-copy", tr("Copy the answer"), &StudentMessage::copyAsked);
    show(m_again, again, "view-refresh", tr("Ask again"), &StudentMessage::againAsked);
}

QString StudentMessage::remark() const {
    return m_remark->text();
}

QString StudentMessage::thinking() const {
    return m_thinking->text();
}

QString StudentMessage::answer() const {
    return m_answer->text();
}

} // namespace retort
