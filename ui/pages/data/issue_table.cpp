// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/issue_table.h"

#include "ui/models/fault_chips.h"
#include "ui/text.h"
#include "ui/widgets/table_view.h"

#include <QFileInfo>
#include <QVBoxLayout>

namespace retort {

IssueTable::IssueTable(QWidget *parent) : QWidget(parent) {
    const auto kind = [](const Issue &issue, int role) {
        return role == TableDelegate::chipsRole
                   ? QVariant::fromValue(QVector<ChipSpec>{issueChip(issue.level)})
                   : QVariant();
    };
    const auto path = [](const Issue &issue, int role) {
        return role == Qt::ToolTipRole ? QVariant(fromUtf8(issue.file)) : QVariant();
    };
    m_model = new RecordModel<Issue>(
        [](const Issue &issue) { return qint64(qHash(fromUtf8(issue.file)) ^ quint64(issue.line)); },
        {{tr("Kind"), false, [](const Issue &issue) { return issueChip(issue.level).text; }, kind},
         {tr("File"), false, [](const Issue &issue) { return QFileInfo(fromUtf8(issue.file)).fileName(); },
          path},
         {tr("Line"), true,
          [](const Issue &issue) { return issue.line > 0 ? formatCount(issue.line) : QString(); }},
         {tr("Field"), false, [](const Issue &issue) { return fromUtf8(issue.field); }},
         {tr("Reason"), false, [](const Issue &issue) { return retort::render(issue.reason); }}},
        this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_table = new TableView(this);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Problems of the files"));
    m_table->setEmptyText(tr("Every record could be read."));
    m_table->setColumnWidths({12, 18, 8, 14, -40});
    column->addWidget(m_table);
}

void IssueTable::setIssues(std::vector<Issue> issues) {
    if (issues.size() > mostIssues)
        issues.resize(mostIssues);
    m_model->setRecords(std::move(issues));
}

} // namespace retort
