// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a file side by side: over each one a combo with its place, below it its name and an example.
// Scrolls sideways. GUI thread; knows nothing of formats or jobs.
#pragma once

#include "ui/pages/data/field_mapping.h"

#include <QScrollArea>

class QComboBox;
class QHBoxLayout;

namespace retort {

class MappingRow final : public QScrollArea {
    Q_OBJECT

public:
    explicit MappingRow(QWidget *parent);
    // Tiles of the same columns stay, so that the keyboard focus does.
    void setColumns(const std::vector<MappedColumn> &columns);
    QComboBox *combo(const QString &path) const; // nullptr: no such column
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // By the user; an empty target is the metadata.
    void placed(const QString &path, const QString &target);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    class Tile;
    std::vector<Tile *> m_tiles;
    QHBoxLayout *m_row;
};

} // namespace retort
