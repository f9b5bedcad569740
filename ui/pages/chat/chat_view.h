// SPDX-License-Identifier: GPL-3.0-or-later
// The conversation: a scrolled column of messages that follows its end unless one reads above. Widgets exist
// for a window of at most 200 messages (at first the last 50); links at its borders move it by 50, so that
// a chat of thousands stays fluid. GUI thread.
#pragma once

#include "ui/pages/chat/chat_message.h"

#include <QPointer>
#include <QWidget>

#include <deque>
#include <vector>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace retort {

class ChatView final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t atOnce = 50, atMost = 200;

    explicit ChatView(QWidget *parent = nullptr);

    void setTurns(std::vector<ShownTurn> turns); // shown from the end
    void append(ShownTurn turn);                 // and goes to the end
    void replaceLast(ShownTurn turn);            // of the same kind: what streams in, or the whole answer
    void removeLast(std::size_t count);
    void showEarlier();
    void showLater();

    const std::vector<ShownTurn> &turns() const { return m_turns; }
    std::size_t firstMade() const { return m_first; } // index of the first turn that has a widget
    std::size_t madeCount() const { return m_made.size(); }
    StudentMessage *lastAnswer() const; // null when the last turn is none, or out of the window

Q_SIGNALS:
    void copyAsked(const QString &answer);
    void againAsked();

private:
    QWidget *make(const ShownTurn &turn);
    void makeEarlier(std::size_t count);
    void makeLater(std::size_t count);
    void dropFirst(std::size_t count);
    void dropLast(std::size_t count);
    void showEnd();
    void showActions();
    void showLinks();
    void holdPlace();
    void keepHold();

    QScrollArea *m_area;
    QVBoxLayout *m_column;
    QPushButton *m_earlier, *m_later;
    std::vector<ShownTurn> m_turns;
    std::deque<QWidget *> m_made; // of the turns from m_first on
    std::size_t m_first = 0;
    StudentMessage *m_offersAgain = nullptr;
    // What a change of height leaves in sight: the end, or the message that is held.
    bool m_atEnd = true;
    QPointer<QWidget> m_held;
    int m_heldAt = 0; // its distance from the top of what is seen
    bool m_moving = false;
};

} // namespace retort
