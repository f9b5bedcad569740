// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, dashes and markers by which a run is told apart on every chart for its whole life. The colours
// keep a distance for the three kinds of colour blindness; the dash says the same without colour.
#pragma once

#include <QColor>
#include <Qt>

namespace retort {

struct SeriesLook {
    QColor colour;
    Qt::PenStyle dash = Qt::SolidLine;
    int marker = -1; // -1 none, else 0 circle, 1 square, 2 diamond, 3 triangle
};

inline constexpr int kSeriesColourCount = 8;

/// Look of the run with this slot (0, 1, 2, ... in the order in which runs were made); wraps after 8 colours.
SeriesLook seriesLook(int slot, bool dark);
QColor seriesColour(int slot, bool dark);

} // namespace retort
