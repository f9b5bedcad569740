// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/chat/chat_view.h"

#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/scroll_column.h"

#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace retort {
namespace {
constexpr int chatColumnWidth = 760;
}

ChatView::ChatView(QWidget *parent) : QWidget(parent) {
    auto *content = new QWidget;
    auto *messages = new QWidget(content);
    messages->setMaximumWidth(Theme::instance().scaled(chatColumnWidth));
    rowIn(content, {stretch, {messages, 20}, stretch})->setContentsMargins(0, space::s, 0, space::s);
    m_column = columnIn(messages, {}, space::xl);
    m_column->setContentsMargins(space::s, 0, space::s, 0);
    const auto link = [&](void (ChatView::*show)()) {
        auto *button = new QPushButton(messages);
        setButtonKind(button, ButtonKind::ghost);
        button->hide();
        connect(button, &QPushButton::clicked, this, show);
        m_column->addWidget(button, 0, Qt::AlignHCenter);
        return button;
    };
    m_column->addStretch(1);
    m_earlier = link(&ChatView::showEarlier);
    m_later = link(&ChatView::showLater);
    m_area = new ScrollColumn(content, this);
    m_area->setAccessibleName(tr("Conversation"));
    columnIn(this, {m_area});
    const auto *bar = m_area->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, &ChatView::keepHold);
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        if (m_moving)
            return;
        m_atEnd = value >= bar->maximum() - space::xxl;
        m_held.clear();
    });
}

void ChatView::setTurns(std::vector<ShownTurn> turns) {
    dropLast(m_made.size());
    m_turns = std::move(turns);
    showEnd();
}

void ChatView::append(ShownTurn turn) {
    m_turns.push_back(std::move(turn));
    if (m_first + m_made.size() + 1 < m_turns.size()) {
        showEnd(); // it was out of the window
        return;
    }
    m_atEnd = true;
    makeLater(1);
    showActions();
}

void ChatView::replaceLast(ShownTurn turn) {
    if (m_turns.empty())
        return;
    const bool ended = m_turns.back().running && !turn.running;
    m_turns.back() = std::move(turn);
    if (auto *message = lastAnswer())
        message->show(m_turns.back());
    if (ended)
        showActions();
}

void ChatView::removeLast(std::size_t count) {
    const std::size_t end = m_first + m_made.size(), left = m_turns.size() - std::min(count, m_turns.size());
    if (end > left)
        dropLast(std::min(end - left, m_made.size()));
    m_turns.resize(left);
    if (m_made.empty())
        showEnd();
    else
        showActions();
}

void ChatView::showEarlier() {
    holdPlace();
    makeEarlier(atOnce);
    if (m_made.size() > atMost)
        dropLast(m_made.size() - atMost);
    showActions();
    keepHold();
}

void ChatView::showLater() {
    holdPlace();
    makeLater(atOnce);
    if (m_made.size() > atMost)
        dropFirst(m_made.size() - atMost);
    showActions();
    keepHold();
}

// --- the window of messages that have widgets

void ChatView::showEnd() {
    dropLast(m_made.size());
    m_first = m_turns.size() - std::min(m_turns.size(), atOnce);
    m_atEnd = true;
    m_held.clear();
    makeLater(atOnce);
    showActions();
}

QWidget *ChatView::make(const ShownTurn &turn) {
    if (turn.user)
        return new UserMessage(turn.text);
    auto *message = new StudentMessage;
    message->show(turn);
    message->setActions(!turn.running, false);
    connect(message, &StudentMessage::copyAsked, this,
            [this, message] { Q_EMIT copyAsked(message->answer()); });
    connect(message, &StudentMessage::againAsked, this, &ChatView::againAsked);
    return message;
}

void ChatView::makeEarlier(std::size_t count) {
    const int place = m_column->indexOf(m_earlier) + 1;
    for (count = std::min(count, m_first); count > 0; --count) {
        m_made.push_front(make(m_turns[--m_first]));
        m_column->insertWidget(place, m_made.front());
    }
}

void ChatView::makeLater(std::size_t count) {
    for (std::size_t next = m_first + m_made.size(); count > 0 && next < m_turns.size(); --count, ++next) {
        m_made.push_back(make(m_turns[next]));
        m_column->insertWidget(m_column->indexOf(m_later), m_made.back());
    }
}

void ChatView::dropFirst(std::size_t count) {
    for (; count > 0; --count, ++m_first) {
        delete m_made.front();
        m_made.pop_front();
    }
}

void ChatView::dropLast(std::size_t count) {
    if (count > 0)
        m_offersAgain = nullptr; // it was the last
    for (; count > 0; --count) {
        delete m_made.back();
        m_made.pop_back();
    }
}

StudentMessage *ChatView::lastAnswer() const {
    return m_made.empty() || m_first + m_made.size() < m_turns.size()
               ? nullptr
               : qobject_cast<StudentMessage *>(m_made.back());
}

// Only the last answer can be asked for again, and none while one is being said.
void ChatView::showActions() {
    if (m_offersAgain)
        m_offersAgain->setActions(true, false);
    m_offersAgain = nullptr;
    if (auto *message = lastAnswer()) {
        const bool whole = !m_turns.back().running;
        message->setActions(whole, whole);
        if (whole)
            m_offersAgain = message;
    }
    showLinks();
}

void ChatView::showLinks() {
    const auto tell = [](QPushButton *link, const QString &text, std::size_t count) {
        link->setVisible(count > 0);
        link->setText(text.arg(formatCount(std::int64_t(count))));
    };
    tell(m_earlier, tr("Show earlier messages (%1)"), m_first);
    tell(m_later, tr("Show later messages (%1)"), m_turns.size() - m_first - m_made.size());
}

// --- what stays in sight

// The first message that is seen.
void ChatView::holdPlace() {
    m_atEnd = false;
    const int top = m_area->verticalScrollBar()->value();
    for (QWidget *message : m_made) {
        const int y = message->mapTo(m_area->widget(), QPoint()).y();
        if (y + message->height() <= top)
            continue;
        m_held = message;
        m_heldAt = y - top;
        break;
    }
    // Also when the height happens to stay the same. Zero: after the layout that is already posted.
    QTimer::singleShot(0, this, &ChatView::keepHold);
}

void ChatView::keepHold() {
    auto *bar = m_area->verticalScrollBar();
    m_moving = true;
    if (m_atEnd)
        bar->setValue(bar->maximum());
    else if (m_held)
        bar->setValue(m_held->mapTo(m_area->widget(), QPoint()).y() - m_heldAt);
    m_moving = false;
}

} // namespace retort
