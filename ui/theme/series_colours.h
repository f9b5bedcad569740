// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, dashes and markers by which a run is told apart on every chart for its whole life. The colours
// keep a distance for the three kinds of colour blindness; the dash says the same without colour.
#pragma once

#include <QColor>
#include <QPen>

namespace retort {

inline constexpr int kSeriesColourCount = 8;

// `slot` is 0, 1, 2, ... in the order in which runs were made; colours wrap after 8, dashes after 4.
QColor seriesColour(int slot, bool dark);
int seriesMarker(int slot); // -1 none, else 0 circle, 1 square, 2 diamond, 3 triangle
/// The curve of the run, or that of its validation: a hair line in short dashes, on which each value is a
/// ring.
QPen seriesPen(int slot, bool validation, const QColor &colour);

} // namespace retort
