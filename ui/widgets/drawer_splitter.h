// SPDX-License-Identifier: GPL-3.0-or-later
// Columns side by side, the last of which, the drawer, can be closed to a narrow strip. In a window under
// size::drawerBelowWidth it is no column: it opens from the strip and lies over the others until it is closed
// (its button or Esc), so that what is chosen below it can go on changing.
#pragma once

#include <QWidget>

class QShortcut;
class QSplitter;

namespace retort {

class Card;
class FoldedCard;

class DrawerSplitter final : public QWidget {
    Q_OBJECT

public:
    explicit DrawerSplitter(QWidget *parent = nullptr);

    QSplitter *splitter() const { return m_splitter; }
    /// `content` becomes the last column, `width` pixels at first; the other columns are there already.
    void setDrawer(const QString &title, QWidget *content, int width);
    bool isOpen() const { return m_over ? m_openOver : m_openBeside; }
    void setOpen(bool open);
    /// Whether it lies over the columns instead of standing beside them.
    bool isOver() const { return m_over; }
    /// What holds in a wide window, whatever the window is now: this is what a page remembers.
    bool isOpenBeside() const { return m_openBeside; }
    void setOpenBeside(bool open);

Q_SIGNALS:
    void openChanged(bool open);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Card *makeCard(const QString &title, QWidget *parent);
    void arrange();
    void placeOver();

    QSplitter *m_splitter;
    FoldedCard *m_strip = nullptr;
    Card *m_beside = nullptr, *m_above = nullptr; // the content is in one of them
    QWidget *m_content = nullptr;
    QShortcut *m_escape = nullptr;
    int m_width = 0;
    bool m_over = false, m_openBeside = true, m_openOver = false;
};

} // namespace retort
