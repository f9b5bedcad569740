// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_table.h"

#include "ui/charts/metric_series.h"
#include "ui/text.h"

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

QString exact(double value) {
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("+∞") : QStringLiteral("−∞");
    return QString::number(value, 'g', 8);
}

} // namespace

void ChartTableModel::setParts(const std::vector<Part> &parts) {
    std::vector<int> ends;
    int total = 0;
    for (const Part &part : parts)
        ends.push_back(total += static_cast<int>(part.series->points().size()));
    const auto same = [](const Part &a, const Part &b) {
        return a.series == b.series && a.run == b.run && a.metric == b.metric;
    };
    const bool grownOnly = parts.size() == m_parts.size() && !parts.empty()
                           && std::equal(parts.begin(), parts.end(), m_parts.begin(), same)
                           && std::equal(ends.begin(), ends.end() - 1, m_ends.begin())
                           && ends.back() >= m_ends.back();
    // The usual case, one series that grew, keeps selection and scroll position.
    if (grownOnly && ends.back() > m_ends.back())
        beginInsertRows({}, m_ends.back(), ends.back() - 1);
    else if (!grownOnly)
        beginResetModel();
    const bool grew = grownOnly && ends.back() > m_ends.back();
    m_parts = parts;
    m_ends = std::move(ends);
    if (grew) {
        endInsertRows();
        // After a resume the same rows hold other points.
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    } else if (!grownOnly)
        endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() || m_ends.empty() ? 0 : m_ends.back();
}

int ChartTableModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const {
    if (role == Qt::TextAlignmentRole)
        return int((index.column() >= step ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || !index.isValid() || index.row() >= rowCount())
        return {};
    const auto at = std::upper_bound(m_ends.begin(), m_ends.end(), index.row()) - m_ends.begin();
    const Part &part = m_parts[size_t(at)];
    const int offset = at == 0 ? 0 : m_ends[size_t(at) - 1];
    const SeriesPoint &point = part.series->points()[size_t(index.row() - offset)];
    switch (index.column()) {
    case run:
        return part.run;
    case metric:
        return part.metric;
    case step:
        return formatCount(point.step);
    case time:
        return formatDuration(point.wallTime_s - part.start_s);
    case value:
        return exact(point.value);
    case smoothed:
        return exact(point.smooth);
    default:
        return {};
    }
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= step ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case run:
        return tr("Run");
    case metric:
        return tr("Curve");
    case step:
        return tr("Step");
    case time:
        return tr("Time");
    case value:
        return tr("Value");
    case smoothed:
        return tr("Smoothed");
    default:
        return {};
    }
}

} // namespace retort
