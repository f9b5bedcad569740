// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/runs_tab.h"

#include "core/base/file.h"
#include "ui/actions/action_table.h"
#include "ui/charts/chart_group.h"
#include "ui/charts/chart_toolbar.h"
#include "ui/charts/metric_chart.h"
#include "ui/models/chart_run.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/evaluate/run_table.h"
#include "ui/pages/page.h"
#include "ui/state/save_file.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>

namespace retort {
namespace {

constexpr std::size_t shownByDefault = 10; // newest runs
constexpr int filterWidth = 220, checkpointsWidth = 408, checkpointsLeast = 320, settingMin = 72,
              settingMax = 160, runsInSight = 5;

QString reasonLabel(const std::string &reason) {
    const std::pair<const char *, QString> labels[] = {{"interval", retort::RunsTab::tr("interval")},
                                                       {"best", retort::RunsTab::tr("best")},
                                                       {"stop", retort::RunsTab::tr("stopped")},
                                                       {"final", retort::RunsTab::tr("end")},
                                                       {"fork", retort::RunsTab::tr("begin")}};
    for (const auto &[word, label] : labels)
        if (reason == word)
            return label;
    return fromUtf8(reason);
}

template <class Ids>
QVariantList toVariants(const Ids &ids) {
    QVariantList list;
    for (const std::int64_t id : ids)
        list << qlonglong(id);
    return list;
}

} // namespace

RunsTab::RunsTab(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    m_empty = missing(app, ArtifactKind::Run, "labplot-xy-curve", tr("No runs to compare"),
                      tr("Train a student; every run stays here with its curves and checkpoints."));
    auto *lower = splitterOf(
        "run", Qt::Horizontal,
        {{makeCharts(), 1, 800}, {makeCheckpoints(), 0, Theme::instance().scaled(checkpointsWidth)}});
    auto *runs = makeRuns();
    m_full =
        splitterOf("runs", Qt::Vertical, {{runs, 0, heightWith(runs, m_table, runsInSight)}, {lower, 1}});
    pageColumn(this, {{m_empty, 1}, {m_full, 1}});
    m_full->hide(); // the two together would squeeze its rows
    m_kept.add("filter", m_filter);
    m_kept.add("differing", m_differing);
    m_kept.add("charts", m_charts);
}

QWidget *RunsTab::makeRuns() {
    auto *card = new Card(tr("Runs"));
    card->setFlush(true);
    m_count = makeLabel({}, FontRole::caption, Role::text2, card);
    m_filter = makeSearchField(tr("Filter by name"), card);
    m_filter->setObjectName(QStringLiteral("runs_filter"));
    markSearch(m_filter);
    m_filter->setFixedWidth(Theme::instance().scaled(filterWidth));
    m_differing = new QCheckBox(tr("Settings that differ"), card);
    m_differing->setCheckable(true);
    m_differing->setToolTip(tr("A column for each setting that is not the same in all runs shown"));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_count, m_differing, m_filter})
        card->addHeaderWidget(widget);
    m_model = new RunTableModel(this);
    m_table = new TableView(m_model, tr("Runs"), tr("No run has this in its name."),
                            {4, -24, 10, 8, 9, 17, 14, 11, 10, 14, timeWidth, 20}, card);
    m_table->setObjectName(QStringLiteral("runs_table"));
    m_table->horizontalHeader()->setSortIndicator(RunTableModel::Started, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    card->body()->addWidget(m_table);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_model->setFilter(words);
        showCount();
    });
    connect(m_differing, &QAbstractButton::toggled, m_model, &RunTableModel::setOnlyDiffering);
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == RunTableModel::Eye)
            toggle({m_model->record(index.row())->id});
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        placeSettings();
        showChosen(); // it may be gone
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsTab::showChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RunsTab::showChosen);
    QAction *eye = addCommand(m_table, "evaluate_eye", [this] { toggle(m_table->selectedIds()); });
    QAction *baseline = addCommand(m_table, "evaluate_baseline", [this] { toggleBaseline(); });
    auto *menu = new ArtifactMenu(m_app, m_table, ArtifactKind::Run);
    menu->setExtra([this, eye, baseline](QMenu &entries) {
        const auto chosen = m_table->selectedIds();
        const bool is = !chosen.empty() && chosen.front() == m_model->baseline();
        baseline->setText(is ? tr("No baseline") : actionText(*findActionSpec(u"evaluate_baseline")));
        entries.addActions({eye, baseline});
    });
    return card;
}

QWidget *RunsTab::makeCharts() {
    auto *holder = new QWidget;
    m_charts = new ChartGroup(this);
    connect(m_charts, &ChartGroup::tableSaveAsked, this, [this](const QString &path, const auto &make) {
        saveFile(m_app, QStringLiteral("evaluate"), path, make);
    });
    auto *charts = rowOf({}, space::cardGap);
    for (const ChartInfo &info : chartTable())
        if (info.comparesRuns) {
            auto *chart = new MetricChart(info, holder);
            m_charts->add(chart);
            charts->addWidget(chart, 1);
        }
    columnIn(holder, {new ChartToolbar(m_charts, holder), {charts, 1}});
    return holder;
}

QWidget *RunsTab::makeCheckpoints() {
    m_checkpointCard = new Card(tr("Checkpoints"));
    m_checkpointCard->setFlush(true);
    m_checkpointCard->setMinimumWidth(Theme::instance().scaled(checkpointsLeast));
    m_ask = addCommand(this, "evaluate_ask", [this] { ask(); });
    m_sides = addCommand(this, "evaluate_sides", [this] { sideBySide(); });
    setDense(m_checkpointCard, true);
    for (QAction *action : {m_ask, m_sides})
        m_checkpointCard->addHeaderWidget(new ActionButton(action, ButtonKind::secondary, m_checkpointCard));
    m_checkpointModel = new RecordModel<CheckpointRecord>(
        [](const CheckpointRecord &c) { return qint64(c.id); },
        {{tr("Step"), &CheckpointRecord::step, formatCount},
         {tr("Kept at"), &CheckpointRecord::reason, reasonLabel},
         {tr("Val. loss"), true, [](const CheckpointRecord &c) { return formatNumber(c.valLoss); }},
         {tr("Size"), &CheckpointRecord::bytes, formatBytes},
         {tr("Made"), &CheckpointRecord::createdAt, formatTime}},
        this);
    m_checkpoints =
        new TableView(m_checkpointModel, tr("Checkpoints"), {}, {5, -6, 7, 7, timeWidth}, m_checkpointCard);
    m_checkpoints->setDensity(TableView::Density::compact);
    m_checkpoints->setObjectName(QStringLiteral("checkpoints_table"));
    m_checkpointCard->body()->addWidget(m_checkpoints);
    connect(m_checkpoints, &QAbstractItemView::doubleClicked, this, &RunsTab::ask);
    connect(m_checkpoints->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RunsTab::showChosenCheckpoint);
    auto *menu = new ArtifactMenu(m_app, m_checkpoints, ArtifactKind::Checkpoint);
    menu->setExtra([this](QMenu &entries) { entries.addActions({m_ask, m_sides}); });
    return m_checkpointCard;
}

// Beside the results, where they are seen without scrolling; the model has them last.
void RunsTab::placeSettings() {
    auto *header = m_table->horizontalHeader();
    const int last = int(RunTableModel::FixedColumns);
    if (header->count() == m_columns)
        return;
    m_columns = header->count();
    for (int column = last; column < m_columns; ++column) {
        const QString title = m_model->headerData(column, Qt::Horizontal).toString();
        const int wanted = m_table->fontMetrics().horizontalAdvance(title) + space::xxl;
        m_table->setColumnWidth(column, std::clamp(wanted, Theme::instance().scaled(settingMin),
                                                   Theme::instance().scaled(settingMax)));
        header->moveSection(header->visualIndex(column),
                            header->visualIndex(RunTableModel::Accuracy) + 1 + column - last);
    }
}

void RunsTab::refresh() {
    const auto &runs = m_app.snapshot().runs;
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (m_known.insert(runs[i].id).second && i + shownByDefault < runs.size())
            m_hidden.insert(runs[i].id);
    // The charts drop the curves of a run that is gone; brought back, it is read anew.
    std::erase_if(m_loadedTo, [this](const auto &loaded) { return !m_app.snapshot().run(loaded.first); });
    std::erase_if(m_sizedAt, [this](const auto &sized) { return !m_app.snapshot().run(sized.first); });
    if (m_model->baseline() != 0 && m_app.snapshotReady() && !m_app.snapshot().run(m_model->baseline()))
        m_model->setBaseline(0);
    m_model->setSnapshot(m_app.snapshot());
    m_empty->setVisible(runs.empty());
    m_full->setVisible(!runs.empty());
    showRuns();
    showCount();
    showCheckpoints(); // the run may have more of them now
    loadMissing();
    loadSizes();
}

void RunsTab::showCount() {
    const int shown = m_model->rowCount(), all = m_model->total();
    m_count->setText(shown == all ? tr("%Ln run(s)", nullptr, all)
                                  : tr("%1 of %2").arg(formatCount(shown), formatCount(all)));
}

void RunsTab::toggle(const std::vector<RunId> &runs) {
    if (runs.empty())
        return;
    if (m_hidden.contains(runs.front()))
        std::erase_if(m_hidden, [&](RunId run) { return std::ranges::find(runs, run) != runs.end(); });
    else
        m_hidden.insert(runs.begin(), runs.end());
    showRuns();
    loadMissing();
}

void RunsTab::toggleBaseline() {
    const auto chosen = m_table->selectedIds();
    if (!chosen.empty())
        m_model->setBaseline(chosen.front() == m_model->baseline() ? 0 : chosen.front());
}

void RunsTab::showOnly(const std::vector<RunId> &runs) {
    m_filter->clear();
    for (const auto &run : m_app.snapshot().runs) {
        m_known.insert(run.id);
        if (std::ranges::find(runs, run.id) == runs.end())
            m_hidden.insert(run.id);
        else
            m_hidden.erase(run.id);
    }
    m_table->selectIds({runs.begin(), runs.end()});
    showRuns();
    loadMissing();
}

void RunsTab::showRuns() {
    m_model->setHidden(m_hidden);
    std::vector<ChartRun> shown;
    for (const auto &run : m_app.snapshot().runs)
        shown.push_back(chartRun(run, m_model->options(run.id), !m_hidden.contains(run.id)));
    m_charts->setRuns(shown);
}

void RunsTab::showChosen() {
    const auto chosen = m_table->selectedIds();
    m_charts->highlightRuns({chosen.begin(), chosen.end()});
    showCheckpoints();
}

void RunsTab::showCheckpoints() {
    const auto chosen = m_table->selectedIds();
    const RunId id = chosen.empty() ? 0 : chosen.front();
    auto found = m_app.snapshot().checkpointsOf(id);
    std::ranges::reverse(found); // newest on top
    const bool begins = id != m_checkpointsOf || m_checkpointModel->rowCount() == 0;
    m_checkpointModel->setRecords(std::move(found));
    m_checkpointsOf = id;
    m_checkpoints->setEmptyText(id != 0 ? tr("This run has no checkpoint.") : tr("Choose a run."));
    if (begins && m_checkpointModel->rowCount() > 0)
        m_checkpoints->selectRow(0);
    showChosenCheckpoint();
    m_checkpointCard->setToolTip(artifactTitle(m_app.snapshot(), {ArtifactKind::Run, id}));
}

void RunsTab::showChosenCheckpoint() {
    const bool any = !m_checkpoints->selectedIds().empty();
    m_ask->setEnabled(any);
    m_sides->setEnabled(any);
}

void RunsTab::ask() {
    const auto chosen = m_checkpoints->selectedIds();
    if (chosen.empty())
        return;
    m_app.select(ArtifactKind::Run, m_checkpointsOf);
    m_app.select(ArtifactKind::Checkpoint, chosen.front());
    m_app.goTo(QStringLiteral("chat"));
}

void RunsTab::sideBySide() {
    const auto chosen = m_checkpoints->selectedIds();
    if (!chosen.empty())
        m_app.goTo(QStringLiteral("evaluate"), {{QStringLiteral("sides"), toVariants(chosen)}});
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
    JobSpec request{this, tr("Reading curves"), QStringLiteral("runs-tab"), true};
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
                if (m_app.snapshot().run(run))
                    m_loadedTo[run] = row;
            m_charts->append(loaded.points);
        },
        [](const JobFailure &) {}); // asked again at the next refresh
}

// A folder is counted again only when its run went on.
void RunsTab::loadSizes() {
    if (!m_app.hasProject())
        return;
    std::map<RunId, std::size_t> checkpoints;
    for (const auto &checkpoint : m_app.snapshot().checkpoints)
        ++checkpoints[checkpoint.run];
    std::map<RunId, std::filesystem::path> wanted;
    auto sizedAt = m_sizedAt;
    for (const auto &run : m_app.snapshot().runs) {
        const std::pair now{run.step, checkpoints[run.id]};
        if (const auto [it, isNew] = sizedAt.try_emplace(run.id, now); isNew || it->second != now) {
            it->second = now;
            wanted[run.id] = run.folder;
        }
    }
    if (wanted.empty())
        return;
    m_app.jobs().rows().start(
        {this, tr("Counting the runs' sizes"), QStringLiteral("runs-sizes"), true},
        [wanted](JobContext &job) {
            std::map<RunId, std::int64_t> bytes;
            for (const auto &[run, folder] : wanted) {
                job.checkCancelled();
                bytes[run] = std::int64_t(folderSize(folder));
            }
            return bytes;
        },
        [this, sizedAt](const std::map<RunId, std::int64_t> &bytes) {
            m_sizedAt = sizedAt;
            for (const auto &[run, size] : bytes)
                m_sizes[run] = size;
            m_model->setSizes(m_sizes);
        },
        [](const JobFailure &) {}); // asked again at the next refresh
}

QVariantMap RunsTab::viewState() const {
    QVariantMap state = m_kept.values();
    state.insert({{QStringLiteral("hidden"), toVariants(m_hidden)},
                  {QStringLiteral("known"), toVariants(m_known)},
                  {QStringLiteral("baseline"), qlonglong(m_model->baseline())},
                  {QStringLiteral("sortColumn"), m_table->horizontalHeader()->sortIndicatorSection()},
                  {QStringLiteral("sortOrder"), int(m_table->horizontalHeader()->sortIndicatorOrder())}});
    return state;
}

void RunsTab::setViewState(const QVariantMap &state) {
    if (state.isEmpty())
        return;
    for (const QVariant &run : state.value(QStringLiteral("known")).toList())
        m_known.insert(run.toLongLong());
    m_hidden.clear();
    for (const QVariant &run : state.value(QStringLiteral("hidden")).toList())
        m_hidden.insert(run.toLongLong());
    m_model->setBaseline(state.value(QStringLiteral("baseline")).toLongLong());
    if (const int column = state.value(QStringLiteral("sortColumn")).toInt();
        column > 0 && column < RunTableModel::FixedColumns)
        m_table->sortByColumn(column, Qt::SortOrder(state.value(QStringLiteral("sortOrder")).toInt()));
    refresh();
    m_kept.restore(state);
}

} // namespace retort
