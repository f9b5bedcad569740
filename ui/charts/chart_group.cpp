// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_group.h"

#include <algorithm>

namespace retort {

ChartGroup::ChartGroup(QObject *parent) : QObject(parent) {}

template <typename Do>
void ChartGroup::each(Do work) const {
    for (const QPointer<MetricChart> &chart : m_charts)
        if (chart)
            work(chart.data());
}

void ChartGroup::add(MetricChart *chart) {
    m_charts.emplace_back(chart);
    chart->setSmoothing(m_smoothing);
    chart->setXAxis(m_xAxis);
    chart->setClipOutliers(m_clip);
    chart->setCrosshairOn(m_crosshairOn);
    connect(chart, &MetricChart::crosshairMoved, this, [this, chart](double x) {
        each([&](MetricChart *other) {
            if (other != chart)
                other->showCrosshair(x);
        });
    });
    connect(chart, &MetricChart::crosshairLeft, this,
            [this] { each([](MetricChart *c) { c->hideCrosshair(); }); });
    connect(chart, &MetricChart::tableSaveAsked, this, &ChartGroup::tableSaveAsked);
    connect(chart, &MetricChart::xAxisCycleAsked, this, &ChartGroup::cycleXAxis);
    connect(chart, &MetricChart::clipToggleAsked, this, [this] { setClipOutliers(!m_clip); });
    connect(chart, &MetricChart::crosshairToggleAsked, this, [this] { setCrosshairOn(!m_crosshairOn); });
}

void ChartGroup::setRuns(const std::vector<ChartRun> &runs) {
    each([&](MetricChart *chart) { chart->setRuns(runs); });
}

void ChartGroup::append(std::span<const MetricPoint> points) {
    each([&](MetricChart *chart) { chart->append(points); });
}

void ChartGroup::appendEvents(std::span<const RunEvent> events) {
    each([&](MetricChart *chart) { chart->appendEvents(events); });
}

void ChartGroup::reset() {
    each([](MetricChart *chart) { chart->reset(); });
}

template <typename Value>
void ChartGroup::set(Value &own, Value value, void (MetricChart::*apply)(Value)) {
    if (std::exchange(own, value) == value)
        return;
    each([&](MetricChart *chart) { (chart->*apply)(value); });
    Q_EMIT settingsChanged();
}

void ChartGroup::setSmoothing(double weight) {
    set(m_smoothing, std::clamp(weight, 0.0, 0.999), &MetricChart::setSmoothing);
}

void ChartGroup::setXAxis(XAxis axis) {
    set(m_xAxis, axis, &MetricChart::setXAxis);
}

void ChartGroup::cycleXAxis() {
    setXAxis(m_xAxis == XAxis::wall ? XAxis::step : static_cast<XAxis>(static_cast<int>(m_xAxis) + 1));
}

void ChartGroup::setClipOutliers(bool on) {
    set(m_clip, on, &MetricChart::setClipOutliers);
}

void ChartGroup::setCrosshairOn(bool on) {
    set(m_crosshairOn, on, &MetricChart::setCrosshairOn);
}

void ChartGroup::highlightRuns(const std::vector<qint64> &runs) {
    each([&runs](MetricChart *chart) { chart->highlightRuns(runs); });
}

QVariantMap ChartGroup::viewState() const {
    QVariantMap state{{QStringLiteral("smoothing"), m_smoothing},
                      {QStringLiteral("xAxis"), static_cast<int>(m_xAxis)},
                      {QStringLiteral("clip"), m_clip},
                      {QStringLiteral("crosshair"), m_crosshairOn}};
    QVariantMap byChart;
    each([&byChart](MetricChart *chart) {
        byChart.insert(QLatin1String(chart->info().id), chart->viewState());
    });
    state.insert(QStringLiteral("charts"), byChart);
    return state;
}

void ChartGroup::setViewState(const QVariantMap &state) {
    const QVariantMap byChart = state.value(QStringLiteral("charts")).toMap();
    each([&byChart](MetricChart *chart) {
        if (const QString id = QLatin1String(chart->info().id); byChart.contains(id))
            chart->setViewState(byChart.value(id).toMap());
    });
    setSmoothing(state.value(QStringLiteral("smoothing"), m_smoothing).toDouble());
    const int axis = state.value(QStringLiteral("xAxis"), 0).toInt();
    setXAxis(static_cast<XAxis>(std::clamp(axis, 0, static_cast<int>(XAxis::wall))));
    setClipOutliers(state.value(QStringLiteral("clip"), m_clip).toBool());
    setCrosshairOn(state.value(QStringLiteral("crosshair"), m_crosshairOn).toBool());
}

} // namespace retort
