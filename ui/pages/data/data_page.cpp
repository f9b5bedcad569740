// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page.h"

#include "ui/models/pending_marks.h"
#include "ui/models/sample_model.h"
#include "ui/pages/data/facet_panel.h"
#include "ui/pages/data/import_sheet.h"
#include "ui/pages/data/sample_inspector.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace retort {

namespace {
constexpr int facetsWidth = 232, inspectorWidth = 320;
enum Body { EmptyBody, TableBody, ImportBody };
} // namespace

PageInfo dataPageInfo() {
    return {"data",  QT_TRANSLATE_NOOP("pages", "Data"),
            "table", PageGroup::Data,
            true,    [](AppState &app, QWidget *parent) -> Page * { return new DataPage(app, parent); }};
}

DataPage::DataPage(AppState &app, QWidget *parent) : Page(app, "data", parent) {
    addPicker(InputKind::Version);
    m_search = searchField(tr("Search the texts"));
    m_undo = action("data_undo", [this] { undo(); });
    m_exclude = action("data_discard", [this] { mark("discard"); });
    m_importAction = action("data_import", [this] { showImport({}); });
    addSecondary(m_exclude);
    setPrimary(m_importAction);
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(
        QStringLiteral("table"), tr("No data yet"),
        tr("Import question, reasoning and answer from JSON lines, or drop files on the window."), m_stack);
    m_empty->setPrimary(m_importAction);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeTable());
    m_import = new ImportSheet(app, m_stack);
    m_stack->addWidget(m_import);
    setBody(m_stack);
    m_searchSoon.setSingleShot(true);
    m_searchSoon.setInterval(200);
    connect(m_search, &QLineEdit::textChanged, &m_searchSoon, qOverload<>(&QTimer::start));
    connect(&m_searchSoon, &QTimer::timeout, this, &DataPage::applyFilter);
    connect(m_import, &ImportSheet::closed, this, &DataPage::showVersion);
    connect(m_import, &ImportSheet::imported, this, [this](qint64 version) {
        if (version)
            this->app().select(InputKind::Version, version);
        m_stack->setCurrentIndex(TableBody);
        showVersion();
    });
    connect(&app, &AppState::selectionChanged, this, [this](InputKind kind) {
        if (kind == InputKind::Version && m_stack->currentIndex() != ImportBody)
            showVersion();
    });
    connect(&app, &AppState::snapshotChanged, this, [this] {
        if (m_stack->currentIndex() != ImportBody
            && m_model->version() != this->app().selected(InputKind::Version))
            showVersion();
    });
    showVersion();
}

QWidget *DataPage::makeTable() {
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    m_splitter = new QSplitter(body);
    m_splitter->setHandleWidth(space::cardGap);
    auto *facetCard = new Card(tr("Filter"), m_splitter);
    m_facets = new FacetPanel(app(), facetCard);
    facetCard->body()->addWidget(m_facets);
    auto *tableCard = new Card(m_splitter);
    tableCard->setFlush(true);
    m_model = new SampleModel(app(), this);
    m_table = new TableView(tableCard);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(SampleModel::Number, Qt::AscendingOrder);
    m_table->setAccessibleName(tr("Samples"));
    m_table->setEmptyText(tr("No sample matches. Change the search or the filters."));
    m_table->setColumnWidths({9, 30, 14, 11, 9, 10, 12, 11, 18, 8});
    auto *bar = new QWidget(tableCard);
    auto *barRow = new QHBoxLayout(bar);
    barRow->setContentsMargins(space::m, space::xs, space::m, space::xs);
    m_count = makeLabel({}, FontRole::caption, Role::text2, bar);
    barRow->addWidget(m_count);
    barRow->addStretch(1);
    barRow->addWidget(makeDensitySwitch(m_table, bar));
    tableCard->body()->addWidget(m_table, 1);
    tableCard->body()->addWidget(bar);
    auto *inspectorCard = new Card(tr("Sample"), m_splitter);
    m_inspector = new SampleInspector(app(), inspectorCard);
    inspectorCard->body()->addWidget(m_inspector);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes(
        {Theme::instance().scaled(facetsWidth), 800, Theme::instance().scaled(inspectorWidth)});
    column->addWidget(m_splitter);
    connect(m_facets, &FacetPanel::changed, this, &DataPage::applyFilter);
    connect(m_model, &SampleModel::ready, this, [this] {
        if (m_model->rowCount() > 0)
            m_table->selectRow(0);
        else
            m_inspector->show(0, 0);
        showCount();
    });
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &now) { m_inspector->show(m_model->version(), m_model->idAt(now.row())); });
    connect(m_table, &QAbstractItemView::doubleClicked, this, &DataPage::openTrace);
    return body;
}

void DataPage::activated() {
    if (m_stack->currentIndex() == TableBody)
        m_table->setFocus();
}

void DataPage::open(const QVariantMap &args) {
    const auto files = args.value(QStringLiteral("files")).toStringList();
    if (!files.isEmpty())
        showImport(files);
}

void DataPage::showImport(const QStringList &files) {
    m_stack->setCurrentIndex(ImportBody);
    m_import->setFiles(files);
    if (files.isEmpty())
        m_import->addFilesByDialog();
}

void DataPage::showVersion() {
    const auto version = app().selected(InputKind::Version);
    m_stack->setCurrentIndex(version == 0 ? EmptyBody : TableBody);
    m_exclude->setEnabled(version != 0);
    setNext("clean", version != 0);
    m_facets->setVersion(version);
    applyFilter();
}

void DataPage::applyFilter() {
    RowFilter filter;
    filter.contains = toUtf8(m_search->text());
    filter.ignoreCase = true;
    m_facets->applyTo(filter);
    m_model->setView(app().selected(InputKind::Version), filter, m_model->sort());
}

void DataPage::showCount() {
    const auto *version = app().snapshot().version(m_model->version());
    const auto rows = std::int64_t(m_model->rowCount());
    m_count->setText(version && version->rows != rows
                         ? tr("%1 of %2 rows").arg(formatCount(rows), formatCount(version->rows))
                         : tr("%1 rows").arg(formatCount(rows)));
}

void DataPage::mark(const std::string &verdict) {
    std::vector<SampleId> ids;
    for (const auto &index : m_table->selectionModel()->selectedRows())
        ids.push_back(m_model->idAt(index.row()));
    if (ids.empty())
        return;
    markSamples(app(), this, m_model->version(), ids, verdict, [this, n = std::int64_t(ids.size())] {
        m_model->refetch();
        app().toast({ToastKind::Info, tr("%1 rows marked to be discarded.").arg(formatCount(n)),
                     tr("Make a version of the marks on the Trace page."), tr("Undo"),
                     [page = QPointer(this)] { // a toast may outlive the page
                         if (page)
                             page->undo();
                     }});
    });
}

void DataPage::undo() {
    undoMark(app(), this, m_model->version(), [this] { m_model->refetch(); });
}

void DataPage::openTrace() {
    const auto id = m_model->idAt(m_table->currentIndex().row());
    if (id)
        app().goTo(QStringLiteral("trace"), {{QStringLiteral("sample"), qlonglong(id)}});
}

QVariantMap DataPage::viewState() const {
    return {{QStringLiteral("splitter"), m_splitter->saveState()},
            {QStringLiteral("search"), m_search->text()}};
}

void DataPage::setViewState(const QVariantMap &state) {
    m_splitter->restoreState(state.value(QStringLiteral("splitter")).toByteArray());
    m_search->setText(state.value(QStringLiteral("search")).toString());
}

} // namespace retort
