// SPDX-License-Identifier: GPL-3.0-or-later
// The legend in a chart's header: swatch, name and live value of each series in one line; what does not fit
// is "+3".
#pragma once

#include "ui/charts/chart_marks.h"

#include <QWidget>

#include <vector>

namespace retort {

struct LegendEntry {
    PlotLook look;
    QString name, value;
    qint64 run = 0;
};

class ChartLegend final : public QWidget {
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);

    void setEntries(std::vector<LegendEntry> entries);
    const std::vector<LegendEntry> &entries() const { return m_entries; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Paints the entries from `left` on; returns where they end.
    static double paintEntries(QPainter &painter, const std::vector<LegendEntry> &entries, QRectF place,
                               bool dark);

Q_SIGNALS:
    void runHovered(qint64 run); // 0: none

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    qint64 runAt(double x) const;

    std::vector<LegendEntry> m_entries;
};

} // namespace retort
