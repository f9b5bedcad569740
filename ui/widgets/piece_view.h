// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of a text flowing like words: neighbours alternate in shade, or each is tinted by a value of its
// own; a line below marks some, controls are outlined. What the pieces mean is the caller's. GUI thread.
#pragma once

#include "ui/theme/role.h"

#include <QWidget>

#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace retort {

/// How a piece looks. A long text has few different ones, and measuring them is what costs.
struct PieceLook {
    QString text;
    bool control = false;
    bool endsLine = false; // the next piece begins a line
};

struct Piece {
    std::size_t look = 0;                                  // index of its PieceLook
    std::optional<Role> mark = {};                         // the colour of the line below it
    float value = std::numeric_limits<float>::quiet_NaN(); // 0..1: the heat of its ground; NaN: plain
};

class PieceView final : public QWidget {
    Q_OBJECT

public:
    explicit PieceView(QWidget *parent = nullptr);
    /// `tip` gives the tooltip of a piece by its index.
    void setPieces(std::vector<PieceLook> looks, std::vector<Piece> pieces,
                   std::function<QString(std::size_t)> tip);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    int layOut(int width, std::vector<QRect> *boxes) const;
    void relayout();
    void placeBoxes();
    int heightOf(int width) const;
    QColor ground(std::size_t piece) const;

    std::vector<PieceLook> m_looks;
    std::vector<int> m_widths; // of the looks, at the current font
    std::vector<Piece> m_pieces;
    std::function<QString(std::size_t)> m_tip;
    std::vector<QRect> m_boxes;
    int m_boxesWidth = -1;                                  // they were placed for
    mutable int m_measuredWidth = -1, m_measuredHeight = 0; // layouts ask for the same width again and again
};

} // namespace retort
