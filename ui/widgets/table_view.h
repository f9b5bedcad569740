// SPDX-License-Identifier: GPL-3.0-or-later
// The table of every page: no grid, a line under each row, fixed row height (so a million rows cost no
// layout), soft selection with an accent bar, grey bars for rows that are
// not loaded yet.
#pragma once

#include <QHeaderView>
#include <QSet>
#include <QStyledItemDelegate>
#include <QTableView>

namespace retort {

class Tabs;

/// Text elided with the whole of it as tooltip, chips, skeleton where loadedRole is false.
class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// A QVector<ChipSpec> to draw in place of the text; what does not fit becomes "+2".
    static constexpr int chipsRole = Qt::UserRole + 900;
    /// A model returns false for cells of a block that has not arrived.
    static constexpr int loadedRole = Qt::UserRole + 901;
    /// A text to mark wherever the cell's own text holds it, whatever the case.
    static constexpr int searchRole = Qt::UserRole + 903;

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

class TableView final : public QTableView {
    Q_OBJECT

public:
    enum class Density { compact, normal, comfortable };
    /// The id of a row's record (qint64). What is selected stays so, by id, through a reset of the model; no
    /// other row gets the selection of a record that is gone. Back before anything else was selected, the
    /// record is selected again.
    static constexpr int idRole = Qt::UserRole + 902;

    explicit TableView(QWidget *parent = nullptr);
    /// `widths` as for setColumnWidths().
    TableView(QAbstractItemModel *model, const QString &accessibleName, const QString &emptyText,
              const QList<int> &widths, QWidget *parent = nullptr);

    void setDensity(Density density);
    Density density() const { return m_density; }
    int rowHeight() const;
    /// Shown in the middle while the model has no rows.
    void setEmptyText(const QString &text);
    /// Widths in characters of the body font, by column, and never narrower than the headline; 0 leaves it.
    /// One of them may be negative: that column takes what the others leave, at least so many characters,
    /// until somebody drags it.
    void setColumnWidths(const QList<int> &characters);
    int hoveredRow() const { return m_hovered; }
    /// Of the selected rows, the current one first.
    std::vector<std::int64_t> selectedIds() const;
    /// Selects the rows with these ids and shows the first; ids without a row are passed over.
    void selectIds(const QList<qint64> &ids);
    /// Tab-separated text of the selected rows in visual order; at most 100,000 rows.
    QString selectionText(bool withHeaders) const;

    void setModel(QAbstractItemModel *model) override;

public Q_SLOTS:
    void copy();
    void copyWithHeaders();

Q_SIGNALS:
    void densityChanged(retort::TableView::Density density);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rememberSelection();
    void restoreSelection();
    void selectRowsOf(const QSet<qint64> &ids, const QVariant &currentId, bool show);
    void fillWidth();
    void applyHeight();
    void setHovered(int row);

    Density m_density = Density::normal;
    QString m_emptyText;
    int m_hovered = -1;
    // While the model is reset.
    QSet<qint64> m_keptIds;
    QSet<qint64> m_goneIds; // of the records that were selected last, as long as nothing else is
    QVariant m_keptCurrent;
    bool m_keptAll = false, m_keptInSight = false;
    int m_fill = -1, m_fillAtLeast = 0; // column and pixels
    bool m_filling = false;
};

inline constexpr int timeWidth = 14; // of a column with formatTime(), in characters

/// Of `holder`, with so many rows of the table in it in sight and none of them cut.
int heightWith(const QWidget *holder, const TableView *table, int rows);

/// Three icons that switch the row height of a table.
Tabs *makeDensitySwitch(TableView *table, QWidget *parent = nullptr);

} // namespace retort
