// SPDX-License-Identifier: GPL-3.0-or-later
// The chats of the project on the chat page: opened, renamed, moved to trash and back; what is remembered.
#include "core/learn/chat_exchange.h"
#include "ui/jobs/task_center.h"
#include "ui/models/artifact.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/chat/chat_list.h"
#include "ui/pages/chat/chat_page.h"
#include "ui/text.h"
#include "ui/widgets/banner.h"

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

void ChatPage::Live::add(const GeneratedPiece &piece) {
    const std::lock_guard lock(m_mutex);
    (piece.phase == Phase::Thinking ? m_said.thinking : m_said.answer) += fromUtf8(piece.text);
    m_said.tokens = piece.tokens;
    m_said.seconds = piece.seconds;
}

ChatPage::Live::Said ChatPage::Live::said() const {
    const std::lock_guard lock(m_mutex);
    return m_said;
}

void ChatPage::openChat(ChatId id) {
    stopWaiting(); // for a question of the other chat
    keepDraft();
    m_toOpen = 0;
    m_chat = id;
    m_listed = app().snapshot().chat(id) != nullptr;
    m_turns.clear();
    m_reading = false;
    m_liveShown = m_live && id != 0 && m_live->chat == id;
    m_reopened = true;
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
    const auto number = app().jobs().rows().start(
        {this, tr("Reading the chat"), QStringLiteral("chat-turns"), true},
        [store = app().chatStore(), id = m_chat](JobContext &) {
            return std::pair{id, store->turns(id)};
        },
        [this](std::pair<ChatId, std::vector<StoredTurn>> read) {
            if (read.first != m_chat)
                return;
            m_reading = false;
            m_turns = std::move(read.second);
            showTurns();
        },
        [this](const JobFailure &failure) {
            m_reading = false;
            m_banner->show(Banner::Kind::bad, retort::render(failure.text));
            showState();
        });
    m_reading = number != 0;
    showState();
}

void ChatPage::showTurns() {
    const auto replaced = std::min(m_turns.size(), std::size_t(m_liveShown ? m_live->replaced : 0));
    std::vector<ShownTurn> shown;
    for (std::size_t i = 0; i + replaced < m_turns.size(); ++i)
        shown.push_back(shownOf(m_turns[i]));
    m_view->setTurns(std::move(shown));
    if (m_liveShown)
        showLive();
    showState();
}

void ChatPage::showLive() {
    ShownTurn question;
    question.user = true;
    question.text = m_live->question;
    m_view->append(std::move(question));
    m_view->append(shownLive());
}

ShownTurn ChatPage::shownLive() const {
    const Live::Said said = m_live->said();
    return {false,
            said.answer,
            said.thinking,
            said.tokens,
            said.seconds,
            m_drawn.first ? tr("Waits until the evaluation or answer before it has ended.") : QString(),
            false,
            true};
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

// Its neighbour is shown then; undone, it is back on the page.
void ChatPage::moveToTrash() {
    const ChatId id = m_list->current();
    const ArtifactRow chat = artifact(app().snapshot(), app().project()->folder(), {ArtifactKind::Chat, id});
    if (!chat.valid())
        return;
    if (m_live && m_live->chat == id)
        stop();
    if (id == m_chat)
        openChat(m_list->neighbourOf(id));
    m_list->setFocus();
    retort::moveToTrash(app(), {chat}, [page = QPointer(this), id] {
        if (page)
            page->openChat(id);
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
        if (!restored && !m_reading && !m_live && record->turnCount > std::int64_t(m_turns.size()))
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

void ChatPage::keepState() {
    kept().add(
        "drafts",
        [this] {
            QVariantMap drafts = m_drafts;
            drafts.insert(QString::number(m_chat), m_edit->toPlainText());
            return drafts;
        },
        [this](const QVariant &drafts) {
            m_drafts = drafts.toMap();
            m_edit->setPlainText(m_drafts.value(QString::number(m_chat)).toString());
        });
    kept().add(
        "settings_shown", [this] { return m_settings->isChecked(); },
        [this](const QVariant &shown) {
            m_settings->setChecked(shown.toBool());
            m_side->setVisible(shown.toBool());
        });
    kept().add("settings", m_form);
    kept().add(
        "chat", [this] { return qlonglong(m_toOpen ? m_toOpen : m_chat); },
        [this](const QVariant &chat) {
            m_toOpen = chat.toLongLong();
            followProject();
        });
}

} // namespace retort
