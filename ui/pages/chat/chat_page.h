// SPDX-License-Identifier: GPL-3.0-or-later
// Chat: ask the chosen checkpoint, watch it think and answer; works while a run is training (its own copy of
// the weights). Enter sends, Shift+Enter breaks the line, Esc stops. GUI thread; generation runs on the live
// runner.
#pragma once

#include "core/learn/generate.h"
#include "ui/jobs/job_runner.h"
#include "ui/pages/page.h"

#include <QPlainTextEdit>

#include <mutex>

class QScrollArea;
class QVBoxLayout;

namespace retort {

class Banner;
class EmptyState;
class OptionForm;
class StudentMessage;

// Enter sends unless an input method is composing; grows up to six lines.
class QuestionEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit QuestionEdit(QWidget *parent = nullptr);

Q_SIGNALS:
    void sent();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;

private:
    bool m_composing = false;
};

class ChatPage final : public Page {
    Q_OBJECT

public:
    ChatPage(AppState &app, QWidget *parent);
    void activated() override;
    void open(const QVariantMap &args) override; // {"question": text}
    QVariantMap viewState() const override;
    void setViewState(const QVariantMap &state) override;

private:
    struct Stream; // what the worker has made since the last tick
    QWidget *makeConversation();
    QWidget *makeSide();
    void send();
    void stop();
    void startAnswer(const QString &question);
    void drain(const std::shared_ptr<Stream> &stream);
    void finishAnswer(const GenerateResult &result, const ModelInfo &info);
    void clearConversation();
    void showState();
    void scrollToEnd();

    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_messages = nullptr;
    QWidget *m_empty = nullptr;
    QuestionEdit *m_edit = nullptr;
    OptionForm *m_form = nullptr;
    Banner *m_banner = nullptr;
    QAction *m_send = nullptr, *m_stop = nullptr;
    StudentMessage *m_current = nullptr;
    QString m_thinking, m_answer; // of the current reply
    std::vector<ChatTurn> m_turns;
    JobNumber m_job = 0;
    std::shared_ptr<LanguageModel> m_model; // used by live jobs only
    std::int64_t m_modelOf = 0;
};

} // namespace retort
