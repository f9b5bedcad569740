// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trace/trace_page.h"

#include "ui/actions/action_table.h"
#include "ui/jobs/task_center.h"
#include "ui/models/labels.h"
#include "ui/models/sample_model.h"
#include "ui/pages/trace/step_model.h"
#include "ui/pages/trace/trace_reader.h"
#include "ui/state/pending_marks.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/metric_panel.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace retort {

namespace {

constexpr int queueWidth = 220, factsWidth = 240;

QToolButton *barButton(QAction *action, const QString &icon, QWidget *parent) {
    auto *button = new QToolButton(parent);
    button->setObjectName(action->objectName());
    const auto follow = [button, action] {
        button->setAccessibleName(action->text());
        button->setToolTip(toolTipWithKeys(action));
        button->setEnabled(action->isEnabled());
    };
    setIconButton(button, icon, action->text());
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

template <typename Count>
Metric<TraceFacts> countOf(const char *id, const QString &label, Count count, const QString &tip = {}) {
    return {id, label,
            [count](const TraceFacts &f) {
                return MetricReading{formatCount(std::int64_t(std::invoke(count, f)))};
            },
            tip};
}

MetricReading repetitionOf(const TraceFacts &f) {
    const bool bad = f.repetition > 0.5 || f.endsInLoop;
    return {formatShare(f.repetition, 0), f.endsInLoop ? TracePage::tr("ends in a loop") : QString(),
            bad                  ? Role::bad
            : f.repetition > 0.2 ? Role::warn
                                 : Role::text,
            Role::bad};
}

std::vector<Metric<TraceFacts>> traceMetrics() {
    return {countOf("chars", TracePage::tr("Characters"), &TraceFacts::chars),
            countOf("steps", TracePage::tr("Steps"), &TraceFacts::steps),
            countOf("rechecks", TracePage::tr("Re-checks"), &TraceFacts::rechecks),
            {"repetition", TracePage::tr("Repetition"), repetitionOf},
            countOf("language", TracePage::tr("Switches"), &TraceFacts::languageSwitches,
                    TracePage::tr("How often the language changes"))};
}

} // namespace

PageInfo tracePageInfo() {
    return {"trace",
            QT_TRANSLATE_NOOP("pages", "Trace"),
            "format-list-ordered",
            PageGroup::Data,
            true,
            [](AppState &app, QWidget *parent) -> Page * { return new TracePage(app, parent); }};
}

TracePage::TracePage(AppState &app, QWidget *parent) : Page(app, "trace", parent) {
    addPicker(ArtifactKind::Version);
    m_search = searchField(tr("Search the texts"));
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_queue->setFocus(); });
    m_keep = action("trace_keep", [this] { mark("keep"); });
    m_discard = action("trace_discard", [this] { mark("discard"); });
    m_apply = action("trace_apply", [this] { applyPending(); });
    m_next = action("trace_next", [this] { step(1); });
    m_previous = action("trace_previous", [this] { step(-1); });
    m_review = action("trace_review", [this] { showVersion(); });
    m_review->setCheckable(true);
    m_fold = action("trace_fold", [this] { setFolded(!m_reader->folded()); });
    addSecondary(m_apply);
    auto *stack = new QWidget;
    auto *column = new QVBoxLayout(stack);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    column->setSpacing(space::cardGap);
    m_empty = new EmptyState(
        QStringLiteral("format-list-ordered"), tr("Nothing to read yet"),
        tr("Import data first; then every reasoning trace can be read here, step by step."), stack);
    m_empty->setLink(tr("Data →"));
    connect(m_empty, &EmptyState::linkActivated, this, [this] { this->app().goTo(QStringLiteral("data")); });
    column->addWidget(m_empty, 1);
    auto *splitter = new QSplitter(stack);
    splitter->setObjectName(QStringLiteral("columns"));
    splitter->setHandleWidth(space::cardGap);
    splitter->addWidget(makeQueue());
    splitter->addWidget(makeReading());
    splitter->addWidget(makeFacts());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({Theme::instance().scaled(queueWidth), 800, Theme::instance().scaled(factsWidth)});
    m_body = splitter;
    column->addWidget(splitter, 1);
    setBody(stack);
    action("trace_next_problem", [this] { goToProblem(1); });
    action("trace_previous_problem", [this] { goToProblem(-1); });
    keysActIn({m_queue, m_reader, m_steps});
    m_searchSoon.setSingleShot(true);
    m_searchSoon.setInterval(200);
    connect(m_search, &QLineEdit::textChanged, &m_searchSoon, qOverload<>(&QTimer::start));
    connect(&m_searchSoon, &QTimer::timeout, this, &TracePage::showVersion);
    refreshOn({ArtifactKind::Version}, [this] {
        const bool reviewed = m_review->isChecked() && this->app().snapshot().pendingCount == 0;
        if (reviewed) // there are no changes any more
            m_review->setChecked(false);
        if (reviewed || m_model->requested().version != this->app().selected(ArtifactKind::Version))
            showVersion();
        showState();
    });
    showVersion();
}

QWidget *TracePage::makeQueue() {
    auto *card = new Card(tr("Samples"));
    card->setFlush(true);
    m_model = new SampleModel(app().jobs(), app().versionStore(), this);
    auto *review = new ActionButton(m_review, ButtonKind::ghost, card);
    setDense(review, true);
    card->addHeaderWidget(review);
    m_queue = new TableView(card);
    m_queue->setModel(m_model);
    m_queue->setAccessibleName(tr("Samples to read"));
    m_queue->setEmptyText(tr("No sample matches."));
    m_queue->setSelectionMode(QAbstractItemView::SingleSelection);
    m_queue->horizontalHeader()->hide();
    const int question = SampleModel::columnOf(RowColumn::Question);
    const int verdict = SampleModel::columnOf(RowColumn::Verdict);
    QList<int> widths(m_model->columnCount(), 0);
    for (int c = 0; c < widths.size(); ++c)
        m_queue->setColumnHidden(c, c != question && c != verdict);
    widths[question] = -12;
    widths[verdict] = 7;
    m_queue->setColumnWidths(widths);
    card->body()->addWidget(m_queue);
    connect(m_model, &SampleModel::ready, this, [this] {
        if (const int row = m_wanted ? m_model->rowOf(m_wanted) : -1; row >= 0) {
            m_queue->selectRow(row);
            m_queue->scrollTo(m_queue->currentIndex(), QAbstractItemView::PositionAtCenter);
        } else if (m_model->rowCount() > 0 && !m_queue->currentIndex().isValid()) {
            m_queue->selectRow(0); // what is read, and marked, is what is shown
        }
        m_wanted = 0;
        if (m_model->rowCount() == 0)
            showNothing();
        showState();
    });
    connect(m_queue->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { showRow(now.row()); });
    return card;
}

QWidget *TracePage::makeReading() {
    auto *holder = new QWidget;
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::cardGap);
    m_strip = new MetricPanel<TraceFacts>(traceMetrics(), holder);
    column->addWidget(m_strip);
    auto *card = new Card(holder);
    card->setFlush(true);
    m_reader = new TraceReader(card);
    card->body()->addWidget(m_reader);
    column->addWidget(card, 1);
    column->addWidget(makeVerdicts());
    return holder;
}

QWidget *TracePage::makeVerdicts() {
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(barButton(m_previous, QStringLiteral("go-previous"), bar));
    row->addWidget(barButton(m_next, QStringLiteral("go-next"), bar));
    row->addWidget(barButton(m_fold, QStringLiteral("view-hidden"), bar));
    m_pending = new ElidedLabel({}, bar);
    setTextRole(m_pending, Role::text2);
    row->addSpacing(space::s);
    row->addWidget(m_pending, 1);
    for (const auto &[action, kind] :
         {std::pair{m_discard, ButtonKind::secondary}, std::pair{m_keep, ButtonKind::primary}}) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        row->addWidget(makeLabel(key, FontRole::caption, Role::text3, bar));
        auto *button = new ActionButton(action, kind, bar);
        button->setFocusPolicy(Qt::TabFocus); // after a click the keys go on with the sample
        row->addWidget(button);
    }
    return bar;
}

QWidget *TracePage::makeFacts() {
    auto *card = new Card(tr("Steps"));
    m_steps = new QListView(card);
    m_steps->setObjectName(QStringLiteral("trace_steps"));
    m_stepModel = new StepModel(m_steps);
    m_steps->setModel(m_stepModel);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setUniformItemSizes(true);
    m_steps->setTextElideMode(Qt::ElideRight);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_steps->setAccessibleName(tr("Steps of the reasoning"));
    card->body()->addWidget(m_steps, 1);
    m_faults = makeLabel({}, FontRole::caption, Role::bad, card);
    m_faults->setWordWrap(true);
    card->body()->addWidget(m_faults);
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (!now.isValid())
                    return;
                m_reader->goToStep(now.row());
                setFolded(m_reader->folded());
            });
    return card;
}

void TracePage::activated() {
    m_queue->setFocus();
}

void TracePage::open(const QVariantMap &args) {
    const auto id = args.value(QStringLiteral("sample")).toLongLong();
    const bool review = args.value(QStringLiteral("pending")).toBool();
    if (id == 0 && !review)
        return;
    m_wanted = id;
    m_review->setChecked(review); // a sample asked for may be none of the changed ones
    if (!m_search->text().isEmpty())
        m_search->clear();
    m_searchSoon.stop();
    showVersion();
}

void TracePage::showVersion() {
    const auto version = app().selected(ArtifactKind::Version);
    RowFilter filter;
    filter.contains = toUtf8(m_search->text());
    filter.ignoreCase = true;
    m_empty->setVisible(version == 0);
    m_body->setVisible(version != 0);
    if (version == 0)
        showNothing();
    m_model->setView({version, filter, {}, m_review->isChecked()});
    setNext("tokenize", version != 0);
    showState();
}

SampleId TracePage::current() const {
    return m_model->idAt(m_queue->currentIndex().row());
}

void TracePage::showRow(int row) {
    const auto id = m_model->idAt(row);
    m_seeking = 0; // who goes elsewhere does not want the next remark any more
    showState();
    if (id == 0)
        return showNothing();
    app().jobs().rows().start(
        {this, tr("Reading a trace"), QStringLiteral("trace-read"), true},
        [store = app().versionStore(), version = m_model->view().version, id,
         look = m_reader->look()](JobContext &) {
            const Sample sample = store->sample(version, id);
            TraceText trace = makeTraceText(sample, cutTrace(sample.reasoning, sample.answer));
            trace.makeSheets(look);
            return trace;
        },
        [this, id](TraceText trace) {
            if (id == current())
                showTrace(std::move(trace));
        });
}

void TracePage::showTrace(TraceText trace) {
    m_strip->read(trace.facts);
    m_faults->setText(trace.faults.join(QLatin1Char('\n')));
    m_faults->setVisible(!trace.faults.isEmpty());
    m_stepModel->setHeads(trace.heads);
    m_reader->setTrace(std::move(trace));
    if (const int direction = std::exchange(m_seeking, 0); direction != 0) {
        m_reader->moveCursor(direction > 0 ? QTextCursor::Start : QTextCursor::End);
        goToProblem(direction);
    }
}

// What stood there must not be taken for a sample of this list.
void TracePage::showNothing() {
    m_strip->clear();
    m_faults->hide();
    m_stepModel->setHeads({});
    m_reader->clearTrace();
}

void TracePage::setFolded(bool folded) {
    m_reader->setFolded(folded);
    m_fold->setText(folded ? tr("Unfold reasoning") : actionText(*findActionSpec(u"trace_fold")));
    for (auto *button : findChildren<QToolButton *>(m_fold->objectName()))
        setIconButton(button, folded ? QStringLiteral("view-visible") : QStringLiteral("view-hidden"),
                      m_fold->text());
}

// On to the samples behind it when this one has no further remark; they are read one by one.
void TracePage::goToProblem(int direction) {
    m_seeking = 0;
    if (m_reader->goToProblem(direction))
        return;
    const int next = m_queue->currentIndex().row() + direction;
    if (next < 0 || next >= m_model->rowCount())
        return app().toastInfo(direction > 0 ? tr("No further remark behind this sample.")
                                             : tr("No remark before this sample."));
    m_queue->selectRow(next);
    m_seeking = direction; // showTrace() goes on
}

void TracePage::step(int by) {
    const int row = std::clamp(m_queue->currentIndex().row() + by, 0, std::max(0, m_model->rowCount() - 1));
    if (m_model->rowCount() > 0)
        m_queue->selectRow(row);
}

void TracePage::mark(const std::string &verdict) {
    const auto id = current();
    if (id == 0)
        return;
    markSamples(app(), this, m_model->view().version, {id}, verdict, [this] { m_model->reload(); });
    step(1);
}

bool TracePage::canUndo() const {
    return canUndoMark(app());
}

bool TracePage::canRedo() const {
    return canRedoMark(app());
}

void TracePage::undo() {
    undoMark(app(), this, [this] { m_model->reload(); });
}

void TracePage::redo() {
    redoMark(app(), this, [this] { m_model->reload(); });
}

void TracePage::applyPending() {
    applyMarks(app());
}

void TracePage::showState() {
    const auto pending = app().snapshot().pendingCount;
    const bool any = m_model->rowCount() > 0;
    const int row = m_queue->currentIndex().row();
    for (QAction *act : {m_keep, m_discard, m_fold})
        act->setEnabled(any);
    m_previous->setEnabled(any && row > 0);
    m_next->setEnabled(any && row + 1 < m_model->rowCount());
    m_apply->setVisible(pending > 0);
    m_review->setVisible(pending > 0 || m_review->isChecked());
    m_pending->setText(pending > 0 ? tr("%Ln pending", nullptr, int(pending)) : QString());
    m_pending->setToolTip(pending > 0 ? tr("%Ln change(s) not in a version", nullptr, int(pending))
                                      : QString());
}

QVariantMap TracePage::viewState() const {
    return {{QStringLiteral("sample"), qlonglong(current())}, {QStringLiteral("folded"), m_reader->folded()}};
}

void TracePage::setViewState(const QVariantMap &state) {
    setFolded(state.value(QStringLiteral("folded")).toBool());
    if (const auto id = state.value(QStringLiteral("sample")).toLongLong())
        m_wanted = id;
}

} // namespace retort
