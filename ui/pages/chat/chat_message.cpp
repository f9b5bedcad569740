// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/chat/chat_message.h"

#include "ui/text.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/labels.h"

#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace retort {

namespace {

QLabel *textLabel(FontRole font, Role role, QWidget *parent) {
    auto *label = makeLabel({}, font, role, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
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

QVBoxLayout *tightColumn(QWidget *widget) {
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    return column;
}

} // namespace

UserMessage::UserMessage(const QString &text, QWidget *parent) : QWidget(parent) {
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_bubble = new Bubble(this);
    auto *inner = new QVBoxLayout(m_bubble);
    inner->setContentsMargins(space::cardX, space::s, space::cardX, space::s);
    m_label = textLabel(FontRole::body, Role::text, m_bubble);
    m_label->setText(text);
    inner->addWidget(m_label);
    row->addStretch(1);
    row->addWidget(m_bubble);
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
    auto *column = tightColumn(this);
    m_fold = new FoldSection(tr("Thinking"), this);
    m_thinking = textLabel(FontRole::body, Role::think, m_fold);
    m_fold->body()->addWidget(m_thinking);
    m_fold->hide();
    m_answer = textLabel(FontRole::trace, Role::text, this);
    m_remark = makeLabel({}, FontRole::caption, Role::text3, this);
    m_remark->setWordWrap(true);
    m_foot = new QHBoxLayout;
    m_foot->setSpacing(space::xs);
    m_foot->addWidget(m_remark, 1);
    column->addWidget(m_fold);
    column->addWidget(m_answer);
    column->addLayout(m_foot);
}

void StudentMessage::setThinking(const QString &text, int tokens, double seconds, bool running) {
    m_thinkingText = text;
    m_fold->setVisible(running || !text.isEmpty());
    m_fold->setTitle(running ? tr("Thinking…") : tr("Thought"));
    m_fold->setRemark(tr("%1 · %Ln token(s)", nullptr, tokens).arg(formatDuration(seconds)));
    m_thinking->setText(text);
}

void StudentMessage::setAnswer(const QString &text) {
    m_answer->setText(text.trimmed());
}

void StudentMessage::setRemark(const QString &text, bool bad) {
    setTextRole(m_remark, bad ? Role::bad : Role::text3);
    m_remark->setText(text);
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

void StudentMessage::setThinkingOpen(bool open) {
    m_fold->setOpen(open);
}
bool StudentMessage::thinkingOpen() const {
    return m_fold->isOpen();
}
QString StudentMessage::answer() const {
    return m_answer->text();
}

} // namespace retort
