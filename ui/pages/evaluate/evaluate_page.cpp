// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/evaluate_page.h"

#include "ui/pages/evaluate/runs_tab.h"
#include "ui/pages/evaluate/scores_tab.h"
#include "ui/pages/evaluate/side_by_side_tab.h"
#include "ui/widgets/tabs.h"

#include <QAction>
#include <QStackedWidget>

namespace retort {

PageInfo evaluatePageInfo() {
    return {"evaluate",
            QT_TRANSLATE_NOOP("pages", "Evaluate"),
            "dialog-ok-apply",
            PageGroup::Use,
            true,
            [](AppState &app, QWidget *parent) -> Page * { return new EvaluatePage(app, parent); }};
}

EvaluatePage::EvaluatePage(AppState &app, QWidget *parent) : Page(app, "evaluate", parent) {
    addPicker(ArtifactKind::Checkpoint);
    m_tabs = new Tabs(this);
    m_tabs->add(QStringLiteral("runs"), tr("Runs"));
    m_tabs->add(QStringLiteral("scores"), tr("Scores"));
    m_tabs->add(QStringLiteral("sides"), tr("Side by side"));
    addHeaderWidget(m_tabs);
    m_stack = new QStackedWidget(this);
    m_runs = new RunsTab(app, m_stack);
    m_scores = new ScoresTab(app, m_stack);
    m_sides = new SideBySideTab(app, m_stack);
    for (QWidget *tab : std::initializer_list<QWidget *>{m_runs, m_scores, m_sides})
        m_stack->addWidget(tab);
    setBody(m_stack);
    m_evaluate = action("evaluate_start", [this] {
        showTab(QStringLiteral("scores"));
        m_scores->evaluate();
    });
    setPrimary(m_evaluate);
    connect(m_tabs, &Tabs::chosen, this, &EvaluatePage::showTab);
    connect(m_scores, &ScoresTab::busyChanged, this, &EvaluatePage::showState);
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
    if (const auto runs = idsOf("runs"); !runs.empty()) {
        showTab(QStringLiteral("runs"));
        m_runs->showOnly(runs);
    } else if (const auto evaluations = idsOf("evaluations"); !evaluations.empty()) {
        showTab(QStringLiteral("scores"));
        m_scores->choose(evaluations);
    } else if (const auto sides = idsOf("sides"); !sides.empty()) {
        showTab(QStringLiteral("sides"));
        m_sides->choose(sides);
    }
}

void EvaluatePage::showTab(const QString &tab) {
    if (m_tabs->current() != tab)
        m_tabs->setCurrent(tab);
    m_stack->setCurrentIndex(tab == QLatin1String("scores") ? 1 : tab == QLatin1String("sides") ? 2 : 0);
}

void EvaluatePage::refresh() {
    m_runs->refresh();
    m_scores->refresh();
    m_sides->refresh();
    showState();
}

void EvaluatePage::showState() {
    m_evaluate->setEnabled(!m_scores->busy() && app().selected(ArtifactKind::Checkpoint) != 0);
    setNext("chat", app().selected(ArtifactKind::Checkpoint) != 0);
}

QVariantMap EvaluatePage::viewState() const {
    return {{QStringLiteral("tab"), m_tabs->current()},
            {QStringLiteral("runs"), m_runs->viewState()},
            {QStringLiteral("scores"), m_scores->viewState()},
            {QStringLiteral("sides"), m_sides->viewState()}};
}
void EvaluatePage::setViewState(const QVariantMap &state) {
    if (const auto tab = state.value(QStringLiteral("tab")).toString(); !tab.isEmpty())
        showTab(tab);
    m_runs->setViewState(state.value(QStringLiteral("runs")).toMap());
    m_scores->setViewState(state.value(QStringLiteral("scores")).toMap());
    m_sides->setViewState(state.value(QStringLiteral("sides")).toMap());
}

} // namespace retort
