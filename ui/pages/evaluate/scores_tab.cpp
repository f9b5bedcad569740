// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/scores_tab.h"

#include "ui/models/device_text.h"
#include "ui/models/labels.h"
#include "ui/models/record_model.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/page.h"
#include "ui/pages/setup_panel.h"
#include "ui/state/run_queue.h"
#include "ui/theme/icon.h"
#include "ui/widgets/metric_panel.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/reading_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

#include <QComboBox>

namespace retort {
namespace {

constexpr int setupWidth = 340, evaluationsInSight = 5;
constexpr QLatin1String evaluateTask("evaluate/scores");

QVariant markOf(const EvaluationAnswer &answer, int role) {
    return role != Qt::DecorationRole ? QVariant()
           : answer.correct           ? themeIcon(QStringLiteral("emblem-success"), Role::ok)
                                      : themeIcon(QStringLiteral("emblem-error"), Role::bad);
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
            {"frequent", ScoresTab::tr("Most frequent"),
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
                                      ScoresTab::tr("%1 params").arg(formatCount(s.parameters))};
             }}};
}

} // namespace

ScoresTab::ScoresTab(AppState &app, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_panel(new SetupPanel(app, tr("Ask a checkpoint"), evalOptions(), setupWidth, this)),
      m_split(new QComboBox),
      m_strip(new MetricPanel<EvalSummary>(scoreMetrics(), this)),
      m_leftOut(makeText({}, FontRole::caption, Role::text2)) {
    columnIn(this, {m_panel});
    m_split->setAccessibleName(tr("Split"));
    for (const Split split : splitsShown)
        m_split->addItem(splitLabel(split), int(split));
    m_panel->card()->body()->insertLayout(0, rowOf({makeLabel(tr("Split")), {m_split, 1}}));
    m_panel->addToMonitor(m_strip);
    m_panel->addToMonitor(m_leftOut);
    m_leftOut->setObjectName(QStringLiteral("left_out"));
    m_leftOut->hide();
    auto *evaluations = makeEvaluations();
    m_panel->addToMonitor(splitterOf("scores", Qt::Vertical,
                                     {{evaluations, 0, heightWith(evaluations, m_table, evaluationsInSight)},
                                      {makeAnswers(), 1}}),
                          1);
    connect(m_panel, &SetupPanel::busyChanged, this, &ScoresTab::busyChanged);
    m_kept.add("split", m_split);
    m_kept.add("options", m_panel->form());
    m_kept.add("answers", m_which);
    m_kept.add(
        "evaluation", [this] { return QVariant(qlonglong(m_shown ? m_shown : m_wanted)); },
        [this](const QVariant &id) {
            m_wanted = id.toLongLong();
            m_table->selectIds({m_wanted});
        });
    m_panel->follow(evaluateTask, [this](const Task &task) {
        m_newestNext = task.going() || task.state == Task::State::Finished;
    });
}

QWidget *ScoresTab::makeEvaluations() {
    auto *card = new Card;
    card->setFlush(true);
    const auto runName = [this](const EvaluationRecord &e) {
        const QString name = artifactTitle(m_app.snapshot(), {ArtifactKind::Run, e.run});
        return name.isEmpty() ? tr("(in the trash)") : name;
    };
    const auto name = [this](const EvaluationRecord &e) {
        return artifactTitle(m_app.snapshot(), {ArtifactKind::Evaluation, e.id});
    };
    m_model = new RecordModel<EvaluationRecord>(
        [](const EvaluationRecord &e) { return qint64(e.id); },
        {{tr("Run"), false, runName},
         {tr("Evaluation"), false, name},
         {tr("Asked"), &EvaluationRecord::asked, formatCount},
         {tr("Right"), true, [](const EvaluationRecord &e) { return formatShare(e.accuracy); }},
         {tr("95 % interval"), true,
          [](const EvaluationRecord &e) {
              return formatShare(e.low95) + QStringLiteral(" – ") + formatShare(e.high95);
          }},
         {tr("Tokens/s"), true, [](const EvaluationRecord &e) { return formatNumber(e.tokensPerSecond, 3); }},
         {tr("Size"), &EvaluationRecord::modelBytes, formatBytes},
         {tr("When"), &EvaluationRecord::createdAt, formatTime}},
        this);
    m_table = new TableView(m_model, tr("Evaluations"),
                            tr("No evaluation yet. Choose a checkpoint above and start an evaluation."),
                            {21, -14, 6, 6, 14, 8, 7, timeWidth}, card);
    card->body()->addWidget(m_table);
    new ArtifactMenu(m_app, m_table, ArtifactKind::Evaluation);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ScoresTab::showEvaluation);
    return card;
}

QWidget *ScoresTab::makeAnswers() {
    auto *card = new Card(tr("Answers"));
    m_which = new Tabs(card);
    m_which->add(QStringLiteral("all"), tr("All"));
    m_which->add(QStringLiteral("wrong"), tr("Wrong"));
    m_which->add(QStringLiteral("right"), tr("Right"));
    card->addHeaderWidget(m_which);
    m_answerModel = new RecordModel<EvaluationAnswer>(
        [](const EvaluationAnswer &a) { return qint64(a.sample); },
        {{{},
          false,
          [](const EvaluationAnswer &a) {
              return a.correct ? ScoresTab::tr("right") : ScoresTab::tr("wrong");
          },
          markOf},
         {tr("Question"), &EvaluationAnswer::question, oneLine},
         {tr("Expected"), true, [](const EvaluationAnswer &a) { return oneLine(a.reference); }},
         {tr("Said"), true, [](const EvaluationAnswer &a) { return oneLine(a.extracted); }},
         {tr("Tokens"), &EvaluationAnswer::tokens, formatCount}},
        this);
    m_answers =
        new TableView(m_answerModel, tr("Answers"), tr("Choose an evaluation above."), {11, -16, 8, 8, 7});
    m_detail = new ReadingView;
    m_detail->setAccessibleName(tr("Answer"));
    m_detail->setPlaceholderText(tr("Choose an answer to read its thinking."));
    card->body()->addWidget(splitterOf("answers", Qt::Horizontal, {{m_answers, 3, 600}, {m_detail, 2, 400}}));
    connect(m_answers->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ScoresTab::showAnswer);
    connect(m_which, &Tabs::chosen, this, &ScoresTab::filterAnswers);
    return card;
}

bool ScoresTab::busy() const {
    return m_panel->busy();
}

void ScoresTab::readDevices() {
    retort::readDevices(m_app.jobs(), m_panel->form());
}

// Who reads the newest one goes on to the one that was begun here; else what a person chose stays.
void ScoresTab::refresh() {
    const auto &evaluations = m_app.snapshot().evaluations;
    const bool begins = m_shown == 0, atNewest = m_table->currentIndex().row() <= 0;
    m_model->setRecords({evaluations.rbegin(), evaluations.rend()});
    if (begins && m_app.snapshot().evaluation(m_wanted))
        m_table->selectIds({m_wanted});
    else if (!evaluations.empty() && (begins || (m_newestNext && atNewest)))
        m_table->selectRow(0);
    m_strip->setVisible(!evaluations.empty());
    showEvaluation();
}

void ScoresTab::choose(const std::vector<std::int64_t> &evaluations) {
    m_table->selectIds({evaluations.begin(), evaluations.end()});
}

EvalConfig ScoresTab::config() const {
    EvalConfig config;
    config.project = m_app.project();
    config.checkpoint = m_app.selected(ArtifactKind::Checkpoint);
    if (const auto *record = m_app.snapshot().checkpoint(config.checkpoint))
        config.run = record->run;
    config.split = Split(m_split->currentData().toInt());
    config.options = m_panel->form()->changedValues();
    return config;
}

void ScoresTab::enqueue() {
    if (!m_panel->valid())
        return;
    m_app.runs().add("eval", [config = config()] { return evalConfigToJson(config); });
    m_app.toastSuccess(m_app.runs().goesOn()
                           ? tr("It begins when what runs now has ended; the queue is shown on Train.")
                           : tr("It waits: the queue is held, and goes on from Train."));
}

void ScoresTab::evaluate() {
    if (busy() || !m_panel->valid())
        return;
    m_app.jobs().start(
        Resource::Evaluate,
        {evaluateTask, [] { return tr("Evaluating"); }, [] { return tr("Evaluation finished"); }},
        [config = config()](JobContext &job) { return runEvalJob(config, job); },
        [&app = m_app](const EvalResult &result) {
            app.refresh();
            app.toastSuccess(
                tr("%1 of %2 right")
                    .arg(formatCount(result.summary.correct), formatCount(result.summary.asked)));
        });
}

void ScoresTab::stop() {
    const Task *task = m_app.jobs().find(evaluateTask);
    if (!task || !task->going())
        return;
    m_app.jobs().cancel(task->number);
    m_app.toastInfo(tr("The evaluation is stopped. Nothing of it is kept."));
}

void ScoresTab::showEvaluation() {
    const auto *record = m_model->record(std::max(0, m_table->currentIndex().row()));
    if (!record) { // the last one went to the trash
        m_shown = 0;
        m_leftOut->hide();
        m_all.clear();
        return filterAnswers();
    }
    const auto s = evalSummaryOf(*record);
    m_strip->read(s);
    showText(m_leftOut, leftOutText(s));
    if (std::exchange(m_shown, record->id) == record->id)
        return;
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
    m_detail->setText({});
}

void ScoresTab::showAnswer() {
    const auto *answer = m_answerModel->record(m_answers->currentIndex().row());
    if (!answer)
        return;
    ReadingText text;
    text.addPart(tr("Question"), Role::accent, fromUtf8(answer->question).trimmed());
    text.addPart(tr("Thinking") + (answer->thinkClosed ? QString() : tr(" (not closed)")), Role::think,
                 fromUtf8(answer->reasoning).trimmed());
    text.addPart(tr("Answer"), Role::ok, fromUtf8(answer->answer).trimmed());
    QStringList remarks{
        tr("Expected %1, said %2 · rule: %3")
            .arg(fromUtf8(answer->reference), fromUtf8(answer->extracted), fromUtf8(answer->rule))};
    if (answer->traceHolds)
        remarks << (*answer->traceHolds ? tr("The arithmetic of the trace holds.")
                                        : tr("The arithmetic of the trace does not hold."));
    text.addPart(answer->correct ? tr("right") : tr("wrong"), answer->correct ? Role::ok : Role::bad,
                 remarks.join(QLatin1Char('\n')));
    m_detail->setText(std::move(text));
}

} // namespace retort
