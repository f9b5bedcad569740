// SPDX-License-Identifier: GPL-3.0-or-later
// The samples of a version as a table. A view is (version, filter, sort) → one array of row ids, made off the
// GUI thread; the model holds it and a bounded cache of row blocks. data() never fetches: a cell of a block
// that has not arrived is a placeholder, and the block is asked for once the event loop is reached again.
// Columns are those of core's column table that have a width. GUI thread.
#pragma once

#include "core/data/versions/version_store.h"

#include <QAbstractTableModel>
#include <QCache>

#include <memory>
#include <set>
#include <vector>

namespace retort {

class TaskCenter;

class SampleModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int blockRows = 128, cachedBlocks = 64;
    struct View {
        VersionId version = 0;
        RowFilter filter;
        RowSort sort;
        bool pendingOnly = false; // just the rows with changes that are in no version
        bool operator==(const View &) const = default;
    };

    SampleModel(TaskCenter &jobs, std::shared_ptr<VersionStore> store, QObject *parent);

    static int columnOf(RowColumn column); // -1: not shown
    static QList<int> columnWidths();      // for TableView::setColumnWidths

    // The rows are exchanged when the ids have arrived (ready()); until then the rows of the view before
    // stay, with their version.
    void setView(View view);
    void reload();                              // the view asked for last, anew: after marks
    const View &view() const { return m_view; } // of the rows that are shown
    const View &requested() const { return m_requested; }

    SampleId idAt(int row) const {
        return row >= 0 && std::size_t(row) < m_ids.size() ? m_ids[std::size_t(row)] : 0;
    }
    int rowOf(SampleId id) const;              // -1: not in the view; linear
    const SampleRow *loadedRow(int row) const; // null while a placeholder

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void ready();     // rows of the requested view are in
    void notSorted(); // that column has no order: the view's stays

private:
    void showIds(View view, std::vector<SampleId> ids);
    void dropBlocks();
    void want(int block) const;
    void fetchWanted();
    void showRows(const std::vector<int> &blocks, std::vector<SampleRow> rows);

    TaskCenter &m_jobs;
    std::shared_ptr<VersionStore> m_store; // null: no project
    View m_view, m_requested;
    std::vector<SampleId> m_ids; // of m_view
    QCache<int, std::vector<SampleRow>> m_blocks{cachedBlocks};
    mutable std::set<int> m_wanted;
    mutable bool m_asked = false;
    bool m_fetching = false;
    quint64 m_request = 0;  // ids of an older one are dropped
    quint64 m_contents = 0; // rows read for older ids, or before a mark, are dropped
};

} // namespace retort
