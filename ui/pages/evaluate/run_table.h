// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a project as table rows: sorted by any column, filtered by name, with one run as baseline on
// top and the others' difference to it, and with a column per setting that differs between the rows shown.
// GUI thread.
#pragma once

#include "core/base/option.h"
#include "ui/state/app_state.h"

#include <QAbstractTableModel>

#include <map>
#include <set>

namespace retort {

class RunTableModel final : public QAbstractTableModel {
    Q_OBJECT

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
    RunId baseline() const { return m_baseline; }
    void setFilter(const QString &words);
    void setOnlyDiffering(bool on);

    const RunRecord *run(int row) const; // null outside
    int rowOf(RunId run) const;          // -1: not shown
    int total() const { return int(m_runs.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    struct Setting { // a train option, or "version", "tokenizer", "student"
        std::string id;
        QString title;
        bool number = false;
        bool operator==(const Setting &) const = default;
    };
    void rebuild(); // rows and columns; emits as little as it can
    std::vector<Setting> differingSettings(const std::vector<const RunRecord *> &rows) const;
    QString settingText(const RunRecord &run, const Setting &setting) const;
    double settingNumber(const RunRecord &run, const Setting &setting) const;
    QString text(const RunRecord &run, int column) const;
    double number(const RunRecord &run, int column) const; // NaN: none
    bool isNumber(int column) const;
    bool before(const RunRecord &a, const RunRecord &b) const;
    QVariant decoration(const RunRecord &run, int column) const;
    QVariant toolTip(const RunRecord &run, int column) const;
    double toBaseline(const RunRecord &run, int column) const; // NaN: no difference to tell
    double duration_s(const RunRecord &run) const;

    std::vector<RunRecord> m_runs;
    std::vector<RunId> m_rows;
    std::vector<Setting> m_settings;
    std::map<RunId, OptionValues> m_options; // with the table's defaults; kept: a run's settings never change
    std::map<RunId, std::string> m_lastSeen; // time of its newest checkpoint
    std::map<RunId, std::int64_t> m_sizes;
    std::map<std::string, std::map<std::int64_t, QString>> m_names; // of versions, tokenizers, students
    std::set<RunId> m_hidden;
    RunId m_baseline = 0;
    QString m_filter;
    bool m_onlyDiffering = false;
    int m_sortColumn = Started;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

int runSlot(RunId run); // place of its colour; a run keeps it for life

} // namespace retort
