// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/scores_tab.h"

#include "ui/jobs/task_center.h"
#include "ui/models/device_text.h"
#include "ui/models/record_model.h"
#include "ui/pages/artifact_menu.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/metric_panel.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/scroll_column.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QVBoxLayout>

namespace retort {

namespace {

constexpr int setupWidth = 308;

QVariant markOf(const EvaluationAnswer &answer, int role) {
    if (role == Qt::DecorationRole)
        return answer.correct ? themeIcon(QStringLiteral("emblem-success"), Role::ok)
                              : themeIcon(QStringLiteral("emblem-error"), Role::bad);
    return {};
}

// "Left out of 714 rows: 12 without an answer to check against · 3 longer than the student holds"; empty:
// none.
QString leftOutText(const EvalSummary &s) {
    QStringList parts;
    const auto add = [&parts](std::int64_t count, const QString &what) {
        if (count > 0)
            parts << what.arg(formatCount(count));
    };
    add(s.withoutReference, ScoresTab::tr("%1 without an answer to check against"));
    add(s.tooLong, ScoresTab::tr("%1 longer than the student holds"));
    add(s.repeats, ScoresTab::tr("%1 asking a problem again"));
    if (parts.isEmpty())
        return {};
    return ScoresTab::tr("Left out of %Ln row(s): %1", nullptr, int(s.rows))
        .arg(parts.join(QStringLiteral(" · ")));
}

constexpr QLatin1String evaluateTask("evaluate/scores");

QString deviceRemark(const std::string &id) {
    return id.empty() ? QString()
                      : ScoresTab::tr("on %1").arg(id == "cpu" ? QStringLiteral("CPU") : fromUtf8(id));
}

QString oneLine(const std::string &text) {
    return fromUtf8(text).simplified();
}

MetricReading traceHeld(const EvalSummary &s) {
    if (!s.traceChecked)
        return {QStringLiteral("–")};
    return {formatShare(double(s.traceHolds) / double(s.traceChecked)),
            ScoresTab::tr("of %1 right ones").arg(formatCount(s.traceChecked))};
}

std::vector<Metric<EvalSummary>> scoreMetrics() {
    return {{"accuracy", ScoresTab::tr("Right"),
             [](const EvalSummary &s) {
                 return MetricReading{
                     formatShare(s.accuracy),
                     ScoresTab::tr("%1 of %2").arg(formatCount(s.correct), formatCount(s.asked))};
             }},
            {"frequent", ScoresTab::tr("Most frequent answer"),
             [](const EvalSummary &s) {
                 return MetricReading{formatShare(s.mostFrequentAccuracy),
                                      ScoresTab::tr("always “%1”").arg(fromUtf8(s.mostFrequentAnswer))};
             }},
            {"trace", ScoresTab::tr("Trace holds"), traceHeld},
            {"speed", ScoresTab::tr("Tokens/s"),
             [](const EvalSummary &s) {
                 return MetricReading{formatNumber(s.tokensPerSecond, 3),
                                      s.badge.empty() ? deviceRemark(s.device) : retort::render(s.badge)};
             }},
            {"memory", ScoresTab::tr("Memory"),
             [](const EvalSummary &s) {
                 return MetricReading{formatBytes(std::int64_t(s.memory_MiB * 1024 * 1024))};
             }},
            {"size", ScoresTab::tr("Model size"), [](const EvalSummary &s) {
                 return MetricReading{formatBytes(s.modelBytes),
                                      ScoresTab::tr("%1 parameters").arg(formatCount(s.parameters))};
             }}};
}

} // namespace

ScoresTab::ScoresTab(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    row->setSpacing(space::cardGap);
    row->addWidget(makeSetup());
    row->addWidget(makeResults(), 1);
    app.jobs().follow(evaluateTask, this, [this](const Task &task) { showTask(task); });
}

QWidget *ScoresTab::makeSetup() {
    auto *card = new Card(tr("Ask a checkpoint"), this);
    card->setFixedWidth(Theme::instance().scaled(setupWidth));
    m_split = new QComboBox(card);
    m_split->setAccessibleName(tr("Split"));
    m_split->addItem(tr("Test split"), int(Split::Test));
    m_split->addItem(tr("Validation split"), int(Split::Validation));
    m_split->addItem(tr("Training split"), int(Split::Train));
    card->body()->addWidget(m_split);
    m_form = new OptionForm(evalOptions(), card);
    auto *area = new ScrollColumn(m_form, card);
    card->body()->addWidget(area, 1);
    return card;
}

QWidget *ScoresTab::makeResults() {
    auto *holder = new QWidget(this);
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::cardGap);
    m_banner = new Banner(holder);
    m_banner->hide();
    m_progress = new ProgressLine(holder);
    m_progress->hide();
    m_strip = new MetricPanel<EvalSummary>(scoreMetrics(), holder);
    for (QWidget *w : std::initializer_list<QWidget *>{m_banner, m_progress, m_strip})
        column->addWidget(w);
    m_leftOut = makeLabel({}, FontRole::caption, Role::text2, holder);
    m_leftOut->setObjectName(QStringLiteral("left_out"));
    m_leftOut->setWordWrap(true);
    m_leftOut->hide();
    column->addWidget(m_leftOut);

    auto *splitter = new QSplitter(Qt::Vertical, holder);
    splitter->setObjectName(QStringLiteral("scores"));
    auto *upper = new Card(splitter);
    upper->setFlush(true);
    const auto runName = [this](const EvaluationRecord &e) {
        const QString name = artifactTitle(m_app.snapshot(), {ArtifactKind::Run, e.run});
        return name.isEmpty() ? tr("(in the trash)") : name;
    };
    m_model = new RecordModel<EvaluationRecord>(
        [](const EvaluationRecord &e) { return qint64(e.id); },
        {{tr("Run"), false, runName},
         {tr("Evaluation"), false, [](const EvaluationRecord &e) { return fromUtf8(e.name); }},
         {tr("Asked"), true, [](const EvaluationRecord &e) { return formatCount(e.asked); }},
         {tr("Right"), true, [](const EvaluationRecord &e) { return formatShare(e.accuracy); }},
         {tr("95 % interval"), true,
          [](const EvaluationRecord &e) {
              return formatShare(e.low95) + QStringLiteral(" – ") + formatShare(e.high95);
          }},
         {tr("Tokens/s"), true, [](const EvaluationRecord &e) { return formatNumber(e.tokensPerSecond, 3); }},
         {tr("Size"), true, [](const EvaluationRecord &e) { return formatBytes(e.modelBytes); }},
         {tr("When"), false, [](const EvaluationRecord &e) { return formatTime(e.createdAt); }}},
        this);
    m_table = new TableView(upper);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Evaluations"));
    m_table->setEmptyText(tr("No evaluation yet. Choose a checkpoint above and start an evaluation."));
    m_table->setColumnWidths({20, -14, 6, 7, 15, 9, 8, 12});
    upper->body()->addWidget(m_table);
    auto *menu = new ArtifactMenu(m_app, m_table, [this] {
        std::vector<ArtifactRef> refs;
        for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
            if (const auto *record = m_model->record(index.row()))
                refs.push_back({ArtifactKind::Evaluation, record->id});
        return refs;
    });
    menu->openOnContextMenu();

    auto *lower = new Card(tr("Answers"), splitter);
    m_which = new Tabs(lower);
    m_which->add(QStringLiteral("all"), tr("All"));
    m_which->add(QStringLiteral("wrong"), tr("Wrong"));
    m_which->add(QStringLiteral("right"), tr("Right"));
    lower->addHeaderWidget(m_which);
    auto *answerRow = new QSplitter(Qt::Horizontal, lower);
    answerRow->setObjectName(QStringLiteral("answers"));
    m_answerModel = new RecordModel<EvaluationAnswer>(
        [](const EvaluationAnswer &a) { return qint64(a.sample); },
        {{{},
          false,
          [](const EvaluationAnswer &a) {
              return a.correct ? ScoresTab::tr("right") : ScoresTab::tr("wrong");
          },
          markOf},
         {tr("Question"), false, [](const EvaluationAnswer &a) { return oneLine(a.question); }},
         {tr("Expected"), true, [](const EvaluationAnswer &a) { return oneLine(a.reference); }},
         {tr("Said"), true, [](const EvaluationAnswer &a) { return oneLine(a.extracted); }},
         {tr("Tokens"), true, [](const EvaluationAnswer &a) { return formatCount(a.tokens); }}},
        this);
    m_answers = new TableView(answerRow);
    m_answers->setModel(m_answerModel);
    m_answers->setAccessibleName(tr("Answers"));
    m_answers->setEmptyText(tr("Choose an evaluation above."));
    m_answers->setColumnWidths({11, -16, 8, 8, 7});
    m_detail = new QPlainTextEdit(answerRow);
    m_detail->setReadOnly(true);
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->setPlaceholderText(tr("Choose an answer to read its thinking."));
    answerRow->setStretchFactor(0, 3);
    answerRow->setStretchFactor(1, 2);
    lower->body()->addWidget(answerRow);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    column->addWidget(splitter, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ScoresTab::showEvaluation);
    connect(m_answers->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ScoresTab::showAnswer);
    connect(m_which, &Tabs::chosen, this, &ScoresTab::filterAnswers);
    return holder;
}

void ScoresTab::readDevices() {
    retort::readDevices(m_app.jobs(), this, [this](const std::vector<DeviceInfo> &devices) {
        m_form->field(QStringLiteral("device"))->setChoices(deviceChoices(devices));
    });
}

void ScoresTab::refresh() {
    const auto &evaluations = m_app.snapshot().evaluations;
    m_model->setRecords({evaluations.rbegin(), evaluations.rend()});
    if (!evaluations.empty() && m_shown == 0)
        m_table->selectRow(0);
    m_strip->setVisible(!evaluations.empty());
    m_leftOut->setVisible(!evaluations.empty() && !m_leftOut->text().isEmpty());
    if (!evaluations.empty()) {
        showEvaluation();
    } else if (m_shown != 0) { // the last one went to the trash
        m_shown = 0;
        m_all.clear();
        filterAnswers();
    }
}

void ScoresTab::choose(const std::vector<std::int64_t> &evaluations) {
    m_table->selectIds({evaluations.begin(), evaluations.end()});
}

QVariantMap ScoresTab::viewState() const {
    return {{QStringLiteral("split"), m_split->currentData()},
            {QStringLiteral("options"), fromUtf8(optionsToJson(m_form->changedValues()))}};
}

void ScoresTab::setViewState(const QVariantMap &state) {
    if (const int at = m_split->findData(state.value(QStringLiteral("split"))); at >= 0)
        m_split->setCurrentIndex(at);
    try {
        m_form->setValues(optionsFromJson(toUtf8(state.value(QStringLiteral("options")).toString())));
    } catch (const Error &) {
        // A session file of another version: the defaults are right.
    }
}

void ScoresTab::evaluate() {
    if (m_busy || !m_form->isValid()) {
        m_form->showFirstFault();
        return;
    }
    EvalConfig config;
    config.project = m_app.project();
    config.checkpoint = m_app.selected(ArtifactKind::Checkpoint);
    if (const auto *record = m_app.snapshot().checkpoint(config.checkpoint))
        config.run = record->run;
    config.split = Split(m_split->currentData().toInt());
    config.options = m_form->changedValues();
    m_app.jobs().start(
        Resource::Evaluate, {evaluateTask, [] { return tr("Evaluating"); }},
        [config](JobContext &job) { return runEvalJob(config, job); },
        [&app = m_app](const EvalResult &result) {
            app.refresh();
            app.toastSuccess(
                tr("%1 of %2 right")
                    .arg(formatCount(result.summary.correct), formatCount(result.summary.asked)));
        });
}

void ScoresTab::showTask(const Task &task) {
    const bool was = std::exchange(m_busy, task.going());
    showProgress(task, m_progress);
    if (m_busy)
        m_banner->hide();
    else if (task.state == Task::State::Failed)
        m_banner->show(Banner::Kind::bad, retort::render(task.failure.text));
    else if (was && task.state == Task::State::Finished) { // the newest one is shown
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    }
    if (was != m_busy)
        Q_EMIT busyChanged();
}

void ScoresTab::showEvaluation() {
    const auto *record = m_model->record(std::max(0, m_table->currentIndex().row()));
    if (!record)
        return;
    const auto s = evalSummaryOf(*record);
    m_strip->read(s);
    m_leftOut->setText(leftOutText(s));
    m_leftOut->setVisible(!m_leftOut->text().isEmpty());
    if (record->id == m_shown)
        return;
    m_shown = record->id;
    m_app.jobs().rows().start(
        {this, tr("Reading answers"), QStringLiteral("scores-answers"), true},
        [store = m_app.runStore(), id = record->id](JobContext &) { return store->evaluationAnswers(id); },
        [this](std::vector<EvaluationAnswer> answers) {
            m_all = std::move(answers);
            filterAnswers();
        });
}

void ScoresTab::filterAnswers() {
    std::vector<EvaluationAnswer> shown;
    const auto which = m_which->current();
    for (const auto &answer : m_all)
        if (which == QLatin1String("all") || answer.correct == (which == QLatin1String("right")))
            shown.push_back(answer);
    m_answerModel->setRecords(std::move(shown));
    m_detail->clear();
}

void ScoresTab::showAnswer() {
    const auto *answer = m_answerModel->record(m_answers->currentIndex().row());
    if (!answer)
        return;
    QStringList text{
        fromUtf8(answer->question),
        {},
        tr("Thinking") + (answer->thinkClosed ? QString() : tr(" (not closed)")),
        fromUtf8(answer->reasoning),
        {},
        tr("Answer"),
        fromUtf8(answer->answer),
        {},
        tr("Expected %1, said %2 · rule: %3")
            .arg(fromUtf8(answer->reference), fromUtf8(answer->extracted), fromUtf8(answer->rule))};
    if (answer->traceHolds)
        text << (*answer->traceHolds ? tr("The arithmetic of the trace holds.")
                                     : tr("The arithmetic of the trace does not hold."));
    m_detail->setPlainText(text.join(QLatin1Char('\n')));
}

} // namespace retort
