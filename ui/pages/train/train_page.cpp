// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_page.h"

#include "ui/actions/action_table.h"
#include "ui/charts/chart_group.h"
#include "ui/charts/chart_toolbar.h"
#include "ui/charts/metric_chart.h"
#include "ui/models/chart_run.h"
#include "ui/models/device_text.h"
#include "ui/models/kind_info.h"
#include "ui/models/labels.h"
#include "ui/pages/setup_panel.h"
#include "ui/pages/train/queue_list.h"
#include "ui/pages/train/run_follower.h"
#include "ui/theme/icon.h"
#include "ui/widgets/ask_dialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/metric_panel.h"
#include "ui/widgets/option_field.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QToolButton>

namespace retort {

struct RunNow {
    const RunRecord &record;
    double tokensPerSecond = 0;
    bool ending = false;
};

namespace {

constexpr int setupWidth = 332, logHeight = 120;
constexpr int chartLeast = 220; // below it the charts scroll
const Kinds inputs{ArtifactKind::Version, ArtifactKind::Tokenizer, ArtifactKind::Student};

std::vector<Metric<RunNow>> runMetrics() {
    return {
        {"step", TrainPage::tr("Step"),
         [](const RunNow &now) {
             return MetricReading{formatCount(now.record.step),
                                  now.record.totalSteps > 0
                                      ? TrainPage::tr("of %1").arg(formatCount(now.record.totalSteps))
                                      : QString()};
         }},
        {"loss", TrainPage::tr("Loss"),
         [](const RunNow &now) { return MetricReading{formatNumber(now.record.lastLoss)}; }},
        {"val", TrainPage::tr("Validation loss"),
         [](const RunNow &now) {
             return MetricReading{formatNumber(now.record.bestValLoss),
                                  std::isfinite(now.record.bestValLoss) ? TrainPage::tr("best") : QString()};
         }},
        {"accuracy", TrainPage::tr("Accuracy"),
         [](const RunNow &now) { return MetricReading{formatShare(now.record.valAccuracy)}; }},
        {"speed", TrainPage::tr("Tokens/s"),
         [](const RunNow &now) {
             return MetricReading{now.tokensPerSecond > 0 ? formatNumber(now.tokensPerSecond, 3) : QString()};
         }},
        {"state", TrainPage::tr("State"), [](const RunNow &now) {
             return MetricReading{now.ending ? TrainPage::tr("Ending") : runStateLabel(now.record.state),
                                  {},
                                  now.record.state == RunState::Failed ? Role::bad : Role::text};
         }}};
}

StageHeld held(const ProjectSnapshot &p) {
    if (p.runs.empty())
        return {};
    const RunRecord &r = p.runs.back();
    const bool any = !p.checkpoints.empty();
    if (trains(&r))
        return {formatShare(r.totalSteps > 0 ? double(r.step) / double(r.totalSteps) : 0, 0),
                fromUtf8(r.name), any, true};
    return {StageText::tr("%Ln run(s)", nullptr, int(p.runs.size())),
            r.state == RunState::Failed ? StageText::tr("failed: %1").arg(fromUtf8(r.name))
                                        : fromUtf8(r.name),
            any};
}

constexpr StageInfo stage{QT_TRANSLATE_NOOP("retort::Stage", "Teach the student and watch its curves"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Train"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Look at it"),
                          QT_TRANSLATE_NOOP("retort::Stage", "Train it and watch the loss fall"), held};

} // namespace

PageInfo trainPageInfo() {
    return pageInfo<TrainPage>("train", QT_TRANSLATE_NOOP("pages", "Train"), "labplot-xy-curve",
                               PageGroup::Model, &stage);
}

TrainPage::TrainPage(AppState &app, QWidget *parent) : Page(app, "train", parent) {
    addPicker(ArtifactKind::Version);
    addPicker(ArtifactKind::Tokenizer);
    addPicker(ArtifactKind::Student);
    makeActions();
    makeSetup();
    makeMonitor();
    m_folded = new FoldedCard(tr("Settings"));
    connect(m_folded, &FoldedCard::clicked, this, [this] { foldSetup(false); });
    m_empty =
        new EmptyState(QStringLiteral("labplot-xy-curve"), tr("No run yet"),
                       tr("Start trains the chosen student on the chosen data. Loss and accuracy appear "
                          "here step by step."));
    connect(m_empty, &EmptyState::primaryActivated, this, [this] { this->app().goTo(m_missingPage); });
    m_panel->columns()->insertWidget(1, m_folded);
    m_panel->columns()->addWidget(m_empty, 1);
    m_pending = new Banner;
    m_pending->setObjectName(QStringLiteral("train_pending"));
    connect(m_pending, &Banner::actionActivated, this, [this] {
        this->app().goTo(QStringLiteral("trace"), {{QStringLiteral("pending"), true}});
    });
    static_cast<QVBoxLayout *>(m_panel->layout())->insertWidget(0, m_pending);
    setBody(m_panel);
    m_follower = new RunFollower(app, this);
    connect(m_follower, &RunFollower::restarted, this, [this] {
        m_charts->reset();
        m_log->clear();
        m_events->setRemark({});
        m_active = m_paused = m_resumable = m_ending = m_nonFinite = false;
        m_tokensPerSecond = 0;
        m_strip->clear();
        forgetHealth();
    });
    connect(m_follower, &RunFollower::updated, this, &TrainPage::show);
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(250);
    connect(&m_checkSoon, &QTimer::timeout, this, &TrainPage::check);
    connect(m_form, &OptionForm::changed, &m_checkSoon, qOverload<>(&QTimer::start));
    connect(m_form, &OptionForm::changed, this, &TrainPage::showChosenDevice);
    connect(m_form, &OptionForm::validChanged, this, &TrainPage::showState);
    refreshOn(inputs, [this] {
        if (m_fork && m_fork->inputs != chosenInputs())
            endFork(); // another student or other data: no longer the run that was to be continued
        m_checkSoon.start();
        showState();
    });
    refreshOn({ArtifactKind::Run, ArtifactKind::Checkpoint}, [this] { followShownRun(); });
    connect(&app, &AppState::activeRunChanged, this, &TrainPage::followShownRun);
    connect(&app.runs(), &RunQueue::changed, this, &TrainPage::showState);
    connect(&app.jobs().on(Resource::Device), &JobRunner::events, this,
            [this](JobNumber, const std::vector<RunEvent> &events) {
                for (const auto &event : events)
                    if (event.kind == "started") {
                        this->app().refresh();
                        m_follower->follow(event.run);
                        this->app().select(ArtifactKind::Run, event.run);
                    }
            });
    chooseRecipe();
    followShownRun();
    keepState();
    m_panel->follow(id(), [this](const Task &task) { showTask(task); });
}

void TrainPage::makeActions() {
    m_start = action("train_start", [this] { start(); });
    m_fromStart = action("train_from_start", [this] { endFork(); });
    m_resume = action("train_resume", [this] { resume(); });
    m_enqueue = action("train_enqueue", [this] { enqueue(); });
    m_pause = action("train_pause", [this] { send(paused() ? JobRequest::GoOn : JobRequest::Pause); });
    m_stop = action("train_stop", [this] { send(JobRequest::Stop); });
    m_abort = action("train_abort", [this] { askToAbort(); });
    for (QAction *action : {m_enqueue, m_resume, m_abort, m_pause})
        header()->addSecondary(action);
    header()->setPrimary(m_start);
}

void TrainPage::makeSetup() {
    m_panel = new SetupPanel(app(), tr("Settings"), trainOptions(), setupWidth);
    m_form = m_panel->form();
    m_banner = m_panel->banner();
    m_banner->setObjectName(QStringLiteral("train_health"));
    connect(m_banner, &Banner::actionActivated, this, [this] {
        if (m_bannerAction)
            m_bannerAction();
    });
    Card *card = m_panel->card();
    auto *fold = new QToolButton(card);
    setDense(fold, true);
    setIconButton(fold, QStringLiteral("sidebar-collapse-left"), tr("Fold the settings away"));
    connect(fold, &QToolButton::clicked, this, [this] { foldSetup(true); });
    card->addHeaderWidget(new QWidget(card), 1);
    card->addHeaderWidget(fold);
    m_recipe = new QComboBox(card);
    m_recipe->setAccessibleName(tr("Recipe"));
    for (const auto &preset : trainPresets()) {
        m_recipe->addItem(retort::render(preset.label), fromUtf8(preset.id));
        m_recipe->setItemData(m_recipe->count() - 1, retort::render(preset.help), Qt::ToolTipRole);
    }
    connect(m_recipe, &QComboBox::activated, this, &TrainPage::chooseRecipe);
    m_forkNote = makeText({}, FontRole::caption, Role::text);
    m_forkNote->setObjectName(QStringLiteral("fork_note"));
    auto *forkEnd = new ActionButton(m_fromStart, ButtonKind::ghost);
    m_forkBox = new QWidget(card);
    columnIn(m_forkBox, {m_forkNote, {forkEnd, 0, Qt::AlignLeft}}, space::s);
    card->body()->insertWidget(0, m_recipe);
    card->body()->insertWidget(1, m_forkBox);
    m_refusal = makeText({}, FontRole::caption, Role::bad);
    m_refusal->hide();
    m_device = makeText({}, FontRole::caption, Role::text2);
    m_device->setObjectName(QStringLiteral("chosen_device"));
    addTo(card->body(), {m_refusal, m_device});
}

void TrainPage::makeMonitor() {
    m_strip = new MetricPanel<RunNow>(runMetrics(), m_panel);
    m_charts = new ChartGroup(this);
    connect(m_charts, &ChartGroup::tableSaveAsked, this,
            [this](const QString &path, const auto &make) { app().saveFile(id(), path, make); });
    auto *charts = new QWidget;
    auto *grid = new QGridLayout(charts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space::cardGap);
    int at = 0;
    for (const ChartInfo &info : chartTable()) {
        auto *chart = new MetricChart(info, charts);
        chart->setMinimumHeight(Theme::instance().scaled(chartLeast));
        m_charts->add(chart);
        grid->addWidget(chart, at / 2, at % 2);
        grid->setRowStretch(at++ / 2, 1);
    }
    auto *logCard = new Card;
    m_queue = new QueueList(app(), logCard);
    m_events = new FoldSection(tr("Events"), logCard);
    m_log = new QPlainTextEdit(m_events);
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::StyledPanel);
    m_log->setMaximumBlockCount(5000);
    m_log->setFixedHeight(Theme::instance().scaled(logHeight));
    m_log->setAccessibleName(tr("Events"));
    setFontRole(m_log, FontRole::caption);
    m_events->body()->addWidget(m_log);
    addTo(logCard->body(), {m_queue, m_events});
    m_panel->showProgressInMonitor();
    m_panel->addToMonitor(m_strip);
    m_panel->addToMonitor(new ChartToolbar(m_charts, m_panel));
    m_panel->addToMonitor(new ScrollColumn(charts), 1);
    m_panel->addToMonitor(logCard);
}

void TrainPage::keepState() {
    kept().add("charts", m_charts);
    kept().add(
        "events_open", [this] { return m_events->isOpen(); },
        [this](const QVariant &open) { m_events->setOpen(open.toBool()); });
    kept().add(
        "queue_open", [this] { return m_queue->isOpen(); },
        [this](const QVariant &open) { m_queue->setOpen(open.toBool()); });
    kept().add(
        "settings_folded", [this] { return m_setupFolded ? QVariant(*m_setupFolded) : QVariant(); },
        [this](const QVariant &folded) { foldSetup(folded.toBool()); });
    kept().add(
        "recipe", [this] { return m_recipe->currentData(); },
        [this](const QVariant &id) {
            m_recipe->setCurrentIndex(std::max(0, m_recipe->findData(id)));
            chooseRecipe();
        });
    kept().add(
        "fork", [this] { return qlonglong(m_fork ? m_fork->run : 0); },
        [this](const QVariant &run) { beginFork(run.toLongLong()); });
    kept().add("options", m_form);
}

void TrainPage::chooseRecipe() {
    const auto &preset = trainPresets()[std::size_t(std::max(0, m_recipe->currentIndex()))];
    m_form->setBase(preset.options);
    m_form->setValues(withDefaults(trainOptions(), preset.options));
    m_recipe->setToolTip(retort::render(preset.help));
    m_checkSoon.start();
}

void TrainPage::activated() {
    readDevices(app().jobs(), this,
                [this](std::vector<DeviceInfo> devices) { showDevices(std::move(devices)); });
    m_checkSoon.start();
}

void TrainPage::open(const QVariantMap &args) {
    if (args.contains(QStringLiteral("queue")))
        m_queue->setOpen(true);
    const auto *record = app().snapshot().run(args.value(QStringLiteral("duplicate")).toLongLong());
    const auto options = record ? takeSettings(*record) : std::nullopt;
    if (!options)
        return;
    m_form->setValues(*options);
    m_checkSoon.start();
    app().toastInfo(tr("The settings of “%1” are in the form.").arg(fromUtf8(record->name)));
}

// Chooses the inputs of a run, as far as they are not in the trash, and gives its options.
std::optional<OptionValues> TrainPage::takeSettings(const RunRecord &record) {
    try {
        auto options = withDefaults(trainOptions(), trainConfigFromJson(record.configJson, nullptr).options);
        for (const auto &[kind, id] : {std::pair{ArtifactKind::Version, record.version},
                                       {ArtifactKind::Tokenizer, record.tokenizer},
                                       {ArtifactKind::Student, record.student}})
            if (app().fits(kind, id))
                app().select(kind, id);
        return options;
    } catch (const Error &e) {
        app().toastError(e.text());
        return {};
    }
}

void TrainPage::showDevices(std::vector<DeviceInfo> devices) {
    m_devices = std::move(devices);
    m_form->field(QStringLiteral("device"))->setChoices(deviceChoices(m_devices));
    showChosenDevice();
}

// The field is narrow; how much is free, and who holds a busy one, is read here.
void TrainPage::showChosenDevice() {
    if (m_devices.empty())
        return;
    const auto id = std::get<std::string>(m_form->field(QStringLiteral("device"))->value());
    const DeviceInfo *device = findDevice(m_devices, id);
    m_device->setText(device ? deviceText(*device) : tr("There is no device “%1” here.").arg(fromUtf8(id)));
    setTextRole(m_device, device && device->usable && device->users.empty() ? Role::text2 : Role::warn);
}

// Marks and edits that are in no version are not trained on.
void TrainPage::showPending() {
    const auto &s = app().snapshot();
    const auto *version = s.version(app().selected(ArtifactKind::Version));
    if (!version || s.pendingCount == 0 || m_going) {
        m_pending->hide();
        return;
    }
    m_pending->show(Banner::Kind::warn,
                    tr("%Ln mark(s) and edit(s) on “%1” are in no version yet: training does not use them.",
                       nullptr, int(s.pendingCount))
                        .arg(fromUtf8(version->name)),
                    app().readOnly() ? QString() : tr("Make a version of them →"));
}

void TrainPage::foldSetup(bool folded) {
    m_setupFolded = folded;
    showState();
}

std::array<std::int64_t, 3> TrainPage::chosenInputs() const {
    return {app().selected(ArtifactKind::Version), app().selected(ArtifactKind::Tokenizer),
            app().selected(ArtifactKind::Student)};
}

TrainConfig TrainPage::config() const {
    TrainConfig config;
    config.project = app().project();
    std::tie(config.version, config.tokenizer, config.studentId) = std::tuple_cat(chosenInputs());
    config.options = m_form->values();
    return config;
}

void TrainPage::check() {
    const auto chosen = chosenInputs();
    m_sound = false;
    if (!app().hasProject() || std::ranges::find(chosen, 0) != chosen.end()) {
        m_refusal->hide();
        return showState();
    }
    app().jobs().preview().start(
        {this, tr("Checking the settings"), QStringLiteral("train-check"), true},
        [make = configMaker()](JobContext &) { return checkTrain(make()); },
        [this](const std::vector<OptionFault> &faults) {
            m_form->setFaults(faults);
            QStringList others; // about the whole, not about one field
            for (const auto &fault : faults)
                if (!findOption(trainOptions(), fault.id))
                    others << retort::render(fault.reason);
            showText(m_refusal, others.join(QLatin1Char('\n')));
            m_sound = faults.empty();
            showState();
        },
        [this](const JobFailure &failure) {
            showText(m_refusal, retort::render(failure.text));
            showState();
        });
}

void TrainPage::start() {
    m_banner->hide();
    app().keepSelected(inputs);
    app().runs().start(configMaker());
    endFork(); // once: the next start is a run of its own
}

// It begins when what trains now has ended, also after a restart.
void TrainPage::enqueue() {
    app().keepSelected(inputs);
    app().runs().add("train", [make = configMaker()] { return trainConfigToJson(make()); });
    endFork();
    m_queue->setOpen(true);
}

RunQueue::Config TrainPage::configMaker() const {
    return [c = config(), fork = m_fork] {
        return fork ? forkConfig(c.project, fork->run, fork->checkpoint, c.options) : c;
    };
}

// The settings of `run` come into the form; Start then makes a run that goes on from its newest checkpoint.
void TrainPage::beginFork(RunId run) {
    const auto &s = app().snapshot();
    const auto *record = s.run(run);
    const auto own = s.checkpointsOf(run);
    if (!record || own.empty())
        return;
    const CheckpointRecord *newest = &own.back();
    const auto before = takeSettings(*record);
    if (!before)
        return;
    m_fork = Fork{run, newest->id, chosenInputs()};
    m_form->setBase(*before); // dots tell what differs from that run
    m_form->setValues(*before);
    m_forkNote->setText(tr("Start makes a new run that goes on from step %1 of “%2” with these settings. "
                           "Student, data and order of the samples stay.")
                            .arg(formatCount(newest->step), fromUtf8(record->name)));
    m_setupFolded = false;
    m_checkSoon.start();
    showState();
}

void TrainPage::endFork() {
    if (!m_fork)
        return;
    m_fork.reset();
    m_form->setBase(trainPresets()[std::size_t(std::max(0, m_recipe->currentIndex()))].options);
    m_checkSoon.start();
    showState();
}

void TrainPage::resume() {
    if (m_follower->run() == 0)
        return;
    m_banner->hide();
    app().runs().resume(m_follower->run());
}

// How the last training of this program ended stays to be read until the next one begins.
void TrainPage::showTask(const Task &task) {
    const bool changed = m_task != task.number || paused() != m_shownPaused || m_ending != m_shownEnding;
    m_task = task.number;
    if (task.going()) {
        if (changed)
            showState();
        return;
    }
    m_ending = false;
    if (task.result && task.as<TrainResult>().run != 0) {
        const auto &result = task.as<TrainResult>();
        m_bannerAction = [this, result] {
            // The one that the banner speaks of: what a stop has saved, else the best.
            const auto own = app().snapshot().checkpointsOf(result.run);
            const CheckpointRecord *best = bestCheckpoint(own);
            if (const auto shown = result.state == RunState::Stopped || !best ? result.checkpoint : best->id)
                app().select(ArtifactKind::Checkpoint, shown);
            app().goTo(QStringLiteral("evaluate"));
        };
        m_banner->show(Banner::Kind::ok, retort::render(result.reason), tr("Evaluate →"));
    } else if (task.state == Task::State::Cancelled && m_follower->run() != 0) {
        const bool resumes = !app().snapshot().checkpointsOf(m_follower->run()).empty();
        m_bannerAction = [this] { m_resume->trigger(); };
        m_banner->show(Banner::Kind::warn,
                       resumes ? tr("The training was aborted. It can go on from its last checkpoint.")
                               : tr("The training was aborted before its first checkpoint."),
                       resumes ? tr("Resume") : QString());
    }
    showState();
}

TrainPage::ShownRun TrainPage::shownRun() const {
    return {m_panel->busy() ? m_task : 0, m_follower->run()};
}

// While the question is open the run may end and the next one of the queue begin: the answer is for this one.
void TrainPage::askToAbort() {
    const auto own = app().snapshot().checkpointsOf(m_follower->run());
    m_abortAsk = new AskDialog(
        tr("Abort this training?"),
        own.empty()
            ? tr("It has no checkpoint yet, so nothing of it is kept. “Stop and save” would write one.")
            : tr("What it has learnt since its checkpoint at step %1 is lost. “Stop and save” would "
                 "keep it.")
                  .arg(formatCount(own.back().step)),
        window());
    m_abortAsk->addSafeChoice(tr("Go on training"));
    m_abortAsk->addChoice(tr("Abort"), ButtonKind::dangerFilled, [this, run = shownRun()] {
        if (run == shownRun())
            send(JobRequest::Abort);
    });
    m_abortAsk->open();
}

bool TrainPage::paused() const {
    const Task *task = m_panel->busy() ? app().jobs().find(id()) : nullptr;
    return task ? task->context->request() == JobRequest::Pause : m_paused;
}

void TrainPage::send(JobRequest what) {
    const ShownRun to = shownRun();
    m_ending = what == JobRequest::Stop || what == JobRequest::Abort;
    if (to.task != 0)
        app().jobs().request(to.task, what);
    else // not on a resource of long work: an import must not delay it
        app().jobs().writes().start(
            {this, tr("Asking the run"), {}, true},
            [store = app().runStore(), run = to.run, what](JobContext &) { sendRequest(*store, run, what); },
            [] {});
    showState();
}

void TrainPage::followShownRun() {
    RunId shown = app().activeRun();
    if (shown == 0)
        shown = app().selected(ArtifactKind::Run);
    if (shown == 0 && !app().snapshot().runs.empty())
        shown = app().snapshot().runs.back().id;
    m_follower->follow(shown);
    if (const auto *record = app().snapshot().run(shown))
        showRun(*record);
    showState();
}

void TrainPage::showRun(const RunRecord &record) {
    m_charts->setRuns({chartRun(record, trainOptionsOf(record))});
}

void TrainPage::show(const RunTail::Update &update) {
    const RunRecord &record = update.record;
    showRun(record);
    if (!update.metrics.empty())
        m_charts->append(update.metrics);
    if (!update.events.empty())
        m_charts->appendEvents(update.events);
    for (const auto &event : update.events) {
        if (event.kind == "non_finite")
            m_nonFinite = true;
        else if (event.kind == "started")
            m_nonFinite = false;
        if ((event.kind == "rows_left_out" || event.kind == "moved") && update.active
            && !m_banner->isVisible())
            m_banner->show(Banner::Kind::warn, retort::render(event.what));
        const QString line = tr("step %1 · %2").arg(formatCount(event.step), retort::render(event.what));
        m_log->appendPlainText(line);
        m_events->setRemark(line.simplified()); // the newest is read while the list is folded
    }
    for (const auto &point : update.metrics)
        if (point.name == "tokens_per_s")
            m_tokensPerSecond = point.value;
    m_active = update.active;
    m_paused = record.state == RunState::Paused;
    m_ending = m_ending && m_active;
    m_resumable = update.resumable;
    m_strip->read({record, m_tokensPerSecond, m_ending});
    if (!m_panel->busy())
        m_panel->showOther(!m_active               ? -1
                           : record.totalSteps > 0 ? double(record.step) / double(record.totalSteps)
                                                   : 0,
                           retort::render(trainingPhase(record.lastLoss)));
    showHealth(record);
    showState();
}

void TrainPage::forgetHealth() {
    if (std::exchange(m_healthOf, 0) != 0)
        m_banner->hide();
}

// Above the charts, with the one thing to do about it.
void TrainPage::showHealth(const RunRecord &record) {
    if (m_active)
        return forgetHealth();
    if (m_healthOf == record.id
        || (record.state != RunState::Failed && record.state != RunState::Interrupted))
        return;
    m_healthOf = record.id;
    const bool forks = m_resumable && m_nonFinite;
    m_bannerAction = [this, forks, run = record.id] { forks ? beginFork(run) : m_resume->trigger(); };
    const QString verb = forks ? tr("Continue with other settings") : m_resumable ? tr("Resume") : QString();
    if (record.state == RunState::Interrupted)
        m_banner->show(Banner::Kind::warn,
                       tr("The process that trained this run has ended without a word at about step %1. What "
                          "was saved is whole.")
                           .arg(formatCount(record.step)),
                       verb);
    else if (!record.errorJson.empty())
        m_banner->show(Banner::Kind::bad, retort::render(textFromJson(record.errorJson)), verb);
}

// What has to be made before a run can start, and the way there.
void TrainPage::showMissing() {
    const KindInfo *needed = nullptr;
    for (const KindInfo &kind : kindTable())
        if (!needed && inputs.has(kind.kind) && app().selected(kind.kind) == 0)
            needed = &kind;
    m_missingPage = needed ? QString::fromLatin1(needed->page) : QString();
    m_empty->setPrimary(needed ? QCoreApplication::translate("kinds", needed->make) : QString());
}

void TrainPage::showState() {
    m_shownPaused = paused();
    m_shownEnding = m_ending;
    const bool ours = m_panel->busy(), going = ours || m_active;
    if (going != m_going)
        m_setupFolded.reset(); // folded by hand holds until a run begins or ends
    m_going = going;
    if (!going && m_abortAsk)
        m_abortAsk->reject();
    const bool hasRun = m_follower->run() != 0, folded = m_setupFolded.value_or(going);
    const bool any = hasRun || ours || !app().snapshot().queue.empty();
    m_panel->card()->setVisible(!folded);
    m_folded->setVisible(folded);
    m_panel->monitor()->setVisible(any);
    m_empty->setVisible(!any);
    showMissing();
    m_forkBox->setVisible(m_fork.has_value());
    m_recipe->setVisible(!m_fork);
    const bool sound = m_sound && m_form->isValid(), complete = m_missingPage.isEmpty();
    const struct {
        QAction *action;
        bool shown, enabled;
    } states[] = {{m_start, !going && complete, sound},
                  {m_enqueue, app().runs().takesMore() && complete, sound},
                  {m_fromStart, m_fork.has_value(), true},
                  {m_resume, !going && m_resumable && !m_nonFinite, true},
                  {m_pause, going, !m_ending},
                  {m_stop, going, !m_ending},
                  {m_abort, going, true}};
    for (const auto &[action, shown, enabled] : states) {
        action->setVisible(shown);
        action->setEnabled(enabled);
    }
    showPause(m_shownPaused);
    header()->setPrimary(going ? m_stop : m_start);
    showPending();
    setNext(!going && hasRun && app().selected(ArtifactKind::Checkpoint) != 0);
}

void TrainPage::showPause(bool paused) {
    if (std::exchange(m_pauseGoesOn, paused) == paused)
        return;
    const ActionSpec &spec = *findActionSpec(u"train_pause");
    dressAction(m_pause, spec);
    if (!paused)
        return;
    m_pause->setText(tr("Go on"));
    m_pause->setIcon(themeIcon(QStringLiteral("media-playback-start")));
    const QString tip = tr("Let the run go on where it was held");
    m_pause->setStatusTip(tip);
    m_pause->setWhatsThis(tip);
    m_pause->setToolTip(QStringLiteral("%1 (%2)").arg(tip, actionKeysText(spec)));
}

} // namespace retort
