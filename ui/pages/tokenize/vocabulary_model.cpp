// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokenize/vocabulary_model.h"

#include "ui/text.h"

namespace retort {

void VocabularyModel::setEntries(std::vector<VocabularyEntry> entries) {
    beginResetModel();
    m_entries = std::move(entries);
    applyFilter();
    endResetModel();
}

void VocabularyModel::setFilter(const QString &words) {
    beginResetModel();
    m_filter = words;
    applyFilter();
    endResetModel();
}

void VocabularyModel::applyFilter() {
    m_shown.clear();
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (m_filter.isEmpty() || fromUtf8(m_entries[i].shown).contains(m_filter)
            || QString::number(m_entries[i].id) == m_filter)
            m_shown.push_back(i);
}

int VocabularyModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_shown.size());
}
int VocabularyModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : columnCount_;
}

QVariant VocabularyModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || std::size_t(index.row()) >= m_shown.size())
        return {};
    const auto &entry = m_entries[m_shown[std::size_t(index.row())]];
    const bool isNumber = index.column() == Id || index.column() == Characters || index.column() == Score;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Id:
        return entry.id;
    case Piece:
        return fromUtf8(entry.shown);
    case Category:
        return render(tokenCategoryLabel(entry.category));
    case Characters:
        return entry.characters > 0 ? QVariant(entry.characters) : QVariant();
    case Score:
        return formatNumber(double(entry.score));
    default:
        return {};
    }
}

QVariant VocabularyModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::AlignVCenter | (section == Piece || section == Category ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("id");
    case Piece:
        return tr("Piece");
    case Category:
        return tr("Category");
    case Characters:
        return tr("Characters");
    case Score:
        return tr("Score");
    default:
        return {};
    }
}

} // namespace retort
