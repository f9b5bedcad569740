// SPDX-License-Identifier: GPL-3.0-or-later
// What an import has done, when not every record could be read: counts, the refused records with file, line
// and reason, and the way to save them. GUI thread; saving is a job.
#pragma once

#include "core/import/import_job.h"

#include <QWidget>

class QLabel;

namespace retort {

class AppState;
class IssueTable;
class SplitBar;

class ImportReport final : public QWidget {
    Q_OBJECT

public:
    ImportReport(AppState &app, QWidget *parent);
    // `issueCount` may be more than the issues that were kept.
    void show(const ImportResult &result, std::vector<Issue> issues, std::int64_t issueCount);
    using QWidget::show;
    IssueTable *issues() const { return m_table; }
    void saveTo(const QString &path);

Q_SIGNALS:
    void done(); // the rows shall be shown

private:
    AppState &m_app;
    std::vector<Issue> m_issues;
    QLabel *m_headline, *m_remark;
    SplitBar *m_bar;
    IssueTable *m_table;
};

} // namespace retort
