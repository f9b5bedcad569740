// SPDX-License-Identifier: GPL-3.0-or-later
// Chips: icon and word on the tint of a role. As a widget (faults, tags, removable filters) and as painting
// for tables.
#pragma once

#include "ui/theme/role.h"

#include <QAbstractButton>
#include <QVector>

class QStyleOptionViewItem;

namespace retort {

struct ChipSpec {
    QString text;
    QString iconName; // may be empty: colour is never the only signal, the word is always there
    Role role = Role::text2;
    QString toolTip;
    bool operator==(const ChipSpec &) const = default;
};

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

} // namespace retort
