// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/issue_table.h"

#include "ui/models/labels.h"
#include "ui/text.h"
#include "ui/widgets/layouts.h"

#include <QFileInfo>

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
    m_table = new TableView(m_model, tr("Problems of the files"), tr("Every record could be read."),
                            {12, 18, 8, 14, -40}, this);
    columnIn(this, {m_table});
}

void IssueTable::setIssues(std::vector<Issue> issues) {
    if (issues.size() > mostIssues)
        issues.resize(mostIssues);
    m_model->setRecords(std::move(issues));
}

} // namespace retort
