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

    std::vector<InspectedPiece> m_pieces;
    std::vector<QString> m_texts;
    std::vector<int> m_widths; // at the current font
    std::vector<QRect> m_boxes;
    bool m_showIds = false;
};

} // namespace retort
