// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace retort {
namespace {

constexpr double kSwatch = 16, kLongestName = 130;

struct Placed {
    double x, name, value; // widths; 0: not shown
    double end() const { return x + kSwatch + space::xs + name + (value > 0 ? space::xs + value : 0); }
};

// The entries that fit into `width`. The first always comes: its name gives way, and its value, which would
// lie when cut, goes as a whole.
std::vector<Placed> placed(const std::vector<LegendEntry> &entries, double width, const QFontMetricsF &plain,
                           const QFontMetricsF &bold) {
    std::vector<Placed> all;
    std::vector<double> names;
    double wanted = -space::l, spare = 0, x = 0; // spare: what the names can give
    const double shortName = plain.horizontalAdvance(QStringLiteral("mmm…"));
    for (const LegendEntry &e : entries) {
        names.push_back(std::min(plain.horizontalAdvance(e.name) + 1, kLongestName));
        const double value = e.value.isEmpty() ? 0 : bold.horizontalAdvance(e.value) + 1;
        wanted += Placed{0, names.back(), value}.end() + space::l;
        spare += std::max(0.0, names.back() - shortName);
    }
    // Where shorter names make room for all, none is folded away.
    if (const double over = wanted - width; over > 0 && over <= spare)
        for (double &name : names)
            name -= over * std::max(0.0, name - shortName) / spare;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const LegendEntry &e = entries[i];
        Placed entry{x, names[i], e.value.isEmpty() ? 0 : bold.horizontalAdvance(e.value) + 1};
        const bool last = i + 1 == entries.size();
        const double limit = last || wanted <= width + spare
                                 ? width + .5 // of rounding
                                 : width - space::m - plain.horizontalAdvance(QStringLiteral("+99"));
        if (entry.end() > limit && i > 0)
            break;
        if (entry.end() > limit) {
            const double least = plain.horizontalAdvance(QStringLiteral("m…"));
            entry.name = std::max(std::min(entry.name, least), entry.name - (entry.end() - limit));
            if (entry.end() > limit)
                entry.value = 0;
            entry.name = std::max(0.0, entry.name - std::max(0.0, entry.end() - limit));
        }
        all.push_back(entry);
        x = entry.end() + space::l;
    }
    return all;
}

} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent) {
    setFontRole(this, FontRole::caption);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ChartLegend::setEntries(std::vector<LegendEntry> entries) {
    m_entries = std::move(entries);
    QStringList words;
    for (const LegendEntry &e : m_entries)
        words << e.name + QLatin1Char(' ') + e.value;
    setAccessibleName(words.join(QStringLiteral(", ")));
    setToolTip(words.join(QLatin1Char('\n')));
    update();
}

QSize ChartLegend::sizeHint() const {
    return {200, Theme::instance().scaled(size::controlDense)};
}

QSize ChartLegend::minimumSizeHint() const {
    return {60, sizeHint().height()};
}

double ChartLegend::paintEntries(QPainter &p, const std::vector<LegendEntry> &entries, QRectF place,
                                 bool dark) {
    const QFont caption = Theme::instance().font(FontRole::caption);
    QFont bold = caption;
    bold.setBold(true);
    const QFontMetricsF plain(caption), strong(bold);
    const auto shown = placed(entries, place.width(), plain, strong);
    double end = place.left();
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const LegendEntry &e = entries[i];
        const double x = place.left() + shown[i].x;
        paintSwatch(p, e.look, {x, place.center().y()}, kSwatch, dark);
        p.setFont(caption);
        p.setPen(roleColour(Role::text2, dark));
        const QRectF name(x + kSwatch + space::xs, place.top(), shown[i].name, place.height());
        p.drawText(name, Qt::AlignVCenter, plain.elidedText(e.name, Qt::ElideRight, name.width()));
        if (shown[i].value > 0) {
            p.setFont(bold);
            p.setPen(roleColour(Role::text, dark));
            p.drawText(QRectF(name.right() + space::xs, place.top(), shown[i].value, place.height()),
                       Qt::AlignVCenter, e.value);
        }
        end = place.left() + shown[i].end() + space::l;
    }
    if (shown.size() == entries.size())
        return end;
    p.setFont(caption);
    p.setPen(roleColour(Role::text2, dark));
    const double left = end - space::l + space::xs;
    p.drawText(QRectF(left, place.top(), place.right() - left, place.height()), Qt::AlignVCenter,
               QStringLiteral("+%1").arg(entries.size() - shown.size()));
    return place.right();
}

void ChartLegend::paintEvent(QPaintEvent *) {
    QPainter p(this);
    paintEntries(p, m_entries, QRectF(rect()), Theme::instance().isDark());
}

qint64 ChartLegend::runAt(double at) const {
    QFont bold = font();
    bold.setBold(true);
    const auto shown = placed(m_entries, width(), QFontMetricsF(font()), QFontMetricsF(bold));
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (at >= shown[i].x && at <= shown[i].end())
            return m_entries[i].run;
    return 0;
}

void ChartLegend::mouseMoveEvent(QMouseEvent *event) {
    Q_EMIT runHovered(runAt(event->position().x()));
}

void ChartLegend::leaveEvent(QEvent *) {
    Q_EMIT runHovered(0);
}

} // namespace retort
