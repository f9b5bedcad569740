// SPDX-License-Identifier: GPL-3.0-or-later
// The glass over a plot: takes mouse and wheel, paints marks, crosshair, drag box and the waiting text.
// Moving the mouse repaints only this, the curves are not drawn again.
#pragma once

#include "ui/charts/chart_marks.h"

#include <QPoint>
#include <QWidget>

#include <optional>

class QLabel;

namespace retort {

class ChartOverlay final : public QWidget {
    Q_OBJECT

public:
    explicit ChartOverlay(PlotView *plot, QWidget *parent = nullptr);

    void setMarks(ChartMarks marks);
    const ChartMarks &marks() const { return m_marks; }
    void setCrosshair(std::optional<Crosshair> crosshair);
    const std::optional<Crosshair> &crosshair() const { return m_crosshair; }
    void setMessage(const QString &text); // in the middle of the plane; empty: none

Q_SIGNALS:
    void hovered(QPointF at); // pixels, within the plane
    void left();
    void boxDragged(QRectF pixels);
    void panned(QPointF pixels); // since the last one
    void wheeled(double steps, QPointF at);
    void fitAsked();
    void menuAsked(QPoint globalPos);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    enum class Drag { none, box, pan };
    bool inScrollArea() const;
    QRectF box() const;
    void showValues();

    PlotView *m_plot;
    QLabel *m_values; // the table beside the crosshair
    ChartMarks m_marks;
    std::optional<Crosshair> m_crosshair;
    QString m_message;
    Drag m_drag = Drag::none;
    QPointF m_from, m_to;
};

} // namespace retort
