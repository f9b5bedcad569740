// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/evaluate_page.h"

#include "ui/pages/evaluate/runs_tab.h"
#include "ui/pages/evaluate/scores_tab.h"
#include "ui/pages/evaluate/side_by_side_tab.h"
#include "ui/state/run_queue.h"
#include "ui/widgets/tabs.h"

#include <QStackedWidget>

namespace retort {
namespace {

StageHeld held(const ProjectSnapshot &p) {
    if (p.evaluations.empty())
        return {};
    const EvaluationRecord &e = p.evaluations.back();
    return {
        StageText::tr("%1 right").arg(formatShare(e.accuracy)),
        StageText::tr("%1 of %2 · %3–%4")
            .arg(formatCount(e.correct), formatCount(e.asked), formatShare(e.low95), formatShare(e.high95)),
        true};
}

constexpr StageInfo stage{QT_TRANSLATE_NOOP("retort::Stage", "Count right answers on problems it never saw"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Evaluate"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Compare"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Measure its answers"), held};

} // namespace

PageInfo evaluatePageInfo() {
    return pageInfo<EvaluatePage>("evaluate", QT_TRANSLATE_NOOP("pages", "Evaluate"), "dialog-ok-apply",
                                  PageGroup::Use, &stage);
}

EvaluatePage::EvaluatePage(AppState &app, QWidget *parent) : Page(app, "evaluate", parent) {
    addPicker(ArtifactKind::Checkpoint);
    m_tabs = new Tabs(this);
    m_tabs->add(QStringLiteral("runs"), tr("Runs"));
    m_tabs->add(QStringLiteral("scores"), tr("Scores"));
    m_tabs->add(QStringLiteral("sides"), tr("Side by side"));
    header()->addInput(m_tabs);
    m_stack = new QStackedWidget(this);
    m_runs = new RunsTab(app, m_stack);
    m_scores = new ScoresTab(app, m_stack);
    m_sides = new SideBySideTab(app, m_stack);
    m_tabs->choose(m_stack, {m_runs, m_scores, m_sides});
    setBody(m_stack);
    kept().add("runs", m_runs);
    kept().add("scores", m_scores);
    kept().add("sides", m_sides);
    kept().add("tab", m_tabs);
    m_evaluate = action("evaluate_start", [this] {
        m_tabs->setCurrent(QStringLiteral("scores"));
        m_scores->evaluate();
    });
    header()->setPrimary(m_evaluate);
    m_stop = action("evaluate_stop", [this] {
        m_scores->stop();
        m_stop->setEnabled(false); // it ends at the next token
    });
    header()->addSecondary(m_stop); // at the left: the others stay where they are when it comes and goes
    m_enqueue = action("evaluate_enqueue", [this] {
        m_tabs->setCurrent(QStringLiteral("scores"));
        m_scores->enqueue();
    });
    header()->addSecondary(m_enqueue);
    connect(m_tabs, &Tabs::chosen, this, &EvaluatePage::refresh);
    connect(m_scores, &ScoresTab::busyChanged, this, &EvaluatePage::showState);
    connect(&app.runs(), &RunQueue::changed, this, &EvaluatePage::showState);
    refreshOn({ArtifactKind::Run, ArtifactKind::Checkpoint, ArtifactKind::Evaluation}, [this] { refresh(); });
}

void EvaluatePage::activated() {
    m_scores->readDevices();
}

void EvaluatePage::open(const QVariantMap &args) {
    const auto idsOf = [&args](const char *name) {
        std::vector<std::int64_t> ids;
        for (const QVariant &id : args.value(QLatin1String(name)).toList())
            ids.push_back(id.toLongLong());
        return ids;
    };
    const auto show = [this](const char *tab) {
        m_tabs->setCurrent(QLatin1String(tab));
        refresh();
    };
    if (const auto runs = idsOf("runs"); !runs.empty()) {
        show("runs");
        m_runs->showOnly(runs);
    } else if (const auto evaluations = idsOf("evaluations"); !evaluations.empty()) {
        show("scores");
        m_scores->choose(evaluations);
    } else if (const auto sides = idsOf("sides"); !sides.empty()) {
        show("sides");
        m_sides->choose(sides);
    } else if (const auto command = args.value(QStringLiteral("command")).toString(); !command.isEmpty()) {
        show(m_runs->findChild<QAction *>(command)    ? "runs"
             : m_sides->findChild<QAction *>(command) ? "sides"
                                                      : "scores");
    }
}

// The tab in sight; another one when it is chosen.
void EvaluatePage::refresh() {
    if (m_stack->currentWidget() == m_runs)
        m_runs->refresh();
    else if (m_stack->currentWidget() == m_scores)
        m_scores->refresh();
    else
        m_sides->refresh();
    showState();
}

void EvaluatePage::showState() {
    const bool chosen = app().selected(ArtifactKind::Checkpoint) != 0;
    const bool busy = m_scores->busy();
    m_evaluate->setEnabled(!busy && chosen);
    if (m_stop->isVisible() != busy) {
        m_stop->setVisible(busy);
        m_stop->setEnabled(busy);
    }
    m_enqueue->setVisible(app().runs().takesMore());
    m_enqueue->setEnabled(chosen);
    setNext(chosen);
}

} // namespace retort
