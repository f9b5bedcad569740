// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/side_by_side_tab.h"

#include "ui/actions/action_table.h"
#include "ui/models/artifact.h"
#include "ui/pages/page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/reading_view.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>

namespace retort {
namespace {

constexpr QLatin1String sidesTask("evaluate/sides");

// Newest first. Only what has come, gone or changed is touched: the list may be open.
void fillCheckpoints(QComboBox *combo, const ProjectSnapshot &snapshot) {
    for (int row = combo->count() - 1; row >= 0; --row)
        if (!snapshot.checkpoint(combo->itemData(row).toLongLong()))
            combo->removeItem(row);
    int row = 0;
    for (auto it = snapshot.checkpoints.rbegin(); it != snapshot.checkpoints.rend(); ++it, ++row) {
        const QString name = artifactTitle(snapshot, {ArtifactKind::Checkpoint, it->id});
        if (combo->itemData(row).toLongLong() != it->id)
            combo->insertItem(row, name, qlonglong(it->id));
        else if (combo->itemText(row) != name)
            combo->setItemText(row, name);
    }
}

} // namespace

SideBySideTab::SideBySideTab(AppState &app, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_empty(missing(app, ArtifactKind::Checkpoint, "view-split-left-right", tr("No checkpoints to ask"),
                      tr("Train a student; its checkpoints can then be asked the same question."))),
      m_full(new QWidget),
      m_question(new QLineEdit),
      m_button(new ActionButton),
      m_banner(new Banner) {
    m_ask = addCommand(this, "evaluate_ask_both", [this] { ask(); });
    m_button->setAction(m_ask);
    pageColumn(this, {{m_empty, 1}, {m_full, 1}});
    columnIn(m_full, {m_banner,
                      {rowOf({{makeSide(m_sides[0], tr("Left")), 1}, {makeSide(m_sides[1], tr("Right")), 1}},
                             space::cardGap),
                       1},
                      rowOf({{m_question, 1}, m_button})});
    m_question->setPlaceholderText(tr("Ask both the same question"));
    m_question->setAccessibleName(tr("Question"));
    connect(m_question, &QLineEdit::returnPressed, this, &SideBySideTab::ask);
    m_kept.add("question", m_question);
    m_kept.add("left", m_sides[0].checkpoint);
    m_kept.add("right", m_sides[1].checkpoint);
    app.jobs().follow(sidesTask, this, [this](const Task &task) { showTask(task); });
}

QWidget *SideBySideTab::makeSide(Side &side, const QString &name) {
    auto *card = new Card(name);
    side.checkpoint = new QComboBox;
    side.checkpoint->setAccessibleName(tr("Checkpoint of the column: %1").arg(name));
    side.text = new ReadingView;
    side.text->setAccessibleName(tr("Answer"));
    side.text->setPlaceholderText(tr("The answer appears here."));
    // An answer stands under the checkpoint that gave it.
    connect(side.checkpoint, &QComboBox::activated, this, [this, &side] {
        if (!m_busy) {
            side.text->setText({});
            side.remark->clear();
        }
    });
    side.remark = makeLabel({}, FontRole::caption, Role::text3);
    addTo(card->body(), {side.checkpoint, {side.text, 1}, side.remark});
    return card;
}

void SideBySideTab::refresh() {
    const auto &snapshot = m_app.snapshot();
    for (std::size_t s = 0; s < m_sides.size(); ++s) {
        auto *combo = m_sides[s].checkpoint;
        const bool first = combo->count() == 0;
        if (combo->view()->isVisible())
            continue; // rows that move under the pointer are chosen by mistake; the next refresh has them
        fillCheckpoints(combo, snapshot);
        if (first && s == 1) // the newest beside the oldest, so that there is something to see
            combo->setCurrentIndex(combo->count() - 1);
    }
    m_empty->setVisible(snapshot.checkpoints.empty());
    m_full->setVisible(!snapshot.checkpoints.empty());
    m_ask->setEnabled(!m_busy && !snapshot.checkpoints.empty());
}

void SideBySideTab::setViewState(const QVariantMap &state) {
    refresh(); // the checkpoints to choose from
    m_kept.restore(state);
}

void SideBySideTab::choose(const std::vector<std::int64_t> &checkpoints) {
    for (std::size_t s = 0; s < m_sides.size() && s < checkpoints.size(); ++s)
        if (const int at = m_sides[s].checkpoint->findData(qlonglong(checkpoints[s])); at >= 0)
            m_sides[s].checkpoint->setCurrentIndex(at);
    m_question->setFocus();
}

void SideBySideTab::ask() {
    const QString question = m_question->text().trimmed();
    if (question.isEmpty() || m_busy)
        return;
    std::vector<std::filesystem::path> folders;
    for (const auto &side : m_sides) {
        const auto *record = m_app.snapshot().checkpoint(side.checkpoint->currentData().toLongLong());
        if (!record)
            return;
        folders.push_back(record->folder);
    }
    GenerateConfig greedy;
    greedy.temperature = 0;
    m_app.jobs().start(
        Resource::Answers,
        {sidesTask, [] { return tr("Asking two checkpoints"); },
         [] { return tr("Two checkpoints were asked"); }},
        [folders, question = toUtf8(question), greedy](JobContext &job) {
            Answers results{question, {}};
            for (const auto &folder : folders) {
                const auto model = openModel(folder);
                auto result =
                    model->generate({{"user", question, {}}}, greedy, job, [](const GeneratedPiece &) {});
                results.sides.emplace_back(std::move(result), model->info().badge);
            }
            return results;
        },
        [](const Answers &) {});
}

void SideBySideTab::showTask(const Task &task) {
    const bool was = std::exchange(m_busy, task.going());
    m_button->setBusy(m_busy);
    m_ask->setEnabled(!m_busy);
    for (const auto &side : m_sides)
        side.text->setPlaceholderText(m_busy ? tr("Thinking…") : tr("The answer appears here."));
    if (m_busy) {
        m_banner->hide();
        if (!was)
            for (const auto &side : m_sides) {
                side.text->setText({});
                side.remark->clear();
            }
        return;
    }
    if (task.state == Task::State::Failed)
        m_banner->show(Banner::Kind::bad, retort::render(task.failure.text));
    if (task.result)
        showAnswers(task.as<Answers>());
}

void SideBySideTab::showAnswers(const Answers &answers) {
    for (std::size_t s = 0; s < answers.sides.size(); ++s) {
        const auto &[r, badge] = answers.sides[s];
        ReadingText text;
        text.addPart(tr("Question"), Role::accent, fromUtf8(answers.question));
        text.addPart(tr("Thinking"), Role::think, fromUtf8(r.reasoning).trimmed());
        text.addPart(tr("Answer"), Role::ok, fromUtf8(r.answer).trimmed());
        m_sides[s].text->setText(std::move(text));
        QString remark =
            tr("%Ln token(s) · %1 tokens/s", nullptr, r.tokens).arg(formatNumber(r.tokensPerSecond, 3));
        if (!badge.empty())
            remark += QStringLiteral(" · ") + retort::render(badge);
        m_sides[s].remark->setText(remark);
    }
}

} // namespace retort
