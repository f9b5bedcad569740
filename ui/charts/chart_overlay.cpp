// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_overlay.h"

#include "ui/theme/series_colours.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/labels.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

constexpr double kLeastBox = 6; // a shorter drag is a click

} // namespace

ChartOverlay::ChartOverlay(PlotView *plot, QWidget *parent)
    : QWidget(parent),
      m_plot(plot),
      m_values(makeLabel({}, FontRole::caption, Role::text2, this)) {
    m_values->setTextFormat(Qt::RichText);
    m_values->setFrameShape(QFrame::StyledPanel);
    m_values->setMargin(space::s);
    m_values->setBackgroundRole(QPalette::ToolTipBase);
    m_values->setAutoFillBackground(true);
    m_values->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_values->hide();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(plot, &PlotView::layoutChanged, this, qOverload<>(&QWidget::update));
}

void ChartOverlay::setMarks(ChartMarks marks) {
    m_marks = std::move(marks);
    update();
}

void ChartOverlay::setCrosshair(std::optional<Crosshair> crosshair) {
    if (!m_crosshair && !crosshair)
        return;
    m_crosshair = std::move(crosshair);
    showValues();
    update();
}

// Of many runs those nearest to the mouse, so that the one pointed at is among them.
void ChartOverlay::showValues() {
    const bool shown = m_crosshair && m_crosshair->showTable && !m_crosshair->rows.empty();
    m_values->setVisible(shown);
    if (!shown)
        return;
    const Crosshair &c = *m_crosshair;
    std::vector<CrosshairRow> rows = c.rows;
    const auto most = std::size_t(kMostCrosshairRows);
    if (c.mouse && rows.size() > most)
        std::ranges::stable_sort(rows, [&](const CrosshairRow &a, const CrosshairRow &b) {
            const auto far = [&](const CrosshairRow &r) {
                return std::isfinite(r.y) ? std::abs(m_plot->yToPixel(r.y) - c.mouse->y()) : 1e9;
            };
            return far(a) < far(b);
        });
    QString html = c.headline.toHtmlEscaped() + QStringLiteral("<table cellspacing=3>");
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i)
        html += QStringLiteral("<tr><td><font color=\"%1\">%2</font></td><td>%3</td>"
                               "<td align=right><b>%4</b></td><td align=right>%5</td></tr>")
                    .arg(seriesColour(rows[i].look.slot, m_plot->isDark()).name(),
                         rows[i].look.validation ? QStringLiteral("○") : QStringLiteral("━"),
                         rows[i].name.toHtmlEscaped(), rows[i].value, rows[i].raw);
    html += QStringLiteral("</table>");
    if (rows.size() > most)
        html += QStringLiteral("+%1").arg(rows.size() - most);
    for (const QString &remark : c.remarks)
        html += QStringLiteral("<br>⚑ ") + remark.toHtmlEscaped();
    m_values->setText(html);
    m_values->adjustSize();
    const int at = int(m_plot->xToPixel(c.x)), wide = m_values->width();
    const int left = at + space::m + wide < width() ? at + space::m : at - space::m - wide;
    const int top = c.mouse ? int(c.mouse->y()) - m_values->height() / 2 : m_plot->plotRect().top();
    m_values->move(std::max(2, left), std::clamp(top, 2, std::max(2, height() - m_values->height() - 2)));
}

void ChartOverlay::setMessage(const QString &text) {
    if (m_message == text)
        return;
    m_message = text;
    update();
}

QRectF ChartOverlay::box() const {
    QRectF r = QRectF(m_from, m_to).normalized() & QRectF(m_plot->plotRect());
    // A flat drag zooms in X alone, an upright one in Y alone.
    const QRectF plane(m_plot->plotRect());
    if (r.height() < kLeastBox * 2 && r.width() > r.height() * 4) {
        r.setTop(plane.top());
        r.setBottom(plane.bottom());
    } else if (r.width() < kLeastBox * 2 && r.height() > r.width() * 4) {
        r.setLeft(plane.left());
        r.setRight(plane.right());
    }
    return r;
}

void ChartOverlay::paintEvent(QPaintEvent *) {
    QPainter p(this);
    paintMarks(p, *m_plot, m_marks);
    if (m_crosshair && m_drag == Drag::none)
        paintCrosshair(p, *m_plot, *m_crosshair);
    if (m_drag == Drag::box) {
        QColor fill = colour(Role::accent);
        fill.setAlphaF(.12f);
        paint::box(&p, box(), fill, colour(Role::accent), 2);
    }
    if (!m_message.isEmpty()) {
        p.setPen(colour(Role::text2));
        p.drawText(m_plot->plotRect(), Qt::AlignCenter | Qt::TextWordWrap, m_message);
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paint::focusRing(&p, rect(), size::radiusControl);
}

void ChartOverlay::mousePressEvent(QMouseEvent *event) {
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && shift))
        m_drag = Drag::pan;
    else if (event->button() == Qt::LeftButton && m_plot->plotRect().contains(event->position().toPoint()))
        m_drag = Drag::box;
    else
        return QWidget::mousePressEvent(event);
    m_values->hide();
    m_from = m_to = event->position();
    if (m_drag == Drag::pan)
        setCursor(Qt::ClosedHandCursor);
}

void ChartOverlay::mouseMoveEvent(QMouseEvent *event) {
    const QPointF at = event->position();
    if (m_drag == Drag::pan) {
        Q_EMIT panned(at - m_to);
        m_to = at;
        return;
    }
    if (m_drag == Drag::box) {
        m_to = at;
        update();
        return;
    }
    if (m_plot->plotRect().adjusted(-4, -10, 4, 4).contains(at.toPoint()))
        Q_EMIT hovered(at);
    else
        Q_EMIT left();
}

void ChartOverlay::mouseReleaseEvent(QMouseEvent *event) {
    const Drag drag = m_drag;
    m_drag = Drag::none;
    if (drag == Drag::pan) {
        unsetCursor();
    } else if (drag == Drag::box) {
        const QPointF moved = m_to - m_from;
        if (std::abs(moved.x()) >= kLeastBox || std::abs(moved.y()) >= kLeastBox)
            Q_EMIT boxDragged(box());
        update();
    } else {
        QWidget::mouseReleaseEvent(event);
    }
}

void ChartOverlay::mouseDoubleClickEvent(QMouseEvent *event) {
    if (event->button() == Qt::LeftButton)
        Q_EMIT fitAsked();
}

bool ChartOverlay::inScrollArea() const {
    for (const QWidget *w = parentWidget(); w; w = w->parentWidget())
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(w))
            if (area->verticalScrollBar()->maximum() > 0)
                return true;
    return false;
}

void ChartOverlay::wheelEvent(QWheelEvent *event) {
    // Where the page scrolls, the plain wheel belongs to the page.
    const bool alt = event->modifiers() & (Qt::AltModifier | Qt::ControlModifier);
    if (!m_plot->plotRect().contains(event->position().toPoint()) || (inScrollArea() && !alt)) {
        event->ignore();
        return;
    }
    const QPoint delta = event->angleDelta(); // with Alt, X11 turns the wheel sideways
    const int turned = delta.y() != 0 ? delta.y() : delta.x();
    Q_EMIT wheeled(turned / 120.0, event->position());
    event->accept();
}

void ChartOverlay::leaveEvent(QEvent *) {
    Q_EMIT left();
}

void ChartOverlay::contextMenuEvent(QContextMenuEvent *event) {
    Q_EMIT menuAsked(event->globalPos());
}

} // namespace retort
