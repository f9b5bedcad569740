// SPDX-License-Identifier: GPL-3.0-or-later
// The table twin of a chart: every logged point of every shown series, one row each, read where the chart
// keeps them.
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace retort {

class MetricSeries;

class ChartTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    struct Part {
        const MetricSeries *series;
        QString run, metric;
        double start_s;
    };
    enum Column { run, metric, step, time, value, smoothed, columns };

    using QAbstractTableModel::QAbstractTableModel;

    /// Call again whenever points were added; the series must live until the next call.
    void setParts(const std::vector<Part> &parts);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void fitPart(std::size_t part, int rows);

    std::vector<Part> m_parts;
    std::vector<int> m_ends; // row after the last of each part
};

} // namespace retort
