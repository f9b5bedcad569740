// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/chat/chat_page.h"

#include "ui/jobs/job_hub.h"
#include "ui/pages/chat/chat_message.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/scroll_column.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace retort {

namespace {
constexpr int columnWidth = 760, sideWidth = 280;

QString endRemark(const GenerateResult &result) {
    switch (result.end) {
    case GenerateEnd::Finished:
        return {};
    case GenerateEnd::LengthLimit:
        return ChatPage::tr("stopped at the length limit");
    case GenerateEnd::ContextFull:
        return ChatPage::tr("stopped: the context is full");
    case GenerateEnd::Cancelled:
        return ChatPage::tr("stopped by you");
    }
    return {};
}
} // namespace

QuestionEdit::QuestionEdit(QWidget *parent) : QPlainTextEdit(parent) {
    setTabChangesFocus(true);
    setAccessibleName(tr("Question"));
    const auto fit = [this] {
        const int lines = std::clamp(int(document()->size().height()), 1, 6);
        setFixedHeight(lines * fontMetrics().lineSpacing() + space::l + space::xs);
    };
    connect(this, &QPlainTextEdit::textChanged, this, fit);
    fit();
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

struct ChatPage::Stream {
    std::mutex mutex;
    QString thinking, answer;
    int tokens = 0;
    double seconds = 0;
};

PageInfo chatPageInfo() {
    return {"chat",
            QT_TRANSLATE_NOOP("pages", "Chat"),
            "dialog-messages",
            PageGroup::Use,
            true,
            [](AppState &app, QWidget *parent) -> Page * { return new ChatPage(app, parent); }};
}

ChatPage::ChatPage(AppState &app, QWidget *parent) : Page(app, "chat", parent) {
    addPicker(InputKind::Checkpoint);
    m_stop = action("chat_stop", [this] { stop(); });
    m_send = action("chat_send", [this] { send(); });
    addSecondary(action("chat_new", [this] { clearConversation(); }));
    addSecondary(m_stop);
    setPrimary(m_send);
    auto *body = new QWidget;
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    row->setSpacing(space::cardGap);
    row->addWidget(makeConversation(), 1);
    row->addWidget(makeSide());
    setBody(body);
    connect(&app, &AppState::selectionChanged, this, &ChatPage::showState);
    connect(&app, &AppState::snapshotChanged, this, &ChatPage::showState);
    showState();
}

QWidget *ChatPage::makeConversation() {
    auto *holder = new QWidget;
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_banner = new Banner(holder);
    m_banner->hide();
    column->addWidget(m_banner);
    auto *empty = new EmptyState(
        QStringLiteral("dialog-messages"), tr("Ask your student"),
        tr("It thinks first, then answers. Try a problem like those it was trained on."), holder);
    m_empty = empty;
    column->addWidget(m_empty, 1);
    auto *content = new QWidget;
    auto *centred = new QHBoxLayout(content);
    centred->setContentsMargins(0, space::s, 0, space::s);
    auto *messages = new QWidget(content);
    messages->setMaximumWidth(Theme::instance().scaled(columnWidth));
    m_messages = new QVBoxLayout(messages);
    m_messages->setContentsMargins(space::s, 0, space::s, 0);
    m_messages->setSpacing(space::xl);
    m_messages->addStretch(1);
    centred->addStretch(1);
    centred->addWidget(messages, 20);
    centred->addStretch(1);
    m_area = new ScrollColumn(content, holder);
    m_area->hide();
    column->addWidget(m_area, 1);
    m_edit = new QuestionEdit(holder);
    m_edit->setPlaceholderText(tr("Ask a question. Enter sends, Shift+Enter breaks the line."));
    auto *editRow = new QHBoxLayout;
    editRow->addStretch(1);
    m_edit->setMaximumWidth(Theme::instance().scaled(columnWidth));
    editRow->addWidget(m_edit, 20);
    editRow->addStretch(1);
    column->addLayout(editRow);
    connect(m_edit, &QuestionEdit::sent, this, &ChatPage::send);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ChatPage::showState);
    return holder;
}

QWidget *ChatPage::makeSide() {
    auto *card = new Card(tr("How it answers"));
    card->setFixedWidth(Theme::instance().scaled(sideWidth));
    m_form = new OptionForm(generateOptions(), card);
    auto *area = new ScrollColumn(m_form, card);
    card->body()->addWidget(area);
    return card;
}

void ChatPage::activated() {
    m_edit->setFocus();
    showState();
}

void ChatPage::open(const QVariantMap &args) {
    const auto question = args.value(QStringLiteral("question")).toString();
    if (!question.isEmpty())
        m_edit->setPlainText(question);
}

void ChatPage::showState() {
    const bool running = m_job != 0;
    const bool ready = app().selected(InputKind::Checkpoint) != 0;
    m_send->setEnabled(!running && ready && !m_edit->toPlainText().trimmed().isEmpty());
    m_stop->setEnabled(running);
    m_stop->setVisible(running);
}

void ChatPage::send() {
    const QString question = m_edit->toPlainText().trimmed();
    if (question.isEmpty() || m_job != 0 || app().selected(InputKind::Checkpoint) == 0)
        return;
    if (!m_form->isValid()) {
        m_form->showFirstFault();
        return;
    }
    m_edit->clear();
    m_banner->hide();
    m_empty->hide();
    m_area->show();
    m_messages->addWidget(new UserMessage(question));
    startAnswer(question);
}

void ChatPage::startAnswer(const QString &question) {
    m_turns.push_back({"user", toUtf8(question), {}});
    m_current = new StudentMessage;
    m_thinking.clear();
    m_answer.clear();
    m_messages->addWidget(m_current);
    m_current->setThinking({}, 0, 0, true);
    scrollToEnd();
    const auto checkpoint = app().selected(InputKind::Checkpoint);
    const auto *record = app().snapshot().checkpoint(checkpoint);
    const auto folder = record ? record->folder : std::filesystem::path();
    auto model = checkpoint == m_modelOf ? m_model : nullptr;
    const auto stream = std::make_shared<Stream>();
    struct Answer {
        GenerateResult result;
        ModelInfo info;
        std::shared_ptr<LanguageModel> model;
    };
    JobRequest request{this, tr("Answering")};
    request.onTick = [this, stream] { drain(stream); };
    request.onEnd = [this] {
        m_job = 0;
        // Cancelled before there was an answer: the question must not stay in the conversation that is sent.
        if (!m_turns.empty() && m_turns.back().role == "user") {
            m_turns.pop_back();
            if (m_current)
                m_current->setThinking(m_thinking, 0, 0, false);
            if (m_current)
                m_current->setRemark(tr("no answer"), true);
        }
        showState();
    };
    m_job = app().jobs().live().start(
        std::move(request),
        [model, folder, stream, turns = m_turns,
         config = generateConfig(m_form->values())](JobContext &job) mutable {
            if (!model)
                model = openModel(folder);
            auto result = model->generate(turns, config, job, [&](const GeneratedPiece &piece) {
                const std::lock_guard lock(stream->mutex);
                (piece.phase == Phase::Thinking ? stream->thinking : stream->answer) += fromUtf8(piece.text);
                stream->tokens = piece.tokens;
                stream->seconds = piece.seconds;
            });
            return Answer{std::move(result), model->info(), model};
        },
        [this, checkpoint](Answer answer) {
            m_model = std::move(answer.model);
            m_modelOf = checkpoint;
            finishAnswer(answer.result, answer.info);
        },
        [this](const JobFailure &failure) {
            m_banner->show(Banner::Kind::bad, retort::render(failure.text));
        });
    showState();
}

void ChatPage::drain(const std::shared_ptr<Stream> &stream) {
    if (!m_current)
        return;
    int tokens = 0;
    double seconds = 0;
    {
        const std::lock_guard lock(stream->mutex);
        if (stream->thinking.isEmpty() && stream->answer.isEmpty())
            return;
        m_thinking += std::exchange(stream->thinking, {});
        m_answer += std::exchange(stream->answer, {});
        tokens = stream->tokens;
        seconds = stream->seconds;
    }
    const auto *bar = m_area->verticalScrollBar();
    const bool following = bar->value() >= bar->maximum() - space::xxl;
    m_current->setThinking(m_thinking, tokens, seconds, m_answer.isEmpty());
    m_current->setAnswer(m_answer);
    if (following)
        scrollToEnd();
}

void ChatPage::finishAnswer(const GenerateResult &result, const ModelInfo &info) {
    if (!m_current)
        return; // the conversation was cleared meanwhile
    m_turns.push_back({"assistant", result.answer, result.reasoning});
    m_current->setThinking(fromUtf8(result.reasoning), result.tokens, result.seconds, false);
    m_current->setAnswer(fromUtf8(result.answer));
    QStringList remarks{tr("%1 tokens/s").arg(formatNumber(result.tokensPerSecond, 3))};
    if (!info.badge.empty())
        remarks << retort::render(info.badge);
    if (const auto end = endRemark(result); !end.isEmpty())
        remarks << end;
    m_current->setRemark(remarks.join(QStringLiteral(" · ")), result.end != GenerateEnd::Finished);
    scrollToEnd();
}

void ChatPage::stop() {
    if (m_job)
        app().jobs().live().setWish(JobWish::Stop);
}

void ChatPage::clearConversation() {
    stop();
    m_current = nullptr;
    m_turns.clear();
    while (m_messages->count() > 1) {
        auto *item = m_messages->takeAt(1);
        item->widget()->deleteLater();
        delete item;
    }
    m_area->hide();
    m_empty->show();
    m_edit->setFocus();
}

void ChatPage::scrollToEnd() {
    QTimer::singleShot(0, m_area, [area = m_area] {
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    });
}

QVariantMap ChatPage::viewState() const {
    return {{QStringLiteral("draft"), m_edit->toPlainText()}};
}
void ChatPage::setViewState(const QVariantMap &state) {
    m_edit->setPlainText(state.value(QStringLiteral("draft")).toString());
}

} // namespace retort
