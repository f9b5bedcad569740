// SPDX-License-Identifier: GPL-3.0-or-later
// Lays widgets out left to right and goes on in a new line where the width ends.
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace retort {

class FlowLayout final : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override; // of the widest item
    QSize sizeHint() const override;    // all in one line
    void setGeometry(const QRect &rect) override;

private:
    int place(const QRect &rect, bool really) const; // the height used

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace retort
