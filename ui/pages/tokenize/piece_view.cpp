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
#include <unordered_map>

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
    m_looks.clear();
    m_lookOf.clear();
    std::unordered_map<TokenId, std::size_t> known;
    for (const auto &piece : m_pieces) {
        const auto [at, isNew] = known.try_emplace(piece.id, m_looks.size());
        if (!isNew && m_looks[at->second].shown != piece.shown)
            at->second = m_looks.size();
        if (at->second == m_looks.size()) {
            const QString text = shown(piece);
            m_looks.push_back({piece.shown, text, metrics.horizontalAdvance(text) + space::s});
        }
        m_lookOf.push_back(at->second);
    }
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
        const int wide = m_looks[m_lookOf[i]].width;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += line;
        }
        if (boxes)
            boxes->push_back({x, y, std::min(wide, width), h});
        x += wide + 1;
        if (endsLine(m_pieces[i])) {
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
        const auto &piece = m_pieces[i];
        painter.fillRect(box, colour(i % 2 ? Role::sunken : Role::soft));
        if (piece.control) {
            painter.setPen(colour(Role::borderS));
            painter.drawRect(box.adjusted(0, 0, -1, -1));
        }
        painter.setPen(colour(piece.control ? Role::text2 : Role::text));
        painter.drawText(box, Qt::AlignCenter, m_looks[m_lookOf[i]].text);
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
