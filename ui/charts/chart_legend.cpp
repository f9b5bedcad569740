// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace retort {
namespace {

constexpr double kSwatch = 16, kLongestName = 130;

struct Widths {
    double name, value, all;
};

Widths widthsOf(const LegendEntry &e, const QFontMetricsF &plain, const QFontMetricsF &bold) {
    const double name = std::min(plain.horizontalAdvance(e.name) + 1, kLongestName);
    const double value = e.value.isEmpty() ? 0 : bold.horizontalAdvance(e.value) + 1;
    return {name, value, kSwatch + space::xs + name + (value > 0 ? space::xs + value : 0)};
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
    double x = place.left();
    for (size_t i = 0; i < entries.size(); ++i) {
        const LegendEntry &e = entries[i];
        const Widths w = widthsOf(e, plain, strong);
        const bool last = i + 1 == entries.size();
        const double reserve = last ? 0 : space::m + plain.horizontalAdvance(QStringLiteral("+99"));
        if (x + w.all + reserve > place.right() && i > 0) {
            p.setFont(caption);
            p.setPen(roleColour(Role::text2, dark));
            p.drawText(QRectF(x, place.top(), place.right() - x, place.height()), Qt::AlignVCenter,
                       QStringLiteral("+%1").arg(entries.size() - i));
            return place.right();
        }
        paintSwatch(p, e.look, {x, place.center().y()}, kSwatch, dark);
        p.setFont(caption);
        p.setPen(roleColour(Role::text2, dark));
        const QRectF name(x + kSwatch + space::xs, place.top(), w.name, place.height());
        p.drawText(name, Qt::AlignVCenter, plain.elidedText(e.name, Qt::ElideRight, w.name));
        p.setFont(bold);
        p.setPen(roleColour(Role::text, dark));
        p.drawText(QRectF(name.right() + space::xs, place.top(), w.value, place.height()), Qt::AlignVCenter,
                   e.value);
        x += w.all + space::l;
    }
    return x;
}

void ChartLegend::paintEvent(QPaintEvent *) {
    QPainter p(this);
    paintEntries(p, m_entries, QRectF(rect()), Theme::instance().isDark());
}

qint64 ChartLegend::runAt(double at) const {
    QFont bold = font();
    bold.setBold(true);
    double x = 0;
    for (const LegendEntry &e : m_entries) {
        const double all = widthsOf(e, QFontMetricsF(font()), QFontMetricsF(bold)).all;
        if (at >= x && at <= x + all)
            return e.run;
        x += all + space::l;
    }
    return 0;
}

void ChartLegend::mouseMoveEvent(QMouseEvent *event) {
    Q_EMIT runHovered(runAt(event->position().x()));
}

void ChartLegend::leaveEvent(QEvent *) {
    Q_EMIT runHovered(0);
}

} // namespace retort
