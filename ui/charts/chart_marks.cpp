// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_marks.h"

#include "ui/theme/series_colours.h"
#include "ui/theme/theme.h"

#include <QPainter>

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
        p.setOpacity(star.faded ? kFadedAlpha : 1);
        p.setPen(QPen(roleColour(Role::surface, plot.isDark()), 1.5));
        p.setBrush(seriesColour(star.slot, plot.isDark()));
        p.drawPolygon(starShape(at, 8));
    }
    p.setOpacity(1);
}

} // namespace

void paintSwatch(QPainter &p, const PlotLook &look, QPointF at, double width, bool dark) {
    const QColor colour = seriesColour(look.slot, dark);
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(seriesPen(look.slot, look.validation, colour));
    p.drawLine(at, at + QPointF(width, 0));
    if (look.validation) {
        p.setPen(QPen(colour, 1.5));
        p.setBrush(roleColour(Role::surface, dark));
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
    p.restore();
}

} // namespace retort
