// SPDX-License-Identifier: GPL-3.0-or-later
// One turn of a conversation: the user's question in a soft card, or the student's reply without a bubble,
// its thinking folded to one line. Text is plain, so nothing a model says is ever run or loaded. GUI thread.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace retort {

class FoldSection;

class UserMessage final : public QWidget {
    Q_OBJECT

public:
    explicit UserMessage(const QString &text, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *m_bubble;
    QLabel *m_label;
};

class StudentMessage final : public QWidget {
    Q_OBJECT

public:
    explicit StudentMessage(QWidget *parent = nullptr);
    void setThinking(const QString &text, int tokens, double seconds, bool running);
    void setAnswer(const QString &text);
    // Who answered, speed, badge, why it ended.
    void setRemark(const QString &text, bool bad = false);
    // Copying for every whole answer, asking again for the last one.
    void setActions(bool copy, bool again);
    void setThinkingOpen(bool open);
    bool thinkingOpen() const;
    QString answer() const;
    QString thinking() const { return m_thinkingText; }
    QString remark() const;

Q_SIGNALS:
    void copyAsked();
    void againAsked();

private:
    FoldSection *m_fold;
    QLabel *m_thinking;
    QLabel *m_answer;
    QLabel *m_remark;
    QHBoxLayout *m_foot;                               // remark and buttons
    QToolButton *m_copy = nullptr, *m_again = nullptr; // made when first shown
    QString m_thinkingText;
};

} // namespace retort
