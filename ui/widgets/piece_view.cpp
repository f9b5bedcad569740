// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/piece_view.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace retort {

PieceView::PieceView(QWidget *parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMouseTracking(true);
    connect(&Theme::instance(), &Theme::changed, this, &PieceView::relayout);
}

void PieceView::setPieces(std::vector<PieceLook> looks, std::vector<Piece> pieces,
                          std::function<QString(std::size_t)> tip) {
    m_looks = std::move(looks);
    m_pieces = std::move(pieces);
    m_tip = std::move(tip);
    relayout();
    setAccessibleName(tr("%Ln piece(s)", nullptr, int(m_pieces.size())));
}

void PieceView::relayout() {
    const QFontMetrics metrics(Theme::instance().font(FontRole::mono));
    m_widths.clear();
    for (const PieceLook &look : m_looks)
        m_widths.push_back(metrics.horizontalAdvance(look.text) + space::s);
    m_boxesWidth = m_measuredWidth = -1;
    placeBoxes();
    updateGeometry();
    update();
}

void PieceView::placeBoxes() {
    const int wide = std::max(width(), 100);
    if (m_boxesWidth == wide)
        return;
    m_boxesWidth = wide;
    m_boxes.clear();
    m_boxes.reserve(m_pieces.size());
    m_measuredHeight = layOut(wide, &m_boxes);
    m_measuredWidth = wide;
    setMinimumHeight(m_measuredHeight);
}

int PieceView::heightOf(int width) const {
    if (m_measuredWidth != width) {
        m_measuredHeight = layOut(width, nullptr);
        m_measuredWidth = width;
    }
    return m_measuredHeight;
}

int PieceView::layOut(int width, std::vector<QRect> *boxes) const {
    const QFontMetrics metrics(Theme::instance().font(FontRole::mono));
    const int h = metrics.height() + space::xs, line = h + space::s;
    int x = 0, y = 0;
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        const int wide = m_widths[m_pieces[i].look];
        if (x > 0 && x + wide > width) {
            x = 0;
            y += line;
        }
        if (boxes)
            boxes->push_back({x, y, std::min(wide, width), h});
        x += wide + 1;
        if (m_looks[m_pieces[i].look].endsLine) {
            x = 0;
            y += line;
        }
    }
    return y + line;
}

int PieceView::heightForWidth(int width) const {
    return heightOf(width);
}
QSize PieceView::sizeHint() const {
    return {400, heightOf(std::max(width(), 400))};
}

void PieceView::resizeEvent(QResizeEvent *) {
    placeBoxes();
}

void PieceView::paintEvent(QPaintEvent *event) {
    QPainter painter(this);
    painter.setFont(Theme::instance().font(FontRole::mono));
    const auto first =
        std::partition_point(m_boxes.begin(), m_boxes.end(), [top = event->rect().top()](const QRect &box) {
            return box.bottom() + 2 < top;
        }); // with its mark
    for (auto i = std::size_t(first - m_boxes.begin()); i < m_boxes.size(); ++i) {
        const QRect &box = m_boxes[i];
        if (box.top() > event->rect().bottom())
            break;
        const Piece &piece = m_pieces[i];
        const PieceLook &look = m_looks[piece.look];
        painter.fillRect(box, ground(i));
        if (look.control) {
            painter.setPen(colour(Role::borderS));
            painter.drawRect(box.adjusted(0, 0, -1, -1));
        }
        painter.setPen(colour(look.control ? Role::text2 : Role::text));
        painter.drawText(box, Qt::AlignCenter, look.text);
        if (piece.mark)
            painter.fillRect(QRect(box.left(), box.bottom() + 1, box.width(), 2), colour(*piece.mark));
    }
}

QColor PieceView::ground(std::size_t piece) const {
    const float value = m_pieces[piece].value;
    if (std::isnan(value))
        return colour(piece % 2 ? Role::sunken : Role::soft);
    return heatColour(value, Theme::instance().isDark());
}

bool PieceView::event(QEvent *event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto at =
        std::ranges::find_if(m_boxes, [&](const QRect &box) { return box.contains(help->pos()); });
    if (at == m_boxes.end())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), m_tip(std::size_t(at - m_boxes.begin())), this, *at);
    return true;
}

} // namespace retort
