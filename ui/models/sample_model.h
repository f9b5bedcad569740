// SPDX-License-Identifier: GPL-3.0-or-later
// The samples of a version as a table. A view is (version, filter, sort) → one array of row ids, made off the
// GUI thread; the model holds it and a bounded cache of row blocks. data() never fetches: a cell of a block
// that has not arrived is a placeholder, and the block is asked for once the event loop is reached again. GUI
// thread.
#pragma once

#include "core/data/versions/version_store.h"

#include <QAbstractTableModel>

#include <list>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace retort {

class JobHub;

class SampleModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Number,
        Question,
        QuestionChars,
        ReasoningChars,
        AnswerChars,
        Language,
        Source,
        SplitColumn,
        Faults,
        Verdict,
        columnCount_
    };
    static constexpr int blockRows = 128, cachedBlocks = 64;

    SampleModel(JobHub &jobs, std::shared_ptr<VersionStore> store, QObject *parent);

    // A new view; the rows are exchanged when the ids have arrived (ready()). Same arguments: read again.
    // `pendingOnly`: just the rows with changes that are in no version.
    void setView(VersionId version, RowFilter filter, RowSort sort, bool pendingOnly = false);
    void reload();  // ids and rows anew, e.g. after pending changes
    void refetch(); // the same ids, rows anew
    VersionId version() const { return m_version; }
    const RowFilter &filter() const { return m_filter; }
    const RowSort &sort() const { return m_sort; }
    bool loading() const { return m_loading; }

    SampleId idAt(int row) const {
        return row >= 0 && std::size_t(row) < m_ids.size() ? m_ids[std::size_t(row)] : 0;
    }
    int rowOf(SampleId id) const; // -1: not in the view; linear
    const std::vector<SampleId> &ids() const { return m_ids; }
    const SampleRow *loadedRow(int row) const; // null while a placeholder

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void ready(); // ids of the current view are in
    void loadingChanged();

private:
    void want(int block) const;
    void fetchWanted();
    void takeRows(const std::vector<int> &blocks, std::vector<SampleRow> rows);
    QVariant cell(const SampleRow &row, int column) const;

    JobHub &m_jobs;
    std::shared_ptr<VersionStore> m_store; // null: no project
    VersionId m_version = 0;
    RowFilter m_filter;
    RowSort m_sort;
    bool m_pendingOnly = false;
    std::vector<SampleId> m_ids;
    mutable std::list<int> m_recent; // blocks, newest first
    mutable std::unordered_map<int, std::pair<std::vector<SampleRow>, std::list<int>::iterator>> m_blocks;
    mutable std::set<int> m_wanted;
    mutable bool m_asked = false;
    bool m_fetching = false, m_loading = false;
    quint64 m_generation = 0; // rows of an older view are dropped
};

} // namespace retort
