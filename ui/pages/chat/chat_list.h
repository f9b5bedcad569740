// SPDX-License-Identifier: GPL-3.0-or-later
// The chats of the project, newest first: name, and when something was last said. A name is edited in place.
// A view of what it is given: it stores nothing. GUI thread.
#pragma once

#include "core/data/runs/chat_store.h"

#include <QListWidget>

#include <vector>

namespace retort {

class ChatList final : public QListWidget {
    Q_OBJECT

public:
    explicit ChatList(QWidget *parent = nullptr);

    void setChats(std::vector<ChatRecord> chats); // in any order; emits nothing
    ChatId current() const;                       // 0: none
    void setCurrent(ChatId id);                   // emits nothing; 0 or an unknown one: none
    ChatId neighbourOf(ChatId id) const;          // the one below, else above; 0: none
    void rename(ChatId id);                       // opens the field in its row

Q_SIGNALS:
    void chosen(retort::ChatId id);
    void renamed(retort::ChatId id, const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QListWidgetItem *itemOf(ChatId id) const;
    void takeName(QListWidgetItem *item);

    std::vector<ChatRecord> m_chats; // in the order of the rows
    bool m_filling = false;
};

} // namespace retort
