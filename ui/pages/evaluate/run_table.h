// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a project as table rows: sorted by any column, filtered by name, with one run as baseline on
// top and the others' difference to it, and with a column per setting that differs between the rows shown.
// GUI thread.
#pragma once

#include "core/base/option.h"
#include "ui/models/record_model.h"
#include "ui/models/snapshot.h"

#include <QCoreApplication>

#include <map>
#include <set>

namespace retort {

class RunTableModel final : public RecordModel<RunRecord> {
    Q_DECLARE_TR_FUNCTIONS(retort::RunTableModel)

public:
    enum Column {
        Eye,
        Name,
        State,
        Step,
        Loss,
        BestLoss,
        Accuracy,
        Duration,
        Size,
        Note,
        Started,
        Device,
        FixedColumns // those of differing settings follow
    };

    explicit RunTableModel(QObject *parent = nullptr);

    void setSnapshot(const ProjectSnapshot &snapshot);
    void setHidden(const std::set<RunId> &hidden); // out of the charts; the row stays
    void setSizes(const std::map<RunId, std::int64_t> &bytes);
    void setBaseline(RunId run); // 0: none
    RunId baseline() const { return m_baseline.id; }
    void setFilter(const QString &words);
    void setOnlyDiffering(bool on);
    int total() const { return int(m_runs.size()); }
    const OptionValues &options(RunId run) const; // trainOptionsOf(), read once

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    using RunColumn = RecordColumn<RunRecord>;
    std::vector<RunColumn> fixedColumns() const;
    RunColumn result(const QString &title, double RunRecord::*field, bool lowerIsBetter,
                     QString (*write)(double), QString (*writeDifference)(double, int digits)) const;
    void rebuild(); // rows and columns; emits as little as it can
    std::vector<RunColumn> differingSettings(const std::vector<RunRecord> &rows) const;
    bool before(const RunColumn &column, const RunRecord &a, const RunRecord &b) const;
    double duration_s(const RunRecord &run) const;
    double toBaseline(const RunRecord &run, double RunRecord::*field) const; // NaN: no difference to tell

    std::vector<RunRecord> m_runs;
    std::map<RunId, OptionValues> m_options; // with the table's defaults; kept: a run's settings never change
    std::map<RunId, std::string> m_lastSeen; // time of its newest checkpoint
    std::map<RunId, std::int64_t> m_sizes;
    std::map<std::string, std::map<std::int64_t, QString>> m_names; // of versions, tokenizers, students
    std::set<RunId> m_hidden;
    RunRecord m_baseline;
    QString m_filter;
    bool m_onlyDiffering = false;
    int m_sortColumn = Started;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace retort
