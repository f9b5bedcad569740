// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/runs_tab.h"

#include "ui/app_state.h"
#include "ui/charts/chart_group.h"
#include "ui/charts/chart_toolbar.h"
#include "ui/charts/metric_chart.h"
#include "ui/jobs/job_hub.h"
#include "ui/models/labels.h"
#include "ui/models/record_model.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/metrics.h"
#include "ui/theme/series_colours.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPixmap>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>

namespace retort {

namespace {

constexpr std::size_t shownByDefault = 10; // newest runs

QString numberText(double value) {
    return std::isfinite(value) ? formatNumber(value) : QStringLiteral("–");
}

int slotOf(RunId run) {
    return int(run - 1);
}

QPixmap swatch(RunId run) {
    QPixmap pixmap(size::icon, size::icon);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(seriesColour(slotOf(run), Theme::instance().isDark()));
    painter.drawRoundedRect(2, 5, size::icon - 4, 6, 2, 2);
    return pixmap;
}

} // namespace

RunsTab::RunsTab(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    const auto eye = [this](const RunRecord &run, int role) -> QVariant {
        if (role == Qt::DecorationRole)
            return m_hidden.contains(run.id) ? themeIcon(QStringLiteral("view-hidden"), Role::text3)
                                             : themeIcon(QStringLiteral("view-visible"), Role::accent);
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
            return m_hidden.contains(run.id) ? tr("Hidden; press Space to show")
                                             : tr("Shown in the charts; press Space to hide");
        return {};
    };
    const auto named = [](const RunRecord &run, int role) -> QVariant {
        return role == Qt::DecorationRole ? QVariant(swatch(run.id)) : QVariant();
    };
    m_model = new RecordModel<RunRecord>(
        {{{}, false, [](const RunRecord &) { return QString(); }, eye},
         {tr("Run"), false, [](const RunRecord &r) { return fromUtf8(r.name); }, named},
         {tr("State"), false, [](const RunRecord &r) { return runStateLabel(r.state); }},
         {tr("Step"), true, [](const RunRecord &r) { return formatCount(r.step); }},
         {tr("Loss"), true, [](const RunRecord &r) { return numberText(r.lastLoss); }},
         {tr("Best validation loss"), true, [](const RunRecord &r) { return numberText(r.bestValLoss); }},
         {tr("Accuracy"), true,
          [](const RunRecord &r) {
              return std::isfinite(r.valAccuracy) ? formatShare(r.valAccuracy) : QStringLiteral("–");
          }},
         {tr("Seed"), true, [](const RunRecord &r) { return QString::number(r.seed); }},
         {tr("Device"), false, [](const RunRecord &r) { return fromUtf8(r.device); }},
         {tr("Started"), false, [](const RunRecord &r) { return formatTime(r.createdAt); }}},
        this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    m_empty =
        new EmptyState(QStringLiteral("labplot-xy-curve"), tr("No runs to compare"),
                       tr("Train a student; every run stays here with its curves and checkpoints."), this);
    m_empty->setLink(tr("Train →"));
    connect(m_empty, &EmptyState::linkActivated, this, [this] { m_app.goTo(QStringLiteral("train")); });
    column->addWidget(m_empty, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    m_full = splitter;
    auto *card = new Card(splitter);
    card->setFlush(true);
    m_table = new TableView(card);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setColumnWidths({4, 34, 12, 9, 10, 12, 10, 6, 22, 16});
    card->body()->addWidget(m_table);
    auto *lower = new QWidget(splitter);
    auto *lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, space::cardGap, 0, 0);
    lowerColumn->setSpacing(space::cardGap);
    m_charts = new ChartGroup(this);
    lowerColumn->addWidget(new ChartToolbar(m_charts, lower));
    auto *charts = new QHBoxLayout;
    charts->setSpacing(space::cardGap);
    for (const char *id : {"loss", "accuracy"}) {
        if (const auto *info = findChart(QString::fromLatin1(id))) {
            auto *chart = new MetricChart(*info, lower);
            m_charts->add(chart);
            charts->addWidget(chart, 1);
        }
    }
    lowerColumn->addLayout(charts, 1);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    column->addWidget(splitter, 1);
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == 0)
            if (const auto *run = m_model->record(index.row()))
                toggle(run->id);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                const auto *run = m_model->record(now.row());
                m_charts->highlightRun(run ? run->id : 0);
            });
    auto *space = new QAction(this);
    space->setShortcut(Qt::Key_Space);
    space->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(space);
    connect(space, &QAction::triggered, this, [this] {
        if (const auto *run = m_model->record(m_table->currentIndex().row()))
            toggle(run->id);
    });
}

void RunsTab::refresh() {
    const auto &runs = m_app.snapshot().runs;
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (m_known.insert(runs[i].id).second && i + shownByDefault < runs.size())
            m_hidden.insert(runs[i].id);
    m_model->setRecords({runs.rbegin(), runs.rend()}); // newest on top
    m_empty->setVisible(runs.empty());
    m_full->setVisible(!runs.empty());
    showRuns();
    loadMissing();
}

void RunsTab::toggle(RunId run) {
    if (!m_hidden.erase(run))
        m_hidden.insert(run);
    m_model->setRecords(m_model->records());
    showRuns();
    loadMissing();
}

void RunsTab::showRuns() {
    std::vector<ChartRun> shown;
    for (const auto &run : m_app.snapshot().runs) {
        ChartRun chartRun;
        chartRun.id = run.id;
        chartRun.name = fromUtf8(run.name);
        chartRun.slot = slotOf(run.id);
        chartRun.visible = !m_hidden.contains(run.id);
        shown.push_back(chartRun);
    }
    m_charts->setRuns(shown);
}

void RunsTab::loadMissing() {
    if (m_loading || !m_app.hasProject())
        return;
    std::map<RunId, std::int64_t> wanted;
    for (const auto &run : m_app.snapshot().runs)
        if (!m_hidden.contains(run.id))
            wanted[run.id] = m_loadedTo.contains(run.id) ? m_loadedTo[run.id] : 0;
    if (wanted.empty())
        return;
    m_loading = true;
    struct Loaded {
        std::vector<MetricPoint> points;
        std::map<RunId, std::int64_t> lastRows;
    };
    JobRequest request{this, tr("Reading curves"), QStringLiteral("runs-tab"), true};
    request.onEnd = [this] { m_loading = false; };
    m_app.jobs().rows().start(
        std::move(request),
        [store = m_app.runStore(), wanted](JobContext &job) {
            Loaded loaded;
            for (const auto &[run, after] : wanted) {
                job.checkCancelled();
                std::int64_t last = after;
                const auto points = store->metrics(run, after, &last);
                loaded.points.insert(loaded.points.end(), points.begin(), points.end());
                loaded.lastRows[run] = last;
            }
            return loaded;
        },
        [this](const Loaded &loaded) {
            for (const auto &[run, row] : loaded.lastRows)
                m_loadedTo[run] = row;
            m_charts->append(loaded.points);
        },
        [](const JobFailure &) {}); // asked again at the next refresh
}

} // namespace retort
