// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_report.h"

#include "ui/pages/data/issue_table.h"
#include "ui/pages/page.h"
#include "ui/widgets/progress_line.h"

#include <QFile>

namespace retort {

ImportReport::ImportReport(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    auto *card = new Card(tr("Import report"), this);
    m_headline = makeLabel({}, FontRole::metric, Role::text, card);
    m_bar = new SplitBar(card);
    m_remark = makeText({}, FontRole::body, Role::text2, card);
    m_table = new IssueTable(card);
    addTo(card->body(), {m_headline, m_bar, m_remark, {m_table, 1}});
    auto *save = new ActionButton(tr("Save report…"), ButtonKind::secondary, this);
    auto *show = new ActionButton(tr("Show the rows"), ButtonKind::primary, this);
    pageColumn(this, {{card, 1}, rowOf({stretch, save, show})});
    connect(save, &QAbstractButton::clicked, this, [this] {
        chooseFile(this, true, tr("Save report"), tr("JSON lines (*.jsonl)"), QStringLiteral("refused.jsonl"),
                   [this](const QString &path) { saveTo(path); });
    });
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
        remarks << tr("The first %1 of %Ln problem(s) are listed.", nullptr, int(issueCount))
                       .arg(formatCount(std::int64_t(IssueTable::mostIssues)));
    if (issueCount > std::int64_t(m_issues.size()))
        remarks << tr("A saved report has the first %1; the option “Report of refused records” of an import "
                      "writes all of them.")
                       .arg(formatCount(std::int64_t(m_issues.size())));
    if (!result.refusedReport.empty())
        remarks << tr("All refused records with their text are in %1.")
                       .arg(formatPath(QFile::decodeName(result.refusedReport.c_str())));
    showText(m_remark, remarks.join(QLatin1Char(' ')));
    m_table->setIssues(m_issues);
}

void ImportReport::saveTo(const QString &path) {
    m_app.jobs().start(
        Resource::Disk,
        {QStringLiteral("data/report"), [] { return tr("Saving the report"); },
         [] { return tr("Report saved"); }},
        [path, issues = m_issues](JobContext &) { writeIssueReport(toUtf8(path), issues); },
        [&app = m_app, path] { app.toastSuccess(tr("Report saved as %1.").arg(formatPath(path))); });
}

} // namespace retort
