// SPDX-License-Identifier: GPL-3.0-or-later
// A scroll area for a column of things on a card or page: shows the ground behind it, scrolls only up and
// down, is as wide as its content needs, and brings what gets the focus into sight.
#pragma once

#include <QScrollArea>

namespace retort {

class ScrollColumn final : public QScrollArea {
    Q_OBJECT

public:
    explicit ScrollColumn(QWidget *content, QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace retort
