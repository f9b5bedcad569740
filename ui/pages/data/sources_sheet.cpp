// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/sources_sheet.h"

#include "ui/actions/action_table.h"
#include "ui/models/labels.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/page.h"
#include "ui/state/refresh_when_shown.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/scroll_column.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QGridLayout>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>

namespace retort {
namespace {

constexpr QLatin1String deriveTask("data/version");
constexpr int newVersionWidth = 340, countSoon_ms = 250;
enum Column { InVersion, Name, Use, Rows, Refused, Imported, Size };

QString roleLabel(SourceRole role) {
    return role == SourceRole::Benchmark ? SourcesSheet::tr("benchmark") : SourcesSheet::tr("for training");
}

} // namespace

SourcesSheet::SourcesSheet(AppState &app, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_model(new RecordModel<SourceInfo>(
          [](const SourceInfo &s) { return qint64(s.id); },
          {{tr("In version"), false, [](const SourceInfo &) { return QString(); },
            [this](const SourceInfo &s, int role) -> QVariant {
                if (role == Qt::CheckStateRole && s.role == SourceRole::TrainPool)
                    return m_ticked.contains(s.id) ? Qt::Checked : Qt::Unchecked;
                if (role == Qt::ToolTipRole && s.role == SourceRole::Benchmark)
                    return tr("A benchmark is never trained on.");
                return {};
            }},
           {tr("Name"), false, [](const SourceInfo &s) { return fromUtf8(s.name); },
            [](const SourceInfo &s, int role) -> QVariant {
                return role == Qt::ToolTipRole && !s.note.empty() ? QVariant(fromUtf8(s.note)) : QVariant();
            }},
           {tr("Use"), false, [](const SourceInfo &s) { return roleLabel(s.role); }},
           {tr("Rows"), &SourceInfo::rows, formatCount},
           {tr("Refused"), &SourceInfo::refused, formatCount},
           {tr("Imported"), &SourceInfo::createdAt, formatTime},
           {tr("Size"), &SourceInfo::bytesOnDisk, formatBytes}},
          this)) {
    auto *close = new ActionButton(tr("Close"), ButtonKind::secondary, this);
    m_make = new ActionButton(tr("Make version"), ButtonKind::primary, this);
    m_make->setObjectName(QStringLiteral("sources_make"));
    connect(close, &QAbstractButton::clicked, this, &SourcesSheet::closed);
    connect(m_make, &QAbstractButton::clicked, this, &SourcesSheet::makeVersion);
    auto *escape = new QShortcut(Qt::Key_Escape, this, this, &SourcesSheet::closed);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    pageColumn(this, {{rowOf({{makeSources(), 1}, makeNewVersion()}, space::cardGap), 1},
                      rowOf({stretch, close, m_make})});
    m_countSoon.setSingleShot(true);
    m_countSoon.setInterval(countSoon_ms);
    connect(&m_countSoon, &QTimer::timeout, this, &SourcesSheet::count);
    refreshWhenShown(app, this, {ArtifactKind::Source, ArtifactKind::Version}, [this] { follow(); });
    app.jobs().follow(deriveTask, this, [this](const Task &task) { showTask(task); });
}

QVariantMap SourcesSheet::viewState() const {
    QVariantList ticked;
    for (const SourceId id : m_ticked)
        ticked << qlonglong(id);
    return {{QStringLiteral("ticked"), ticked}, {QStringLiteral("options"), m_form->state()}};
}

void SourcesSheet::setViewState(const QVariantMap &state) {
    m_ticked.clear();
    for (const QVariant &id : state.value(QStringLiteral("ticked")).toList())
        m_ticked.insert(id.toLongLong());
    m_form->setState(state.value(QStringLiteral("options")).toString());
    edited();
}

QWidget *SourcesSheet::makeSources() {
    auto *card = new Card(tr("Sources"), this);
    card->setFlush(true);
    setDense(card, true);
    m_total = makeLabel({}, FontRole::caption, Role::text2, card);
    m_role = addCommand(this, "data_source_role", [this] { switchRole(); });
    auto *more = new QToolButton(card);
    setIconButton(more, QStringLiteral("overflow-menu"), tr("Rename, note, copy …"));
    card->addHeaderWidget(m_total);
    card->addHeaderWidget(new ActionButton(m_role, ButtonKind::secondary, card));
    card->addHeaderWidget(more);
    m_table = new TableView(m_model, tr("Sources"), tr("Nothing was imported yet."),
                            {9, -12, 12, 8, 7, 14, 8}, card);
    m_table->setObjectName(QStringLiteral("sources_table"));
    card->body()->addWidget(m_table);
    auto *menu = new ArtifactMenu(m_app, m_table, ArtifactKind::Source);
    menu->setExtra([this](QMenu &entries) { entries.addAction(m_role); });
    connect(more, &QToolButton::clicked, menu,
            [menu, more] { menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == InVersion)
            toggle(index.row());
    });
    addCommand(m_table, "data_source_tick", [this] { toggle(m_table->currentIndex().row()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SourcesSheet::showState);
    return card;
}

QWidget *SourcesSheet::makeNewVersion() {
    auto *card = new Card(tr("New version"));
    card->setFixedWidth(Theme::instance().scaled(newVersionWidth));
    card->body()->setSpacing(space::m);
    m_intro = makeText({}, FontRole::body, Role::text2);
    m_form = new OptionForm(deriveOptions());
    auto *content = new QWidget;
    columnIn(content, {m_intro, m_form, stretch});
    m_refusal = makeText({}, FontRole::caption, Role::bad);
    m_pending = makeText({}, FontRole::caption, Role::warn);
    m_refusal->hide();
    m_pending->hide();
    // The counts stay in sight while the form scrolls.
    addTo(card->body(), {{new ScrollColumn(content), 1}, makeCounts(card), m_refusal, m_pending});
    connect(m_form, &OptionForm::changed, this, &SourcesSheet::edited);
    return card;
}

// A line for each part: as it is | as it would be.
QWidget *SourcesSheet::makeCounts(QWidget *parent) {
    auto *counts = new QWidget(parent);
    auto *grid = new QGridLayout(counts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::xs);
    grid->setColumnStretch(0, 1);
    const auto put = [&](int row, int column, const QString &text, Role role) {
        QLabel *label = makeLabel(text, FontRole::body, role, counts);
        label->setAlignment(column == 0 ? Qt::AlignLeft : Qt::AlignRight);
        grid->addWidget(label, row, column);
        return label;
    };
    put(0, 1, tr("now"), Role::text3);
    put(0, 2, tr("then"), Role::text3);
    const QString parts[] = {tr("Rows"), splitLabel(Split::Train), splitLabel(Split::Validation),
                             splitLabel(Split::Test)};
    for (int i = 0; i < 4; ++i) {
        put(i + 1, 0, parts[i], Role::text2);
        m_now[std::size_t(i)] = put(i + 1, 1, {}, Role::text2);
        m_then[std::size_t(i)] = put(i + 1, 2, {}, Role::text);
        m_then[std::size_t(i)]->setObjectName(QStringLiteral("then_%1").arg(i));
    }
    m_bar = new SplitBar(counts);
    grid->setRowMinimumHeight(5, space::xs);
    grid->addWidget(m_bar, 6, 0, 1, 3);
    return counts;
}

void SourcesSheet::begin() {
    m_version = -1; // ticks and form are made anew
    follow();
    if (m_model->rowCount() > 0)
        m_table->selectRow(0);
    m_table->setFocus();
}

void SourcesSheet::follow() {
    const auto &s = m_app.snapshot();
    m_model->setRecords(s.sources);
    const VersionInfo *version = s.version(m_app.selected(ArtifactKind::Version));
    if (m_version != (version ? version->id : 0)) {
        m_version = version ? version->id : 0;
        m_ticked.clear();
        for (const SourceInfo &source : s.sources)
            if (version && source.role == SourceRole::TrainPool
                && std::ranges::find(version->sources, source.id) != version->sources.end())
                m_ticked.insert(source.id);
        const OptionValues split = splitValues(version ? version->split : SplitRatios());
        m_form->setBase(withDefaults(deriveOptions(), split));
        m_form->setValues(withDefaults(deriveOptions(), split));
    }
    // One that went to the trash or became a benchmark cannot be in a new version.
    std::erase_if(m_ticked, [&](SourceId id) {
        return std::ranges::none_of(s.sources, [id](const SourceInfo &source) {
            return source.id == id && source.role == SourceRole::TrainPool;
        });
    });
    std::int64_t rows = 0;
    for (const SourceInfo &source : s.sources)
        rows += source.rows;
    m_total->setText(tr("%Ln row(s) imported", nullptr, int(rows)));
    edited();
}

void SourcesSheet::toggle(int row) {
    const auto *source = m_model->record(row);
    if (!source || source->role == SourceRole::Benchmark || m_version == 0)
        return;
    if (m_ticked.erase(source->id) == 0)
        m_ticked.insert(source->id);
    m_table->viewport()->update();
    edited();
}

// --- what a source is for

void SourcesSheet::switchRole() {
    const auto ids = m_table->selectedIds();
    const auto *first = m_model->record(m_table->currentIndex().row());
    if (ids.empty() || !first)
        return;
    setRoles(m_app, ids, first->role == SourceRole::Benchmark ? SourceRole::TrainPool : SourceRole::Benchmark,
             true);
}

void SourcesSheet::setRoles(AppState &app, std::vector<SourceId> ids, SourceRole role, bool undoable) {
    app.change(
        tr("Changing what a source is for"),
        [store = app.versionStore(), ids, role](const auto &) {
            for (const SourceId id : ids)
                store->setSourceRole(id, role);
        },
        [&app, ids, role, undoable] {
            if (!undoable)
                return;
            const bool benchmark = role == SourceRole::Benchmark;
            app.toast(
                {MessageKind::ok,
                 benchmark ? tr("It is a benchmark now: never trained on.") : tr("It can be trained on now."),
                 benchmark ? tr("Versions that have rows of it count as outdated: make one without.")
                           : tr("Tick it and make a version to use it."),
                 tr("Undo"),
                 [&app, ids, benchmark] { // the toast may outlive the sheet
                     setRoles(app, ids, benchmark ? SourceRole::TrainPool : SourceRole::Benchmark, false);
                 },
                 true});
        });
}

// --- the new version

DeriveConfig SourcesSheet::config() const {
    DeriveConfig config;
    config.project = m_app.project();
    config.parent = m_version;
    config.sources.assign(m_ticked.begin(), m_ticked.end());
    if (const VersionInfo *version = m_app.snapshot().version(m_version))
        config.split = version->split;
    applyDeriveOptions(config, m_form->values());
    return config;
}

bool SourcesSheet::differs() const {
    const VersionInfo *version = m_app.snapshot().version(m_version);
    if (!version)
        return false;
    std::vector<SourceId> had = version->sources;
    std::ranges::sort(had);
    OptionValues now = m_form->values();
    now.erase("name");
    return had != std::vector<SourceId>(m_ticked.begin(), m_ticked.end())
           || now != splitValues(version->split);
}

void SourcesSheet::edited() {
    m_counted = false;
    m_countSoon.start();
    showState();
}

void SourcesSheet::count() {
    m_refusal->hide();
    if (!differs() || !m_form->isValid()) {
        showCounts(std::nullopt);
        showState();
        return;
    }
    m_app.jobs().preview().start(
        {this, tr("Counting"), QStringLiteral("derive"), true},
        [config = config()](JobContext &job) { return previewDerived(config, job); },
        [this](const VersionInfo &wouldBe) {
            m_counted = true;
            showCounts(wouldBe);
            showState();
        },
        [this](const JobFailure &failure) {
            showCounts(std::nullopt);
            showText(m_refusal, retort::render(failure.text));
        });
}

void SourcesSheet::showCounts(const std::optional<VersionInfo> &wouldBe) {
    const VersionInfo *version = m_app.snapshot().version(m_version);
    const auto counts = [](const VersionInfo &v) {
        return std::array{v.rows, v.train, v.validation, v.test};
    };
    const QString none = QStringLiteral("–");
    for (std::size_t i = 0; i < m_now.size(); ++i) {
        m_now[i]->setText(version ? formatCount(counts(*version)[i]) : none);
        m_then[i]->setText(wouldBe ? formatCount(counts(*wouldBe)[i]) : none);
    }
    const VersionInfo shown = wouldBe ? *wouldBe : version ? *version : VersionInfo();
    m_bar->setVisible(shown.rows > 0);
    m_bar->setParts({{splitLabel(Split::Train), shown.train, Role::accent},
                     {splitLabel(Split::Validation), shown.validation, Role::think},
                     {splitLabel(Split::Test), shown.test, Role::ok}});
}

void SourcesSheet::makeVersion() {
    if (m_busy || !m_counted)
        return;
    m_app.jobs().start(
        Resource::Disk,
        {deriveTask, [] { return tr("Making a version"); }, [] { return tr("Version made"); }},
        [config = config()](JobContext &job) { return runDeriveJob(config, job); },
        [&app = m_app, from = m_version](const VersionInfo &made) {
            app.goOnWith(ArtifactKind::Version, from, made.id);
            app.refresh();
            app.toastSuccess(
                tr("“%1” is made: %Ln row(s).", nullptr, int(made.rows)).arg(fromUtf8(made.name)));
        });
}

void SourcesSheet::showTask(const Task &task) {
    const bool was = std::exchange(m_busy, task.going());
    m_make->setBusy(m_busy);
    if (was != m_busy)
        showState();
    if (task.state == Task::State::Failed) {
        showText(m_refusal, retort::render(task.failure.text));
    } else if (was && task.state == Task::State::Finished) {
        Q_EMIT closed();
    }
}

void SourcesSheet::showState() {
    const auto &s = m_app.snapshot();
    const VersionInfo *version = s.version(m_version);
    const auto *first = m_model->record(m_table->currentIndex().row());
    const bool writable = !m_app.readOnly();
    m_role->setText(first && first->role == SourceRole::Benchmark ? tr("Use for training")
                                                                  : tr("Make it a benchmark"));
    m_role->setToolTip(tr("A benchmark is never trained on; it serves to measure, and to find its questions "
                          "in the training data."));
    m_role->setEnabled(writable && first && !m_table->selectedIds().empty());
    m_intro->setText(version
                         ? tr("The rows of “%1” with the ticked sources and these splits. A source that it "
                              "lacks comes in as it was imported; “%1” itself stays as it is.")
                               .arg(fromUtf8(version->name))
                         : tr("There is no version yet: import something to train on first."));
    m_form->setEnabled(version && writable);
    m_make->setEnabled(writable && version && m_counted && !m_busy && m_form->isValid());
    m_make->setToolTip(!writable    ? tr("This project is open for reading only.")
                       : !version   ? QString()
                       : !differs() ? tr("Tick other sources or change a share first.")
                                    : QString());
    const std::int64_t pending = version ? s.pendingCount : 0;
    showText(m_pending,
             pending > 0 ? tr("%Ln change(s) that are in no version stay with “%1”.", nullptr, int(pending))
                               .arg(fromUtf8(version->name))
                         : QString());
}

} // namespace retort
