// SPDX-License-Identifier: GPL-3.0-or-later
// One number with its name and a remark, and a row of such numbers.
#pragma once

#include "ui/widgets/card.h"

#include "ui/theme/role.h"

class QHBoxLayout;
class QLabel;

namespace retort {

class MetricTile final : public QWidget {
    Q_OBJECT

public:
    explicit MetricTile(const QString &name, QWidget *parent = nullptr);

    void setValue(const QString &value, Role role = Role::text);
    /// Small line under the number: change, unit, when.
    void setRemark(const QString &remark, Role role = Role::text3);
    QString value() const;

private:
    void updateAccessible();

    QLabel *m_name;
    QLabel *m_value;
    QLabel *m_remark;
};

/// Tiles side by side in one card; the same width for each.
class MetricStrip : public Card {
    Q_OBJECT

public:
    explicit MetricStrip(QWidget *parent = nullptr);

    MetricTile *addTile(const QString &id, const QString &name);
    MetricTile *tile(const QString &id) const;

private:
    QHBoxLayout *m_row;
};

} // namespace retort
