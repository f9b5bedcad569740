// SPDX-License-Identifier: GPL-3.0-or-later
// Chips: icon and word on the tint of a role. As a widget (faults, tags, removable filters) and as painting
// for tables.
#pragma once

#include "ui/theme/role.h"

#include <QAbstractButton>
#include <QStyledItemDelegate>
#include <QVector>

namespace retort {

struct ChipSpec {
    QString text;
    QString iconName; // may be empty: colour is never the only signal, the word is always there
    Role role = Role::text2;
    QString toolTip;
    bool operator==(const ChipSpec &) const = default;
};

/// Height is that of the font plus 6. Returns the width used; draws nothing when `painter` is null (to
/// measure).
int paintChip(QPainter *painter, const QRect &place, const QFont &font, const ChipSpec &spec,
              qreal devicePixelRatio);

/// The chips of a table cell over `option`'s rectangle, left to right; what does not fit becomes "+2".
void paintChips(QPainter *painter, const QStyleOptionViewItem &option, const QVector<ChipSpec> &chips);

class Chip final : public QAbstractButton {
    Q_OBJECT

public:
    explicit Chip(const ChipSpec &spec, QWidget *parent = nullptr);

    void setSpec(const ChipSpec &spec);
    const ChipSpec &spec() const { return m_spec; }
    /// Adds a small x; Delete and Backspace do the same from the keyboard.
    void setRemovable(bool removable);

    QSize sizeHint() const override;

Q_SIGNALS:
    void removed();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect crossRect() const;

    ChipSpec m_spec;
    bool m_removable = false;
};

/// Draws the chips of a cell: the model returns a QVector<ChipSpec> in ChipDelegate::chipsRole. What does not
/// fit becomes "+2". Tooltip and accessible text come from the model.
class ChipDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int chipsRole = Qt::UserRole + 900;
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace retort

Q_DECLARE_METATYPE(retort::ChipSpec)
