// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_ticker.h"

#include "ui/text.h"
#include "ui/widgets/number_edit.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

double roundStepAbove(double least) {
    if (!(least > 0) || !std::isfinite(least))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (double factor : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

QVector<double> ticksAt(PlotRange range, double step) {
    QVector<double> ticks;
    const double slack = step * 1e-6;
    for (double k = std::ceil((range.low - slack) / step); k * step <= range.high + slack; ++k)
        ticks << (k == 0 ? 0.0 : k * step);
    return ticks;
}

QVector<double> logTicks(PlotRange range) {
    const double low = std::max(range.low, 1e-300), high = range.high;
    const int first = static_cast<int>(std::ceil(std::log10(low) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(high) + 1e-9));
    const int decades = last - first + 1;
    QVector<double> ticks;
    if (decades >= 3) {
        const int every = (decades + kMostTicks - 1) / kMostTicks;
        for (int e = first; e <= last; e += every)
            ticks << std::pow(10.0, e);
        return ticks;
    }
    for (const auto &factors :
         {std::vector<double>{1, 2, 5}, std::vector<double>{1, 3}, std::vector<double>{1}}) {
        ticks.clear();
        for (int e = first - 1; e <= last; ++e)
            for (double f : factors)
                if (const double v = f * std::pow(10.0, e); v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9))
                    ticks << v;
        if (ticks.size() <= kMostTicks)
            break;
    }
    // Less than half a decade: plain ticks say more.
    return ticks.size() >= 2 ? ticks : ticksAt(range, roundStepAbove(range.size() / (kMostTicks - 1)));
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
    if (size < 10 && value != std::round(value))
        return QString::number(value, 'g', 3);
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
    if (!(range.size() > 0) || !std::isfinite(range.size()))
        return {};
    if (logarithmic && range.high > 0)
        return logTicks(range);
    return ticksAt(range, roundStepAbove(range.size() / (kMostTicks - 1)));
}

QVector<double> timeTicks(PlotRange range) {
    const double least = range.size() / (kMostTicks - 1);
    if (!(least > 0) || !std::isfinite(least))
        return {};
    if (least <= 1)
        return axisTicks(range, false);
    for (double step : {1., 2., 5., 10., 15., 30., 60., 120., 300., 600., 900., 1800., 3600., 7200., 10800.,
                        21600., 43200., 86400.})
        if (step >= least * (1 - 1e-9))
            return ticksAt(range, step);
    return ticksAt(range, 86400 * roundStepAbove(least / 86400));
}

QString axisText(double value, double step, AxisFormat format) {
    switch (format) {
    case AxisFormat::percent:
        return QString::number(value * 100, 'f', decimalsFor(step * 100)) + QStringLiteral(" %");
    case AxisFormat::count:
        return shortCount(value);
    case AxisFormat::scientific:
    case AxisFormat::number:
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
