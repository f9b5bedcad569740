// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace retort {
namespace {

const QLocale &plain()
{
    static const QLocale c = [] {
        QLocale l = QLocale::c();
        l.setNumberOptions(QLocale::DefaultNumberOptions);
        return l;
    }();
    return c;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("Format", text);
}

} // namespace

QString formatCount(qint64 n)
{
    static const QLocale grouped(QLocale::English, QLocale::UnitedStates);
    return grouped.toString(n);
}

QString formatBytes(qint64 bytes)
{
    static constexpr const char *units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes);
    int unit = 0;
    while (std::abs(value) >= 1024 && unit < 4) {
        value /= 1024;
        ++unit;
    }
    const int decimals = unit == 0 || std::abs(value) >= 100 ? 0 : 1;
    return QStringLiteral("%1 %2").arg(plain().toString(value, 'f', decimals), QLatin1String(units[unit]));
}

QString formatDuration(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return QStringLiteral("–");
    if (seconds < 10)
        return QCoreApplication::translate("Format", "%1 s").arg(plain().toString(seconds, 'f', seconds < 1 ? 2 : 1));
    const auto s = static_cast<qint64>(std::llround(seconds));
    const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    if (s < 60)
        return QCoreApplication::translate("Format", "%1 s").arg(s);
    if (s < 3600)
        return QCoreApplication::translate("Format", "%1 min %2 s").arg(s / 60).arg(two(s % 60));
    if (s < 86400)
        return QCoreApplication::translate("Format", "%1 h %2 min").arg(s / 3600).arg(two(s % 3600 / 60));
    return QCoreApplication::translate("Format", "%1 d %2 h").arg(s / 86400).arg(s % 86400 / 3600);
}

QString formatPercent(double fraction, int decimals)
{
    if (!std::isfinite(fraction))
        return QStringLiteral("–");
    return QStringLiteral("%1 %").arg(plain().toString(fraction * 100, 'f', decimals));
}

QString formatMetric(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("+∞") : QStringLiteral("−∞");
    const double size = std::abs(value);
    if (value != 0 && (size < 1e-3 || size >= 1e7))
        return plain().toString(value, 'e', 2).replace(QLatin1String("e-0"), QLatin1String("e-"))
            .replace(QLatin1String("e+0"), QLatin1String("e"));
    if (size >= 1000)
        return formatCount(std::llround(value));
    const int digitsBefore = size < 1 ? 1 : static_cast<int>(std::floor(std::log10(size))) + 1;
    return plain().toString(value, 'f', std::max(0, 4 - digitsBefore));
}

QString formatRate(double perSecond, const QString &unit)
{
    if (!std::isfinite(perSecond))
        return QStringLiteral("–");
    const QString number = perSecond >= 100 ? formatCount(std::llround(perSecond)) : plain().toString(perSecond, 'f', 1);
    return tr("%1 %2/s").arg(number, unit);
}

} // namespace retort
