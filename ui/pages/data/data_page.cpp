// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page.h"

#include "ui/actions/action_table.h"
#include "ui/models/sample_model.h"
#include "ui/pages/data/facet_panel.h"
#include "ui/pages/data/import_sheet.h"
#include "ui/pages/data/sample_inspector.h"
#include "ui/pages/data/sources_sheet.h"
#include "ui/settings.h"
#include "ui/state/pending_marks.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/drawer_splitter.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>

namespace retort {
namespace {
constexpr int facetsWidth = 232, inspectorWidth = 320;
enum Body { EmptyBody, TableBody, ImportBody, SourcesBody };
StageHeld held(const ProjectSnapshot &p) {
    if (p.versions.empty())
        return {};
    return {StageText::tr("%Ln sample(s)", nullptr, int(p.versions.back().rows)),
            p.sources.size() == 1 ? fromUtf8(p.sources.front().name)
                                  : StageText::tr("%Ln source(s)", nullptr, int(p.sources.size())),
            true};
}

constexpr StageInfo stage{
    QT_TRANSLATE_NOOP("retort::Stage", "Bring in reasoning data: JSON lines, Alpaca, messages, tables"),
    QT_TRANSLATE_NOOP("retort::Stage", "Import"),
    QT_TRANSLATE_NOOP("retort::Stage", "Look at it"),
    QT_TRANSLATE_NOOP("retort::Stage", "Import data, or open the demo"),
    held,
    "data_import"};

} // namespace

PageInfo dataPageInfo() {
    return pageInfo<DataPage>("data", QT_TRANSLATE_NOOP("pages", "Data"), "table", PageGroup::Data, &stage);
}

DataPage::DataPage(AppState &app, QWidget *parent) : Page(app, "data", parent) {
    addPicker(ArtifactKind::Version);
    m_search = searchField(tr("Search the texts"));
    makeActions();
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(
        QStringLiteral("table"), tr("No data yet"),
        tr("Import question, reasoning and answer from JSON lines, or drop files on the window."), m_stack);
    m_empty->setPrimary(m_importAction);
    connect(m_empty, &EmptyState::linkActivated, this, &DataPage::showSources);
    m_import = new ImportSheet(app, m_stack);
    m_sources = new SourcesSheet(app, m_stack);
    for (QWidget *body : std::initializer_list<QWidget *>{m_empty, makeTable(), m_import, m_sources})
        m_stack->addWidget(body);
    setBody(m_stack);
    m_searchSoon.setSingleShot(true);
    m_searchSoon.setInterval(200);
    connect(m_search, &QLineEdit::textChanged, &m_searchSoon, qOverload<>(&QTimer::start));
    connect(&m_searchSoon, &QTimer::timeout, this, &DataPage::applyFilter);
    connect(m_import, &ImportSheet::closed, this, &DataPage::showVersion);
    connect(m_sources, &SourcesSheet::closed, this, &DataPage::showVersion);
    connect(m_import, &ImportSheet::imported, this, [this](qint64 version) {
        if (version && isVisible()) // else who works elsewhere by now would get other data under the hands
            this->app().select(ArtifactKind::Version, version);
        setBodyShown(TableBody);
        showVersion();
    });
    refreshOn({ArtifactKind::Source, ArtifactKind::Version}, [this] {
        m_sourcesAction->setEnabled(!this->app().snapshot().sources.empty());
        if (m_stack->currentIndex() == EmptyBody)
            showEmptyLink();
        if (!sheetShown() && m_model->requested().version != this->app().selected(ArtifactKind::Version))
            showVersion();
        else if (m_stack->currentIndex() == TableBody)
            showMarks(); // a source may have another name, too
    });
    showVersion();
    if (m_import->open()) // from before this page was made
        setBodyShown(ImportBody);
    keepState();
}

void DataPage::makeActions() {
    m_exclude = action("data_discard", [this] { mark("discard"); });
    m_importAction = action("data_import", [this] { showImport({}); });
    m_sourcesAction = action("data_sources", [this] { showSources(); });
    m_sourcesAction->setEnabled(!app().snapshot().sources.empty());
    m_clear = action("data_clear_filters", [this] { clearFilters(); });
    m_tableActions = {m_exclude, action("data_find_next", [this] { step(1); }),
                      action("data_find_previous", [this] { step(-1); }),
                      action("data_copy_headers", [this] { m_table->copyWithHeaders(); })};
    m_rowActions = {action("data_keep", [this] { mark("keep"); }),
                    m_exclude,
                    action("data_trace", [this] { openTrace(); }),
                    action("data_copy_text", [this] { copyText(); }),
                    action("data_copy_ids", [this] { copyIds(); }),
                    action("data_filter_source", [this] { filterLikeRow(RowColumn::Source); }),
                    action("data_filter_language", [this] { filterLikeRow(RowColumn::Language); })};
    for (QAction *action : m_rowActions)
        m_tableActions.push_back(action);
    m_details = action("data_details", [this] { m_columns->setOpen(m_details->isChecked()); });
    m_details->setCheckable(true);
    m_details->setChecked(true);
    m_tableActions.push_back(m_details);
    header()->addSecondary(m_exclude);
    m_importButton = header()->setPrimary(m_importAction);
}

bool DataPage::sheetShown() const {
    return m_stack->currentIndex() >= ImportBody;
}

// A table that is not shown must not change.
void DataPage::setBodyShown(int body) {
    m_stack->setCurrentIndex(body);
    for (QAction *action : m_tableActions)
        action->setEnabled(body == TableBody);
    m_search->setEnabled(body == TableBody);
    m_importButton->setVisible(body < ImportBody); // a sheet has a filled button of its own
    showChips();
}

QWidget *DataPage::makeTable() {
    auto *body = new QWidget;
    m_columns = new DrawerSplitter(body);
    pageColumn(body, {m_columns});
    QSplitter *splitter = m_columns->splitter();
    splitter->setObjectName(QStringLiteral("columns"));
    auto *facetCard = new Card(tr("Filter"), splitter);
    m_facets = new FacetPanel(app(), facetCard);
    facetCard->body()->addWidget(m_facets);
    auto *sources = new ActionButton(m_sourcesAction, ButtonKind::ghost, facetCard);
    setDense(sources, true);
    facetCard->addHeaderWidget(sources);
    splitter->addWidget(makeTableCard());
    const int wide = Theme::instance().scaled(inspectorWidth);
    m_inspector = new SampleInspector(app(), m_columns);
    m_columns->setDrawer(tr("Sample"), m_inspector, wide);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({Theme::instance().scaled(facetsWidth), 800, wide});
    connect(m_columns, &DrawerSplitter::openChanged, m_details, &QAction::setChecked);
    connect(m_facets, &FacetPanel::changed, this, &DataPage::applyFilter);
    connect(m_model, &SampleModel::ready, this, &DataPage::showRows);
    connect(m_model, &SampleModel::notSorted, this, [this] { // the arrow stays where the order is
        const RowSort sort = m_model->requested().sort;
        m_table->horizontalHeader()->setSortIndicator(
            SampleModel::columnOf(sort.column), sort.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { inspect(m_model->idAt(now.row())); });
    connect(m_table, &QAbstractItemView::doubleClicked, this, &DataPage::openTrace);
    keysActIn({m_table});
    m_table->setContextMenuPolicy(Qt::CustomContextMenu); // also the menu key
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { showRowMenu(m_table->viewport()->mapToGlobal(at)); });
    return body;
}

QWidget *DataPage::makeTableCard() {
    auto *card = new Card(this);
    card->setFlush(true);
    m_chips = new QWidget(card);
    auto *chips = new FlowLayout(m_chips);
    chips->setContentsMargins(space::m, space::s, space::m, space::s);
    m_rows = new QStackedWidget(card);
    m_model = new SampleModel(app().jobs(), app().versionStore(), this);
    m_table = new TableView(m_model, tr("Samples"), {}, {}, m_rows);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(SampleModel::columnOf(RowColumn::Number),
                                                  Qt::AscendingOrder);
    m_table->setColumnWidths(SampleModel::columnWidths()); // with room for the arrow
    // Another number of columns has places and widths of its own.
    app().settings().keepHeader(m_table->horizontalHeader(),
                                QStringLiteral("data/samples-%1").arg(m_model->columnCount()));
    m_rows->addWidget(m_table);
    auto *nothing =
        new EmptyState(QStringLiteral("view-filter"), tr("No row matches"),
                       tr("No row of this version has the searched text and all the filters."), m_rows);
    setButtonKind(nothing->setPrimary(m_clear), ButtonKind::secondary); // the page has its filled button
    m_rows->addWidget(nothing);
    m_count = makeLabel({}, FontRole::caption, Role::text2, card);
    auto *bar = rowOf({m_count, stretch, makeDensitySwitch(m_table, card)});
    bar->setContentsMargins(space::m, space::xs, space::m, space::xs);
    addTo(card->body(), {m_chips, {m_rows, 1}, bar});
    return card;
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

void DataPage::showSources() {
    setBodyShown(SourcesBody);
    setNext(false);
    m_sources->begin();
}

// Benchmarks alone make no version, and are sources all the same.
void DataPage::showEmptyLink() {
    if (!app().snapshot().sources.empty())
        m_empty->setLink(actionText(*findActionSpec(u"data_sources")));
}

void DataPage::showImport(const QStringList &files) {
    if (app().readOnly())
        return app().toastReadOnly();
    if (m_stack->currentIndex() != ImportBody) // else the files come to those that are there
        m_import->begin();
    setBodyShown(ImportBody);
    if (files.isEmpty())
        m_import->addFilesByDialog();
    else
        m_import->addFiles(files);
}

void DataPage::showVersion() {
    const auto version = app().selected(ArtifactKind::Version);
    setBodyShown(version == 0 ? EmptyBody : TableBody);
    setNext(version != 0);
    showEmptyLink();
    applyFilter();
}

void DataPage::applyFilter() {
    RowFilter filter;
    filter.contains = toUtf8(m_search->text());
    filter.ignoreCase = true;
    m_facets->applyTo(filter);
    const VersionId version = app().selected(ArtifactKind::Version);
    m_model->setView({version, filter, m_model->requested().sort});
    countFacets();
    showChips();
}

void DataPage::countFacets() {
    m_facets->count(m_model->requested().version, m_model->requested().filter);
}

// The first row of a version is selected once. Whatever comes later, only the user selects: a row that the
// filter took out of sight must not hand its selection to another.
void DataPage::showRows() {
    RowFilter all;
    all.ignoreCase = true;
    const SampleModel::View &view = m_model->view();
    const bool any = m_model->rowCount() > 0, filtered = view.filter != all;
    m_rows->setCurrentIndex(any || !filtered ? 0 : 1);
    if (any && m_versionSeen != view.version && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    else if (any && !m_table->currentIndex().isValid())
        m_table->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
    m_versionSeen = view.version;
    inspect(m_model->idAt(m_table->currentIndex().row()));
    showCount();
}

void DataPage::inspect(SampleId id) {
    m_inspector->show(m_model->view().version, id, m_search->text());
}

void DataPage::showChips() {
    QLayout *row = m_chips->layout();
    while (QLayoutItem *item = row->takeAt(0)) {
        item->widget()->deleteLater(); // it may be the chip whose cross was pressed
        item->widget()->hide();
        delete item;
    }
    const auto add = [&](const QString &text, const char *icon, std::function<void()> remove) {
        auto *chip = new Chip({text, QLatin1String(icon), Role::accent, tr("Remove this filter")}, m_chips);
        chip->setRemovable(true);
        connect(chip, &Chip::removed, this, std::move(remove));
        row->addWidget(chip);
    };
    if (!m_search->text().isEmpty())
        add(tr("Text: %1").arg(m_search->text()), "edit-find", [this] { m_search->clear(); });
    for (const auto &tick : m_facets->ticks())
        add(tick.text, "view-filter", [this, tick] { m_facets->setTicked(tick.column, tick.value, false); });
    const bool any = row->count() > 0;
    m_clear->setEnabled(any && m_stack->currentIndex() == TableBody);
    m_chips->setVisible(any);
    if (any) {
        auto *clear = new ActionButton(m_clear, ButtonKind::ghost, m_chips);
        setDense(clear, true);
        row->addWidget(clear);
    }
}

void DataPage::clearFilters() {
    m_search->clear();
    m_searchSoon.stop();
    m_facets->clear(); // filters anew
}

// To the next row that matches; behind the last one comes the first.
void DataPage::step(int rows) {
    const int count = m_model->rowCount(), now = m_table->currentIndex().row();
    if (count > 0 && now >= 0 && !m_table->selectionModel()->isRowSelected(now))
        m_table->selectRow(now);
    else if (count > 0)
        m_table->selectRow(((now + rows) % count + count) % count);
}

void DataPage::showCount() {
    const auto *version = app().snapshot().version(m_model->view().version);
    const auto rows = std::int64_t(m_model->rowCount());
    m_count->setText(version && version->rows != rows
                         ? tr("%1 of %Ln row(s)", nullptr, int(version->rows)).arg(formatCount(rows))
                         : tr("%Ln row(s)", nullptr, int(rows)));
}

void DataPage::mark(const std::string &verdict) {
    const std::vector<SampleId> ids = m_table->selectedIds();
    if (ids.empty())
        return;
    const int rows = int(ids.size());
    const VersionId version = m_model->view().version;
    markSamples(app(), this, version, ids, verdict, [this, version, verdict, rows](std::int64_t step) {
        if (step == 0)
            return;
        const auto takeBack = [&app = app(), version, step] { // the toast may outlive the page
            takeBackMark(app, version, step);
        };
        const auto chosen = [&app = app(), version] {
            return app.selected(ArtifactKind::Version) == version;
        };
        app().toast({MessageKind::info,
                     verdict == "keep" ? tr("%Ln row(s) marked to be kept.", nullptr, rows)
                                       : tr("%Ln row(s) marked to be discarded.", nullptr, rows),
                     tr("Make a version of the marks on the Trace page."), tr("Undo"), takeBack, true,
                     chosen});
    });
}

bool DataPage::showsMarks() const {
    return m_stack->currentIndex() == TableBody;
}

// A filter by verdict may have other rows now.
void DataPage::showMarks() {
    m_model->reload();
    countFacets();
}

void DataPage::showRowMenu(const QPoint &at) {
    if (m_table->selectedIds().empty())
        return;
    QMenu menu(m_table);
    menu.addActions(m_rowActions);
    menu.exec(at);
}

void DataPage::copyIds() {
    QStringList ids;
    for (const SampleId id : m_table->selectedIds())
        ids << QString::number(id);
    QGuiApplication::clipboard()->setText(ids.join(QLatin1Char('\n')));
}

void DataPage::copyText() {
    const std::vector<SampleId> ids = m_table->selectedIds();
    if (ids.empty())
        return;
    app().jobs().rows().start(
        {this, tr("Reading a sample"), QStringLiteral("data-copy"), true},
        [store = app().versionStore(), version = m_model->view().version, ids](JobContext &job) {
            std::string all;
            for (const SampleId id : ids) {
                job.checkCancelled();
                const Sample sample = store->sample(version, id);
                all += (all.empty() ? "" : "\n\n") + sample.question + "\n\n" + sample.reasoning + "\n\n"
                       + sample.answer;
            }
            return fromUtf8(all);
        },
        [](const QString &all) { QGuiApplication::clipboard()->setText(all); });
}

// By the value of the row that the menu was opened on.
void DataPage::filterLikeRow(RowColumn column) {
    const SampleRow *row = m_model->loadedRow(m_model->rowOf(chosen()));
    if (!row)
        return;
    const RowCell &cell = (*row)[column];
    m_facets->setTicked(column, column == RowColumn::Source ? std::to_string(cell.code) : cell.text, true);
}

// The current row if it is chosen, else the first chosen one; 0: none.
SampleId DataPage::chosen() const {
    const std::vector<SampleId> ids = m_table->selectedIds();
    const SampleId current = m_model->idAt(m_table->currentIndex().row());
    return std::ranges::find(ids, current) != ids.end() ? current : ids.empty() ? 0 : ids.front();
}

void DataPage::openTrace() {
    if (const SampleId id = chosen())
        app().goTo(QStringLiteral("trace"), {{QStringLiteral("sample"), qlonglong(id)}});
}

void DataPage::keepState() {
    kept().add(
        "details", [this] { return m_columns->isOpenBeside(); },
        [this](const QVariant &open) { m_columns->setOpenBeside(open.toBool()); });
    kept().add("search", m_search);
    kept().add("facets", m_facets);
    const auto shown = [this](int body, QVariantMap state) {
        return m_stack->currentIndex() == body && !state.isEmpty() ? QVariant(state) : QVariant();
    };
    kept().add(
        "import", [this, shown] { return shown(ImportBody, m_import->state()); },
        [this](const QVariant &import) {
            setBodyShown(ImportBody);
            m_import->setState(import.toMap());
        });
    kept().add(
        "sources", [this, shown] { return shown(SourcesBody, m_sources->viewState()); },
        [this](const QVariant &sources) {
            showSources();
            m_sources->setViewState(sources.toMap());
        });
}

} // namespace retort
