// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_preview.h"

#include "ui/models/labels.h"
#include "ui/pages/data/issue_table.h"
#include "ui/pages/data/mapping_row.h"
#include "ui/pages/data/sample_inspector.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

#include <QHeaderView>
#include <QStackedWidget>

namespace retort {
namespace {

constexpr int previewWidth = 320;
constexpr qsizetype mostCell = 200;
const QString recordsTab = QStringLiteral("records"), issuesTab = QStringLiteral("issues");

std::vector<RecordColumn<PreviewSample>> sampleColumns() {
    const auto part = [](std::string Sample::*text) {
        return
            [text](const PreviewSample &s) { return fromUtf8(s.sample.*text).left(mostCell).simplified(); };
    };
    const auto chips = [](const PreviewSample &s, int role) {
        return role == TableDelegate::chipsRole ? QVariant::fromValue(faultChips(s.sample.faults))
                                                : QVariant();
    };
    const auto words = [](const PreviewSample &s) {
        return faultWords(s.sample.faults).join(QStringLiteral(", "));
    };
    return {{ImportPreviewCard::tr("Line"), &PreviewSample::line, formatCount},
            {ImportPreviewCard::tr("Question"), false, part(&Sample::question)},
            {ImportPreviewCard::tr("Reasoning"), false, part(&Sample::reasoning)},
            {ImportPreviewCard::tr("Answer"), false, part(&Sample::answer)},
            {ImportPreviewCard::tr("Faults"), false, words, chips}};
}

} // namespace

ImportPreviewCard::ImportPreviewCard(AppState &app, QWidget *parent)
    : Card(tr("Fields and preview"), parent),
      m_banner(new Banner(this)),
      m_recognised(makeLabel({}, FontRole::body, Role::text2, this)),
      m_remark(makeText({}, FontRole::caption, Role::warn, this)),
      m_counts(makeText({}, FontRole::body, Role::text2, this)),
      m_mapping(new MappingRow(this)),
      m_tabs(new Tabs(this)),
      m_stack(new QStackedWidget(this)),
      m_issues(new IssueTable(m_stack)),
      m_inspector(new SampleInspector(app, this)) {
    addHeaderWidget(m_recognised);
    m_tabs->add(recordsTab, tr("First records"));
    m_tabs->add(issuesTab, tr("Problems"));
    m_tabs->choose(m_stack, {makeRecords(), m_issues});
    addTo(body(), {m_banner, m_mapping, m_remark, rowOf({m_tabs, {m_counts, 1}}, space::m), {m_stack, 1}});
    connect(m_banner, &Banner::actionActivated, this, [this] { m_tabs->setCurrent(issuesTab); });
    clear();
}

QWidget *ImportPreviewCard::makeRecords() {
    m_model = new RecordModel<PreviewSample>(
        [](const PreviewSample &s) { return qint64(s.file) << 40 | s.line; }, sampleColumns(), this);
    m_table = new TableView(m_model, tr("First records"), {}, {4, 0, 0, 0, 18});
    auto *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    for (const int text : {1, 2, 3}) // the texts share what line and faults leave
        header->setSectionResizeMode(text, QHeaderView::Stretch);
    m_inspector->setMinimumWidth(Theme::instance().scaled(previewWidth) / 2);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ImportPreviewCard::showCurrent);
    return splitterOf("preview", Qt::Horizontal, {{m_table, 3}, {m_inspector, 1}});
}

void ImportPreviewCard::showCurrent() {
    if (const auto *sample = m_model->record(m_table->currentIndex().row()))
        m_inspector->showSample(sample->sample);
    else
        m_inspector->show(0, 0);
}

void ImportPreviewCard::clear() {
    m_banner->hide();
    m_model->setRecords({});
    m_issues->setIssues({});
    m_tabs->setText(issuesTab, tr("Problems"));
    m_counts->clear();
    m_table->setEmptyText(tr("Add files or a folder, or drop them on the window."));
    showColumns({}, {}, {});
    showCurrent();
}

void ImportPreviewCard::showFailure(Banner::Kind kind, const QString &text) {
    m_banner->show(kind, text);
    m_table->setEmptyText(text);
    m_model->setRecords({});
    m_counts->clear();
    showCurrent();
}

void ImportPreviewCard::showPreview(const ImportPreview &preview) {
    QStringList counts;
    if (preview.recordsRead > 0)
        counts << tr("%Ln record(s) looked at", nullptr, int(preview.recordsRead));
    for (const auto &info : faultTable())
        if (const auto found = preview.faults.find(info.id); found != preview.faults.end())
            counts << tr("%1: %2").arg(retort::render(info.label), formatCount(found->second));
    m_counts->setText(counts.join(QStringLiteral(" · ")));
    m_table->setEmptyText(preview.hindrance.empty() ? QString() : retort::render(preview.hindrance));
    m_model->setRecords(preview.samples);
    if (!preview.samples.empty() && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    showCurrent();
    m_issues->setIssues(preview.issues);
    m_tabs->setText(issuesTab,
                    preview.issues.empty()
                        ? tr("Problems")
                        : tr("Problems (%1)").arg(formatCount(std::int64_t(preview.issues.size()))));
    if (preview.refused > 0) {
        m_banner->show(
            preview.samples.empty() ? Banner::Kind::bad : Banner::Kind::warn,
            tr("%Ln record(s) of %1 cannot be read. An import leaves such records out and lists them.",
               nullptr, int(preview.refused))
                .arg(formatCount(preview.recordsRead)),
            tr("Show them"));
    } else if (!preview.issues.empty()) {
        m_banner->show(Banner::Kind::warn, retort::render(preview.issues.front().reason),
                       preview.issues.size() > 1 ? tr("Show all") : QString());
    } else {
        m_banner->hide();
    }
}

void ImportPreviewCard::showColumns(const QString &recognised, const std::vector<MappedColumn> &columns,
                                    const QString &remark) {
    m_recognised->setText(recognised);
    m_mapping->setColumns(columns);
    m_mapping->setVisible(!columns.empty());
    showText(m_remark, remark);
}

} // namespace retort
