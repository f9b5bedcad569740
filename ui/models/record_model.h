// SPDX-License-Identifier: GPL-3.0-or-later
// A table over a list of plain records: columns are small functions. For lists of hundreds, not of millions
// (sample_model is for those). Each record has an id, by which TableView keeps what is selected when the list
// changes. GUI thread.
#pragma once

#include "ui/widgets/table_view.h"

#include <QAbstractTableModel>
#include <QString>
#include <QVariant>

#include <algorithm>
#include <functional>
#include <vector>

namespace retort {

template <typename Record>
struct RecordColumn {
    using Text = std::function<QString(const Record &)>;
    using Extra = std::function<QVariant(const Record &, int role)>; // check state, decoration, tooltip

    // Not an aggregate: gcc 12 crashes on the default value of `extra` where a function returns a list of
    // columns.
    RecordColumn(QString shownTitle, bool isNumber, Text textOf, Extra extraOf = {})
        : title(std::move(shownTitle)),
          number(isNumber),
          text(std::move(textOf)),
          extra(std::move(extraOf)) {}
    // A field as `write` writes it; numbers stand at the right.
    template <class Of, class Field, class Write>
    RecordColumn(QString shownTitle, Field Of::*field, Write write)
        : RecordColumn(std::move(shownTitle), std::is_arithmetic_v<Field>,
                       [field, write](const Record &r) { return write(r.*field); }) {}

    QString title;
    bool number;
    Text text;
    Extra extra;
    std::function<double(const Record &)> value = {}; // what it is sorted by, where that is not its text
};

// Without Q_OBJECT, which templates cannot have: it adds no signals of its own.
template <typename Record>
class RecordModel : public QAbstractTableModel {
public:
    using Id = std::function<qint64(const Record &)>;

    RecordModel(Id idOf, std::vector<RecordColumn<Record>> columns, QObject *parent)
        : QAbstractTableModel(parent),
          m_idOf(std::move(idOf)),
          m_columns(std::move(columns)) {}

    void setRecords(std::vector<Record> records) {
        const bool same = std::ranges::equal(
            records, m_records, [this](const Record &a, const Record &b) { return m_idOf(a) == m_idOf(b); });
        if (same) {
            m_records = std::move(records);
            if (!m_records.empty())
                Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
            return;
        }
        beginResetModel();
        m_records = std::move(records);
        endResetModel();
    }
    const std::vector<Record> &records() const { return m_records; }
    const Record *record(int row) const {
        return row >= 0 && std::size_t(row) < m_records.size() ? &m_records[std::size_t(row)] : nullptr;
    }

    int rowCount(const QModelIndex &parent = {}) const override {
        return parent.isValid() ? 0 : int(m_records.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override {
        return parent.isValid() ? 0 : int(m_columns.size());
    }

    QVariant data(const QModelIndex &index, int role) const override {
        const auto *r = index.isValid() ? record(index.row()) : nullptr;
        if (!r)
            return {};
        const auto &column = m_columns[std::size_t(index.column())];
        if (role == TableView::idRole)
            return m_idOf(*r);
        if (role == Qt::TextAlignmentRole)
            return alignment(column);
        if (role == Qt::DisplayRole)
            return column.text(*r);
        return column.extra ? column.extra(*r, role) : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override {
        if (orientation != Qt::Horizontal || section < 0 || std::size_t(section) >= m_columns.size())
            return {};
        if (role == Qt::TextAlignmentRole)
            return alignment(m_columns[std::size_t(section)]);
        return role == Qt::DisplayRole ? QVariant(m_columns[std::size_t(section)].title) : QVariant();
    }

protected:
    const std::vector<RecordColumn<Record>> &columns() const { return m_columns; }
    void reset(std::vector<RecordColumn<Record>> columns, std::vector<Record> records) {
        beginResetModel();
        m_columns = std::move(columns);
        m_records = std::move(records);
        endResetModel();
    }

private:
    static QVariant alignment(const RecordColumn<Record> &column) {
        return QVariant::fromValue(Qt::AlignVCenter | (column.number ? Qt::AlignRight : Qt::AlignLeft));
    }
    Id m_idOf;
    std::vector<RecordColumn<Record>> m_columns;
    std::vector<Record> m_records;
};

} // namespace retort
