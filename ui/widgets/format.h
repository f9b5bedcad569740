// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as the window shows them, the same on every page. Reading typed numbers belongs to core/base/option.
#pragma once

#include <QString>

namespace retort {

QString formatCount(qint64 n);                       // 41,208
QString formatBytes(qint64 bytes);                   // 1.2 GiB
QString formatDuration(double seconds);              // 3 min 20 s · 2 h 05 min · 4 d 3 h
QString formatPercent(double fraction, int decimals = 1); // 0.953 → 95.3 %
QString formatMetric(double value);                  // 4 significant digits, 3.0e-4 below 1e-3; NaN, inf as words
QString formatRate(double perSecond, const QString &unit); // 12,700 tok/s

} // namespace retort
