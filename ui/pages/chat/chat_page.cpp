// SPDX-License-Identifier: GPL-3.0-or-later
// Asking and answering; the chats themselves are in chat_page_store.cpp.
#include "ui/pages/chat/chat_page.h"

#include "core/learn/chat_exchange.h"
#include "ui/models/device_text.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/chat/chat_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/scroll_column.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QRandomGenerator>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {
constexpr int listWidth = 220, columnWidth = 760, sideWidth = 280, mostLines = 6;
constexpr int mostSeed = 1'000'000; // short enough to be read and typed
StageHeld held(const ProjectSnapshot &p) {
    return {{}, {}, !p.chats.empty()};
}

constexpr StageInfo stage{QT_TRANSLATE_NOOP("retort::Stage", "Ask the student something and see it think"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Ask it"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Ask it"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Ask it a question"), held};

} // namespace

QuestionEdit::QuestionEdit(QWidget *parent) : QPlainTextEdit(parent) {
    setTabChangesFocus(true);
    setAccessibleName(tr("Question"));
    document()->setDocumentMargin(space::s);
    document()->clearUndoRedoStacks(); // that was a step of its own
    connect(this, &QPlainTextEdit::textChanged, this, &QuestionEdit::fit);
    fit();
}

void QuestionEdit::resizeEvent(QResizeEvent *event) {
    QPlainTextEdit::resizeEvent(event);
    fit(); // other lines fold
}

// By the lines as they are: Chinese ones are higher than the font says.
void QuestionEdit::fit() {
    double height = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        height += blockBoundingRect(block).height();
    const int line = fontMetrics().lineSpacing(), margin = space::s; // the last block has the lower margin
    const int most = mostLines * line + margin;
    setFixedHeight(std::clamp(int(std::ceil(height)), line + margin, most) + margin + 2 * frameWidth());
    setVerticalScrollBarPolicy(height > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void QuestionEdit::keyPressEvent(QKeyEvent *event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !m_composing && !(event->modifiers() & Qt::ShiftModifier))
        Q_EMIT sent();
    else
        QPlainTextEdit::keyPressEvent(event);
}

void QuestionEdit::inputMethodEvent(QInputMethodEvent *event) {
    m_composing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
}

struct ChatPage::Answer {
    std::vector<StoredTurn> turns; // question and answer; empty when nothing was said
    ChatId chat = 0;               // where they were stored
    Text storeFault;
    std::shared_ptr<LanguageModel> model; // null: to be opened anew, it may go faster by then
    std::int64_t checkpoint = 0;
    std::string device;
};

PageInfo chatPageInfo() {
    return pageInfo<ChatPage>("chat", QT_TRANSLATE_NOOP("pages", "Chat"), "dialog-messages", PageGroup::Use,
                              &stage);
}

ChatPage::ChatPage(AppState &app, QWidget *parent) : Page(app, "chat", parent) {
    addPicker(ArtifactKind::Checkpoint);
    makeActions();
    auto *body = new QWidget;
    pageColumn(body, {splitterOf("columns", Qt::Horizontal,
                                 {{makeList(), 0, Theme::instance().scaled(listWidth)},
                                  {makeConversation(), 1, columnWidth},
                                  {makeSide(), 0, Theme::instance().scaled(sideWidth)}})});
    setBody(body);
    keepState();
    refreshOn({ArtifactKind::Chat, ArtifactKind::Checkpoint}, [this] { followProject(); });
    followProject();
    showTurns();
    app.jobs().follow(id(), this, [this](const Task &task) { showTask(task); });
}

// A training that was paused for an answer goes on.
ChatPage::~ChatPage() {
    stopWaiting();
}

void ChatPage::makeActions() {
    m_settings = action("chat_settings", [this] { m_side->setVisible(m_settings->isChecked()); });
    m_settings->setCheckable(true);
    header()->addSecondary(m_settings);
    header()->addSecondary(action("chat_new", [this] { openChat(0); }));
    m_stop = action("chat_stop", [this] { stop(); });
    header()->addSecondary(m_stop);
    m_send = action("chat_send", [this] { send(); });
    header()->setPrimary(m_send);
    m_again = action("chat_again", [this] { askAgain(); });
    m_copy = action("chat_copy", [this] {
        if (const auto *message = m_view->lastAnswer())
            copyAnswer(message->answer());
    });
    m_rename = action("chat_rename", [this] { m_list->rename(m_chat); });
    m_trash = action("chat_trash", [this] { moveToTrash(); });
}

QWidget *ChatPage::makeList() {
    auto *card = new Card(tr("Chats"));
    card->setFlush(true);
    card->setMinimumWidth(Theme::instance().scaled(listWidth) * 2 / 3);
    m_list = new ChatList(card);
    m_list->addAction(m_rename);
    keysActIn({m_list});
    card->body()->addWidget(m_list);
    connect(m_list, &ChatList::chosen, this, &ChatPage::openChat);
    connect(m_list, &ChatList::renamed, this, [this](ChatId id, const QString &name) {
        renameTo(app(), {ArtifactKind::Chat, id}, name);
    });
    connect(m_list, &QAbstractItemView::activated, this, [this] { m_edit->setFocus(); });
    return card;
}

QWidget *ChatPage::makeConversation() {
    auto *holder = new QWidget;
    m_banner = new Banner;
    m_banner->setClosable(true);
    m_empty =
        new EmptyState(QStringLiteral("dialog-messages"), tr("Ask your student"),
                       tr("It thinks first, then answers. Try a problem like those it was trained on."));
    m_view = new ChatView;
    m_view->hide();
    m_edit = new QuestionEdit;
    m_edit->setMaximumWidth(Theme::instance().scaled(columnWidth));
    columnIn(holder, {m_banner, {m_empty, 1}, {m_view, 1}, rowOf({stretch, {m_edit, 20}, stretch})},
             space::s);
    connect(m_banner, &Banner::closed, this, [this] {
        stopWaiting();
        m_banner->hide();
    });
    connect(m_banner, &Banner::actionActivated, this, &ChatPage::pauseAndAsk);
    connect(m_banner, &Banner::secondActivated, this, &ChatPage::askAtItsEnd);
    connect(&app().jobs().on(Resource::Device), &JobRunner::idle, this, &ChatPage::askIfThereIsRoom);
    connect(&app(), &AppState::changed, this, [this](const Kinds &kinds) {
        if (kinds.has(ArtifactKind::Run)) // also while another page is shown
            askIfThereIsRoom();
    });
    connect(m_view, &ChatView::copyAsked, this, &ChatPage::copyAnswer);
    connect(m_view, &ChatView::againAsked, this, &ChatPage::askAgain);
    connect(m_edit, &QuestionEdit::sent, this, &ChatPage::send);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ChatPage::showState);
    return holder;
}

QWidget *ChatPage::makeSide() {
    m_side = new Card(tr("How it answers"));
    m_form = new OptionForm(generateOptions(), m_side);
    m_side->body()->addWidget(new ScrollColumn(m_form, m_side));
    m_side->hide();
    return m_side;
}

void ChatPage::activated() {
    readDevices(app().jobs(), m_form);
    m_edit->setFocus();
    m_ready = true;
    if (const Task *task = app().jobs().find(id()); task && !task->going())
        showTask(Task(*task)); // it ended before this page was there
    showState();
}

void ChatPage::open(const QVariantMap &args) {
    const auto question = args.value(QStringLiteral("question")).toString();
    if (question.isEmpty())
        return;
    openChat(0);
    m_edit->setPlainText(question);
}

void ChatPage::showState() {
    const bool running = m_job != 0, elsewhere = running && !m_liveShown;
    const bool ready = app().selected(ArtifactKind::Checkpoint) != 0;
    const bool typed = !m_edit->toPlainText().trimmed().isEmpty();
    const bool answered = !running && !m_turns.empty() && m_turns.back().role == "assistant";
    m_send->setEnabled(!running && ready && typed && !m_reading);
    m_stop->setEnabled(running);
    m_stop->setVisible(running);
    // With a typed question Ctrl+Return sends it, as it does elsewhere; it must not throw an answer away.
    m_again->setEnabled(answered && ready && !typed && m_turns.size() > 1);
    m_copy->setEnabled(answered);
    m_rename->setEnabled(m_chat != 0);
    m_trash->setEnabled(m_chat != 0);
    m_edit->setPlaceholderText(elsewhere ? tr("Another chat is being answered. Wait, or stop it with Esc.")
                                         : tr("Ask a question. Enter sends, Shift+Enter breaks the line."));
    const bool empty = m_view->turns().empty() && !m_reading;
    m_empty->setVisible(empty);
    m_view->setVisible(!empty);
}

// --- asking

void ChatPage::send() {
    const QString question = m_edit->toPlainText().trimmed();
    if (!m_send->isEnabled())
        return;
    if (!m_form->isValid()) {
        m_settings->setChecked(true);
        m_side->show();
        m_form->showFirstFault();
        return;
    }
    m_edit->clear();
    startAnswer(question, 0, m_form->values());
}

void ChatPage::askAgain() {
    if (m_job != 0 || m_turns.size() < 2 || app().selected(ArtifactKind::Checkpoint) == 0
        || !m_form->isValid())
        return;
    const QString question = fromUtf8(m_turns[m_turns.size() - 2].text);
    OptionValues settings = m_form->values();
    if (optionFloat(generateOptions(), settings, "temperature") == 0) {
        app().toastInfo(tr("At temperature 0 the answer is always the same. Raise it under “%1”.")
                            .arg(m_settings->text()));
        return;
    }
    // Drawn anew, for a seed gives its answer again; the answer tells which.
    settings["seed"] = std::int64_t(QRandomGenerator::global()->bounded(1, mostSeed));
    m_view->removeLast(2);
    startAnswer(question, 2, settings);
}

void ChatPage::startAnswer(const QString &question, int replaced, const OptionValues &settings) {
    m_banner->hide();
    m_waitFor = WaitFor::Nothing;
    const auto checkpoint = m_askedCheckpoint = app().selected(ArtifactKind::Checkpoint);
    const auto *record = app().snapshot().checkpoint(checkpoint);
    const auto live = std::make_shared<Live>();
    live->chat = m_chat;
    live->replaced = replaced;
    live->question = question;
    const std::string device = optionText(generateOptions(), settings, "device");
    const bool open = checkpoint == m_modelOf && device == m_modelDevice;
    begin(live, false);
    auto prompt = promptTurns({m_turns.begin(), m_turns.end() - replaced}, toUtf8(question), settings);
    app().jobs().start(
        Resource::Answers, {id(), [] { return tr("Answering"); }, [] { return tr("Answer ended"); }, live},
        [model = open ? m_model : nullptr, device, folder = record ? record->folder : std::filesystem::path(),
         live, prompt = std::move(prompt), settings, checkpoint, chats = app().chatStore(), chat = m_chat,
         replaced](JobContext &job) mutable {
            if (!model)
                model = openModel(folder, device);
            const auto result = model->generate(prompt, generateConfig(settings), job,
                                                [&](const GeneratedPiece &piece) { live->add(piece); });
            const ModelInfo info = model->info();
            Answer answer{exchangeOf(prompt.back().text, result, checkpoint, settings, info),
                          chat,
                          {},
                          info.badge.empty() ? model : nullptr,
                          checkpoint,
                          device};
            if (answer.turns.empty())
                return answer;
            try { // here and not in the window: it may be closing
                if (chat)
                    chats->replaceLastTurns(chat, replaced, answer.turns);
                else
                    answer.chat = chats->addChat(answer.turns);
            } catch (const Error &e) {
                answer.storeFault = e.text();
            }
            return answer;
        },
        [&app = app()](const Answer &) { app.refresh(); });
}

void ChatPage::showTask(const Task &task) {
    const auto live = std::any_cast<std::shared_ptr<Live>>(task.live);
    if (m_live != live) {
        if (!task.going() && !m_ready)
            return; // activated() takes it, when chat and drafts of the session are there
        begin(live, true);
    }
    m_job = task.going() ? task.number : 0;
    const std::pair now(task.state == Task::State::Waiting, live->said().tokens);
    if (std::exchange(m_drawn, now) != now && m_liveShown)
        m_view->replaceLast(shownLive());
    if (task.going())
        return showState();
    if (task.result)
        takeAnswer(task.as<Answer>());
    else if (task.state == Task::State::Failed)
        answerFailed(task);
    if (m_waitFor == WaitFor::Nothing)
        stopWaiting();
    leaveUnanswered();
    showState();
    app().jobs().forget(id());
}

void ChatPage::begin(const std::shared_ptr<Live> &live, bool elsewhere) {
    m_live = live;
    m_liveShown = live->chat == (m_toOpen ? m_toOpen : m_chat);
    m_reopened = elsewhere;
    m_drawn = {};
    if (m_liveShown)
        showLive();
}

void ChatPage::answerFailed(const Task &task) {
    if (task.failure.code == ErrorCode::OutOfMemory && app().jobs().on(Resource::Device).busy() && !m_paused)
        offerPause(task.failure.text, m_live->replaced > 0);
    else
        m_banner->show(Banner::Kind::bad, retort::render(task.failure.text));
}

void ChatPage::offerPause(const Text &why, bool again) {
    m_waitAgain = again;
    m_waitQuestion = m_live->question;
    m_waitCheckpoint = m_askedCheckpoint;
    m_banner->show(Banner::Kind::warn, retort::render(why), tr("Pause training and answer"), tr("Wait"));
}

// The run holds its state at the next micro-batch boundary; its lists tell when that has come.
void ChatPage::pauseAndAsk() {
    if (const Task *training = app().jobs().running(Resource::Device))
        app().jobs().request(training->number, JobRequest::Pause);
    m_paused = true;
    m_waitFor = WaitFor::Pause;
    m_banner->show(Banner::Kind::info, tr("Pausing the training; the question is asked then."));
    askIfThereIsRoom();
}

void ChatPage::askAtItsEnd() {
    m_waitFor = WaitFor::End;
    m_banner->show(Banner::Kind::info, tr("The question is asked when the training has ended."));
    askIfThereIsRoom();
}

void ChatPage::askIfThereIsRoom() {
    if (m_waitFor == WaitFor::Nothing || m_job != 0)
        return;
    const auto &runs = app().snapshot().runs;
    const bool paused = m_waitFor == WaitFor::Pause && std::ranges::any_of(runs, [](const RunRecord &run) {
                            return run.state == RunState::Paused;
                        });
    if (app().jobs().on(Resource::Device).busy() && !paused)
        return;
    // Another question or checkpoint was not what had to wait: it is asked by hand.
    const bool same = app().selected(ArtifactKind::Checkpoint) == m_waitCheckpoint;
    if (same && m_waitAgain)
        askAgain();
    else if (same && m_edit->toPlainText().trimmed() == m_waitQuestion)
        send();
    if (m_job == 0) // there is no question any more
        stopWaiting();
}

void ChatPage::stopWaiting() {
    if (m_waitFor != WaitFor::Nothing)
        m_banner->hide();
    m_waitFor = WaitFor::Nothing;
    const Task *training = app().jobs().running(Resource::Device);
    if (std::exchange(m_paused, false) && training && training->context->request() == JobRequest::Pause)
        app().jobs().request(training->number, JobRequest::GoOn);
}

void ChatPage::takeAnswer(const Answer &answer) {
    m_model = answer.model;
    m_modelOf = answer.checkpoint;
    m_modelDevice = answer.device;
    if (answer.turns.empty())
        return;
    const int replaced = std::exchange(m_live, nullptr)->replaced;
    if (!answer.storeFault.empty())
        m_banner->show(Banner::Kind::bad,
                       tr("The answer could not be stored: %1").arg(retort::render(answer.storeFault)));
    if (!std::exchange(m_liveShown, false))
        return;
    if (m_chat == 0 && answer.chat != 0) {
        m_chat = answer.chat;
        m_listed = false;
    }
    if (m_reopened || m_reading)
        return readTurns(); // whether that reading saw the new turns is not known
    m_turns.erase(m_turns.end() - replaced, m_turns.end());
    m_turns.insert(m_turns.end(), answer.turns.begin(), answer.turns.end());
    m_view->replaceLast(shownOf(m_turns.back()));
}

// A question without an answer does not stay in the conversation; its words are not lost.
void ChatPage::leaveUnanswered() {
    const auto left = std::exchange(m_live, nullptr);
    if (!left || !std::exchange(m_liveShown, false))
        return;
    showTurns();
    if (left->replaced == 0 && m_edit->toPlainText().isEmpty())
        m_edit->setPlainText(left->question);
}

void ChatPage::stop() {
    if (m_job)
        app().jobs().request(m_job, JobRequest::Stop);
}

void ChatPage::copyAnswer(const QString &answer) {
    QGuiApplication::clipboard()->setText(answer);
    app().toastInfo(tr("The answer is copied."));
}

} // namespace retort
