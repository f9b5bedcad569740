// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of a job, one per row: kind, file, line, field, reason. Shows the first mostIssues. GUI thread.
#pragma once

#include "core/base/job.h"
#include "ui/models/record_model.h"

#include <QWidget>

#include <vector>

namespace retort {

class TableView;

class IssueTable final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t mostIssues = 1'000;

    explicit IssueTable(QWidget *parent);
    void setIssues(std::vector<Issue> issues);
    std::size_t count() const { return m_model->records().size(); }
    TableView *table() const { return m_table; }

private:
    RecordModel<Issue> *m_model;
    TableView *m_table;
};

} // namespace retort
