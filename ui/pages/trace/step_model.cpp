// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trace/step_model.h"

#include "ui/theme/theme.h"

#include <QColor>
#include <QSize>

namespace retort {

void StepModel::setHeads(std::vector<StepHead> heads) {
    beginResetModel();
    m_heads = std::move(heads);
    endResetModel();
}

int StepModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_heads.size());
}

QVariant StepModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || std::size_t(index.row()) >= m_heads.size())
        return {};
    const StepHead &head = m_heads[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return head.text;
    case Qt::ForegroundRole:
        return head.recheck ? QVariant(colour(Role::warn)) : QVariant();
    case Qt::ToolTipRole:
        return head.recheck ? tr("re-check: %1").arg(head.text) : head.text;
    case Qt::SizeHintRole: // no width: a step is as wide as the list
        return QSize(0, Theme::instance().scaled(size::rowCompact));
    default:
        return {};
    }
}

} // namespace retort
