// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokenize/piece_view.h"

#include "ui/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace retort {

namespace {

Role partRole(Part part) {
    switch (part) {
    case Part::Question:
        return Role::accent;
    case Part::Reasoning:
        return Role::think;
    case Part::Answer:
        return Role::ok;
    case Part::System:
        return Role::warn;
    case Part::Mark:
        break;
    }
    return Role::text2;
}

QString partLabel(Part part) {
    switch (part) {
    case Part::Question:
        return PieceView::tr("question");
    case Part::Reasoning:
        return PieceView::tr("reasoning");
    case Part::Answer:
        return PieceView::tr("answer");
    case Part::System:
        return PieceView::tr("system");
    case Part::Mark:
        break;
    }
    return PieceView::tr("mark");
}

bool endsLine(const InspectedPiece &piece) {
    return piece.bytes == "\n";
}

} // namespace

PieceView::PieceView(QWidget *parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMouseTracking(true);
    connect(&Theme::instance(), &Theme::changed, this, &PieceView::relayout);
}

QString PieceView::shown(const InspectedPiece &piece) const {
    const QString text = fromUtf8(piece.shown);
    return m_showIds ? text + QStringLiteral(" ") + QString::number(piece.id) : text;
}

void PieceView::setPieces(std::vector<InspectedPiece> pieces) {
    m_pieces = std::move(pieces);
    relayout();
    setAccessibleName(tr("%1 pieces").arg(formatCount(std::int64_t(m_pieces.size()))));
}

void PieceView::setShowIds(bool on) {
    m_showIds = on;
    relayout();
}

void PieceView::relayout() {
    const QFontMetrics metrics(Theme::instance().font(FontRole::mono));
    m_texts.clear();
    m_widths.clear();
    for (const auto &piece : m_pieces) {
        m_texts.push_back(shown(piece));
        m_widths.push_back(metrics.horizontalAdvance(m_texts.back()) + space::s);
    }
    m_boxes.clear();
    const int height = layOut(std::max(width(), 100), &m_boxes);
    setMinimumHeight(height);
    updateGeometry();
    update();
}

int PieceView::layOut(int width, std::vector<QRect> *boxes) const {
    const QFontMetrics metrics(Theme::instance().font(FontRole::mono));
    const int h = metrics.height() + space::xs, line = h + space::s;
    int x = 0, y = 0;
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        if (x > 0 && x + m_widths[i] > width) {
            x = 0;
            y += line;
        }
        if (boxes)
            boxes->push_back({x, y, std::min(m_widths[i], width), h});
        x += m_widths[i] + 1;
        if (endsLine(m_pieces[i])) {
            x = 0;
            y += line;
        }
    }
    return y + line;
}

int PieceView::heightForWidth(int width) const {
    return layOut(width, nullptr);
}
QSize PieceView::sizeHint() const {
    return {400, layOut(std::max(width(), 400), nullptr)};
}

void PieceView::resizeEvent(QResizeEvent *) {
    m_boxes.clear();
    setMinimumHeight(layOut(width(), &m_boxes));
}

void PieceView::paintEvent(QPaintEvent *event) {
    QPainter painter(this);
    painter.setFont(Theme::instance().font(FontRole::mono));
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const QRect &box = m_boxes[i];
        if (box.bottom() < event->rect().top())
            continue;
        if (box.top() > event->rect().bottom())
            break;
        const auto &piece = m_pieces[i];
        painter.fillRect(box, colour(i % 2 ? Role::sunken : Role::soft));
        if (piece.control) {
            painter.setPen(colour(Role::borderS));
            painter.drawRect(box.adjusted(0, 0, -1, -1));
        }
        painter.setPen(colour(piece.control ? Role::text2 : Role::text));
        painter.drawText(box, Qt::AlignCenter, m_texts[i]);
        if (piece.lossWeight > 0)
            painter.fillRect(QRect(box.left(), box.bottom() + 1, box.width(), 2),
                             colour(partRole(piece.part)));
    }
}

bool PieceView::event(QEvent *event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto at = std::find_if(m_boxes.begin(), m_boxes.end(),
                                 [&](const QRect &box) { return box.contains(help->pos()); });
    if (at == m_boxes.end()) {
        QToolTip::hideText();
        return true;
    }
    const auto &piece = m_pieces[std::size_t(at - m_boxes.begin())];
    QString hex;
    for (const char c : piece.bytes)
        hex += QStringLiteral("%1 ").arg(quint8(c), 2, 16, QLatin1Char('0'));
    QString tip = tr("%1 · id %2 · %3").arg(fromUtf8(piece.shown)).arg(piece.id).arg(partLabel(piece.part));
    if (!hex.isEmpty())
        tip += QStringLiteral("\n") + tr("bytes %1").arg(hex.trimmed());
    tip += QStringLiteral("\n")
           + (piece.lossWeight > 0 ? tr("the student learns to say this")
                                   : tr("given to the student; not learned"));
    QToolTip::showText(help->globalPos(), tip, this, *at);
    return true;
}

} // namespace retort
