// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_ticker.h"

#include "ui/text.h"
#include "ui/widgets/number_edit.h"

#include <QDateTime>
#include <qcustomplot.h>

#include <cmath>

namespace retort {
namespace {

// The ticks of QCustomPlot, fewer wanted until they are few enough.
QVector<double> ticksOf(QCPAxisTicker &&ticker, PlotRange range) {
    QVector<double> ticks;
    for (int wanted = kMostTicks; wanted > 0; --wanted) {
        ticker.setTickCount(wanted);
        ticker.generate({range.low, range.high}, {}, u'g', 6, ticks, nullptr, nullptr);
        if (ticks.size() <= kMostTicks)
            break;
    }
    return ticks;
}

// 1, 2 and 5, or 1 and 3 of each decade: where two decades or less are seen, powers of ten alone say nothing.
QVector<double> decadeParts(PlotRange range) {
    for (const auto &parts : {QVector<double>{1, 2, 5}, QVector<double>{1, 3}}) {
        QVector<double> ticks;
        for (double decade = std::pow(10, std::floor(std::log10(range.low))); decade <= range.high;
             decade *= 10)
            for (const double part : parts)
                if (part * decade >= range.low && part * decade <= range.high)
                    ticks << part * decade;
        if (ticks.size() <= kMostTicks)
            return ticks;
    }
    return {};
}

bool isSound(PlotRange range) {
    return range.size() > 0 && std::isfinite(range.size());
}

int decimalsFor(double step) {
    if (!(step > 0))
        return 2;
    int decimals = 0;
    for (double s = step; decimals < 8 && std::abs(s - std::round(s)) > 1e-6 * s; s *= 10)
        ++decimals;
    return decimals;
}

QString shortCount(double value) {
    const double size = std::abs(value);
    if (size >= 1e9)
        return QString::number(value / 1e9, 'g', 4) + QLatin1Char('B');
    if (size >= 1e6)
        return QString::number(value / 1e6, 'g', 4) + QLatin1Char('M');
    if (size < 1000 && value != std::round(value))
        return QString::number(value, 'g', 4);
    return formatCount(std::llround(value));
}

QString clockTime(double seconds, double step) {
    const bool minus = seconds < 0;
    const auto s = static_cast<qint64>(std::llround(std::abs(seconds)));
    const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    QString text;
    if (step < 1)
        text = QString::number(std::abs(seconds), 'f', decimalsFor(step)) + QStringLiteral(" s");
    else if (s >= 3600 || step >= 600)
        text = QStringLiteral("%1:%2 h").arg(s / 3600).arg(two(s % 3600 / 60));
    else
        text = QStringLiteral("%1:%2").arg(s / 60).arg(two(s % 60));
    return minus ? QChar(0x2212) + text : text;
}

} // namespace

QVector<double> axisTicks(PlotRange range, bool logarithmic) {
    if (!isSound(range))
        return {};
    if (logarithmic && range.low > 0) {
        if (const auto decades = ticksOf(QCPAxisTickerLog(), range);
            decades.size() > 2 && range.high >= 100 * range.low)
            return decades;
        if (const auto parts = decadeParts(range); parts.size() > 2)
            return parts;
    }
    return ticksOf(QCPAxisTicker(), range); // within a part of a decade
}

QVector<double> timeTicks(PlotRange range) {
    if (range.size() < kMostTicks || !isSound(range)) // QCustomPlot counts no parts of a second
        return axisTicks(range, false);
    return ticksOf(QCPAxisTickerTime(), range);
}

QString axisText(double value, double step, AxisFormat format) {
    switch (format) {
    case AxisFormat::percent:
        return QString::number(value * 100, 'f', decimalsFor(step * 100)) + QStringLiteral(" %");
    case AxisFormat::count:
        return shortCount(value);
    default:
        break;
    }
    const double size = std::abs(value);
    if (value == 0)
        return QStringLiteral("0");
    if (format == AxisFormat::scientific || size < 1e-3 || size >= 1e6)
        return formatTypedFloat(QString::number(value, 'g', 4).toDouble());
    if (size >= 1000 && step >= 1)
        return formatCount(std::llround(value));
    return QString::number(value, 'f', decimalsFor(step));
}

QString axisText(double value, double step, XFormat format) {
    switch (format) {
    case XFormat::count:
        return shortCount(value);
    case XFormat::duration:
        return clockTime(value, step);
    case XFormat::clock: {
        const QDateTime when = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value * 1000));
        return when.toString(step < 60      ? QStringLiteral("HH:mm:ss")
                             : step < 43200 ? QStringLiteral("HH:mm")
                                            : QStringLiteral("MM-dd"));
    }
    case XFormat::number:
        break;
    }
    return QString::number(value, 'f', decimalsFor(step));
}

} // namespace retort
