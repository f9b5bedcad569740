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

using Part = ChartTableModel::Part;
constexpr struct {
    const char *title;
    QString (*text)(const Part &part, const SeriesPoint &point);
} columnTable[] = {
    // in the order of the enum
    {QT_TRANSLATE_NOOP("retort::ChartTableModel", "Run"),
     [](const Part &p, const SeriesPoint &) { return p.run; }},
    {QT_TRANSLATE_NOOP("retort::ChartTableModel", "Curve"),
     [](const Part &p, const SeriesPoint &) { return p.metric; }},
    {QT_TRANSLATE_NOOP("retort::ChartTableModel", "Step"),
     [](const Part &, const SeriesPoint &s) { return formatCount(s.step); }},
    {QT_TRANSLATE_NOOP("retort::ChartTableModel", "Time"),
     [](const Part &p, const SeriesPoint &s) { return formatDuration(s.wallTime_s - p.start_s); }},
    {QT_TRANSLATE_NOOP("retort::ChartTableModel", "Value"),
     [](const Part &, const SeriesPoint &s) { return exact(s.value); }},
    {QT_TRANSLATE_NOOP("retort::ChartTableModel", "Smoothed"),
     [](const Part &, const SeriesPoint &s) { return exact(s.smooth); }},
};

int alignmentOf(int column) {
    return int((column >= ChartTableModel::step ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

void ChartTableModel::setParts(const std::vector<Part> &parts) {
    const auto same = [](const Part &a, const Part &b) {
        return a.series == b.series && a.run == b.run && a.metric == b.metric;
    };
    if (!std::equal(parts.begin(), parts.end(), m_parts.begin(), m_parts.end(), same)) {
        beginResetModel();
        m_parts = parts;
        m_ends.clear();
        for (const Part &part : parts)
            m_ends.push_back(rowCount() + static_cast<int>(part.series->points().size()));
        endResetModel();
        return;
    }
    m_parts = parts;
    for (std::size_t i = 0; i < parts.size(); ++i)
        fitPart(i, static_cast<int>(parts[i].series->points().size()));
    if (rowCount() > 0) // after a resume the same rows hold other points
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

// Rows come and go where they are, so that selection and scroll position stay.
void ChartTableModel::fitPart(std::size_t part, int rows) {
    const int first = part == 0 ? 0 : m_ends[part - 1], had = m_ends[part] - first;
    const auto shift = [&] {
        for (std::size_t i = part; i < m_ends.size(); ++i)
            m_ends[i] += rows - had;
    };
    if (rows > had) {
        beginInsertRows({}, first + had, first + rows - 1);
        shift();
        endInsertRows();
    } else if (rows < had) {
        beginRemoveRows({}, first + rows, first + had - 1);
        shift();
        endRemoveRows();
    }
}

int ChartTableModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() || m_ends.empty() ? 0 : m_ends.back();
}

int ChartTableModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const {
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    if (role != Qt::DisplayRole || !index.isValid() || index.row() >= rowCount())
        return {};
    const auto at = std::ranges::upper_bound(m_ends, index.row()) - m_ends.begin();
    const Part &part = m_parts[size_t(at)];
    const auto row = size_t(index.row() - (at == 0 ? 0 : m_ends[size_t(at) - 1]));
    if (row >= part.series->points().size())
        return {}; // about to be removed
    return columnTable[index.column()].text(part, part.series->points()[row]);
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    return role == Qt::TextAlignmentRole ? QVariant(alignmentOf(section))
           : role == Qt::DisplayRole     ? QVariant(tr(columnTable[section].title))
                                         : QVariant();
}

} // namespace retort
