// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on a chart besides the curves: event flags, best stars, triangles of non-finite values,
// crosshair. Painted over a PlotView, on screen and in exports alike.
#pragma once

#include "ui/charts/plot_view.h"

#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace retort {

struct ChartFlag {
    double x = 0;
    QString text; // "Resumed at 1,200"
    bool bad = false;
};

struct ChartStar {
    double x = 0, y = 0;
    int slot = 0;
    QString text;
    bool faded = false; // as its curve is
};

struct EdgeMark { // a value that is not a number: no place on the axis, so it stands at the edge
    double x = 0;
    bool top = true;
};

struct ChartMarks {
    std::vector<ChartFlag> flags;
    std::vector<ChartStar> stars;
    std::vector<EdgeMark> edges;
};

struct CrosshairRow {
    PlotLook look;
    QString name, value, raw;
    double x = 0, y = 0; // of the logged point; y NaN when the value is not finite
};

struct Crosshair {
    double x = 0;
    QString headline; // "Step 1,204 · 3 min 20 s"
    std::vector<CrosshairRow> rows;
    QStringList remarks;   // texts of flags near by
    bool showTable = true; // only on the chart under the mouse
    std::optional<QPointF> mouse;
};

inline constexpr int kMostCrosshairRows = 5;

void paintMarks(QPainter &painter, const PlotView &plot, const ChartMarks &marks);
void paintCrosshair(QPainter &painter, const PlotView &plot, const Crosshair &crosshair);
/// The line sample of a legend: colour, dash, dot; `width` px wide, centred on y.
void paintSwatch(QPainter &painter, const PlotLook &look, QPointF leftMiddle, double width, bool dark);

/// Flags closer than 12 px are drawn as one; the text of all of them near `x`.
QStringList flagTextsNear(const PlotView &plot, const ChartMarks &marks, double x);

} // namespace retort
