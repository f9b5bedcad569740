// SPDX-License-Identifier: GPL-3.0-or-later
// The right side of the import sheet: what was recognised, a place over each column of the chosen file, and
// below it the first records as samples or the problems found in them. GUI thread; shows, reads nothing.
#pragma once

#include "core/import/import_job.h"
#include "ui/models/record_model.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"

class QLabel;
class QStackedWidget;

namespace retort {

class AppState;
class IssueTable;
class MappingRow;
class SampleInspector;
class Tabs;
class TableView;
struct MappedColumn;

class ImportPreviewCard final : public Card {
    Q_OBJECT

public:
    ImportPreviewCard(AppState &app, QWidget *parent);
    void showPreview(const ImportPreview &preview);
    void clear();
    void showFailure(Banner::Kind kind, const QString &text); // the last preview stays
    // Columns of one of the files; `remark` says what else must be known about them.
    void showColumns(const QString &recognised, const std::vector<MappedColumn> &columns,
                     const QString &remark);
    MappingRow *mapping() const { return m_mapping; }
    IssueTable *issues() const { return m_issues; }
    TableView *table() const { return m_table; }

private:
    QWidget *makeRecords();
    void showCurrent();

    Banner *m_banner;
    QLabel *m_recognised, *m_remark, *m_counts;
    MappingRow *m_mapping;
    Tabs *m_tabs;
    QStackedWidget *m_stack;
    TableView *m_table = nullptr;
    RecordModel<PreviewSample> *m_model = nullptr;
    IssueTable *m_issues;
    SampleInspector *m_inspector = nullptr;
};

} // namespace retort
