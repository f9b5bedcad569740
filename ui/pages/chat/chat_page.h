// SPDX-License-Identifier: GPL-3.0-or-later
// Chat: ask the chosen checkpoint, watch it think and answer; works while a run is training (its own copy of
// the weights). Enter sends, Shift+Enter breaks the line, Esc stops. An answer is stored with its question by
// the job that made it, so closing the window loses nothing that was said. GUI thread; generation is a task
// of the program, reading and renaming are short jobs.
#pragma once

#include "core/learn/generate.h"
#include "ui/pages/chat/chat_view.h"
#include "ui/pages/page.h"

#include <QPlainTextEdit>

#include <mutex>

namespace retort {

class Banner;
class ChatList;
class OptionForm;

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
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    bool m_composing = false;
};

class ChatPage final : public Page {
    Q_OBJECT

public:
    ChatPage(AppState &app, QWidget *parent);
    ~ChatPage() override;
    void activated() override;
    void open(const QVariantMap &args) override; // {"question": text}

private:
    // What was asked, and what the worker has said so far.
    struct Live {
        struct Said {
            QString thinking, answer;
            int tokens = 0;
            double seconds = 0;
        };
        ChatId chat = 0;  // 0: its first question, not stored yet
        int replaced = 0; // stored turns in whose place the answer comes
        QString question;

        void add(const GeneratedPiece &piece);
        Said said() const;

    private:
        mutable std::mutex m_mutex;
        Said m_said;
    };
    struct Answer; // what the worker brings back

    void makeActions();
    QWidget *makeList();
    QWidget *makeConversation();
    QWidget *makeSide();

    // --- asking
    void send();
    void askAgain();
    void stop();
    void startAnswer(const QString &question, int replaced, const OptionValues &settings);
    void showTask(const Task &task);
    void begin(const std::shared_ptr<Live> &live, bool elsewhere);
    void takeAnswer(const Answer &answer);
    void answerFailed(const Task &task);
    void leaveUnanswered();
    void copyAnswer(const QString &answer);
    // --- where there is no room for it beside a training
    void offerPause(const Text &why, bool again);
    void pauseAndAsk();
    void askAtItsEnd();
    void askIfThereIsRoom(); // once what it waits for has come
    void stopWaiting();

    // --- chats
    void openChat(ChatId id); // 0: a new one
    void readTurns();
    void showTurns();
    void showLive();
    void moveToTrash();
    void followProject();
    void keepDraft();
    void keepState();

    void showState();
    ShownTurn shownOf(const StoredTurn &turn) const;
    ShownTurn shownLive() const;

    ChatList *m_list = nullptr;
    ChatView *m_view = nullptr;
    QWidget *m_empty = nullptr;
    QuestionEdit *m_edit = nullptr;
    Card *m_side = nullptr;
    OptionForm *m_form = nullptr;
    Banner *m_banner = nullptr;
    QAction *m_send = nullptr, *m_stop = nullptr, *m_again = nullptr, *m_copy = nullptr, *m_rename = nullptr,
            *m_trash = nullptr, *m_settings = nullptr;
    ChatId m_chat = 0;               // on the page; 0: not stored yet
    std::vector<StoredTurn> m_turns; // of it, without the answer under way
    bool m_reading = false;
    bool m_listed = false;        // it was in the project's list: once it is not, it has gone
    ChatId m_toOpen = 0;          // of the last session, once the lists are there
    QVariantMap m_drafts;         // unsent question by chat
    std::shared_ptr<Live> m_live; // the answer under way
    bool m_liveShown = false;     // it belongs to the conversation on the page
    bool m_reopened = false;      // which was read anew meanwhile
    std::pair<bool, int> m_drawn; // whether it waits, and the tokens that are shown
    bool m_ready = false;         // the page was shown once
    JobNumber m_job = 0;
    std::shared_ptr<LanguageModel> m_model; // used by live jobs only
    std::int64_t m_modelOf = 0;
    std::string m_modelDevice; // as it was asked for
    enum class WaitFor { Nothing, Pause, End };
    WaitFor m_waitFor = WaitFor::Nothing;
    bool m_waitAgain = false; // for the last question, not for the one in the field
    QString m_waitQuestion;
    std::int64_t m_waitCheckpoint = 0, m_askedCheckpoint = 0; // which the question was put to
    bool m_paused = false;                                    // by us, until the answer is there
};

} // namespace retort
