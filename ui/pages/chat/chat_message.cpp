// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/chat/chat_message.h"

#include "ui/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/labels.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

namespace retort {

namespace {

QLabel *textLabel(FontRole font, Role role, QWidget *parent) {
    auto *label = makeLabel({}, font, role, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

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
    auto *bubble = new QFrame(this);
    bubble->setAutoFillBackground(true);
    setFillRole(bubble, Role::soft);
    auto *inner = new QVBoxLayout(bubble);
    inner->setContentsMargins(space::cardX, space::s, space::cardX, space::s);
    auto *label = textLabel(FontRole::body, Role::text, bubble);
    label->setText(text);
    inner->addWidget(label);
    row->addStretch(1);
    row->addWidget(bubble, 3);
    setAccessibleName(tr("You: %1").arg(text));
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
    column->addWidget(m_fold);
    column->addWidget(m_answer);
    column->addWidget(m_remark);
}

void StudentMessage::setThinking(const QString &text, int tokens, double seconds, bool running) {
    m_thinkingText = text;
    m_fold->setVisible(running || !text.isEmpty());
    m_fold->setTitle(running ? tr("Thinking…") : tr("Thought"));
    m_fold->setRemark(tr("%1 · %2 tokens").arg(formatDuration(seconds), formatCount(tokens)));
    m_thinking->setText(text);
}

void StudentMessage::setAnswer(const QString &text) {
    m_answer->setText(text.trimmed());
}

void StudentMessage::setRemark(const QString &text, bool bad) {
    setTextRole(m_remark, bad ? Role::bad : Role::text3);
    m_remark->setText(text);
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
