// SPDX-License-Identifier: GPL-3.0-or-later
// Ranges, zoom with history, follow-live and crosshair of MetricChart.
#include "ui/charts/chart_overlay.h"
#include "ui/charts/metric_chart.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <limits>

namespace retort {
namespace {

constexpr std::size_t kMostViews = 50;
constexpr double kAMinute_s = 60;
constexpr std::size_t kPercentilePoints = 20'000;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

std::optional<PlotRange> MetricChart::fullX() const {
    double low = kNaN, high = kNaN;
    for (const auto &line : m_lines) {
        if (!isShown(*line) || line->data.empty())
            continue;
        const auto &points = line->data.points();
        double first = xOf(*line, points.front());
        // A logarithmic axis has no place for step 0.
        for (std::size_t i = 0; m_logX && first <= 0 && i < points.size(); ++i)
            first = xOf(*line, points[i]);
        low = std::fmin(low, first);
        high = std::fmax(high, xOf(*line, points.back()));
        for (const auto &piece : line->data.orphans())
            if (!piece.empty())
                high = std::fmax(high, xOf(*line, piece.back()));
    }
    if (std::isnan(low))
        return {};
    return PlotRange{low, high};
}

void MetricChart::widenBy(const Line &line, PlotRange x, bool whole, double &low, double &high) const {
    if (whole && !m_logY) {
        low = std::fmin(low, line.extent.low);
        high = std::fmax(high, line.extent.high);
        return;
    }
    const auto take = [&](double v) {
        if (std::isfinite(v) && (!m_logY || v > 0)) {
            low = std::fmin(low, v);
            high = std::fmax(high, v);
        }
    };
    for (const SeriesPoint &p : line.data.points())
        if (const double at = xOf(line, p); at >= x.low && at <= x.high) {
            take(p.value);
            take(p.smooth);
        }
}

PlotRange MetricChart::fittedY(PlotRange x) const {
    double low = kNaN, high = kNaN;
    const auto full = fullX();
    const bool whole = full && x.low <= full->low && x.high >= full->high;
    std::vector<double> values; // of the outlier clip, which looks at the smoothed curves only
    for (const auto &line : m_lines) {
        if (!isShown(*line))
            continue;
        if (!m_clip) {
            widenBy(*line, x, whole, low, high);
            continue;
        }
        const auto &points = line->data.points();
        const std::size_t stride = 1 + points.size() / kPercentilePoints;
        for (std::size_t i = 0; i < points.size(); i += stride)
            if (const double at = xOf(*line, points[i]);
                at >= x.low && at <= x.high && (!m_logY || points[i].smooth > 0))
                values.push_back(points[i].smooth);
    }
    if (m_clip) {
        const ValueRange clipped = rangeWithoutOutliers(std::move(values));
        low = clipped.low;
        high = clipped.high;
    }
    if (m_info.unitRange && !m_logY && whole)
        return {0, 1};
    if (std::isnan(low))
        return m_info.unitRange ? PlotRange{0, 1} : m_logY ? PlotRange{0.1, 10} : PlotRange{0, 1};
    if (m_info.startsAtZero && !m_logY && low > 0)
        low = 0;
    const PlotRange range = padded({low, high}, m_logY);
    return m_info.startsAtZero && !m_logY && low >= 0 ? PlotRange{0, range.high} : range;
}

PlotRange MetricChart::padded(PlotRange range, bool logarithmic) const {
    if (logarithmic) {
        const double low = std::max(range.low, 1e-300), ratio = std::max(range.high / low, 1.0);
        const double factor = ratio > 1.0001 ? std::pow(ratio, .05) : 2;
        return {low / factor, low * ratio * factor};
    }
    const double size = range.size();
    // A constant curve stands in the middle.
    const double pad = size > 0 ? size * .05 : std::max(std::abs(range.high) * .1, 1e-6);
    return {range.low - pad, range.high + pad};
}

void MetricChart::applyFollow() {
    PlotRange x = fullX().value_or(m_logX ? PlotRange{1, 100} : PlotRange{0, 100});
    if (!(x.size() > 0)) // a single point stands in the middle
        x = m_logX                   ? PlotRange{x.low / 2, x.high * 2 + 1e-9}
            : m_xAxis == XAxis::wall ? PlotRange{x.low - kAMinute_s / 2, x.high + kAMinute_s / 2}
                                     : PlotRange{0, std::max(2 * x.high, 1.0)};
    m_plot->setXRange(m_logX ? x : PlotRange{x.low, x.high + x.size() * .015});
    m_plot->setYRange(fittedY(xRange()));
}

void MetricChart::setFollowing(bool following) {
    m_paused->setVisible(!following);
    m_following = following;
}

void MetricChart::remember() {
    m_back.push_back({xRange(), yRange(), m_following});
    if (m_back.size() > kMostViews)
        m_back.erase(m_back.begin());
    m_forward.clear();
}

void MetricChart::showView(const View &view) {
    setFollowing(view.following);
    if (view.following) {
        applyFollow();
    } else {
        m_plot->setXRange(view.x);
        m_plot->setYRange(view.y);
    }
    m_plot->queueReplot();
}

void MetricChart::fit() {
    if (!m_following)
        remember();
    setFollowing(true);
    applyFollow();
    m_plot->queueReplot();
}

void MetricChart::zoomTo(PlotRange x, std::optional<PlotRange> y) {
    const double least = m_logX ? 0 : std::max(std::abs(x.high), 1.0) * 1e-9;
    if (!(x.size() > least) || (y && !(y->size() > 0)))
        return;
    remember();
    setFollowing(false);
    m_plot->setXRange(x);
    m_plot->setYRange(y.value_or(fittedY(x)));
    m_plot->queueReplot();
}

void MetricChart::zoomBy(double factor, std::optional<double> centreX) {
    const PlotRange x = xRange();
    PlotRange next;
    if (m_logX) {
        const double centre = std::log(centreX.value_or(std::sqrt(x.low * x.high)));
        next = {std::exp(centre + (std::log(x.low) - centre) * factor),
                std::exp(centre + (std::log(x.high) - centre) * factor)};
    } else {
        const double centre = centreX.value_or((x.low + x.high) / 2);
        next = {centre + (x.low - centre) * factor, centre + (x.high - centre) * factor};
    }
    // Zooming out never leaves the run behind: the whole of it is the end, and is followed again.
    if (const auto full = fullX(); factor > 1 && full && next.low <= full->low && next.high >= full->high)
        return fit();
    zoomTo(next);
}

void MetricChart::moveView(QPointF pixels) {
    if (m_following)
        remember();
    setFollowing(false);
    const QRect plane = m_plot->plotRect();
    m_plot->setXRange(
        {m_plot->pixelToX(plane.left() - pixels.x()), m_plot->pixelToX(plane.right() + 1 - pixels.x())});
    m_plot->setYRange(
        {m_plot->pixelToY(plane.bottom() + 1 - pixels.y()), m_plot->pixelToY(plane.top() - pixels.y())});
    m_plot->queueReplot();
}

bool MetricChart::walk(std::vector<View> &from, std::vector<View> &to) {
    if (from.empty())
        return false;
    to.push_back({xRange(), yRange(), m_following});
    const View view = from.back();
    from.pop_back();
    showView(view);
    return true;
}

QVariantMap MetricChart::viewState() const {
    return {{QStringLiteral("logX"), m_logX},
            {QStringLiteral("logY"), m_logY},
            {QStringLiteral("table"), tableShown()}};
}

void MetricChart::setViewState(const QVariantMap &state) {
    setLogX(state.value(QStringLiteral("logX")).toBool());
    setLogY(state.value(QStringLiteral("logY")).toBool());
    setTableShown(state.value(QStringLiteral("table")).toBool());
}

std::ptrdiff_t MetricChart::nearestByX(const Line &line, double x) const {
    const auto &points = line.data.points();
    if (points.empty())
        return -1;
    const auto at =
        std::ranges::lower_bound(points, x, {}, [&](const SeriesPoint &p) { return xOf(line, p); });
    if (at == points.end())
        return static_cast<std::ptrdiff_t>(points.size()) - 1;
    if (at != points.begin() && x - xOf(line, *(at - 1)) <= xOf(line, *at) - x)
        return at - points.begin() - 1;
    return at - points.begin();
}

CrosshairRow MetricChart::crosshairRow(const Line &line, std::ptrdiff_t at, std::int64_t snappedStep) const {
    const SeriesPoint &p = line.data.points()[size_t(at)];
    const WantedMetric &metric = m_info.metrics[size_t(line.metric)];
    const ChartRun *run = findRun(line.run);
    CrosshairRow row;
    row.look = lookOf(line);
    row.name = metricLabel(metric);
    if (shownRuns() > 1)
        row.name = m_info.metrics.size() > 1 ? run->name + QStringLiteral(" · ") + row.name : run->name;
    const bool smoothed = m_weight > 0 && !metric.validation;
    row.value = valueText(p.smooth);
    // A series that was not logged at this step says at which step its value is.
    if (p.step != snappedStep)
        row.raw = tr("@ %1").arg(formatCount(p.step));
    else if (smoothed)
        row.raw = valueText(p.value);
    row.x = xOf(line, p);
    row.y = std::isfinite(p.smooth) ? p.smooth : kNaN;
    return row;
}

std::optional<double> MetricChart::showCrosshair(double x, std::optional<QPointF> mouse) {
    const Line *snapped = nullptr;
    std::ptrdiff_t at = -1;
    double far = std::numeric_limits<double>::infinity();
    for (const auto &line : m_lines) {
        if (!isShown(*line))
            continue;
        const std::ptrdiff_t i = nearestByX(*line, x);
        if (i < 0)
            continue;
        const double d = std::abs(xOf(*line, line->data.points()[size_t(i)]) - x);
        if (d < far) {
            far = d;
            snapped = line.get();
            at = i;
        }
    }
    if (!snapped) {
        hideCrosshair();
        return {};
    }
    const SeriesPoint &p = snapped->data.points()[size_t(at)];
    Crosshair c;
    c.x = xOf(*snapped, p);
    c.headline =
        tr("Step %1 · %2").arg(formatCount(p.step), formatDuration(p.wallTime_s - runStart(snapped->run)));
    for (const auto &line : m_lines)
        if (isShown(*line))
            if (const std::ptrdiff_t i = nearestByX(*line, c.x); i >= 0)
                c.rows.push_back(crosshairRow(*line, i, p.step));
    c.remarks = flagTextsNear(*m_plot, marks(), c.x);
    for (const ChartStar &star : marks().stars)
        if (std::abs(m_plot->xToPixel(star.x) - m_plot->xToPixel(c.x)) <= 4)
            c.remarks << star.text;
    c.mouse = mouse;
    c.showTable = mouse.has_value();
    m_overlay->setCrosshair(c);
    return c.x;
}

void MetricChart::hideCrosshair() {
    m_overlay->setCrosshair({});
}

const Crosshair *MetricChart::crosshair() const {
    return m_overlay->crosshair() ? &*m_overlay->crosshair() : nullptr;
}

const ChartMarks &MetricChart::marks() const {
    return m_overlay->marks();
}

void MetricChart::stepCrosshair(int direction) {
    const Line *line = nullptr; // the densest one: every logged step can be reached
    for (const auto &each : m_lines)
        if (isShown(*each) && (!line || each->data.points().size() > line->data.points().size()))
            line = each.get();
    if (!line || line->data.empty())
        return;
    const auto count = static_cast<std::ptrdiff_t>(line->data.points().size());
    std::ptrdiff_t at = crosshair()     ? nearestByX(*line, crosshair()->x) + direction
                        : direction > 0 ? 0
                                        : count - 1;
    at = std::clamp<std::ptrdiff_t>(at, 0, count - 1);
    const double x = xOf(*line, line->data.points()[size_t(at)]);
    const QPointF at_px(m_plot->xToPixel(x), m_plot->plotRect().center().y());
    if (const auto snapped = showCrosshair(x, at_px))
        Q_EMIT crosshairMoved(*snapped);
    if (const Crosshair *c = crosshair(); c && !c->rows.empty())
        m_overlay->setAccessibleDescription(c->headline + QStringLiteral(": ") + c->rows.front().name
                                            + QLatin1Char(' ') + c->rows.front().value);
}

void MetricChart::keyPressEvent(QKeyEvent *event) {
    const auto mods = event->modifiers() & ~Qt::KeypadModifier;
    const int key = event->key();
    if (mods == Qt::AltModifier && (key == Qt::Key_Left || key == Qt::Key_Right)) {
        if (!(key == Qt::Key_Left ? goBack() : goForward()))
            event->ignore();
        return;
    }
    if (mods & ~Qt::ShiftModifier)
        return Card::keyPressEvent(event);
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(.7);
    case Qt::Key_Minus:
        return zoomBy(1 / .7);
    case Qt::Key_Left:
        return stepCrosshair(mods == Qt::ShiftModifier ? -10 : -1);
    case Qt::Key_Right:
        return stepCrosshair(mods == Qt::ShiftModifier ? 10 : 1);
    case Qt::Key_Escape:
        if (crosshair()) {
            hideCrosshair();
            return Q_EMIT crosshairLeft();
        }
        break;
    default:
        break;
    }
    Card::keyPressEvent(event);
}

bool MetricChart::eventFilter(QObject *object, QEvent *event) {
    if (object == m_plot && event->type() == QEvent::Resize) {
        m_overlay->setGeometry(m_plot->rect());
        m_overlay->raise();
    }
    return Card::eventFilter(object, event);
}

} // namespace retort
