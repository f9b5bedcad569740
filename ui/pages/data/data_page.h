// SPDX-License-Identifier: GPL-3.0-or-later
// Data: facets, table and inspector of the chosen version; the import sheet and the sources take the
// whole page. GUI thread.
#pragma once

#include "core/data/versions/version_store.h"
#include "ui/pages/page.h"

#include <QTimer>

class QLineEdit;
class QStackedWidget;

namespace retort {

class DrawerSplitter;
class EmptyState;
class FacetPanel;
class ImportSheet;
class SampleInspector;
class SampleModel;
class SourcesSheet;
class TableView;

class DataPage final : public Page {
    Q_OBJECT

public:
    DataPage(AppState &app, QWidget *parent);
    void activated() override;
    void open(const QVariantMap &args) override; // {"files": [...]} opens the import sheet

private:
    bool showsMarks() const override;
    void showMarks();
    void keepState();
    QWidget *makeTable();
    QWidget *makeTableCard();
    void makeActions();
    void setBodyShown(int body);
    bool sheetShown() const; // it has keys of its own, and the table waits
    void showImport(const QStringList &files);
    void showSources();
    void showEmptyLink();
    void applyFilter();
    void showVersion();
    void showRows();
    void countFacets();
    void inspect(SampleId id);
    void showCount();
    void showChips();
    void clearFilters();
    void step(int rows);
    void mark(const std::string &verdict);
    void showRowMenu(const QPoint &at);
    void copyIds();
    void copyText();
    void filterLikeRow(RowColumn column);
    void openTrace();
    SampleId chosen() const;

    QStackedWidget *m_stack;
    DrawerSplitter *m_columns = nullptr;
    FacetPanel *m_facets = nullptr;
    TableView *m_table = nullptr;
    SampleModel *m_model = nullptr;
    SampleInspector *m_inspector = nullptr;
    ImportSheet *m_import = nullptr;
    SourcesSheet *m_sources = nullptr;
    EmptyState *m_empty = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_count = nullptr;
    QWidget *m_chips = nullptr, *m_importButton = nullptr;
    QStackedWidget *m_rows = nullptr; // table, or that nothing matches
    QAction *m_importAction = nullptr, *m_sourcesAction = nullptr, *m_exclude = nullptr, *m_clear = nullptr,
            *m_details = nullptr;
    QList<QAction *> m_rowActions;         // of the context menu
    VersionId m_versionSeen = 0;           // whose first row was selected
    std::vector<QAction *> m_tableActions; // only while the table is shown
    QTimer m_searchSoon;
};

} // namespace retort
