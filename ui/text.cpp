// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace retort {
namespace {

// Gives these texts a context that lupdate and the look-up agree on.
struct UnitText {
    Q_DECLARE_TR_FUNCTIONS(retort::UnitText)
};

// The written form of numbers is the same in both languages, so it never follows the system's
// locale.
QString grouped(std::int64_t n) {
    return QLocale(QLocale::English).toString(qlonglong(n));
}

// "%1" … in one pass, so that a "%2" inside an argument is never replaced.
QString fillArguments(const QString &pattern, const Text &text) {
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool place =
            pattern[i] == u'%' && i + 1 < pattern.size() && pattern[i + 1] >= u'1' && pattern[i + 1] <= u'9';
        const auto index = place ? std::size_t(pattern[i + 1].unicode() - u'1') : 0;
        if (place && index < text.args.size()) {
            const auto inner = nestedText(text.args[index]);
            out += inner ? render(*inner) : fromUtf8(text.args[index]);
            ++i;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

QString trimmedDecimals(double value, int decimals) {
    static const QRegularExpression zeros(QStringLiteral("\\.?0+$"));
    const QString text = QString::number(value, 'f', decimals);
    return text.contains(u'.') ? QString(text).remove(zeros) : text;
}

} // namespace

QString fromUtf8(std::string_view bytes) {
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

std::string toUtf8(const QString &text) {
    const QByteArray bytes = text.toUtf8();
    return std::string(bytes.constData(), std::size_t(bytes.size()));
}

std::filesystem::path toPath(const QString &path) {
    return std::filesystem::path(toUtf8(path));
}

QString fromPath(const std::filesystem::path &path) {
    return fromUtf8(path.string());
}

QString render(const Text &text) {
    if (text.empty())
        return {};
    const int n = text.plural ? int(std::min<std::int64_t>(*text.plural, 2'000'000'000)) : -1;
    // %n is filled here and not by translate(), which would neither group nor take 64 bits.
    QString pattern = QCoreApplication::translate("core", text.pattern.c_str(), nullptr, n);
    if (text.plural) {
        // translate() has already put the plain number in; a pattern that was not found keeps its "(s)".
        pattern = fromUtf8(inNumber(toUtf8(pattern), *text.plural == 1));
        if (std::abs(*text.plural) >= 1000)
            pattern.replace(QString::number(n), grouped(*text.plural));
    }
    return fillArguments(pattern, text);
}

QString formatCount(std::int64_t n) {
    return n < 0 ? u'\u2212' + grouped(-n) : grouped(n);
}

QString formatSigned(std::int64_t n) {
    return n > 0 ? u'+' + grouped(n) : formatCount(n);
}

QString formatBytes(std::int64_t bytes) {
    static constexpr const char *units[] = {"B", "kB", "MB", "GB", "TB"};
    double value = double(std::abs(bytes));
    int unit = 0;
    while (value >= 999.5 && unit < 4) {
        value /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 || value >= 99.95 ? 0 : 1;
    const QString sign = bytes < 0 ? QStringLiteral("\u2212") : QString();
    return sign
           + QStringLiteral("%1 %2").arg(QString::number(value, 'f', decimals), QLatin1String(units[unit]));
}

QString formatDuration(double seconds) {
    if (!std::isfinite(seconds))
        return QStringLiteral("–");
    if (seconds < 9.95)
        return UnitText::tr("%1 s").arg(QString::number(std::max(0.0, seconds), 'f', 1));
    const auto s = std::int64_t(std::llround(seconds));
    if (s < 60)
        return UnitText::tr("%1 s").arg(s);
    if (s < 3600)
        return s % 60 ? UnitText::tr("%1 min %2 s").arg(s / 60).arg(s % 60)
                      : UnitText::tr("%1 min").arg(s / 60);
    if (s < 86400)
        return s / 60 % 60 ? UnitText::tr("%1 h %2 min").arg(s / 3600).arg(s / 60 % 60)
                           : UnitText::tr("%1 h").arg(s / 3600);
    return UnitText::tr("%1 d %2 h").arg(s / 86400).arg(s / 3600 % 24);
}

QString formatShare(double share, int digits) {
    if (!std::isfinite(share))
        return QStringLiteral("–");
    return QString::number(share * 100, 'f', digits) + QStringLiteral(" %");
}

QString formatNumber(double value, int significant) {
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("\u2212∞");
    if (value == 0)
        return QStringLiteral("0");
    const double size = std::abs(value);
    const QString sign = value < 0 ? QStringLiteral("\u2212") : QString();
    if (size >= 1000 && size < 1e9)
        return sign + grouped(std::llround(size));
    if (size >= 0.001 && size < 1000) {
        const int decimals = std::max(0, significant - 1 - int(std::floor(std::log10(size))));
        return sign + trimmedDecimals(size, decimals);
    }
    // 3e-4 as one types it: no "+", no leading zero in the exponent.
    const int exponent = int(std::floor(std::log10(size) + 1e-12));
    return sign + trimmedDecimals(size / std::pow(10.0, exponent), significant - 1) + u'e'
           + QString::number(exponent);
}

// Chinese counts in steps of ten thousand: a translated “million” would not do.
QString formatInWords(double value) {
    const bool chinese = QLocale().language() == QLocale::Chinese;
    const std::pair<double, QString> steps[] = {
        {chinese ? 1e8 : 1e9, chinese ? QStringLiteral("%1 亿") : QStringLiteral("%1 billion")},
        {chinese ? 1e4 : 1e6, chinese ? QStringLiteral("%1 万") : QStringLiteral("%1 million")}};
    for (const auto &[size, words] : steps)
        if (value >= size)
            return words.arg(formatNumber(value / size, 3));
    return formatNumber(value);
}

QString formatTime(const std::string &iso8601Utc) {
    QDateTime time = QDateTime::fromString(fromUtf8(iso8601Utc), Qt::ISODate);
    if (!time.isValid())
        return {};
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::utc());
    time = time.toLocalTime();
    const QDate today = QDate::currentDate();
    const QString clock = time.toString(QStringLiteral("HH:mm"));
    if (time.date() == today)
        return UnitText::tr("today %1").arg(clock);
    if (time.date() == today.addDays(-1))
        return UnitText::tr("yesterday %1").arg(clock);
    return time.toString(QStringLiteral("yyyy-MM-dd"));
}

QString formatPath(const QString &path, int maxChars) {
    QString shown = QDir::toNativeSeparators(path);
    const QString home = QDir::homePath();
    if (home.size() > 1 && (shown == home || shown.startsWith(home + u'/')))
        shown.replace(0, home.size(), u'~');
    if (shown.size() <= maxChars)
        return shown;
    const qsizetype tail = maxChars * 2 / 3;
    return shown.left(maxChars - tail - 1) + u'…' + shown.right(tail);
}

} // namespace retort
