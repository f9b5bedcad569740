// SPDX-License-Identifier: GPL-3.0-or-later
// The chats of the project on the chat page: opened, renamed, moved to trash and back; what is remembered.
#include "core/data/artifacts/artifact.h"
#include "core/learn/chat_exchange.h"
#include "ui/jobs/task_center.h"
#include "ui/models/artifact.h"
#include "ui/pages/chat/chat_list.h"
#include "ui/pages/chat/chat_page.h"
#include "ui/text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/option_form.h"

#include <QAction>
#include <QPointer>

namespace retort {

namespace {

QString endRemark(const std::string &end) {
    if (end == generateEndName(GenerateEnd::LengthLimit))
        return ChatPage::tr("stopped at the length limit");
    if (end == generateEndName(GenerateEnd::ContextFull))
        return ChatPage::tr("stopped: the context is full");
    if (end == generateEndName(GenerateEnd::Cancelled))
        return ChatPage::tr("stopped by you");
    return {};
}

} // namespace

void ChatPage::openChat(ChatId id) {
    stopWaiting(); // for a question of the other chat
    keepDraft();
    m_toOpen = 0;
    m_chat = id;
    m_listed = app().snapshot().chat(id) != nullptr;
    m_turns.clear();
    m_reading = false;
    if (m_running) {
        m_running->shown = id != 0 && m_running->chat == id;
        m_running->reopened = true;
    }
    m_list->setCurrent(id);
    m_edit->setPlainText(m_drafts.take(QString::number(id)).toString());
    m_edit->moveCursor(QTextCursor::End);
    showTurns();
    if (id != 0)
        readTurns();
    else
        m_edit->setFocus();
}

void ChatPage::readTurns() {
    JobSpec request{this, tr("Reading the chat"), QStringLiteral("chat-turns"), true};
    const auto number = app().jobs().rows().start(
        std::move(request),
        [store = app().chatStore(), id = m_chat](JobContext &) {
            return std::pair{id, store->turns(id)};
        },
        [this](std::pair<ChatId, std::vector<StoredTurn>> read) {
            if (read.first == m_chat)
                takeTurns(std::move(read.second));
        },
        [this](const JobFailure &failure) {
            m_reading = false;
            m_banner->show(Banner::Kind::bad, retort::render(failure.text));
            showState();
        });
    m_reading = number != 0;
    showState();
}

void ChatPage::takeTurns(std::vector<StoredTurn> turns) {
    m_reading = false;
    m_turns = std::move(turns);
    showTurns();
}

void ChatPage::showTurns() {
    const auto replaced = m_running && m_running->shown ? std::size_t(m_running->replaced) : 0;
    std::vector<ShownTurn> shown;
    for (std::size_t i = 0; i + std::min(replaced, m_turns.size()) < m_turns.size(); ++i)
        shown.push_back(shownOf(m_turns[i]));
    m_view->setTurns(std::move(shown));
    if (m_running && m_running->shown)
        showRunning();
    showState();
}

void ChatPage::showRunning() {
    ShownTurn question;
    question.user = true;
    question.text = m_running->question;
    m_view->append(std::move(question));
    m_view->append(shownRunning());
}

ShownTurn ChatPage::shownRunning() const {
    ShownTurn shown;
    shown.text = m_running->answer;
    shown.thinking = m_running->thinking;
    shown.tokens = m_running->tokens;
    shown.seconds = m_running->seconds;
    shown.running = true;
    if (m_running->waits)
        shown.remark = tr("Waits until the evaluation or answer before it has ended.");
    return shown;
}

ShownTurn ChatPage::shownOf(const StoredTurn &turn) const {
    ShownTurn shown;
    shown.user = turn.role == "user";
    shown.text = fromUtf8(turn.text);
    if (shown.user)
        return shown;
    shown.thinking = fromUtf8(turn.reasoning);
    shown.tokens = turn.tokens;
    shown.seconds = turn.seconds;
    QStringList remarks;
    const auto say = [&](const QString &remark) {
        if (!remark.isEmpty())
            remarks << remark;
    };
    if (turn.checkpoint) {
        const QString name = artifactTitle(app().snapshot(), {ArtifactKind::Checkpoint, turn.checkpoint});
        say(name.isEmpty() ? tr("a checkpoint that is gone") : name);
    }
    if (turn.seconds > 0)
        say(tr("%1 tokens/s").arg(formatNumber(turn.tokens / turn.seconds, 3)));
    if (const auto seed = seedOf(turn))
        say(tr("seed %1").arg(seed));
    if (const Text badge = badgeOf(turn); !badge.empty())
        say(retort::render(badge));
    say(endRemark(turn.end));
    shown.remark = remarks.join(QStringLiteral(" · "));
    shown.bad = turn.end == generateEndName(GenerateEnd::LengthLimit)
                || turn.end == generateEndName(GenerateEnd::ContextFull);
    return shown;
}

// --- changes

void ChatPage::write(const QString &label, std::function<void(ChatStore &)> work,
                     std::function<void()> done) {
    JobSpec request{this, label, {}, true};
    request.onEnd = [this] { app().refresh(); };
    app().jobs().writes().start(
        std::move(request),
        [store = app().chatStore(), work = std::move(work)](JobContext &) { work(*store); }, std::move(done),
        [this, label](const JobFailure &failure) { app().showFailure(label, failure); });
}

void ChatPage::rename(ChatId id, const QString &name) {
    write(
        tr("Renaming the chat"),
        [id, n = toUtf8(name)](ChatStore &store) {
            renameArtifact(store.project(), {"chat", id}, n);
        },
        [] {});
}

void ChatPage::moveToTrash() {
    const ChatId id = m_list->current();
    const ChatRecord *record = app().snapshot().chat(id);
    if (!record)
        return;
    if (m_running && m_running->chat == id)
        stop();
    const QString name = fromUtf8(record->name);
    if (id == m_chat)
        openChat(m_list->neighbourOf(id));
    m_list->setFocus();
    const auto undo = [page = QPointer(this), id] {
        if (page)
            page->write(
                tr("Bringing the chat back"),
                [id](ChatStore &store) {
                    restoreArtifact(store.project(), {"chat", id});
                },
                [page, id] {
                    if (page)
                        page->openChat(id);
                });
    };
    write(
        tr("Moving the chat to the trash"),
        [id](ChatStore &store) {
            moveArtifactToTrash(store.project(), {"chat", id});
        },
        [this, name, undo] {
            app().toast({MessageKind::info, tr("“%1” is in the trash.").arg(name), {}, tr("Undo"), undo});
        });
}

// The lists of the project are new, perhaps by another process.
void ChatPage::followProject() {
    m_list->setChats(app().snapshot().chats);
    if (!app().snapshotReady())
        return;
    const bool restored = m_toOpen != 0;
    if (const ChatId id = std::exchange(m_toOpen, 0); app().snapshot().chat(id))
        openChat(id);
    const ChatRecord *record = app().snapshot().chat(m_chat);
    if (m_chat != 0 && !record && m_listed) {
        openChat(0);
    } else if (record) {
        m_listed = true;
        m_list->setCurrent(m_chat);
        // Less than what is here is an older list than our last answer.
        if (!restored && !m_reading && !m_running && record->turnCount > std::int64_t(m_turns.size()))
            readTurns();
    }
    showState();
}

void ChatPage::keepDraft() {
    const QString key = QString::number(m_chat), draft = m_edit->toPlainText();
    if (draft.trimmed().isEmpty())
        m_drafts.remove(key);
    else
        m_drafts.insert(key, draft);
}

// --- what is remembered

QVariantMap ChatPage::viewState() const {
    QVariantMap drafts = m_drafts;
    drafts.insert(QString::number(m_chat), m_edit->toPlainText());
    return {{QStringLiteral("chat"), qlonglong(m_toOpen ? m_toOpen : m_chat)},
            {QStringLiteral("drafts"), drafts},
            {QStringLiteral("settings_shown"), m_settings->isChecked()},
            {QStringLiteral("settings"), fromUtf8(optionsToJson(m_form->changedValues()))}};
}

void ChatPage::setViewState(const QVariantMap &state) {
    m_drafts = state.value(QStringLiteral("drafts")).toMap();
    m_edit->setPlainText(m_drafts.value(QString::number(m_chat)).toString());
    m_settings->setChecked(state.value(QStringLiteral("settings_shown")).toBool());
    m_side->setVisible(m_settings->isChecked());
    try {
        m_form->setValues(optionsFromJson(toUtf8(state.value(QStringLiteral("settings")).toString())));
    } catch (const Error &) {
        // A session file of another version: the defaults are right.
    }
    m_toOpen = state.value(QStringLiteral("chat")).toLongLong();
    followProject();
}

} // namespace retort
