// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_view.h"

#include "ui/charts/chart_ticker.h"
#include "ui/theme/series_colours.h"
#include "ui/theme/theme.h"

#include <qcustomplot.h>

#include <cmath>

namespace retort {

class ChartTicker final : public QCPAxisTicker {
public:
    bool logarithmic = false;
    bool vertical = false;
    XFormat x = XFormat::count;
    AxisFormat y = AxisFormat::number;

    QString text(double value, double step) const {
        return vertical ? axisText(value, step, y) : axisText(value, step, x);
    }

    void generate(const QCPRange &range, const QLocale &, QChar, int, QVector<double> &ticks,
                  QVector<double> *subTicks, QVector<QString> *labels) override {
        const bool time = !vertical && !logarithmic && (x == XFormat::duration || x == XFormat::clock);
        ticks =
            time ? timeTicks({range.lower, range.upper}) : axisTicks({range.lower, range.upper}, logarithmic);
        if (subTicks)
            subTicks->clear();
        if (!labels)
            return;
        labels->clear();
        const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : range.size();
        for (double tick : std::as_const(ticks))
            labels->append(text(tick, logarithmic ? tick : step));
    }
};

namespace {

constexpr int kMarker = 7;

// A marker on the edge of the plane (0 %, the first step) is drawn whole.
class MarkedGraph final : public QCPGraph {
public:
    using QCPGraph::QCPGraph;

protected:
    QRect clipRect() const override {
        const int reach = scatterStyle().isNone() ? 0 : kMarker / 2 + 2;
        return QCPGraph::clipRect().adjusted(-reach, -reach, reach, reach);
    }
};

constexpr double kRawAlpha = .28;

QColor withAlpha(QColor c, double alpha) {
    c.setAlphaF(static_cast<float>(alpha));
    return c;
}

QVector<QCPGraphData> graphData(const QVector<double> &keys, const QVector<double> &values) {
    QVector<QCPGraphData> data;
    data.reserve(keys.size());
    for (qsizetype i = 0; i < keys.size(); ++i)
        data.append({keys[i], std::isinf(values[i]) ? qQNaN() : values[i]});
    return data;
}

QCPScatterStyle scatter(int marker, const QColor &c, const QColor &fill) {
    static constexpr QCPScatterStyle::ScatterShape shapes[] = {
        QCPScatterStyle::ssCircle, QCPScatterStyle::ssSquare, QCPScatterStyle::ssDiamond,
        QCPScatterStyle::ssTriangle};
    return {shapes[std::max(marker, 0) % 4], QPen(c, 1.5), QBrush(fill), kMarker};
}

} // namespace

PlotView::PlotView(QWidget *parent)
    : QWidget(parent),
      m_plot(new QCustomPlot(this)),
      m_xTicker(std::make_shared<ChartTicker>()),
      m_yTicker(std::make_shared<ChartTicker>()) {
    m_yTicker->vertical = true;
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumSize(40, 40);
    m_plot->setAutoAddPlottableToLegend(false);
    m_plot->setPlottingHint(QCP::phFastPolylines, true);
    // All pale raw lines lie under all smoothed ones, whatever the order of the runs.
    for (const char *layer : {"orphans", "raw", "smooth", "validation"})
        m_plot->addLayer(QLatin1String(layer));
    const auto share = [](const std::shared_ptr<ChartTicker> &t) {
        return QSharedPointer<QCPAxisTicker>(t.get(), [t](QCPAxisTicker *) {});
    };
    m_plot->xAxis->setTicker(share(m_xTicker));
    m_plot->yAxis->setTicker(share(m_yTicker));
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setSubTicks(false);
        axis->setTickLength(0);
        axis->setNumberFormat(QStringLiteral("g")); // else 3e-4 becomes a formula
        axis->setTickLabelPadding(space::xs + 2);
        axis->grid()->setSubGridVisible(false);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->axisRect()->setMinimumMargins(QMargins(space::s, space::l, space::m, space::s));
    m_plot->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    m_plot->axisRect()->setMargins(QMargins(0, space::l, space::l, 0));
    connect(m_plot, &QCustomPlot::afterReplot, this, [this] {
        ++m_replots;
        Q_EMIT layoutChanged();
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        if (m_fixedTheme)
            return;
        applyColours(Theme::instance().isDark());
        queueReplot();
    });
    applyColours(Theme::instance().isDark());
}

PlotView::~PlotView() = default;

void PlotView::applyColours(bool dark) {
    m_dark = dark;
    const auto c = [dark](Role role) { return roleColour(role, dark); };
    m_plot->setBackground(QBrush(c(Role::surface)));
    m_plot->xAxis->setBasePen(QPen(c(Role::borderS), 1));
    m_plot->yAxis->setBasePen(Qt::NoPen);
    m_plot->yAxis->grid()->setPen(QPen(c(Role::border), 1));
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLabelColor(c(Role::text2));
        axis->setTickLabelFont(Theme::instance().font(FontRole::caption));
        axis->setTickPen(Qt::NoPen);
    }
    for (Series &series : m_series)
        dress(series);
}

void PlotView::dress(Series &s) {
    const QColor colour = seriesColour(s.look.slot, m_dark);
    // A single point makes no line.
    const int marker = std::max(seriesMarker(s.look.slot), s.smooth->dataCount() == 1 ? 0 : -1);
    const QColor c = s.faded ? withAlpha(colour, kFadedAlpha) : colour;
    const bool twice = m_rawShown && !s.look.validation;
    s.raw->setPen(QPen(withAlpha(colour, s.faded ? kFadedAlpha / 3 : kRawAlpha), 1));
    s.orphans->setPen(QPen(withAlpha(colour, s.faded ? kFadedAlpha / 3 : kRawAlpha * 1.4), 1, Qt::DotLine));
    s.smooth->setPen(seriesPen(s.look.slot, s.look.validation, c));
    // Validation has few points, each of them measured: a ring each, which no training has. Filled markers
    // tell runs 5 and up apart.
    s.smooth->setScatterStyle(s.look.validation ? scatter(marker, c, roleColour(Role::surface, m_dark))
                              : marker >= 0     ? scatter(marker, c, c)
                                                : QCPScatterStyle(QCPScatterStyle::ssNone));
    s.smooth->setScatterSkip(s.look.validation ? 0 : std::max(1, s.smooth->dataCount() / 8));
    s.raw->setVisible(s.visible && twice);
    s.smooth->setVisible(s.visible);
    s.orphans->setVisible(s.visible);
}

int PlotView::addSeries(const PlotLook &look) {
    Series s;
    s.look = look;
    s.raw = m_plot->addGraph();
    s.smooth = new MarkedGraph(m_plot->xAxis, m_plot->yAxis); // owned by the plot
    s.orphans = m_plot->addGraph();
    s.raw->setLayer(QStringLiteral("raw"));
    s.smooth->setLayer(look.validation ? QStringLiteral("validation") : QStringLiteral("smooth"));
    s.orphans->setLayer(QStringLiteral("orphans"));
    for (QCPGraph *graph : {s.raw, s.smooth, s.orphans}) {
        graph->setAdaptiveSampling(true);
        graph->setSelectable(QCP::stNone);
    }
    dress(s);
    m_series.push_back(s);
    return static_cast<int>(m_series.size()) - 1;
}

void PlotView::clearSeries() {
    m_plot->clearGraphs();
    m_series.clear();
}

void PlotView::setLook(int i, const PlotLook &look) {
    m_series[size_t(i)].look = look;
    dress(m_series[size_t(i)]);
}

void PlotView::setSeriesVisible(int i, bool visible) {
    m_series[size_t(i)].visible = visible;
    dress(m_series[size_t(i)]);
}

void PlotView::setFaded(int i, bool faded) {
    if (m_series[size_t(i)].faded == faded)
        return;
    m_series[size_t(i)].faded = faded;
    dress(m_series[size_t(i)]);
}

void PlotView::clearData(int i) {
    m_series[size_t(i)].raw->data()->clear();
    m_series[size_t(i)].smooth->data()->clear();
}

void PlotView::appendData(int i, const QVector<double> &keys, const QVector<double> &raw,
                          const QVector<double> &smooth) {
    Series &s = m_series[size_t(i)];
    s.raw->data()->add(graphData(keys, raw), true);
    s.smooth->data()->add(graphData(keys, smooth), true);
    dress(s);
}

void PlotView::setOrphans(int i, const QVector<double> &keys, const QVector<double> &values) {
    m_series[size_t(i)].orphans->data()->set(graphData(keys, values), true);
}

void PlotView::setRawShown(bool shown) {
    m_rawShown = shown;
    for (Series &s : m_series)
        dress(s);
}

void PlotView::setLogX(bool on) {
    m_xTicker->logarithmic = on;
    m_plot->xAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
}

void PlotView::setLogY(bool on) {
    m_yTicker->logarithmic = on;
    m_plot->yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
}

void PlotView::setXFormat(XFormat format) {
    m_xTicker->x = format;
}

void PlotView::setYFormat(AxisFormat format) {
    m_yTicker->y = format;
}

void PlotView::setXRange(PlotRange range) {
    m_plot->xAxis->setRange(range.low, range.high);
}

void PlotView::setYRange(PlotRange range) {
    m_plot->yAxis->setRange(range.low, range.high);
}

PlotRange PlotView::xRange() const {
    return {m_plot->xAxis->range().lower, m_plot->xAxis->range().upper};
}

PlotRange PlotView::yRange() const {
    return {m_plot->yAxis->range().lower, m_plot->yAxis->range().upper};
}

QRect PlotView::plotRect() const {
    return m_plot->axisRect()->rect();
}

double PlotView::xToPixel(double x) const {
    return m_plot->xAxis->coordToPixel(x);
}

double PlotView::yToPixel(double y) const {
    return m_plot->yAxis->coordToPixel(y);
}

double PlotView::pixelToX(double px) const {
    return m_plot->xAxis->pixelToCoord(px);
}

double PlotView::pixelToY(double py) const {
    return m_plot->yAxis->pixelToCoord(py);
}

void PlotView::queueReplot() {
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotView::replotNow() {
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

std::unique_ptr<PlotView> PlotView::copyFor(QSize size, bool dark) const {
    auto copy = std::make_unique<PlotView>();
    copy->m_fixedTheme = true;
    copy->m_rawShown = m_rawShown;
    for (const Series &s : m_series) {
        Series &made = copy->m_series[size_t(copy->addSeries(s.look))];
        made.raw->setData(s.raw->data());
        made.smooth->setData(s.smooth->data());
        made.orphans->setData(s.orphans->data());
        made.visible = s.visible;
    }
    copy->setLogX(m_xTicker->logarithmic);
    copy->setLogY(m_yTicker->logarithmic);
    copy->setXFormat(m_xTicker->x);
    copy->setYFormat(m_yTicker->y);
    copy->setXRange(xRange());
    copy->setYRange(yRange());
    copy->applyColours(dark);
    copy->resize(size);
    copy->m_plot->setViewport(QRect(QPoint(), size));
    copy->replotNow();
    return copy;
}

void PlotView::paintOn(QPaintDevice *device, QPointF at, bool vector, const Painting &before,
                       const Painting &after) {
    QCPPainter painter(device);
    if (!painter.isActive())
        return;
    painter.setMode(QCPPainter::pmVectorized, vector);
    painter.setRenderHint(QPainter::Antialiasing);
    before(painter);
    painter.save();
    painter.translate(at);
    m_plot->toPainter(&painter, m_plot->viewport().width(), m_plot->viewport().height());
    painter.restore();
    painter.setClipping(false);
    after(painter);
}

void PlotView::resizeEvent(QResizeEvent *) {
    m_plot->setGeometry(rect());
}

void PlotView::showEvent(QShowEvent *) {
    m_plot->setBufferDevicePixelRatio(devicePixelRatioF());
}

} // namespace retort
