// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flow_layout.h"

#include "ui/theme/metrics.h"

#include <QWidget>

#include <algorithm>

namespace retort {

FlowLayout::FlowLayout(QWidget *parent) : QLayout(parent) {
    setContentsMargins(0, 0, 0, 0);
    setSpacing(space::xs);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem *item) {
    m_items.emplace_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? m_items[std::size_t(index)].get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index) {
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items[std::size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const {
    return place(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const auto &item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins m = contentsMargins();
    return size + QSize(m.left() + m.right(), m.top() + m.bottom());
}

QSize FlowLayout::sizeHint() const {
    QSize size;
    for (const auto &item : m_items) {
        const QSize one = item->sizeHint();
        size = QSize(size.width() + one.width() + spacing(), std::max(size.height(), one.height()));
    }
    const QMargins m = contentsMargins();
    return size + QSize(m.left() + m.right(), m.top() + m.bottom());
}

void FlowLayout::setGeometry(const QRect &rect) {
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect &rect, bool really) const {
    const QRect room = rect.marginsRemoved(contentsMargins());
    int x = room.left(), y = room.top();
    std::size_t lineStart = 0;
    int lineHeight = 0;
    // Things of one line stand on its middle.
    const auto endLine = [&](std::size_t end) {
        for (std::size_t i = lineStart; really && i < end; ++i) {
            QRect place = m_items[i]->geometry();
            place.moveTop(y + (lineHeight - place.height()) / 2);
            m_items[i]->setGeometry(place);
        }
        lineStart = end;
    };
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i]->isEmpty())
            continue;
        const QSize size =
            m_items[i]->sizeHint().boundedTo(QSize(std::max(1, room.width()), QWIDGETSIZE_MAX));
        if (x > room.left() && x + size.width() > room.left() + room.width()) {
            endLine(i);
            x = room.left();
            y += lineHeight + spacing();
            lineHeight = 0;
        }
        if (really)
            m_items[i]->setGeometry(QRect(QPoint(x, y), size));
        x += size.width() + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    endLine(m_items.size());
    return y + lineHeight - rect.top() + contentsMargins().bottom();
}

} // namespace retort
