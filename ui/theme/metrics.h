// SPDX-License-Identifier: GPL-3.0-or-later
// Space, sizes and type of the window in logical pixels and points. Layouts use only these numbers.
#pragma once

namespace retort {

/// The only distances between things.
namespace space {
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;
inline constexpr int xl = 24;
inline constexpr int xxl = 32;

inline constexpr int cardX = l, cardY = m;
inline constexpr int pageX = l, pageY = m;
inline constexpr int cardGap = m;
inline constexpr int formRow = s;
inline constexpr int section = xl;
} // namespace space

/// Heights and widths at zoom 1. What holds text goes through Theme::scaled().
namespace size {
inline constexpr int control = 32;
inline constexpr int controlDense = 28;
inline constexpr int tab = 36;
inline constexpr int rowCompact = 24;
inline constexpr int row = 32;
inline constexpr int rowComfortable = 40;
inline constexpr int icon = 16;
inline constexpr int iconRail = 22;
inline constexpr int iconEmpty = 48;
inline constexpr int radiusCard = 8;
inline constexpr int radiusControl = 6;
inline constexpr int accentBar = 3;
inline constexpr int focusRing = 2;
inline constexpr int rail = 84;
inline constexpr int railItem = 52;
inline constexpr int pageHeader = 56;
inline constexpr int statusBar = 24;
inline constexpr int menuBar = 26;
inline constexpr int formLabel = 120;
inline constexpr int formFieldMin = 132;
inline constexpr int formFieldMax = 200;
inline constexpr int toast = 360;
inline constexpr int emptyState = 420;
inline constexpr int progressLine = 6;
inline constexpr int chartMinHeight = 220;
inline constexpr int windowWidth = 1280, windowHeight = 800;       // at first, where the screen has room
inline constexpr int windowFitWidth = 1120, windowFitHeight = 680; // in less, pages scroll
inline constexpr int windowMinWidth = 800, windowMinHeight = 480;
inline constexpr int drawerBelowWidth = 1200;
} // namespace size

/// Point sizes at zoom 1.
namespace points {
inline constexpr double caption = 9;
inline constexpr double body = 10;
inline constexpr double cardTitle = 11;
inline constexpr double trace = 11;
inline constexpr double metric = 13;
inline constexpr double pageTitle = 16;
inline constexpr int traceLineHeight_percent = 165;
inline constexpr int traceColumn_em = 44;
} // namespace points

/// Durations of the only two animations; Theme::duration_ms() makes them 0 where motion is reduced.
namespace motion {
inline constexpr int fold_ms = 120;
inline constexpr int toast_ms = 150;
inline constexpr int toastStay_ms = 6000;
inline constexpr int skeletonAfter_ms = 200;
} // namespace motion

} // namespace retort
