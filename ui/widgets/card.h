// SPDX-License-Identifier: GPL-3.0-or-later
// A surface with a hairline border, an optional bold title with widgets at its right, and a body.
#pragma once

#include <QAbstractButton>
#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace retort {

class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);
    explicit Card(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Widgets put here stand right of the title.
    void addHeaderWidget(QWidget *widget, int stretch = 0);
    QVBoxLayout *body() const { return m_body; }
    /// A flush card has no padding: a table or chart fills it to the border.
    void setFlush(bool flush);
    /// Draws the outline of the chosen one among several cards.
    void setSelected(bool selected);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeHeader();

    QVBoxLayout *m_outer;
    QWidget *m_header = nullptr;
    QHBoxLayout *m_headerRow = nullptr;
    QLabel *m_title = nullptr;
    QVBoxLayout *m_body;
    bool m_selected = false;
};

/// What is left of a card at a side that was folded away: a narrow card with a chevron and the title: Latin
/// turned by 90 degrees, Chinese upright. A click (or Space) unfolds it.
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
