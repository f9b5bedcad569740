// SPDX-License-Identifier: GPL-3.0-or-later
// One turn of a conversation: the user's question in a soft card, or the student's reply without a bubble,
// its thinking folded to one line. Text is plain, so nothing a model says is ever run or loaded. GUI thread.
#pragma once

#include <QWidget>

class QLabel;

namespace retort {

class FoldSection;

class UserMessage final : public QWidget {
    Q_OBJECT

public:
    explicit UserMessage(const QString &text, QWidget *parent = nullptr);
};

class StudentMessage final : public QWidget {
    Q_OBJECT

public:
    explicit StudentMessage(QWidget *parent = nullptr);
    void setThinking(const QString &text, int tokens, double seconds, bool running);
    void setAnswer(const QString &text);
    void setRemark(const QString &text, bool bad = false); // speed, badge, or why it ended
    void setThinkingOpen(bool open);
    bool thinkingOpen() const;
    QString answer() const;
    QString thinking() const { return m_thinkingText; }

private:
    FoldSection *m_fold;
    QLabel *m_thinking;
    QLabel *m_answer;
    QLabel *m_remark;
    QString m_thinkingText;
};

} // namespace retort
