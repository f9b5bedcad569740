// SPDX-License-Identifier: GPL-3.0-or-later
// Construction and data; ranges, zoom and crosshair are in metric_chart_view.cpp, files in
// metric_chart_export.cpp.
#include "ui/charts/metric_chart.h"

#include "ui/actions/action_table.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/chart_overlay.h"
#include "ui/charts/chart_table.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>

namespace retort {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double finiteOrNaN(double v) {
    return std::isfinite(v) ? v : kNaN;
}

// Events that tell something about the curve; checkpoints, samples and log lines have lists of their own.
bool hasFlag(const QString &kind) {
    static const QStringList kinds{QStringLiteral("resumed"),    QStringLiteral("forked"),
                                   QStringLiteral("moved"),      QStringLiteral("early_stop"),
                                   QStringLiteral("non_finite"), QStringLiteral("failed"),
                                   QStringLiteral("stopped")};
    return kinds.contains(kind);
}

} // namespace

MetricChart::MetricChart(const ChartInfo &info, QWidget *parent)
    : Card(parent),
      m_info(info),
      m_body(new QWidget(this)),
      m_stack(new QStackedLayout),
      m_plot(new PlotView(m_body)),
      m_overlay(new ChartOverlay(m_plot, m_plot)),
      m_legend(new ChartLegend(this)),
      m_paused(new QPushButton(this)),
      m_fit(new QToolButton(this)),
      m_menu(new QMenu(this)) {
    setMinimumHeight(size::chartMinHeight);
    setAccessibleName(chartTitle(info));
    m_overlay->setAccessibleName(tr("Chart %1").arg(chartTitle(info)));
    m_overlay->setAccessibleDescription(
        tr("Arrows move the crosshair, plus and minus zoom, Home fits, T shows a table."));
    m_plot->setYFormat(info.format);
    buildHeader();
    buildMenu();
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_stack);
    m_stack->addWidget(m_plot);
    body()->addWidget(m_body, 1);
    body()->setContentsMargins(space::xs, 0, space::xs, space::xs);
    setFlush(true);
    m_plot->installEventFilter(this);
    connectOverlay();
    if (!info.smooths)
        m_weight = 0;
    m_plot->setRawShown(m_weight > 0);
    applyFollow();
    updateMessage();
}

MetricChart::~MetricChart() = default;

QSize MetricChart::sizeHint() const {
    return {420, size::chartMinHeight + 40};
}

void MetricChart::buildHeader() {
    setTitle(chartTitle(m_info));
    addHeaderWidget(m_legend, 1000); // directly after the title, up to the buttons
    addHeaderWidget(m_paused);
    setDense(m_fit, true);
    setIconButton(m_fit, QStringLiteral("zoom-fit-best"), tr("Fit and follow (Home)"));
    connect(m_fit, &QToolButton::clicked, this, &MetricChart::fit);
    addHeaderWidget(m_fit);
    auto *more = new QToolButton(this);
    setDense(more, true);
    setIconButton(more, QStringLiteral("overflow-menu"), tr("More about this chart"));
    more->setMenu(m_menu);
    more->setPopupMode(QToolButton::InstantPopup);
    addHeaderWidget(more);
    m_paused->setText(tr("View paused · Follow"));
    m_paused->setToolTip(
        tr("New points do not move the view while you look at a part of it. Press to follow the run again."));
    setDense(m_paused, true);
    setButtonKind(m_paused, ButtonKind::ghost);
    m_paused->hide();
    connect(m_paused, &QPushButton::clicked, this, &MetricChart::fit);
}

void MetricChart::buildMenu() {
    // On the glass, so that their keys are those of the chart that has the focus, and not of its table.
    const auto add = [this](const char *id, std::function<void()> handler) {
        QAction *action = addCommand(m_overlay, id, std::move(handler));
        m_menu->addAction(action);
        return action;
    };
    const auto check = [&add, this](const char *id, auto handler) {
        QAction *action = add(id, [] {});
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, handler);
        return action;
    };
    m_logYAction = check("chart_log_y", [this](bool on) { setLogY(on); });
    m_logXAction = check("chart_log_x", [this](bool on) { setLogX(on); });
    m_smoothAction = check("chart_smooth", [this](bool on) {
        if (!on && m_weight > 0)
            m_weightBefore = m_weight;
        setSmoothing(on ? m_weightBefore : 0);
    });
    m_smoothAction->setChecked(m_info.smooths);
    m_smoothAction->setEnabled(m_info.smooths);
    m_clipAction = check("chart_clip", [this](bool on) { setClipOutliers(on); });
    add("chart_x_axis", [this] { Q_EMIT xAxisCycleAsked(); });
    add("chart_crosshair", [this] { Q_EMIT crosshairToggleAsked(); });
    add("chart_fit", [this] { fit(); });
    m_menu->addSeparator();
    m_tableAction = check("chart_table", [this](bool on) { setTableShown(on); });
    m_menu->addSeparator();
    add("chart_copy_picture", [this] { QApplication::clipboard()->setImage(picture()); });
    add("chart_save_picture",
        [this] { exportByDialog(tr("Pictures (*.png *.svg *.pdf)"), QStringLiteral("png")); });
    add("chart_save_data", [this] { exportByDialog(tr("CSV table (*.csv)"), QStringLiteral("csv")); });
}

void MetricChart::connectOverlay() {
    connect(m_overlay, &ChartOverlay::hovered, this, [this](QPointF at) {
        if (!m_crosshairOn)
            return;
        if (const auto x = showCrosshair(m_plot->pixelToX(at.x()), at))
            Q_EMIT crosshairMoved(*x);
    });
    connect(m_overlay, &ChartOverlay::left, this, [this] {
        hideCrosshair();
        Q_EMIT crosshairLeft();
    });
    connect(m_overlay, &ChartOverlay::boxDragged, this, [this](QRectF r) {
        zoomTo({m_plot->pixelToX(r.left()), m_plot->pixelToX(r.right())},
               PlotRange{m_plot->pixelToY(r.bottom()), m_plot->pixelToY(r.top())});
    });
    connect(m_overlay, &ChartOverlay::panned, this, &MetricChart::moveView);
    connect(m_overlay, &ChartOverlay::wheeled, this,
            [this](double steps, QPointF at) { zoomBy(std::pow(0.8, steps), m_plot->pixelToX(at.x())); });
    connect(m_overlay, &ChartOverlay::fitAsked, this, &MetricChart::fit);
    connect(m_overlay, &ChartOverlay::menuAsked, this, [this](QPoint at) { m_menu->popup(at); });
    connect(m_legend, &ChartLegend::runHovered, this, [this](qint64 run) {
        if (std::exchange(m_pointedAt, run) == run)
            return;
        updateFading();
        updateMarks();
    });
}

const ChartRun *MetricChart::findRun(qint64 id) const {
    for (const ChartRun &run : m_runs)
        if (run.id == id)
            return &run;
    return nullptr;
}

// -1: not drawn here. A name that begins as one that is wanted becomes a metric of its own.
int MetricChart::metricOf(const std::string &name) {
    auto &metrics = m_info.metrics;
    for (std::size_t i = 0; i < metrics.size(); ++i)
        if (metrics[i].name == name)
            return int(i);
    for (const WantedMetric &wanted : metrics)
        if (wanted.name.ends_with('/') && name.starts_with(wanted.name)) {
            metrics.push_back({name, wanted.label, wanted.validation, name.substr(wanted.name.size())});
            return int(metrics.size()) - 1;
        }
    return -1;
}

MetricChart::Line *MetricChart::lineFor(qint64 run, int metric) {
    for (const auto &line : m_lines)
        if (line->run == run && line->metric == metric)
            return line.get();
    auto line = std::make_unique<Line>();
    line->run = run;
    line->metric = metric;
    line->extent = {kNaN, kNaN};
    line->data.setWeight(m_info.metrics[size_t(metric)].validation ? 0 : m_weight);
    line->plotIndex = m_plot->addSeries(lookOf(*line));
    m_plot->setSeriesVisible(line->plotIndex, isShown(*line));
    m_lines.push_back(std::move(line));
    return m_lines.back().get();
}

PlotLook MetricChart::lookOf(const Line &line) const {
    const ChartRun *run = findRun(line.run);
    const WantedMetric &metric = m_info.metrics[size_t(line.metric)];
    return {(run ? run->slot : 0) + (metric.rest.empty() ? 0 : line.metric), metric.validation};
}

// The parts of a number have colours of their own, which are other runs' where several are compared.
bool MetricChart::isShown(const Line &line) const {
    const ChartRun *run = findRun(line.run);
    return run && run->visible && (m_info.metrics[size_t(line.metric)].rest.empty() || shownRuns() == 1);
}

bool MetricChart::isFaded(qint64 run) const {
    const std::vector<qint64> one{m_pointedAt}, &chosen = m_pointedAt != 0 ? one : m_highlight;
    const auto isDrawn = [this](qint64 id) {
        const ChartRun *drawn = findRun(id);
        return drawn && drawn->visible;
    };
    return std::ranges::find(chosen, run) == chosen.end() && std::ranges::any_of(chosen, isDrawn);
}

std::ptrdiff_t MetricChart::shownRuns() const {
    return std::ranges::count_if(m_runs, [](const ChartRun &r) { return r.visible; });
}

void MetricChart::setRuns(const std::vector<ChartRun> &runs) {
    if (runs == m_runs)
        return;
    forgetRunsBut(runs);
    m_runs = runs;
    for (const auto &line : m_lines) {
        m_plot->setLook(line->plotIndex, lookOf(*line));
        m_plot->setSeriesVisible(line->plotIndex, isShown(*line));
    }
    if (m_xAxis == XAxis::tokens || m_xAxis == XAxis::epoch)
        plotAll();
    dataChanged();
}

void MetricChart::forgetRunsBut(const std::vector<ChartRun> &runs) {
    const auto stays = [&runs](qint64 id) {
        return std::ranges::any_of(runs, [id](const ChartRun &r) { return r.id == id; });
    };
    std::erase_if(m_events, [&](const EventMark &e) { return !stays(e.run); });
    std::erase_if(m_runStart, [&](const auto &start) { return !stays(start.first); });
    std::erase_if(m_epochsPerStep, [&](const auto &run) { return !stays(run.first); });
    if (std::erase_if(m_lines, [&](const auto &line) { return !stays(line->run); }) == 0)
        return;
    m_plot->clearSeries();
    for (const auto &line : m_lines)
        line->plotIndex = m_plot->addSeries(lookOf(*line));
    plotAll();
}

void MetricChart::append(std::span<const MetricPoint> points) {
    struct Touched {
        std::size_t from;
        bool rewound;
    };
    std::map<Line *, Touched> touched;
    bool newScale = false;
    for (const MetricPoint &point : points) {
        if (!findRun(point.run))
            continue;
        if (point.name == "epoch" && point.step > 0) { // steps and epochs grow alike
            newScale = newScale || !m_epochsPerStep.contains(point.run);
            m_epochsPerStep[point.run] = point.value / double(point.step);
        }
        const int metric = metricOf(point.name);
        if (metric < 0)
            continue;
        m_runStart.try_emplace(point.run, point.wallTime_s);
        Line *line = lineFor(point.run, metric);
        const auto [at, isNew] = touched.try_emplace(line, Touched{line->data.points().size(), false});
        if (line->data.append(point.step, point.value, point.wallTime_s) == MetricSeries::Change::rewound)
            at->second.rewound = true;
    }
    if (newScale && m_xAxis == XAxis::epoch)
        plotAll();
    else if (touched.empty())
        return;
    for (const auto &[line, what] : touched) {
        if (what.rewound)
            plotWhole(*line);
        else
            plotTail(*line, what.from);
    }
    dataChanged();
}

void MetricChart::appendEvents(std::span<const RunEvent> events) {
    for (const RunEvent &event : events) {
        const QString kind = fromUtf8(event.kind);
        if (findRun(event.run) && hasFlag(kind))
            m_events.push_back({event.run, event.step, event.wallTime_s, kind, retort::render(event.what)});
    }
    updateMarks();
}

void MetricChart::reset() {
    m_lines.clear();
    m_events.clear();
    m_runStart.clear();
    m_epochsPerStep.clear();
    m_plot->clearSeries();
    m_back.clear();
    m_forward.clear();
    hideCrosshair();
    setFollowing(true);
    dataChanged();
}

const MetricSeries *MetricChart::series(qint64 run, const QString &metric) const {
    for (const auto &line : m_lines)
        if (line->run == run && metric.toStdString() == m_info.metrics[size_t(line->metric)].name)
            return &line->data;
    return nullptr;
}

double MetricChart::runStart(qint64 run) const {
    const auto found = m_runStart.find(run);
    return found == m_runStart.end() ? 0 : found->second;
}

double MetricChart::xOf(const Line &line, const SeriesPoint &point) const {
    const ChartRun *run = findRun(line.run);
    switch (m_xAxis) {
    case XAxis::tokens:
        return run && run->tokensPerStep > 0 ? double(point.step) * run->tokensPerStep : double(point.step);
    case XAxis::epoch: {
        const auto epochs = m_epochsPerStep.find(line.run);
        return epochs == m_epochsPerStep.end() ? double(point.step) : double(point.step) * epochs->second;
    }
    case XAxis::relative:
        return point.wallTime_s - runStart(line.run);
    case XAxis::wall:
        return point.wallTime_s;
    case XAxis::step:
        break;
    }
    return double(point.step);
}

double MetricChart::xOfEvent(const EventMark &event) const {
    Line line;
    line.run = event.run;
    return xOf(line, {event.step, 0, event.wallTime_s, 0});
}

bool MetricChart::isBetter(double value, double than) const {
    return m_info.best == BestValue::highest ? value > than : value < than;
}

void MetricChart::plotTail(Line &line, std::size_t from) {
    const auto &points = line.data.points();
    QVector<double> keys, raw, smooth;
    for (std::size_t i = from; i < points.size(); ++i) {
        const SeriesPoint &p = points[i];
        keys << xOf(line, p);
        raw << finiteOrNaN(p.value);
        if (!std::isfinite(p.value))
            line.nonFinite.push_back(i);
        else if (line.best < 0 || isBetter(p.value, points[size_t(line.best)].value))
            line.best = static_cast<std::ptrdiff_t>(i);
        smooth << finiteOrNaN(p.smooth);
        // A NaN extent is replaced by the first finite value: fmin and fmax ignore NaN.
        line.extent.low = std::fmin(line.extent.low, std::fmin(raw.back(), smooth.back()));
        line.extent.high = std::fmax(line.extent.high, std::fmax(raw.back(), smooth.back()));
    }
    m_plot->appendData(line.plotIndex, keys, raw, smooth);
}

void MetricChart::plotWhole(Line &line) {
    line.extent = {kNaN, kNaN};
    line.nonFinite.clear();
    line.best = -1;
    m_plot->clearData(line.plotIndex);
    plotTail(line, 0);
    m_plot->setLook(line.plotIndex, lookOf(line));
    QVector<double> keys, values;
    for (const auto &piece : line.data.orphans()) {
        for (const SeriesPoint &p : piece) {
            keys << xOf(line, p);
            values << finiteOrNaN(p.smooth);
        }
        if (!piece.empty()) {
            keys << keys.back();
            values << kNaN;
        }
    }
    m_plot->setOrphans(line.plotIndex, keys, values);
}

void MetricChart::plotAll() {
    for (const auto &line : m_lines) {
        plotWhole(*line);
        m_plot->setSeriesVisible(line->plotIndex, isShown(*line));
    }
}

// Everything that follows from new points, once per batch.
void MetricChart::dataChanged() {
    updateFading();
    updateMarks();
    updateLegend();
    updateMessage();
    if (m_following)
        applyFollow();
    m_plot->queueReplot();
    refreshTable();
}

void MetricChart::updateMessage() {
    const bool any = std::ranges::any_of(
        m_lines, [this](const auto &line) { return isShown(*line) && !line->data.empty(); });
    m_overlay->setMessage(any ? QString() : tr("Waiting for the first point"));
}

void MetricChart::updateLegend() {
    std::vector<LegendEntry> entries;
    const bool compares = shownRuns() > 1;
    for (const ChartRun &run : m_runs) {
        if (!run.visible)
            continue;
        const std::size_t before = entries.size();
        for (size_t metric = 0; metric < m_info.metrics.size(); ++metric) {
            const WantedMetric &wanted = m_info.metrics[metric];
            const MetricSeries *curve = series(run.id, QString::fromStdString(wanted.name));
            if (!curve || curve->empty() || (compares && !wanted.rest.empty()))
                continue;
            const SeriesPoint &last = curve->points().back();
            const QString value = valueText(std::isfinite(last.smooth) ? last.smooth : last.value);
            // With several runs the run is what one looks for: one entry each, with all its values.
            if (compares && entries.size() > before)
                entries.back().value +=
                    (wanted.validation ? QStringLiteral(" ○ ") : QStringLiteral(" / ")) + value;
            else
                entries.push_back({lookOf(*lineFor(run.id, int(metric))),
                                   compares ? run.name : metricLabel(wanted), value, run.id});
        }
    }
    m_legend->setEntries(std::move(entries));
}

void MetricChart::updateMarks() {
    ChartMarks marks;
    for (const EventMark &event : m_events)
        if (const ChartRun *run = findRun(event.run); run && run->visible) {
            const bool bad =
                event.kind == QLatin1String("non_finite") || event.kind == QLatin1String("failed");
            marks.flags.push_back({xOfEvent(event), event.text, bad});
        }
    std::ranges::stable_sort(marks.flags, [](const auto &a, const auto &b) { return a.x < b.x; });
    std::map<qint64, const Line *> starred;
    for (const auto &line : m_lines) {
        if (!isShown(*line))
            continue;
        for (std::size_t i : line->nonFinite) {
            const SeriesPoint &p = line->data.points()[i];
            marks.edges.push_back({xOf(*line, p), !(p.value < 0)});
        }
        const Line *&best = starred[line->run];
        const auto &metrics = m_info.metrics;
        if (!best || (metrics[size_t(line->metric)].validation && !metrics[size_t(best->metric)].validation))
            best = line.get();
    }
    for (const auto &[id, line] : starred) {
        const std::ptrdiff_t at = m_info.best == BestValue::none ? -1 : line->best;
        // A training curve's best value is noise; the star belongs to something that was evaluated.
        if (at < 0 || !m_info.metrics[size_t(line->metric)].validation)
            continue;
        const SeriesPoint &p = line->data.points()[size_t(at)];
        if (m_info.best == BestValue::highest && !(p.value > 0))
            continue; // nothing was right: no value is better than another
        marks.stars.push_back({xOf(*line, p), p.value, lookOf(*line).slot,
                               tr("Best: %1 at step %2").arg(valueText(p.value), formatCount(p.step)),
                               isFaded(id)});
    }
    m_overlay->setMarks(std::move(marks));
}

QString MetricChart::valueText(double value) const {
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("+∞") : QStringLiteral("−∞");
    switch (m_info.format) {
    case AxisFormat::percent:
        return formatShare(value);
    case AxisFormat::count:
        return formatCount(std::llround(value));
    case AxisFormat::scientific:
        return formatTypedFloat(QString::number(value, 'g', 4).toDouble());
    case AxisFormat::number:
        break;
    }
    return formatNumber(value, 4);
}

void MetricChart::setSmoothing(double weight) {
    weight = m_info.smooths ? std::clamp(weight, 0.0, 0.999) : 0;
    if (weight == m_weight)
        return;
    m_weight = weight;
    m_smoothAction->setChecked(weight > 0);
    for (const auto &line : m_lines)
        if (!m_info.metrics[size_t(line->metric)].validation)
            line->data.setWeight(weight);
    m_plot->setRawShown(weight > 0);
    plotAll();
    dataChanged();
}

void MetricChart::setXAxis(XAxis axis) {
    if (axis == m_xAxis)
        return;
    m_xAxis = axis;
    m_plot->setXFormat(axis == XAxis::relative ? XFormat::duration
                       : axis == XAxis::wall   ? XFormat::clock
                       : axis == XAxis::epoch  ? XFormat::number
                                               : XFormat::count);
    m_back.clear();
    m_forward.clear();
    plotAll();
    setFollowing(true);
    dataChanged();
}

void MetricChart::setLogX(bool on) {
    m_logX = on;
    m_logXAction->setChecked(on);
    m_plot->setLogX(on);
    fit();
}

void MetricChart::setLogY(bool on) {
    m_logY = on;
    m_logYAction->setChecked(on);
    m_plot->setLogY(on);
    m_plot->setYRange(fittedY(xRange()));
    m_plot->queueReplot();
}

void MetricChart::setClipOutliers(bool on) {
    m_clip = on;
    m_clipAction->setChecked(on);
    m_plot->setYRange(fittedY(xRange()));
    m_plot->queueReplot();
}

void MetricChart::setCrosshairOn(bool on) {
    m_crosshairOn = on;
    if (!on)
        hideCrosshair();
}

void MetricChart::highlightRuns(const std::vector<qint64> &runs) {
    if (runs == m_highlight)
        return;
    m_highlight = runs;
    updateFading();
    updateMarks();
}

void MetricChart::updateFading() {
    for (const auto &line : m_lines)
        m_plot->setFaded(line->plotIndex, isFaded(line->run));
    m_plot->queueReplot();
}

void MetricChart::setTableShown(bool shown) {
    if (shown && !m_table) {
        m_table = new TableView(m_body);
        m_tableModel = new ChartTableModel(m_table);
        m_table->setModel(m_tableModel);
        m_table->setDensity(TableView::Density::compact);
        m_table->setAccessibleName(tr("Values of %1").arg(chartTitle(m_info)));
        m_table->setEmptyText(tr("Waiting for the first point"));
        m_stack->addWidget(m_table);
    }
    m_tableAction->setChecked(shown);
    if (m_table)
        m_stack->setCurrentWidget(shown ? static_cast<QWidget *>(m_table) : m_plot);
    refreshTable();
}

bool MetricChart::tableShown() const {
    return m_table && m_stack->currentWidget() == m_table;
}

void MetricChart::refreshTable() {
    if (!m_tableModel)
        return;
    // While the table is hidden the model is empty: it must never point at curves that are gone.
    std::vector<ChartTableModel::Part> parts;
    for (const auto &line : m_lines) {
        const ChartRun *run = findRun(line->run);
        if (tableShown() && run && run->visible)
            parts.push_back({&line->data, run->name, metricLabel(m_info.metrics[size_t(line->metric)]),
                             runStart(line->run)});
    }
    const QPersistentModelIndex top = m_table->indexAt({0, 0});
    const int row = top.row();
    m_tableModel->setParts(parts);
    if (top.isValid() && top.row() != row) // a curve above it has grown
        m_table->scrollTo(top, QAbstractItemView::PositionAtTop);
}

} // namespace retort
