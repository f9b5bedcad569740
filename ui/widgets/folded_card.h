// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of a card at a side that was folded away: a narrow card with a chevron and the title: Latin
// turned by 90 degrees, Chinese upright. A click (or Space) unfolds it.
#pragma once

#include <QAbstractButton>

namespace retort {

class FoldedCard final : public QAbstractButton {
    Q_OBJECT

public:
    /// `side`: Qt::LeftEdge or Qt::RightEdge, where it stands.
    explicit FoldedCard(const QString &title, QWidget *parent = nullptr, Qt::Edge side = Qt::LeftEdge);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool upright() const;

    Qt::Edge m_side;
};

} // namespace retort
