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

struct ShownTurn {
    bool user = false;
    QString text, thinking; // of an answer: without and within the thinking
    int tokens = 0;
    double seconds = 0;
    QString remark;       // who answered, speed, badge, why it ended
    bool bad = false;     // the remark tells of something wrong
    bool running = false; // still being said
};

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
    void show(const ShownTurn &turn);
    using QWidget::show;
    // Copying for every whole answer, asking again for the last one.
    void setActions(bool copy, bool again);
    QString answer() const;
    QString thinking() const;
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
};

} // namespace retort
