// SPDX-License-Identifier: GPL-3.0-or-later
// Flowing view of the pieces of a text or sample: neighbours alternate in shade, a piece the model is trained
// to say is underlined in its part's colour, controls are outlined; the tooltip has id, bytes and part. GUI
// thread.
#pragma once

#include "core/tokenize/tokenizer_stats.h"

#include <QWidget>

#include <vector>

namespace retort {

class PieceView final : public QWidget {
    Q_OBJECT

public:
    explicit PieceView(QWidget *parent = nullptr);
    void setPieces(std::vector<InspectedPiece> pieces);
    void setShowIds(bool on);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    int layOut(int width, std::vector<QRect> *boxes) const;
    QString shown(const InspectedPiece &piece) const;
    void relayout();
    void placeBoxes();
    int heightOf(int width) const;

    // What a piece looks like; a long text has few different ones, and measuring is what costs.
    struct Look {
        std::string shown;
        QString text;
        int width = 0; // at the current font
    };

    std::vector<InspectedPiece> m_pieces;
    std::vector<Look> m_looks;
    std::vector<std::size_t> m_lookOf; // by piece
    std::vector<QRect> m_boxes;
    int m_boxesWidth = -1;                                  // they were placed for
    mutable int m_measuredWidth = -1, m_measuredHeight = 0; // layouts ask for the same width again and again
    bool m_showIds = false;
};

} // namespace retort
