// SPDX-License-Identifier: GPL-3.0-or-later
// The vocabulary of a tokenizer as a table: id, piece, category, score; filtered by a piece of text or an id.
// GUI thread.
#pragma once

#include "core/tokenize/tokenizer_stats.h"

#include <QAbstractTableModel>

#include <vector>

namespace retort {

class VocabularyModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Id, Piece, Category, Characters, Score, columnCount_ };
    using QAbstractTableModel::QAbstractTableModel;

    void setEntries(std::vector<VocabularyEntry> entries);
    void setFilter(const QString &words); // a number finds the id as well

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void applyFilter();
    std::vector<VocabularyEntry> m_entries;
    std::vector<std::size_t> m_shown;
    QString m_filter;
};

} // namespace retort
