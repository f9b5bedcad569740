// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_report.h"

#include "ui/jobs/task_center.h"
#include "ui/pages/data/issue_table.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace retort {

ImportReport::ImportReport(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    column->setSpacing(space::cardGap);
    auto *card = new Card(tr("Import report"), this);
    m_headline = makeLabel({}, FontRole::metric, Role::text, card);
    m_bar = new SplitBar(card);
    m_remark = makeLabel({}, FontRole::body, Role::text2, card);
    m_remark->setWordWrap(true);
    m_table = new IssueTable(card);
    card->body()->addWidget(m_headline);
    card->body()->addWidget(m_bar);
    card->body()->addWidget(m_remark);
    card->body()->addWidget(m_table, 1);
    column->addWidget(card, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    auto *save = new ActionButton(tr("Save report…"), ButtonKind::secondary, this);
    auto *show = new ActionButton(tr("Show the rows"), ButtonKind::primary, this);
    row->addStretch(1);
    row->addWidget(save);
    row->addWidget(show);
    column->addLayout(row);
    connect(save, &QAbstractButton::clicked, this, &ImportReport::chooseFile);
    connect(show, &QAbstractButton::clicked, this, &ImportReport::done);
}

void ImportReport::show(const ImportResult &result, std::vector<Issue> issues, std::int64_t issueCount) {
    m_issues = std::move(issues);
    m_headline->setText(
        tr("Imported %Ln row(s) in %1", nullptr, int(result.rows)).arg(formatDuration(result.seconds)));
    m_bar->setParts({{tr("read"), result.records - result.refused, Role::ok},
                     {tr("refused"), result.refused, Role::bad}});
    QStringList remarks;
    if (issueCount > std::int64_t(IssueTable::mostIssues))
        remarks << tr("The first %1 of %2 problems are listed.")
                       .arg(formatCount(std::int64_t(IssueTable::mostIssues)), formatCount(issueCount));
    if (issueCount > std::int64_t(m_issues.size()))
        remarks << tr("A saved report has the first %1; the option “Report of refused records” of an import "
                      "writes all of them.")
                       .arg(formatCount(std::int64_t(m_issues.size())));
    if (!result.refusedReport.empty())
        remarks << tr("All refused records with their text are in %1.")
                       .arg(formatPath(QFile::decodeName(result.refusedReport.c_str())));
    m_remark->setText(remarks.join(QLatin1Char(' ')));
    m_remark->setVisible(!remarks.isEmpty());
    m_table->setIssues(m_issues);
}

void ImportReport::chooseFile() {
    auto *dialog = new QFileDialog(this, tr("Save report"), {}, tr("JSON lines (*.jsonl)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    dialog->selectFile(QStringLiteral("refused.jsonl"));
    connect(dialog, &QFileDialog::fileSelected, this, &ImportReport::saveTo);
    dialog->open();
}

void ImportReport::saveTo(const QString &path) {
    m_app.jobs().start(
        Resource::Disk, {QStringLiteral("data/report"), [] { return tr("Saving the report"); }},
        [path, issues = m_issues](JobContext &) { writeIssueReport(toUtf8(path), issues); },
        [&app = m_app, path] { app.toastSuccess(tr("Report saved as %1.").arg(formatPath(path))); });
}

} // namespace retort
