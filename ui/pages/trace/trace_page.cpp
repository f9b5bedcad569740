// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trace/trace_page.h"

#include "ui/actions/action_table.h"
#include "ui/models/record_model.h"
#include "ui/models/sample_model.h"
#include "ui/pages/trace/trace_reader.h"
#include "ui/state/pending_marks.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/metric_panel.h"

#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QToolButton>

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

// The question takes the whole width, and only in a row that has a verdict leaves it room at the right.
class QueueDelegate final : public TableDelegate {
public:
    using TableDelegate::TableDelegate;
    void paint(QPainter *p, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        TableDelegate::paint(p, option, index);
        p->save();
        p->setFont(option.font);
        p->setPen(colour(Role::text2));
        p->drawText(option.rect.adjusted(0, 0, -space::s, 0), Qt::AlignRight | Qt::AlignVCenter,
                    verdictOf(index));
        p->restore();
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
        TableDelegate::initStyleOption(option, index);
        if (const QString verdict = verdictOf(index); !verdict.isEmpty())
            option->text = option->fontMetrics.elidedText(
                option->text.simplified(), Qt::ElideRight,
                option->rect.width() - option->fontMetrics.horizontalAdvance(verdict) - 4 * space::s);
    }

private:
    static QString verdictOf(const QModelIndex &index) {
        return index.siblingAtColumn(SampleModel::columnOf(RowColumn::Verdict)).data().toString();
    }
};

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

QVariant stepLook(const StepHead &head, int role) {
    if (role == Qt::ForegroundRole && head.recheck)
        return colour(Role::warn);
    if (role == Qt::ToolTipRole)
        return head.recheck ? TracePage::tr("re-check: %1").arg(head.text) : head.text;
    if (role == Qt::SizeHintRole) // no width: a step is as wide as the list
        return QSize(0, Theme::instance().scaled(size::rowCompact));
    return {};
}

StageHeld held(const ProjectSnapshot &p) {
    if (p.pendingCount > 0)
        return {StageText::tr("%Ln mark(s)", nullptr, int(p.pendingCount)),
                StageText::tr("not in a version yet"), true};
    const bool byHand = std::ranges::any_of(
        p.versions, [](const VersionInfo &v) { return v.recipeJson.find("\"hand\"") != std::string::npos; });
    return byHand ? StageHeld{StageText::tr("in a version"), {}, true} : StageHeld();
}

constexpr StageInfo stage{
    QT_TRANSLATE_NOOP("retort::Stage", "Read the reasoning step by step; keep or discard"),
    QT_TRANSLATE_NOOP("retort::Stage", "Read"), QT_TRANSLATE_NOOP("retort::Stage", "Read"),
    QT_TRANSLATE_NOOP("retort::Stage", "Read a few traces and mark one"), held};

} // namespace

PageInfo tracePageInfo() {
    return pageInfo<TracePage>("trace", QT_TRANSLATE_NOOP("pages", "Trace"), "format-list-ordered",
                               PageGroup::Data, &stage);
}

TracePage::TracePage(AppState &app, QWidget *parent) : Page(app, "trace", parent) {
    addPicker(ArtifactKind::Version);
    m_search = searchField(tr("Search the texts"));
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_queue->setFocus(); });
    m_keep = action("trace_keep", [this] { mark("keep"); });
    m_discard = action("trace_discard", [this] { mark("discard"); });
    m_apply = action("trace_apply", [this] { applyMarks(this->app()); });
    m_next = action("trace_next", [this] { step(1); });
    m_previous = action("trace_previous", [this] { step(-1); });
    m_drop = action("trace_discard_all", [this] { askToDiscardMarks(this->app(), window()); });
    m_review = action("trace_review", [this] { showVersion(); });
    m_review->setCheckable(true);
    m_fold = action("trace_fold", [this] { setFolded(!m_reader->folded()); });
    header()->addSecondary(m_apply);
    m_body = splitterOf("columns", Qt::Horizontal,
                        {{makeQueue(), 0, Theme::instance().scaled(queueWidth)},
                         {makeReading(), 1, 800},
                         {makeFacts(), 0, Theme::instance().scaled(factsWidth)}});
    m_empty = missing(app, ArtifactKind::Version, "format-list-ordered", tr("Nothing to read yet"),
                      tr("Import data first; then every reasoning trace can be read here, step by step."));
    auto *body = new QWidget;
    pageColumn(body, {{m_empty, 1}, {m_body, 1}});
    setBody(body);
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
        else
            m_model->reload(); // other marks
        showState();
    });
    kept().add(
        "folded", [this] { return m_reader->folded(); },
        [this](const QVariant &folded) { setFolded(folded.toBool()); });
    kept().add(
        "sample", [this] { return qlonglong(current()); },
        [this](const QVariant &id) { m_wanted = id.toLongLong(); });
    kept().add("search", m_search);
    kept().add(
        "review", [this] { return m_review->isChecked(); },
        [this](const QVariant &review) {
            m_review->setChecked(review.toBool());
            showVersion();
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
    m_queue = new TableView(m_model, tr("Samples to read"), tr("No sample matches."), {}, card);
    m_queue->setSelectionMode(QAbstractItemView::SingleSelection);
    m_queue->horizontalHeader()->hide();
    const int question = SampleModel::columnOf(RowColumn::Question);
    for (int c = 0; c < m_model->columnCount(); ++c)
        m_queue->setColumnHidden(c, c != question);
    m_queue->setItemDelegate(new QueueDelegate(m_queue));
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
    m_strip = new MetricPanel<TraceFacts>(traceMetrics(), holder);
    auto *card = new Card;
    card->setFlush(true);
    m_reader = new TraceReader(card);
    card->body()->addWidget(m_reader);
    m_pending = new ElidedLabel({}, holder);
    setTextRole(m_pending, Role::text2);
    auto *row = rowOf({barButton(m_previous, QStringLiteral("go-previous"), holder),
                       barButton(m_next, QStringLiteral("go-next"), holder),
                       barButton(m_fold, QStringLiteral("view-hidden"), holder),
                       {m_pending, 1}});
    columnIn(holder, {m_strip, {card, 1}, row});
    for (const auto &[action, kind] :
         {std::pair{m_discard, ButtonKind::secondary}, std::pair{m_keep, ButtonKind::primary}}) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        row->addWidget(makeLabel(key, FontRole::caption, Role::text3, holder));
        auto *button = new ActionButton(action, kind, holder);
        button->setFocusPolicy(Qt::TabFocus); // after a click the keys go on with the sample
        row->addWidget(button);
    }
    return holder;
}

QWidget *TracePage::makeFacts() {
    auto *card = new Card(tr("Steps"));
    m_steps = new QListView(card);
    m_steps->setObjectName(QStringLiteral("trace_steps"));
    m_stepModel = new RecordModel<StepHead>(
        [](const StepHead &head) { return qint64(qHash(head.text)); },
        {{tr("Steps"), false, [](const StepHead &head) { return head.text; }, stepLook}}, m_steps);
    m_steps->setModel(m_stepModel);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setUniformItemSizes(true);
    m_steps->setTextElideMode(Qt::ElideRight);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_steps->setAccessibleName(tr("Steps of the reasoning"));
    card->body()->addWidget(m_steps, 1);
    m_faults = makeText({}, FontRole::caption, Role::bad, card);
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
    setNext(version != 0);
    showState();
}

SampleId TracePage::current() const {
    return m_model->idAt(m_queue->currentIndex().row());
}

void TracePage::showRow(int row) {
    const auto id = m_model->idAt(row);
    stopSeeking();
    if (m_shown != id)
        m_shown = 0; // what is still to be read is another one
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
            if (id != current())
                return;
            m_shown = id;
            showTrace(std::move(trace));
            showState();
        });
}

void TracePage::showTrace(TraceText trace) {
    m_strip->read(trace.facts);
    showText(m_faults, trace.faults.join(QLatin1Char('\n')));
    m_stepModel->setRecords(trace.heads);
    m_reader->setTrace(std::move(trace));
    if (const int direction = std::exchange(m_arriving, 0); direction != 0) {
        m_reader->moveCursor(direction > 0 ? QTextCursor::Start : QTextCursor::End);
        m_reader->goToProblem(direction);
    }
}

// What stood there must not be taken for a sample of this list.
void TracePage::showNothing() {
    m_shown = 0;
    m_strip->clear();
    m_faults->hide();
    m_stepModel->setRecords({});
    m_reader->clearTrace();
}

void TracePage::setFolded(bool folded) {
    m_reader->setFolded(folded);
    m_fold->setText(folded ? tr("Unfold reasoning") : actionText(*findActionSpec(u"trace_fold")));
    for (auto *button : findChildren<QToolButton *>(m_fold->objectName()))
        setIconButton(button, folded ? QStringLiteral("view-visible") : QStringLiteral("view-hidden"),
                      m_fold->text());
}

void TracePage::goToProblem(int direction) {
    stopSeeking();
    if (!m_reader->goToProblem(direction))
        seekProblem(direction);
}

// The list and the reader stay where they are until a sample with a remark is found.
void TracePage::seekProblem(int direction) {
    std::vector<SampleId> ids;
    for (int row = m_queue->currentIndex().row() + direction; m_model->idAt(row) != 0; row += direction)
        ids.push_back(m_model->idAt(row));
    const Text phase = RETORT_TR("core", "Reading samples");
    const auto find = [phase, store = app().versionStore(), version = m_model->view().version,
                       ids = std::move(ids)](JobContext &job) -> SampleId {
        for (std::size_t n = 0; n < ids.size(); ++n) {
            job.checkCancelled();
            job.progress(n, ids.size(), phase);
            const Sample sample = store->sample(version, ids[n]);
            if (!makeTraceText(sample, cutTrace(sample.reasoning, sample.answer)).problems.empty())
                return ids[n];
        }
        return 0;
    };
    m_seek = app().jobs().preview().start(
        {this, [] { return tr("Looking for a remark"); }, QStringLiteral("trace-seek")}, find,
        [this, direction](SampleId found) {
            m_seek = 0;
            const int row = found ? m_model->rowOf(found) : -1;
            if (row < 0)
                return app().toastInfo(direction > 0 ? tr("No further remark behind this sample.")
                                                     : tr("No remark before this sample."));
            m_queue->selectRow(row);
            m_arriving = direction;
        });
}

// Who goes elsewhere does not want the next remark any more.
void TracePage::stopSeeking() {
    app().jobs().preview().cancel(std::exchange(m_seek, 0));
    m_arriving = 0;
}

void TracePage::hideEvent(QHideEvent *event) {
    stopSeeking();
    Page::hideEvent(event);
}

void TracePage::step(int by) {
    const int row = std::clamp(m_queue->currentIndex().row() + by, 0, std::max(0, m_model->rowCount() - 1));
    if (m_model->rowCount() > 0)
        m_queue->selectRow(row);
}

// Only what has been seen.
void TracePage::mark(const std::string &verdict) {
    if (m_shown == 0 || m_shown != current())
        return;
    Q_EMIT undoChanged();
    markSamples(app(), this, m_model->view().version, {m_shown}, verdict, [](std::int64_t) {});
    step(1);
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
    m_drop->setEnabled(pending > 0);
    m_review->setVisible(pending > 0 || m_review->isChecked());
    m_pending->setText(pending > 0 ? tr("%Ln pending", nullptr, int(pending)) : QString());
    m_pending->setToolTip(pending > 0 ? tr("%Ln change(s) not in a version", nullptr, int(pending))
                                      : QString());
}

} // namespace retort
