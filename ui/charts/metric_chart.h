// SPDX-License-Identifier: GPL-3.0-or-later
// A live chart of one kind (charts.def) over one or more runs: curves as logged, smoothed as TensorBoard
// does, events, crosshair, zoom, follow-live, export, table twin. Fed with drained batches: append() costs at
// most one replot per turn of the event loop, however many points it brings. Does not read databases. GUI
// thread.
#pragma once

#include "core/base/job.h"
#include "ui/charts/chart_info.h"
#include "ui/charts/chart_marks.h"
#include "ui/charts/metric_series.h"
#include "ui/charts/plot_view.h"
#include "ui/widgets/card.h"

#include <QVariantMap>

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class QAction;
class QMenu;
class QPushButton;
class QStackedLayout;
class QTemporaryDir;
class QToolButton;

namespace retort {

class ChartLegend;
class ChartOverlay;
class ChartTableModel;
class TableView;

enum class XAxis { step, tokens, epoch, relative, wall };

struct ChartRun {
    qint64 id = 0;
    QString name;
    int slot = 0;             // colour and dash; a run keeps it for life
    double tokensPerStep = 0; // 0: not known, the token axis falls back to steps
    bool visible = true;
    bool operator==(const ChartRun &) const = default;
};

class MetricChart final : public Card {
    Q_OBJECT

public:
    explicit MetricChart(const ChartInfo &info, QWidget *parent = nullptr);
    ~MetricChart() override;

    const ChartInfo &info() const { return m_info; }

    // --- data
    /// The runs shown. Points of other runs are ignored; data of a run that is no longer named is forgotten.
    void setRuns(const std::vector<ChartRun> &runs);
    const std::vector<ChartRun> &runs() const { return m_runs; }
    void append(std::span<const MetricPoint> points);
    void appendEvents(std::span<const RunEvent> events);
    /// Forgets points and events, keeps runs and settings, follows again.
    void reset();
    /// Null before the first point of that metric.
    const MetricSeries *series(qint64 run, const QString &metric) const;

    // --- settings; ChartGroup sets them on several charts at once
    void setSmoothing(double weight); // 0 .. 0.999
    double smoothing() const { return m_weight; }
    void setXAxis(XAxis axis);
    XAxis xAxis() const { return m_xAxis; }
    void setLogX(bool on);
    void setLogY(bool on);
    void setClipOutliers(bool on);
    bool clipOutliers() const { return m_clip; }
    void setCrosshairOn(bool on);
    /// The others fade as long as one of these is drawn.
    void highlightRuns(const std::vector<qint64> &runs);

    // --- view
    bool isFollowing() const { return m_following; }
    PlotRange xRange() const { return m_plot->xRange(); }
    PlotRange yRange() const { return m_plot->yRange(); }
    void zoomTo(PlotRange x,
                std::optional<PlotRange> y = {}); // stops following; without y it fits what is seen
    void zoomBy(double factor, std::optional<double> centreX = {});
    bool goBack() { return walk(m_back, m_forward); }
    bool goForward() { return walk(m_forward, m_back); }
    QVariantMap viewState() const; // but for what its group keeps
    void setViewState(const QVariantMap &state);
    void setTableShown(bool shown);
    bool tableShown() const;

    // --- crosshair, in units of the X axis
    /// Snaps to the logged point nearest to `x`; returns its x, nothing when there is no point.
    std::optional<double> showCrosshair(double x, std::optional<QPointF> mouse = {});
    void hideCrosshair();
    /// What the crosshair shows now; null while hidden.
    const Crosshair *crosshair() const;
    const ChartMarks &marks() const;

    // --- export
    QImage picture(QSize size = {900, 480}, double scale = 2, bool dark = false) const;
    /// By ending: png, svg, pdf. Returns an empty string, or what went wrong.
    QString exportTo(const QString &path, QSize size = {900, 480}, bool dark = false) const;
    /// run, run_name, metric, step, wall_time_s, value, smoothed, smoothing_weight; full precision, orphaned
    /// rows marked. Made by the call of what is returned, on any thread.
    std::function<QByteArray()> csv() const;

    QSize sizeHint() const override; // the same for every chart, so that rows of them are even
    int replotCount() const { return m_plot->replotCount(); }
    PlotView *plot() const { return m_plot; }

public Q_SLOTS:
    void fit(); // the whole run, and follow it

Q_SIGNALS:
    void followingChanged(bool following);
    void crosshairMoved(double x);
    void crosshairLeft();
    void tableSaveAsked(const QString &path, const std::function<QByteArray()> &make);
    // Keys that mean all charts of a group.
    void xAxisCycleAsked();
    void clipToggleAsked();
    void crosshairToggleAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    struct Line {
        qint64 run = 0;
        int metric = 0;
        MetricSeries data;
        int plotIndex = -1;
        // Kept up to date with the points, so that a batch costs its own length and not that of the run.
        PlotRange extent{0, 0}; // of finite values, raw and smoothed; NaN when empty
        std::vector<std::size_t> nonFinite;
        std::ptrdiff_t best = -1;
    };
    struct EventMark {
        qint64 run = 0;
        std::int64_t step = 0;
        double wallTime_s = 0;
        QString kind, text;
    };
    struct View {
        PlotRange x, y;
        bool following = true;
    };

    // metric_chart.cpp
    void buildHeader();
    void buildMenu();
    void connectOverlay();
    const ChartRun *findRun(qint64 id) const;
    int metricOf(const std::string &name);
    Line *lineFor(qint64 run, int metric);
    PlotLook lookOf(const Line &line) const;
    bool isShown(const Line &line) const;
    bool isFaded(qint64 run) const;
    std::ptrdiff_t shownRuns() const;
    double xOf(const Line &line, const SeriesPoint &point) const;
    double xOfEvent(const EventMark &event) const;
    double runStart(qint64 run) const;
    bool isBetter(double value, double than) const;
    void plotTail(Line &line, std::size_t from);
    void plotWhole(Line &line);
    void plotAll();
    void forgetRunsBut(const std::vector<ChartRun> &runs);
    void updateLegend();
    void updateFading(); // of the curves; the marks follow it
    void updateMarks();
    void updateMessage();
    void dataChanged();

    // metric_chart_view.cpp
    std::optional<PlotRange> fullX() const;
    PlotRange fittedY(PlotRange x) const;
    void widenBy(const Line &line, PlotRange x, bool whole, double &low, double &high) const;
    PlotRange padded(PlotRange range, bool logarithmic) const;
    void applyFollow();
    void remember();
    void showView(const View &view);
    bool walk(std::vector<View> &from, std::vector<View> &to);
    void setFollowing(bool following);
    std::ptrdiff_t nearestByX(const Line &line, double x) const;
    CrosshairRow crosshairRow(const Line &line, std::ptrdiff_t at, std::int64_t snappedStep) const;
    void stepCrosshair(int direction);
    void moveView(QPointF pixels);

    // metric_chart_export.cpp
    void paintWhole(QPaintDevice *device, QSize size, bool dark, bool vector) const;
    void dragOut();
    void exportByDialog(const QString &filter, const QString &suffix);

    QString valueText(double value) const;
    void refreshTable();

    ChartInfo m_info;
    std::vector<ChartRun> m_runs;
    std::vector<std::unique_ptr<Line>> m_lines;
    std::vector<EventMark> m_events;
    std::map<qint64, double> m_runStart;
    std::map<qint64, double> m_epochsPerStep;

    double m_weight = 0.6;
    XAxis m_xAxis = XAxis::step;
    bool m_logX = false, m_logY = false, m_clip = false, m_crosshairOn = true;
    std::vector<qint64> m_highlight;
    qint64 m_pointedAt = 0; // in the legend, by the mouse; it goes before m_highlight
    bool m_following = true;
    std::vector<View> m_back, m_forward;

    QWidget *m_body;
    QStackedLayout *m_stack;
    PlotView *m_plot;
    ChartOverlay *m_overlay;
    ChartLegend *m_legend;
    QPushButton *m_paused;
    QToolButton *m_fit;
    QMenu *m_menu;
    QAction *m_logXAction, *m_logYAction, *m_smoothAction, *m_clipAction, *m_tableAction;
    TableView *m_table = nullptr;
    ChartTableModel *m_tableModel = nullptr;
    double m_weightBefore = 0.6;
    QPoint m_dragFrom;
    std::unique_ptr<QTemporaryDir> m_dragFolder;
};

} // namespace retort
