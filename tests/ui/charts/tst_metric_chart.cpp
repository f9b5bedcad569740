// SPDX-License-Identifier: GPL-3.0-or-later
// Behaviour of the charts; with RETORT_PICTURES=<folder> also pictures of a typical page.
#include "ui/charts/chart_table.h"
#include "ui/charts/metric_chart.h"

#include "ui/charts/chart_group.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/chart_toolbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/table_view.h"

#include "test_main.h"
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QGridLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTranslator>
#include <QWheelEvent>

#include <cmath>
#include <limits>
#include <random>

using namespace retort;

namespace {

const ChartInfo *findChart(QStringView id) {
    for (const ChartInfo &info : chartTable())
        if (id == QLatin1String(info.id))
            return &info;
    return nullptr;
}

const double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<MetricPoint> lossPoints(qint64 run, int from, int to, int every = 1, double shift = 0) {
    std::mt19937 random(static_cast<unsigned>(run * 1000 + from));
    std::normal_distribution<double> noise(0, .08);
    std::vector<MetricPoint> points;
    for (int step = from; step < to; step += every) {
        const double curve = .6 + shift + 6 * std::exp(-step / 160.0);
        points.push_back({run, step, "train/loss", curve + noise(random), 1000.0 + step * .2});
        points.push_back({run, step, "lr",
                          2e-3 * std::min(1.0, step / 50.0) * (step < 500 ? 1 : (1000 - step) / 500.0),
                          1000.0 + step * .2});
        points.push_back({run, step, "grad_norm", 1 + std::abs(noise(random)) * 8, 1000.0 + step * .2});
        points.push_back({run, step, "tokens_per_s", 9000 + 900 * noise(random), 1000.0 + step * .2});
        points.push_back(
            {run, step, "train/accuracy", 1 - .7 * std::exp(-step / 200.0) - .05, 1000.0 + step * .2});
        if (step % 50 == 0 && step > 0) {
            points.push_back({run, step, "val/loss", curve + .05 + (step > 700 ? (step - 700) * 4e-4 : 0),
                              1000.0 + step * .2});
            points.push_back(
                {run, step, "val/accuracy", .95 - .95 * std::exp(-step / 300.0), 1000.0 + step * .2});
        }
    }
    return points;
}

std::unique_ptr<MetricChart> lossChart(const std::vector<ChartRun> &runs = {
                                           {1, "0001 · 5M", 0, 2048, true}}) {
    auto chart = std::make_unique<MetricChart>(*findChart(u"loss"));
    chart->resize(640, 300);
    chart->setRuns(runs);
    chart->show();
    return chart;
}

} // namespace

class TestMetricChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }
    void init() { Theme::instance().setMode(Theme::Mode::light); }

    void every_chart_is_whole() {
        QVERIFY(chartTable().size() >= 5);
        for (const ChartInfo &info : chartTable()) {
            QVERIFY(!info.metrics.empty());
            QVERIFY(!chartTitle(info).isEmpty());
            MetricChart chart(info);
            chart.setRuns({{1, "a", 0, 0, true}});
            chart.append(std::vector<MetricPoint>{{1, 1, info.metrics[0].name, .5, 1}});
            QVERIFY(chart.series(1, QString::fromStdString(info.metrics[0].name)));
            QVERIFY(!chart.series(1, "unknown"));
        }
    }

    void each_term_of_the_loss_has_a_curve() {
        MetricChart chart(*findChart(u"loss"));
        chart.setRuns({{1, "a", 0}});
        chart.append(std::vector<MetricPoint>{{1, 1, "train/loss", 3, 1},
                                              {1, 1, "train/loss/cross_entropy", 2, 1},
                                              {1, 1, "train/loss/distill", 1, 1}});
        QVERIFY(chart.series(1, "train/loss/cross_entropy") && chart.series(1, "train/loss/distill"));
        QVERIFY(chart.csv()().contains("train/loss/distill"));
        QVERIFY(chart.yRange().low <= 1);
        chart.setRuns({{1, "a", 0}, {2, "b", 1}}); // runs are compared by the whole
        QVERIFY(chart.yRange().low > 1);
    }

    void a_legend_never_runs_over_its_edge() {
        std::vector<LegendEntry> entries;
        for (int i = 0; i < 4; ++i)
            entries.push_back({{i, false}, "Learning rate of a run", "4.0e-4", i + 1});
        const auto picture = [](const std::vector<LegendEntry> &shown, int width) {
            QImage image(400, 30, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            ChartLegend::paintEntries(painter, shown, QRectF(0, 0, width, 30), false);
            return image;
        };
        const auto painted = [](const QImage &image, int from, int to) {
            for (int x = from; x < to; ++x)
                for (int y = 0; y < image.height(); ++y)
                    if (image.pixelColor(x, y) != QColor(Qt::white))
                        return true;
            return false;
        };
        for (int width = 60; width < 380; width += 20) {
            const QImage all = picture(entries, width);
            QVERIFY2(!painted(all, width, 400), qPrintable(QString::number(width)));
            QVERIFY(painted(all, 0, 16)); // the first is always there
            const QImage two = picture({entries[0], entries[1]}, width);
            QVERIFY(width > 330 || all != two); // "+3" and "+1" are seen
            QVERIFY(!painted(picture({entries[0]}, width), width, 400));
        }
    }

    void the_legend_never_folds_a_validation_away() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 200));
        auto *legend = chart->findChild<ChartLegend *>();
        QCOMPARE(legend->entries().size(), 2u);
        // Shorter names make room: with "+1" the picture of both would begin as that of the first alone.
        QImage image(400, 30, QImage::Format_RGB32);
        QPainter painter(&image);
        const double both =
            ChartLegend::paintEntries(painter, legend->entries(), QRectF(0, 0, 190, 30), false);
        QVERIFY(both != 190);
        chart->setRuns({{1, "a", 0, 0, true}, {2, "b", 1, 0, true}});
        chart->append(lossPoints(2, 0, 200));
        QCOMPARE(legend->entries().size(), 2u); // the runs, each with what both curves say
        for (const LegendEntry &entry : legend->entries())
            QCOMPARE(entry.value.count(u'○'), 1);
        QVERIFY(legend->toolTip().contains(u'○')); // which of the two is the validation
    }

    void a_narrow_toolbar_cuts_no_word() {
        ChartGroup group;
        ChartToolbar bar(&group);
        QVERIFY(bar.minimumSizeHint().width() <= 520); // what Evaluate gives it in the smallest window
        bar.resize(520, bar.sizeHint().height());
        bar.show();
        auto *clip = bar.findChild<QCheckBox *>();
        QVERIFY(clip->width() >= clip->sizeHint().width());
        QVERIFY(clip->geometry().right() < bar.width());
    }

    void a_batch_costs_one_replot() {
        auto chart = lossChart();
        QVERIFY(QTest::qWaitForWindowExposed(chart.get()));
        QCoreApplication::processEvents();
        const int before = chart->replotCount();
        for (int i = 0; i < 20; ++i)
            chart->append(lossPoints(1, i * 1000, (i + 1) * 1000));
        QCOMPARE(chart->replotCount(), before);
        QTRY_COMPARE(chart->replotCount(), before + 1);
        QCOMPARE(chart->series(1, "train/loss")->points().size(), size_t(20'000));
    }

    void points_of_strangers_are_ignored() {
        auto chart = lossChart();
        chart->append(lossPoints(9, 0, 100));
        QVERIFY(!chart->series(9, "train/loss"));
    }

    void follows_until_somebody_zooms_and_again_after_fit() {
        auto chart = lossChart();
        QSignalSpy following(chart.get(), &MetricChart::followingChanged);
        chart->append(lossPoints(1, 0, 500));
        QVERIFY(chart->xRange().high >= 499 && chart->xRange().high < 520);
        chart->zoomTo({100, 200});
        QCOMPARE(following.count(), 1);
        QVERIFY(!chart->isFollowing());
        chart->append(lossPoints(1, 500, 1000));
        QCOMPARE(chart->xRange(), (PlotRange{100, 200}));
        chart->findChild<QAction *>("chart_fit")->trigger();
        QVERIFY(chart->isFollowing());
        QVERIFY(chart->xRange().high >= 999);
        chart->append(lossPoints(1, 1000, 1200));
        QVERIFY(chart->xRange().high >= 1199);
    }

    void views_can_be_walked_back_and_forth() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 500));
        const PlotRange whole = chart->xRange();
        chart->zoomTo({100, 300});
        chart->zoomTo({150, 200});
        QTest::keyClick(chart.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(chart->xRange(), (PlotRange{100, 300}));
        QVERIFY(chart->goBack());
        QCOMPARE(chart->xRange(), whole);
        QVERIFY(chart->isFollowing());
        QVERIFY(!chart->goBack());
        QVERIFY(chart->goForward());
        QVERIFY(chart->goForward());
        QCOMPARE(chart->xRange(), (PlotRange{150, 200}));
        QVERIFY(!chart->goForward());
    }

    void mouse_zooms_by_box_and_wheel_and_resets_by_double_click() {
        auto chart = lossChart();
        QVERIFY(QTest::qWaitForWindowExposed(chart.get()));
        chart->append(lossPoints(1, 0, 500));
        chart->plot()->replotNow();
        QWidget *glass = chart->plot()->findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        for (QWidget *child : chart->plot()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
            if (child->inherits("retort::ChartOverlay"))
                glass = child;
        const QRect plane = chart->plot()->plotRect();
        const QPoint from(plane.left() + plane.width() / 4, plane.top() + 20),
            to(plane.center().x(), plane.bottom() - 20);
        const double x0 = chart->plot()->pixelToX(from.x()), x1 = chart->plot()->pixelToX(to.x());
        QTest::mousePress(glass, Qt::LeftButton, {}, from);
        QTest::mouseMove(glass, to);
        QTest::mouseRelease(glass, Qt::LeftButton, {}, to);
        QVERIFY(!chart->isFollowing());
        QVERIFY(std::abs(chart->xRange().low - x0) < 2 && std::abs(chart->xRange().high - x1) < 2);
        QTest::mouseDClick(glass, Qt::LeftButton, {}, plane.center());
        QVERIFY(chart->isFollowing());
        const double size = chart->xRange().size();
        QWheelEvent wheel(plane.center(), glass->mapToGlobal(plane.center()), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(glass, &wheel);
        QVERIFY(chart->xRange().size() < size * .9);
    }

    void the_crosshair_snaps_to_logged_steps_and_goes_through_the_group() {
        auto chart = lossChart(), other = lossChart();
        ChartGroup group;
        group.add(chart.get());
        group.add(other.get());
        chart->append(lossPoints(1, 0, 500, 10));
        other->append(lossPoints(1, 0, 500, 100));
        const auto x = chart->showCrosshair(203.7, QPointF(100, 100));
        QCOMPARE(x.value(), 200.0);
        const Crosshair *c = chart->crosshair();
        QCOMPARE(c->rows.size(), size_t(2));
        QVERIFY(c->showTable);
        // The value shown is the logged one, not one between two points.
        const auto &point = chart->series(1, "train/loss")->points()[20];
        QCOMPARE(point.step, std::int64_t(200));
        QCOMPARE(c->rows[0].y, point.smooth);
        Q_EMIT chart->crosshairMoved(*x);
        QVERIFY(other->crosshair());
        QCOMPARE(other->crosshair()->x, 200.0);
        QVERIFY(!other->crosshair()->showTable);
        Q_EMIT chart->crosshairLeft();
        QVERIFY(!other->crosshair());
    }

    void arrows_walk_the_crosshair_from_step_to_step() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 500, 10));
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QCOMPARE(chart->crosshair()->x, 0.0);
        QTest::keyClick(chart.get(), Qt::Key_Right);
        QCOMPARE(chart->crosshair()->x, 10.0);
        QTest::keyClick(chart.get(), Qt::Key_Left);
        QTest::keyClick(chart.get(), Qt::Key_Left);
        QCOMPARE(chart->crosshair()->x, 0.0);
        QTest::keyClick(chart.get(), Qt::Key_Escape);
        QVERIFY(!chart->crosshair());
    }

    void what_is_not_finite_stands_at_the_edge_and_never_reaches_the_plot() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 100));
        const double inf = std::numeric_limits<double>::infinity();
        chart->append(std::vector<MetricPoint>{{1, 100, "train/loss", kNaN, 21},
                                               {1, 101, "train/loss", inf, 22},
                                               {1, 102, "train/loss", -inf, 23}});
        QCOMPARE(chart->marks().edges.size(), size_t(3));
        QVERIFY(chart->marks().edges[0].top && chart->marks().edges[1].top && !chart->marks().edges[2].top);
        QVERIFY(std::isfinite(chart->yRange().low) && std::isfinite(chart->yRange().high));
        QVERIFY(chart->yRange().high < 20);
        chart->append(lossPoints(1, 103, 200));
        QVERIFY(std::isfinite(chart->series(1, "train/loss")->points().back().smooth));
    }

    void a_run_of_nothing_but_nan_does_not_break_the_axes() {
        auto chart = lossChart();
        chart->append(std::vector<MetricPoint>{{1, 1, "train/loss", kNaN, 1}, {1, 2, "train/loss", kNaN, 2}});
        QVERIFY(chart->yRange().size() > 0);
        chart->setLogY(true);
        QVERIFY(chart->yRange().low > 0 && chart->yRange().size() > 0);
        chart->plot()->replotNow();
    }

    void the_best_evaluation_has_a_star() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 1000));
        double least = 1e9;
        for (const SeriesPoint &p : chart->series(1, "val/loss")->points())
            least = std::min(least, p.value);
        QCOMPARE(chart->marks().stars.size(), size_t(1));
        QCOMPARE(chart->marks().stars[0].y, least);
        QVERIFY(chart->marks().stars[0].x > 500 && chart->marks().stars[0].x < 950);
    }

    void nothing_right_is_no_best() {
        MetricChart chart(*findChart(u"accuracy"));
        chart.setRuns({{1, "a", 0, 0, true}});
        chart.append(
            std::vector<MetricPoint>{{1, 100, "val/accuracy", 0, 1}, {1, 200, "val/accuracy", 0, 2}});
        QVERIFY(chart.marks().stars.empty());
        chart.append(std::vector<MetricPoint>{{1, 300, "val/accuracy", .1, 3}});
        QCOMPARE(chart.marks().stars.size(), size_t(1));
    }

    void a_single_point_stands_between_round_numbers() {
        MetricChart chart(*findChart(u"accuracy"));
        chart.setRuns({{1, "a", 0, 0, true}});
        chart.append(std::vector<MetricPoint>{{1, 100, "val/accuracy", .5, 1000}});
        QVERIFY(chart.xRange().low == 0 && std::abs(chart.xRange().high - 200) < 5);
        chart.setXAxis(XAxis::wall);
        QVERIFY(chart.xRange().low < 990 && chart.xRange().high > 1010);
    }

    void a_marker_on_the_axis_is_whole() {
        MetricChart chart(*findChart(u"accuracy"));
        chart.resize(640, 300);
        chart.setRuns({{6, "f", 5, 0, true}});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        const auto below = [&](double step) { // the base line
            chart.plot()->replotNow();
            const QPoint at(int(chart.plot()->xToPixel(step)), int(chart.plot()->yToPixel(0)));
            return chart.plot()->grab({at.x() - 3, at.y() + 2, 7, 2}).toImage();
        };
        chart.append(
            std::vector<MetricPoint>{{6, 100, "val/accuracy", 0, 1}, {6, 200, "val/accuracy", .5, 2}});
        QVERIFY(below(100) != below(150));
    }

    void the_runs_that_are_pointed_out_stay_bright() {
        auto chart = lossChart({{1, "a", 0, 0, true}, {2, "b", 1, 0, true}, {3, "c", 2, 0, true}});
        for (const qint64 run : {1, 2, 3})
            chart->append(lossPoints(run, 0, 200));
        const auto faded = [&] {
            QList<bool> stars;
            for (const ChartStar &star : chart->marks().stars)
                stars << star.faded;
            return stars;
        };
        QCOMPARE(faded(), (QList{false, false, false}));
        chart->highlightRuns({1, 2});
        QCOMPARE(faded(), (QList{false, false, true}));
        auto *legend = chart->findChild<ChartLegend *>();
        Q_EMIT legend->runHovered(3); // for as long as the mouse is there
        QCOMPARE(faded(), (QList{true, true, false}));
        Q_EMIT legend->runHovered(0);
        QCOMPARE(faded(), (QList{false, false, true}));
        chart->setRuns({{1, "a", 0, 0, false}, {2, "b", 1, 0, false}, {3, "c", 2, 0, true}});
        QCOMPARE(faded(), QList{false}); // none of them is drawn: nothing to stand back for
    }

    void a_resume_keeps_the_orphaned_tail_and_flags_it() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 600));
        chart->append(lossPoints(1, 400, 900));
        RunEvent event{1, 400, "resumed", text("Resumed at step %1", 400), 1080};
        RunEvent other{1, 450, "checkpoint", text("Checkpoint"), 1081};
        chart->appendEvents(std::vector<RunEvent>{event, other});
        QCOMPARE(chart->series(1, "train/loss")->orphans().size(), size_t(1));
        QCOMPARE(chart->series(1, "train/loss")->points().size(), size_t(900));
        QCOMPARE(chart->marks().flags.size(), size_t(1));
        QVERIFY(chart->marks().flags[0].text.contains("400"));
    }

    void every_axis_counts_what_it_says() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 501, 10));
        chart->setXAxis(XAxis::tokens);
        QVERIFY(std::abs(chart->xRange().high / (500 * 2048) - 1) < .03);
        chart->setXAxis(XAxis::epoch);
        QVERIFY(chart->xRange().high > 400); // nobody has said how long one is
        const MetricPoint epoch{1, 50, "epoch", 0.5, 1010};
        chart->append({&epoch, 1});
        QVERIFY(std::abs(chart->xRange().high / 5 - 1) < .03);
        chart->setXAxis(XAxis::relative);
        QVERIFY(std::abs(chart->xRange().low) < 1e-9 && std::abs(chart->xRange().high / 100 - 1) < .03);
        chart->setXAxis(XAxis::wall);
        QCOMPARE(chart->xRange().low, 1000.0);
    }

    void logarithmic_axes_leave_out_what_they_cannot_show() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 500));
        chart->setLogX(true);
        QCOMPARE(chart->xRange().low, 1.0);
        chart->setLogY(true);
        QVERIFY(chart->yRange().low > 0);
        chart->plot()->replotNow();
    }

    void outliers_can_be_left_out() {
        auto chart = lossChart();
        chart->setSmoothing(0);
        chart->append(lossPoints(1, 200, 800));
        chart->append(std::vector<MetricPoint>{{1, 801, "train/loss", 1e6, 900}});
        QVERIFY(chart->yRange().high > 9e5);
        chart->setClipOutliers(true);
        QVERIFY(chart->yRange().high < 10);
    }

    void a_smoothed_constant_stays_constant() {
        auto chart = lossChart();
        chart->setSmoothing(.97);
        std::vector<MetricPoint> flat;
        for (int i = 0; i < 100; ++i)
            flat.push_back({1, i, "train/loss", 0.1, double(i)});
        chart->append(flat);
        for (const SeriesPoint &p : chart->series(1, "train/loss")->points())
            QCOMPARE(p.smooth, 0.1);
        QVERIFY(chart->yRange().low < .1 && chart->yRange().high > .1);
    }

    void a_hidden_or_forgotten_run_is_gone_from_axes_and_legend() {
        auto chart = lossChart({{1, "a", 0, 0, true}, {2, "b", 1, 0, true}});
        chart->append(lossPoints(1, 0, 100));
        chart->append(lossPoints(2, 0, 1000));
        QVERIFY(chart->xRange().high > 900);
        chart->setRuns({{1, "a", 0, 0, true}, {2, "b", 1, 0, false}});
        QVERIFY(chart->xRange().high < 110);
        chart->setRuns({{1, "a", 0, 0, true}});
        QVERIFY(!chart->series(2, "train/loss"));
        QVERIFY(chart->series(1, "train/loss"));
    }

    void csv_holds_every_row_at_full_precision() {
        auto chart = lossChart({{1, "a, \"b\"", 0, 0, true}});
        chart->setSmoothing(.9);
        chart->append(std::vector<MetricPoint>{{1, 1, "train/loss", 0.1 + 0.2, 1.5},
                                               {1, 2, "train/loss", kNaN, 2},
                                               {1, 3, "train/loss", 7, 3},
                                               {1, 2, "train/loss", 4, 4}});
        const QList<QByteArray> lines = chart->csv()().split('\n');
        QCOMPARE(lines[0],
                 QByteArray("run,run_name,metric,step,wall_time_s,value,smoothed,smoothing_weight,orphaned"));
        QCOMPARE(lines[1],
                 QByteArray("1,\"a, \"\"b\"\"\",train/loss,2,2.000000,nan,nan,0.90000000000000002,1"));
        QVERIFY(lines[2].endsWith(",1"));
        QVERIFY(lines[3].startsWith(
            "1,\"a, \"\"b\"\"\",train/loss,1,1.500000,0.30000000000000004,0.30000000000000004,"));
        QVERIFY(lines[4].endsWith(",0"));
        QCOMPARE(lines.size(), 6);
    }

    void pictures_are_drawn_in_light_whatever_the_window_shows() {
        Theme::instance().setMode(Theme::Mode::dark);
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 500));
        const QImage image = chart->picture({600, 300}, 2);
        QCOMPARE(image.size(), QSize(1200, 600));
        QCOMPARE(image.pixelColor(3, 3), roleColour(Role::surface, false));
        int coloured = 0;
        for (int y = 80; y < 560; ++y)
            for (int x = 100; x < 1180; ++x)
                coloured += image.pixelColor(x, y) == QColor("#1E5FC2");
        QVERIFY2(coloured > 500, qPrintable(QString::number(coloured)));
    }

    void files_are_what_their_ending_says() {
        QTemporaryDir folder;
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 500));
        for (const char *name : {"a.png", "a.svg", "a.pdf"})
            QCOMPARE(chart->exportTo(folder.filePath(name)), QString());
        QVERIFY(!QImage(folder.filePath("a.png")).isNull());
        QSvgRenderer svg(folder.filePath("a.svg"));
        QVERIFY(svg.isValid());
        QFile pdf(folder.filePath("a.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF"));
        QVERIFY(chart->exportTo(folder.filePath("a.gif")).contains("gif"));
        QVERIFY(!QFile::exists(folder.filePath("a.gif")));
        QVERIFY(chart->exportTo("/nonexistent/a.png").contains("/nonexistent/a.png"));
    }

    void the_table_twin_has_every_point() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 200));
        chart->setTableShown(true);
        auto *table = chart->findChild<TableView *>();
        QVERIFY(table);
        QAbstractItemModelTester tester(table->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->rowCount(), 200 + 3);
        chart->append(lossPoints(1, 200, 300));
        QCOMPARE(table->model()->rowCount(), 300 + 5);
        chart->append(lossPoints(1, 100, 120));
        QCOMPARE(table->model()->rowCount(), int(chart->series(1, "train/loss")->points().size()
                                                 + chart->series(1, "val/loss")->points().size()));
        chart->reset();
        QCOMPARE(table->model()->rowCount(), 0);
        chart->findChild<QAction *>("chart_table")->trigger();
        QVERIFY(!chart->tableShown());
    }

    void the_table_twin_stays_where_one_reads_while_points_arrive() {
        auto chart = lossChart();
        chart->append(lossPoints(1, 0, 200));
        chart->setTableShown(true);
        auto *table = chart->findChild<TableView *>();
        QAbstractItemModelTester tester(table->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(table->model(), &QAbstractItemModel::modelReset);
        table->selectRow(202); // the last evaluation, below all of the training
        table->scrollTo(table->currentIndex(), QAbstractItemView::PositionAtTop);
        const QString step = table->model()->index(202, ChartTableModel::step).data().toString();
        const int top = table->rowAt(0);
        const QString seen = table->model()->index(top, ChartTableModel::step).data().toString();
        chart->append(lossPoints(1, 200, 260)); // the training above it grows
        QCOMPARE(resets.count(), 0);
        QCOMPARE(table->currentIndex().siblingAtColumn(ChartTableModel::step).data().toString(), step);
        QCOMPARE(table->model()->index(table->rowAt(0), ChartTableModel::step).data().toString(), seen);
        chart->append(lossPoints(1, 100, 120)); // resumed: rows go
        QCOMPARE(resets.count(), 0);
    }

    void group_settings_reach_every_chart_and_survive_a_restart() {
        auto a = lossChart(), b = lossChart();
        ChartGroup group;
        group.add(a.get());
        group.add(b.get());
        ChartToolbar bar(&group);
        group.setSmoothing(.85);
        group.cycleXAxis();
        QCOMPARE(a->smoothing(), .85);
        QVERIFY(b->xAxis() == XAxis::tokens);
        a->setLogY(true);
        const QVariantMap state = group.viewState();
        auto c = lossChart();
        ChartGroup again;
        again.add(c.get());
        again.setViewState(state);
        QCOMPARE(c->smoothing(), .85);
        QVERIFY(c->xAxis() == XAxis::tokens);
        for (auto *slider : bar.findChildren<QSlider *>())
            QCOMPARE(slider->value(), 85);
    }

    void twenty_thousand_points_in_batches_stay_quick() {
        auto chart = lossChart();
        QVERIFY(QTest::qWaitForWindowExposed(chart.get()));
        std::vector<MetricPoint> points;
        for (int i = 0; i < 20'000; ++i)
            points.push_back({1, i, "train/loss", 1.0 / (1 + i), double(i)});
        QElapsedTimer timer;
        qint64 worst = 0;
        for (int from = 0; from < 20'000; from += 400) {
            timer.start();
            chart->append(std::span(points).subspan(size_t(from), 400));
            QCoreApplication::processEvents();
            worst = std::max(worst, timer.elapsed());
        }
        QVERIFY2(worst < 200,
                 qPrintable(QString::number(worst))); // 50 ms is the aim; room for a busy test machine
        QVERIFY(chart->replotCount() <= 60);
    }

    void a_page_of_charts_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("many");
        QTest::addColumn<bool>("chinese");
        QTest::newRow("light-one") << false << false << false;
        QTest::newRow("dark-one") << true << false << false;
        QTest::newRow("light-many") << false << true << false;
        QTest::newRow("dark-many") << true << true << false;
        QTest::newRow("chinese") << false << false << true;
    }
    void a_page_of_charts() {
        QFETCH(bool, dark);
        QFETCH(bool, many);
        QFETCH(bool, chinese);
        QTranslator translator;
        if (chinese && translator.load(QStringLiteral(":/i18n/retort_zh_CN.qm")))
            QCoreApplication::installTranslator(&translator);
        Theme::instance().setMode(dark ? Theme::Mode::dark : Theme::Mode::light);
        QWidget page;
        page.resize(980, 720);
        auto *grid = new QGridLayout(&page);
        grid->setSpacing(space::cardGap);
        ChartGroup group;
        grid->addWidget(new ChartToolbar(&group), 0, 0, 1, 2);
        std::vector<MetricChart *> charts;
        int at = 0;
        for (const ChartInfo &info : chartTable()) {
            charts.push_back(new MetricChart(info));
            group.add(charts.back());
            grid->addWidget(charts.back(), 1 + at / 2, at % 2);
            ++at;
        }
        auto *waiting = new MetricChart(*findChart(u"loss"));
        grid->addWidget(waiting, 3, 1);
        std::vector<ChartRun> runs;
        for (int i = 0; i < (many ? 6 : 1); ++i)
            runs.push_back({i + 1, QString("000%1 · 5M · v3 · lr 3e-4").arg(i + 1), i, 2048, true});
        group.setRuns(runs);
        for (const ChartRun &run : runs)
            group.append(lossPoints(run.id, 0, run.id == 1 ? 700 : 980, 1, double(run.id - 1) * .15));
        if (!many) {
            group.append(lossPoints(1, 600, 980));
            group.append(std::vector<MetricPoint>{{1, 980, "grad_norm", kNaN, 1200},
                                                  {1, 981, "grad_norm", 1.1, 1201}});
            group.appendEvents(
                std::vector<RunEvent>{{1, 600, "resumed", text("Resumed at step %1", 600), 1120},
                                      {1, 980, "non_finite", text("Gradient not finite"), 1196}});
        }
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QTest::qWait(50);
        charts[1]->zoomTo({200, 700});
        charts[0]->showCrosshair(420, QPointF(220, 90));
        for (size_t i = 1; i < charts.size(); ++i)
            charts[i]->showCrosshair(420);
        QTest::qWait(50);
        QVERIFY(charts[0]->crosshair());
        for (MetricChart *chart : charts)
            QVERIFY(chart->plot()->plotRect().height() > 100);
        if (const QString folder = qEnvironmentVariable("RETORT_PICTURES"); !folder.isEmpty()) {
            QDir().mkpath(folder);
            const QString name = QString("%1/charts-%2").arg(folder, QTest::currentDataTag());
            QVERIFY(page.grab().save(name + ".png"));
            QVERIFY(charts[0]->exportTo(name + "-export.png").isEmpty());
            QVERIFY(charts[0]->exportTo(name + "-export.svg").isEmpty());
        }
    }
};

RETORT_TEST(TestMetricChart)
#include "tst_metric_chart.moc"
