// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_marks.h"

#include "ui/theme/series_colours.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

constexpr double kFlagGap = 12;

QPolygonF starShape(QPointF c, double radius) {
    QPolygonF star;
    for (int i = 0; i < 10; ++i) {
        const double r = i % 2 == 0 ? radius : radius * .45;
        const double angle = -M_PI / 2 + i * M_PI / 5;
        star << c + QPointF(r * std::cos(angle), r * std::sin(angle));
    }
    return star;
}

void paintFlag(QPainter &p, const QRectF &plane, double x, bool bad, bool dark) {
    const QColor c = roleColour(bad ? Role::bad : Role::text3, dark);
    p.setPen(QPen(c, 1, Qt::DashLine));
    p.drawLine(QPointF(x, plane.top()), QPointF(x, plane.bottom()));
    p.setPen(Qt::NoPen);
    p.setBrush(c);
    p.drawPolygon(QPolygonF{{x, plane.top() - 10}, {x + 9, plane.top() - 6}, {x, plane.top() - 2}});
    p.drawRect(QRectF(x - .5, plane.top() - 10, 1, 12));
}

void paintStars(QPainter &p, const PlotView &plot, const std::vector<ChartStar> &stars, const QRectF &plane) {
    for (const ChartStar &star : stars) {
        const QPointF at(plot.xToPixel(star.x), plot.yToPixel(star.y));
        if (!plane.adjusted(-1, -1, 1, 1).contains(at))
            continue;
        p.setPen(QPen(roleColour(Role::surface, plot.isDark()), 1.5));
        p.setBrush(seriesColour(star.slot, plot.isDark()));
        p.drawPolygon(starShape(at, 8));
    }
}

double tableHeight(const Crosshair &c, double line) {
    const auto rows = std::min<size_t>(c.rows.size(), kMostCrosshairRows);
    const bool more = c.rows.size() > rows;
    return (1 + double(rows) + (more ? 1 : 0) + double(c.remarks.size())) * line + 2 * space::s;
}

// Nearest to the mouse first, so that of many runs the one pointed at is in the table.
std::vector<CrosshairRow> sortedRows(const PlotView &plot, const Crosshair &c) {
    std::vector<CrosshairRow> rows = c.rows;
    if (c.mouse && rows.size() > size_t(kMostCrosshairRows))
        std::stable_sort(rows.begin(), rows.end(), [&](const CrosshairRow &a, const CrosshairRow &b) {
            const auto far = [&](const CrosshairRow &r) {
                return std::isfinite(r.y) ? std::abs(plot.yToPixel(r.y) - c.mouse->y()) : 1e9;
            };
            return far(a) < far(b);
        });
    return rows;
}

void paintTable(QPainter &p, const PlotView &plot, const Crosshair &c) {
    const bool dark = plot.isDark();
    const QFont caption = Theme::instance().font(FontRole::caption);
    const QFontMetricsF metrics(caption);
    QFont bold = caption;
    bold.setBold(true);
    const double line = metrics.height() + 2;
    const auto rows = sortedRows(plot, c);
    const size_t shown = std::min<size_t>(rows.size(), kMostCrosshairRows);
    double names = 0, values = 0;
    for (size_t i = 0; i < shown; ++i) {
        names = std::max(names, metrics.horizontalAdvance(rows[i].name));
        values = std::max(
            values, QFontMetricsF(bold).horizontalAdvance(rows[i].value)
                        + (rows[i].raw.isEmpty() ? 0 : metrics.horizontalAdvance(rows[i].raw) + space::s));
    }
    names = std::min(names, 150.0);
    double width = 22 + names + space::m + values;
    for (const QString &text : c.remarks + QStringList{c.headline})
        width = std::max(width, metrics.horizontalAdvance(text));
    width = std::min(width + 2 * space::s, double(plot.width()) - space::s);
    const double height = tableHeight(c, line);
    const double at = plot.xToPixel(c.x);
    double left = at + space::m;
    if (left + width > plot.width() - 2)
        left = at - space::m - width;
    left = std::max(2.0, left);
    const double wanted = c.mouse ? c.mouse->y() - height / 2 : plot.plotRect().top() + 4.0;
    const double top = std::clamp(wanted, 2.0, std::max(2.0, plot.height() - height - 2.0));
    paint::box(&p, QRectF(left, top, width, height), roleColour(Role::surface, dark),
               roleColour(Role::borderS, dark), size::radiusControl);
    double y = top + space::s;
    const double x = left + space::s, right = left + width - space::s;
    const auto text = [&](const QFont &font, Role role, const QRectF &r, int flags, const QString &words) {
        p.setFont(font);
        p.setPen(roleColour(role, dark));
        p.drawText(r, flags | Qt::AlignVCenter,
                   QFontMetricsF(font).elidedText(words, Qt::ElideMiddle, r.width()));
    };
    text(caption, Role::text2, {x, y, right - x, line}, Qt::AlignLeft, c.headline);
    y += line;
    for (size_t i = 0; i < shown; ++i, y += line) {
        paintSwatch(p, rows[i].look, {x, y + line / 2}, 16, dark);
        text(caption, Role::text2, {x + 22, y, names, line}, Qt::AlignLeft, rows[i].name);
        const double value = QFontMetricsF(bold).horizontalAdvance(rows[i].value) + 1;
        text(bold, Role::text, {right - value, y, value, line}, Qt::AlignRight, rows[i].value);
        if (!rows[i].raw.isEmpty())
            text(caption, Role::text3, {x + 22 + names, y, right - value - space::s - x - 22 - names, line},
                 Qt::AlignRight, rows[i].raw);
    }
    if (rows.size() > shown) {
        text(caption, Role::text3, {x, y, right - x, line}, Qt::AlignLeft,
             QStringLiteral("+%1").arg(rows.size() - shown));
        y += line;
    }
    for (const QString &remark : c.remarks) {
        text(caption, Role::text2, {x, y, right - x, line}, Qt::AlignLeft, QStringLiteral("⚑ ") + remark);
        y += line;
    }
}

} // namespace

void paintSwatch(QPainter &p, const PlotLook &look, QPointF at, double width, bool dark) {
    const QColor colour = seriesColour(look.slot, dark);
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(seriesPen(look.slot, look.validation, colour));
    p.drawLine(at, at + QPointF(width, 0));
    if (look.validation) {
        p.setPen(Qt::NoPen);
        p.setBrush(colour);
        p.drawEllipse(at + QPointF(width / 2, 0), 3, 3);
    }
    p.restore();
}

void paintMarks(QPainter &p, const PlotView &plot, const ChartMarks &marks) {
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF plane(plot.plotRect());
    double lastFlag = -1e9;
    for (const ChartFlag &flag : marks.flags) {
        const double x = std::round(plot.xToPixel(flag.x)) + .5;
        if (x < plane.left() || x > plane.right() || (x - lastFlag < kFlagGap && !flag.bad))
            continue;
        paintFlag(p, plane, x, flag.bad, plot.isDark());
        lastFlag = x;
    }
    p.setPen(Qt::NoPen);
    p.setBrush(roleColour(Role::bad, plot.isDark()));
    for (const EdgeMark &mark : marks.edges) {
        const double x = plot.xToPixel(mark.x);
        if (x < plane.left() || x > plane.right())
            continue;
        const double edge = mark.top ? plane.top() : plane.bottom(), inner = mark.top ? edge + 9 : edge - 9;
        p.drawPolygon(QPolygonF{{x, edge}, {x + 5.5, inner}, {x - 5.5, inner}});
    }
    paintStars(p, plot, marks.stars, plane);
    p.restore();
}

QStringList flagTextsNear(const PlotView &plot, const ChartMarks &marks, double x) {
    QStringList texts;
    for (const ChartFlag &flag : marks.flags)
        if (std::abs(plot.xToPixel(flag.x) - plot.xToPixel(x)) <= kFlagGap / 2 && texts.size() < 3)
            texts << flag.text;
    return texts;
}

void paintCrosshair(QPainter &p, const PlotView &plot, const Crosshair &c) {
    const QRectF plane(plot.plotRect());
    const double x = std::round(plot.xToPixel(c.x)) + .5;
    if (x < plane.left() - 1 || x > plane.right() + 1)
        return;
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(roleColour(Role::text3, plot.isDark()), 1));
    p.drawLine(QPointF(x, plane.top()), QPointF(x, plane.bottom()));
    for (const CrosshairRow &row : c.rows) {
        const QPointF at(plot.xToPixel(row.x), plot.yToPixel(row.y));
        if (!std::isfinite(row.y) || !plane.adjusted(-1, -1, 1, 1).contains(at))
            continue;
        p.setPen(QPen(roleColour(Role::surface, plot.isDark()), 1.5));
        p.setBrush(seriesColour(row.look.slot, plot.isDark()));
        p.drawEllipse(at, 4, 4);
    }
    if (c.showTable && !c.rows.empty())
        paintTable(p, plot, c);
    p.restore();
}

} // namespace retort
