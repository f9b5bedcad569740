// SPDX-License-Identifier: GPL-3.0-or-later
// Charts that belong together (a train page, a comparison): the same X axis, smoothing and outlier rule, one
// crosshair through all of them. Owns no chart.
#pragma once

#include "ui/charts/metric_chart.h"

#include <QObject>
#include <QPointer>

namespace retort {

class ChartGroup final : public QObject {
    Q_OBJECT

public:
    explicit ChartGroup(QObject *parent = nullptr);

    void add(MetricChart *chart);

    void setRuns(const std::vector<ChartRun> &runs);
    void append(std::span<const MetricPoint> points);
    void appendEvents(std::span<const RunEvent> events);
    void reset();

    double smoothing() const { return m_smoothing; }
    XAxis xAxis() const { return m_xAxis; }
    bool clipOutliers() const { return m_clip; }
    QVariantMap viewState() const; // group settings and those of each chart by id
    void setViewState(const QVariantMap &state);

public Q_SLOTS:
    void setSmoothing(double weight);
    void setXAxis(retort::XAxis axis);
    void cycleXAxis();
    void setClipOutliers(bool on);
    void setCrosshairOn(bool on);
    void highlightRuns(const std::vector<qint64> &runs);

Q_SIGNALS:
    void settingsChanged();
    void tableSaveAsked(const QString &path, const std::function<QByteArray()> &make);

private:
    template <typename Do>
    void each(Do work) const;
    template <typename Value>
    void set(Value &own, Value value, void (MetricChart::*apply)(Value));

    std::vector<QPointer<MetricChart>> m_charts;
    double m_smoothing = 0.6;
    XAxis m_xAxis = XAxis::step;
    bool m_clip = false;
    bool m_crosshairOn = true;
};

} // namespace retort
