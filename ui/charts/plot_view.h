// SPDX-License-Identifier: GPL-3.0-or-later
// The drawn plane of a chart: QCustomPlot behind a small interface of our own (series with raw and smoothed
// lines, axes, ranges, coordinates). Knows colours by role, nothing of runs and metrics. Takes no mouse or
// keys: ChartOverlay does. Only this and its source know QCustomPlot. GUI thread.
#pragma once

#include "ui/charts/chart_info.h"

#include <QColor>
#include <QPointF>
#include <QVector>
#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QCPGraph;
class QCustomPlot;

namespace retort {

class ChartTicker;

struct PlotRange {
    double low = 0, high = 1;
    double size() const { return high - low; }
    bool operator==(const PlotRange &) const = default;
};

struct PlotLook {
    int slot = 0;            // series colour, dash and marker (series_colours.h)
    bool validation = false; // dashed with a ring per value
};

inline constexpr double kFadedAlpha = .18;

enum class XFormat { count, duration, clock, number };

class PlotView final : public QWidget {
    Q_OBJECT

public:
    explicit PlotView(QWidget *parent = nullptr);
    ~PlotView() override;

    // --- series. Values may be NaN (a gap), never infinite.
    int addSeries(const PlotLook &look);
    void clearSeries();
    void setLook(int series, const PlotLook &look);
    void setSeriesVisible(int series, bool visible);
    void setFaded(int series, bool faded);
    void clearData(int series);
    void appendData(int series, const QVector<double> &keys, const QVector<double> &raw,
                    const QVector<double> &smooth);
    void setOrphans(int series, const QVector<double> &keys,
                    const QVector<double> &values); // NaN parts pieces
    void setRawShown(bool shown);                   // pale raw lines under the smoothed ones

    // --- axes
    void setLogX(bool on);
    void setLogY(bool on);
    void setXFormat(XFormat format);
    void setYFormat(AxisFormat format);
    void setXRange(PlotRange range);
    void setYRange(PlotRange range);
    PlotRange xRange() const;
    PlotRange yRange() const;

    // --- coordinates, in pixels of this widget
    QRect plotRect() const;
    double xToPixel(double x) const;
    double yToPixel(double y) const;
    double pixelToX(double px) const;
    double pixelToY(double py) const;

    // --- drawing
    void queueReplot(); // many calls before the next event loop turn cost one replot
    void replotNow();
    int replotCount() const { return m_replots; }
    /// A copy that shares the data, laid out for `size` and in the given theme: for export.
    std::unique_ptr<PlotView> copyFor(QSize size, bool dark) const;
    /// Draws the plane on a device with its corner at `at`; `before` and `after` draw around it with the same
    /// painter.
    using Painting = std::function<void(QPainter &)>;
    void paintOn(QPaintDevice *device, QPointF at, bool vector, const Painting &before,
                 const Painting &after);
    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void layoutChanged(); // coordinates are new: after a replot

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Series {
        PlotLook look;
        QCPGraph *raw = nullptr;
        QCPGraph *smooth = nullptr;
        QCPGraph *orphans = nullptr;
        bool visible = true;
        bool faded = false;
    };
    void applyColours(bool dark);
    void dress(Series &series);

    QCustomPlot *m_plot;
    std::shared_ptr<ChartTicker> m_xTicker, m_yTicker;
    std::vector<Series> m_series;
    bool m_rawShown = true;
    bool m_dark = false;
    bool m_fixedTheme = false;
    int m_replots = 0;
};

} // namespace retort
