// SPDX-License-Identifier: GPL-3.0-or-later
// A row of numbers made from a table of metrics, each of which says how it is read from what the page shows.
// GUI thread.
#pragma once

#include "ui/widgets/metric_tile.h"

#include <functional>
#include <vector>

namespace retort {

struct MetricReading {
    QString value;
    QString remark = {};
    Role role = Role::text, remarkRole = Role::text3;
};

template <typename Source>
struct Metric {
    using Read = std::function<MetricReading(const Source &)>;

    // Not an aggregate: gcc 12 crashes on the default value of `tip` where a function returns a list of them.
    Metric(const char *idOf, QString shownLabel, Read readOf, QString shownTip = {})
        : id(idOf),
          label(std::move(shownLabel)),
          read(std::move(readOf)),
          tip(std::move(shownTip)) {}

    const char *id;
    QString label;
    Read read;
    QString tip;
};

// Without Q_OBJECT, which templates cannot have: it adds no signals of its own.
template <typename Source>
class MetricPanel final : public MetricStrip {
public:
    MetricPanel(std::vector<Metric<Source>> metrics, QWidget *parent)
        : MetricStrip(parent),
          m_metrics(std::move(metrics)) {
        for (const Metric<Source> &metric : m_metrics)
            addTile(QLatin1String(metric.id), metric.label)->setToolTip(metric.tip);
    }

    void read(const Source &source) {
        for (const Metric<Source> &metric : m_metrics)
            fill(metric, metric.read(source));
    }
    void clear() {
        for (const Metric<Source> &metric : m_metrics)
            fill(metric, {});
    }

private:
    void fill(const Metric<Source> &metric, const MetricReading &reading) {
        MetricTile *shown = tile(QLatin1String(metric.id));
        shown->setValue(reading.value.isEmpty() ? QStringLiteral("–") : reading.value, reading.role);
        shown->setRemark(reading.remark, reading.remarkRole);
    }

    std::vector<Metric<Source>> m_metrics;
};

} // namespace retort
