// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_page.h"

#include "ui/actions/action_table.h"
#include "ui/charts/chart_group.h"
#include "ui/charts/chart_toolbar.h"
#include "ui/charts/metric_chart.h"
#include "ui/jobs/task_center.h"
#include "ui/models/device_text.h"
#include "ui/models/kind_info.h"
#include "ui/models/labels.h"
#include "ui/pages/train/queue_list.h"
#include "ui/pages/train/run_follower.h"
#include "ui/state/save_file.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fold_section.h"
#include "ui/widgets/folded_card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/metric_tile.h"
#include "ui/widgets/option_field.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/scroll_column.h"

#include <QAction>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace retort {

namespace {

constexpr int setupWidth = 332, logHeight = 120;
constexpr int chartLeast = 220; // below it the charts scroll
const Kinds inputs{ArtifactKind::Version, ArtifactKind::Tokenizer, ArtifactKind::Student};

} // namespace

PageInfo trainPageInfo() {
    return {"train",
            QT_TRANSLATE_NOOP("pages", "Train"),
            "labplot-xy-curve",
            PageGroup::Model,
            true,
            [](AppState &app, QWidget *parent) -> Page * { return new TrainPage(app, parent); }};
}

TrainPage::TrainPage(AppState &app, QWidget *parent) : Page(app, "train", parent) {
    addPicker(ArtifactKind::Version);
    addPicker(ArtifactKind::Tokenizer);
    addPicker(ArtifactKind::Student);
    makeActions();
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    column->setSpacing(space::cardGap);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::cardGap);
    column->addLayout(row, 1);
    row->addWidget(makeSetup());
    m_folded = new FoldedCard(tr("Settings"), body);
    connect(m_folded, &FoldedCard::clicked, this, [this] { foldSetup(false); });
    row->addWidget(m_folded);
    row->addWidget(makeMonitor(), 1);
    m_pending = new Banner(body);
    m_pending->setObjectName(QStringLiteral("train_pending"));
    m_pending->hide();
    connect(m_pending, &Banner::actionActivated, this, [this] {
        this->app().goTo(QStringLiteral("trace"), {{QStringLiteral("pending"), true}});
    });
    column->insertWidget(0, m_pending);
    m_empty = new EmptyState(QStringLiteral("labplot-xy-curve"), tr("No run yet"), {}, body);
    connect(m_empty, &EmptyState::primaryActivated, this, [this] { this->app().goTo(m_missingPage); });
    row->addWidget(m_empty, 1);
    setBody(body);
    m_follower = new RunFollower(app, this);
    connect(m_follower, &RunFollower::restarted, this, [this] {
        m_charts->reset();
        m_shownRun = {};
        m_log->clear();
        m_events->setRemark({});
        m_active = m_paused = m_resumable = m_ending = m_nonFinite = false;
        if (m_healthOf != 0)
            m_banner->hide();
        m_healthOf = 0;
    });
    connect(m_follower, &RunFollower::updated, this, &TrainPage::show);
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(250);
    connect(&m_checkSoon, &QTimer::timeout, this, &TrainPage::check);
    connect(m_form, &OptionForm::changed, &m_checkSoon, qOverload<>(&QTimer::start));
    connect(m_form, &OptionForm::changed, this, &TrainPage::showChosenDevice);
    refreshOn(inputs, [this] {
        if (m_fork && m_fork->inputs != chosenInputs())
            endFork(); // another student or other data: no longer the run that was to be continued
        m_checkSoon.start();
        showState();
    });
    refreshOn({ArtifactKind::Run, ArtifactKind::Checkpoint}, [this] { followShownRun(); });
    connect(&app, &AppState::activeRunChanged, this, &TrainPage::followShownRun);
    connect(&app.jobs().on(Resource::Device), &JobRunner::events, this,
            [this](JobNumber, const std::vector<RunEvent> &events) {
                for (const auto &event : events)
                    if (event.kind == "started" || event.kind == "resume") {
                        this->app().refresh();
                        m_follower->follow(event.run);
                        this->app().select(ArtifactKind::Run, event.run);
                    }
            });
    connect(m_form, &OptionForm::validChanged, this, &TrainPage::showState);
    chooseRecipe(0);
    followShownRun();
    showState();
    app.jobs().follow(id(), this, [this](const Task &task) { showTask(task); });
}

void TrainPage::makeActions() {
    m_start = action("train_start", [this] { start(); });
    m_resume = action("train_resume", [this] { resume(); });
    m_enqueue = action("train_enqueue", [this] { enqueue(); });
    m_pause = action("train_pause", [this] { send(paused() ? JobRequest::GoOn : JobRequest::Pause); });
    m_stop = action("train_stop", [this] { send(JobRequest::Stop); });
    m_abort = action("train_abort", [this] { send(JobRequest::Abort); });
    addSecondary(m_enqueue);
    addSecondary(m_resume);
    addSecondary(m_abort);
    addSecondary(m_pause);
    setPrimary(m_start);
}

QWidget *TrainPage::makeSetup() {
    m_setup = new Card(tr("Settings"));
    m_setup->setFixedWidth(Theme::instance().scaled(setupWidth));
    auto *fold = new QToolButton(m_setup);
    setDense(fold, true);
    setIconButton(fold, QStringLiteral("sidebar-collapse-left"), tr("Fold the settings away"));
    connect(fold, &QToolButton::clicked, this, [this] { foldSetup(true); });
    m_setup->addHeaderWidget(new QWidget(m_setup), 1);
    m_setup->addHeaderWidget(fold);
    m_recipe = new QComboBox(m_setup);
    m_recipe->setAccessibleName(tr("Recipe"));
    for (const auto &preset : trainPresets()) {
        m_recipe->addItem(retort::render(preset.label), fromUtf8(preset.id));
        m_recipe->setItemData(m_recipe->count() - 1, retort::render(preset.help), Qt::ToolTipRole);
    }
    m_setup->body()->addWidget(m_recipe);
    connect(m_recipe, &QComboBox::activated, this, &TrainPage::chooseRecipe);
    m_forkNote = makeLabel({}, FontRole::caption, Role::text, m_setup);
    m_forkNote->setObjectName(QStringLiteral("fork_note"));
    m_forkNote->setWordWrap(true);
    m_forkNote->hide();
    m_setup->body()->addWidget(m_forkNote);
    m_forkEnd = new QPushButton(tr("Start from the beginning instead"), m_setup);
    setButtonKind(m_forkEnd, ButtonKind::ghost);
    m_forkEnd->hide();
    connect(m_forkEnd, &QPushButton::clicked, this, &TrainPage::endFork);
    m_setup->body()->addWidget(m_forkEnd, 0, Qt::AlignLeft);
    m_form = new OptionForm(trainOptions(), m_setup);
    auto *area = new ScrollColumn(m_form, m_setup);
    m_setup->body()->addWidget(area, 1);
    m_refusal = makeLabel({}, FontRole::caption, Role::bad, m_setup);
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    m_setup->body()->addWidget(m_refusal);
    m_device = makeLabel({}, FontRole::caption, Role::text2, m_setup);
    m_device->setObjectName(QStringLiteral("chosen_device"));
    m_device->setWordWrap(true);
    m_setup->body()->addWidget(m_device);
    return m_setup;
}

QWidget *TrainPage::makeMonitor() {
    m_monitor = new QWidget;
    auto *column = new QVBoxLayout(m_monitor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::cardGap);
    m_banner = new Banner(m_monitor);
    m_banner->setObjectName(QStringLiteral("train_health"));
    m_banner->hide();
    connect(m_banner, &Banner::actionActivated, this, [this] {
        if (m_bannerAction)
            m_bannerAction();
    });
    column->addWidget(m_banner);
    m_strip = new MetricStrip(m_monitor);
    m_strip->addTile(QStringLiteral("step"), tr("Step"));
    m_strip->addTile(QStringLiteral("loss"), tr("Loss"));
    m_strip->addTile(QStringLiteral("val"), tr("Validation loss"));
    m_strip->addTile(QStringLiteral("accuracy"), tr("Accuracy"));
    m_strip->addTile(QStringLiteral("speed"), tr("Tokens/s"));
    m_strip->addTile(QStringLiteral("state"), tr("State"));
    column->addWidget(m_strip);
    m_progress = new ProgressLine(m_monitor);
    column->addWidget(m_progress);
    m_charts = new ChartGroup(this);
    connect(m_charts, &ChartGroup::tableSaveAsked, this,
            [this](const QString &path, const auto &make) { saveFile(app(), id(), path, make); });
    column->addWidget(new ChartToolbar(m_charts, m_monitor));
    auto *charts = new QWidget;
    auto *grid = new QGridLayout(charts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space::cardGap);
    int at = 0;
    for (const char *id : {"loss", "accuracy", "learning_rate", "speed"}) {
        const auto *info = findChart(QString::fromLatin1(id));
        if (!info)
            continue;
        auto *chart = new MetricChart(*info, charts);
        chart->setMinimumHeight(Theme::instance().scaled(chartLeast));
        m_charts->add(chart);
        grid->addWidget(chart, at / 2, at % 2);
        grid->setRowStretch(at / 2, 1);
        ++at;
    }
    column->addWidget(new ScrollColumn(charts, m_monitor), 1);
    auto *logCard = new Card(m_monitor);
    m_events = new FoldSection(tr("Events"), logCard);
    m_log = new QPlainTextEdit(m_events);
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setMaximumBlockCount(5000);
    m_log->setFixedHeight(Theme::instance().scaled(logHeight));
    m_log->setAccessibleName(tr("Events"));
    setFontRole(m_log, FontRole::caption);
    m_events->body()->addWidget(m_log);
    m_queue = new QueueList(app(), logCard);
    logCard->body()->addWidget(m_queue);
    logCard->body()->addWidget(m_events);
    column->addWidget(logCard);
    return m_monitor;
}

void TrainPage::chooseRecipe(int index) {
    const auto &preset = trainPresets()[std::size_t(std::max(0, index))];
    m_form->setBase(withDefaults(trainOptions(), preset.options));
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
        m_queue->open();
    const auto *record = app().snapshot().run(args.value(QStringLiteral("duplicate")).toLongLong());
    if (!record)
        return;
    try {
        const auto config = trainConfigFromJson(record->configJson, nullptr);
        m_form->setValues(config.options);
    } catch (const Error &e) {
        app().toastError(e.text());
        return;
    }
    // What is in the trash by now cannot be chosen.
    for (const auto &[kind, id] : {std::pair{ArtifactKind::Version, record->version},
                                   {ArtifactKind::Tokenizer, record->tokenizer},
                                   {ArtifactKind::Student, record->student}})
        if (app().fits(kind, id))
            app().select(kind, id);
    m_checkSoon.start();
    app().toastInfo(tr("The settings of “%1” are in the form.").arg(fromUtf8(record->name)));
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
    const DeviceInfo *device = chosenDevice(m_devices, id);
    m_device->setText(device ? deviceText(*device) : tr("There is no device “%1” here.").arg(fromUtf8(id)));
    setTextRole(m_device, device && device->usable && device->users.empty() ? Role::text2 : Role::warn);
}

// Marks and edits that are in no version are not trained on (design.md §5).
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

std::vector<std::int64_t> TrainPage::chosenInputs() const {
    std::vector<std::int64_t> chosen;
    for (const KindInfo &info : kindTable())
        if (inputs.has(info.kind))
            chosen.push_back(app().selected(info.kind));
    return chosen;
}

TrainConfig TrainPage::config() const {
    TrainConfig config;
    config.project = app().project();
    config.version = app().selected(ArtifactKind::Version);
    config.tokenizer = app().selected(ArtifactKind::Tokenizer);
    config.studentId = app().selected(ArtifactKind::Student);
    config.options = m_form->values();
    return config;
}

void TrainPage::check() {
    const auto c = config();
    if (!c.project || c.version == 0 || c.tokenizer == 0 || c.studentId == 0) {
        m_sound = false;
        m_refusal->hide();
        showState();
        return;
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
            m_refusal->setText(others.join(QLatin1Char('\n')));
            m_refusal->setVisible(!others.isEmpty());
            m_sound = faults.empty();
            showState();
        },
        [this](const JobFailure &failure) {
            m_refusal->setText(retort::render(failure.text));
            m_refusal->show();
            m_sound = false;
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
    app().runs().add(configMaker());
    endFork();
    m_queue->open();
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
    const auto newest = std::find_if(s.checkpoints.rbegin(), s.checkpoints.rend(),
                                     [&](const CheckpointRecord &c) { return c.run == run; });
    if (!record || newest == s.checkpoints.rend())
        return;
    OptionValues before;
    try {
        before = withDefaults(trainOptions(), trainConfigFromJson(record->configJson, nullptr).options);
    } catch (const Error &e) {
        app().toastError(e.text());
        return;
    }
    for (const auto &[kind, id] : {std::pair{ArtifactKind::Version, record->version},
                                   {ArtifactKind::Tokenizer, record->tokenizer},
                                   {ArtifactKind::Student, record->student}})
        if (app().fits(kind, id))
            app().select(kind, id);
    m_fork = Fork{run, newest->id, chosenInputs()};
    m_form->setBase(before); // dots tell what differs from that run
    m_form->setValues(before);
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
    const auto &recipe = trainPresets()[std::size_t(std::max(0, m_recipe->currentIndex()))];
    m_form->setBase(withDefaults(trainOptions(), recipe.options));
    m_checkSoon.start();
    showState();
}

void TrainPage::resume() {
    const auto shown = m_follower->run();
    if (shown == 0)
        return;
    m_banner->hide();
    app().runs().resume(shown);
}

// How the last training of this program ended stays to be read until the next one begins.
void TrainPage::showTask(const Task &task) {
    const bool was = std::exchange(m_ours, task.going());
    m_task = task.number;
    if (task.going()) {
        if (!was)
            m_banner->hide();
        if (!was || paused() != m_shownPaused || m_ending != m_shownEnding)
            showState();
        return;
    }
    m_ending = false;
    if (task.state == Task::State::Failed) {
        m_banner->show(Banner::Kind::bad, retort::render(task.failure.text));
    } else if (task.result && task.as<TrainResult>().run != 0) {
        m_bannerAction = [this] { app().goTo(QStringLiteral("evaluate")); };
        m_banner->show(Banner::Kind::ok, retort::render(task.as<TrainResult>().verdict), tr("Evaluate →"));
    }
    showState();
}

bool TrainPage::paused() const {
    const Task *task = m_ours ? app().jobs().find(id()) : nullptr;
    return task ? task->context->request() == JobRequest::Pause : m_paused;
}

void TrainPage::send(JobRequest what) {
    m_ending = what == JobRequest::Stop || what == JobRequest::Abort;
    if (m_ours)
        app().jobs().request(m_task, what);
    else // not on a resource of long work: an import must not delay it
        app().jobs().writes().start(
            {this, tr("Asking the run"), {}, true},
            [store = app().runStore(), run = m_follower->run(), what](JobContext &) {
                sendRequest(*store, run, what);
            },
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

// The charts draw themselves anew for each setRuns(): only when there is something new to say.
void TrainPage::showRun(const RunRecord &record) {
    const ChartRun run{record.id, fromUtf8(record.name), int(record.id - 1)};
    const std::pair shown(record.id, run.name);
    if (std::exchange(m_shownRun, shown) == shown)
        return;
    m_charts->setRuns({run});
}

void TrainPage::show(const RunTail::Update &update) {
    showRun(update.record);
    if (!update.metrics.empty())
        m_charts->append(update.metrics);
    if (!update.events.empty())
        m_charts->appendEvents(update.events);
    for (const auto &event : update.events) {
        if (event.kind == "non_finite")
            m_nonFinite = true;
        else if (event.kind == "started" || event.kind == "resume")
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
            m_strip->tile(QStringLiteral("speed"))->setValue(formatNumber(point.value, 3));
    showRecord(update);
}

void TrainPage::showRecord(const RunTail::Update &update) {
    const auto &record = update.record;
    m_strip->tile(QStringLiteral("step"))->setValue(formatCount(record.step));
    m_strip->tile(QStringLiteral("step"))->setRemark(tr("of %1").arg(formatCount(record.totalSteps)));
    m_strip->tile(QStringLiteral("loss"))->setValue(formatNumber(record.lastLoss));
    m_strip->tile(QStringLiteral("val"))->setValue(formatNumber(record.bestValLoss));
    m_strip->tile(QStringLiteral("val"))->setRemark(tr("best"));
    m_strip->tile(QStringLiteral("accuracy"))->setValue(formatShare(record.valAccuracy));
    m_progress->setValue(record.totalSteps > 0 ? double(record.step) / double(record.totalSteps) : 0);
    m_active = update.active;
    m_paused = record.state == RunState::Paused;
    m_ending = m_ending && m_active;
    m_resumable = update.resumable;
    const bool bad = record.state == RunState::Failed;
    m_strip->tile(QStringLiteral("state"))
        ->setValue(m_ending ? tr("Ending") : runStateLabel(record.state), bad ? Role::bad : Role::text);
    showHealth(record);
    showState();
}

// Above the charts, with the one thing to do about it.
void TrainPage::showHealth(const RunRecord &record) {
    const auto resumeIt = [this] { m_resume->trigger(); };
    if (m_active) {
        if (m_healthOf != 0)
            m_banner->hide();
        m_healthOf = 0;
        return;
    }
    if (m_healthOf == record.id
        || (record.state != RunState::Failed && record.state != RunState::Interrupted))
        return;
    m_healthOf = record.id;
    const bool forks = m_resumable && m_nonFinite;
    if (forks)
        m_bannerAction = [this, run = record.id] { beginFork(run); };
    else
        m_bannerAction = resumeIt;
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
void TrainPage::showEmpty() {
    m_missingPage.clear();
    QString sentence = tr("Start trains the chosen student on the chosen data. Loss and accuracy appear here "
                          "step by step."),
            verb;
    if (app().selected(ArtifactKind::Version) == 0) {
        m_missingPage = QStringLiteral("data");
        sentence = tr("Training needs data: import a file first.");
        verb = tr("Import data →");
    } else if (app().selected(ArtifactKind::Tokenizer) == 0) {
        m_missingPage = QStringLiteral("tokenize");
        sentence = tr("Training needs a tokenizer, learnt from your data.");
        verb = tr("Make a tokenizer →");
    } else if (app().selected(ArtifactKind::Student) == 0) {
        m_missingPage = QStringLiteral("student");
        sentence = tr("Training needs a student: choose how large it is to be.");
        verb = tr("Make a student →");
    }
    if (!m_empty)
        return;
    m_empty->setTexts(tr("No run yet"), sentence);
    m_empty->setPrimary(verb);
}

void TrainPage::showState() {
    m_shownPaused = paused();
    m_shownEnding = m_ending;
    const bool going = m_ours || m_active;
    if (going != m_going)
        m_setupFolded.reset(); // folded by hand holds until a run begins or ends
    m_going = going;
    const bool hasRun = m_follower && m_follower->run() != 0;
    m_setup->setVisible(!m_setupFolded.value_or(going));
    m_folded->setVisible(m_setupFolded.value_or(going));
    const bool any = hasRun || m_ours || !app().snapshot().queue.empty();
    if (m_monitor)
        m_monitor->setVisible(any);
    if (m_empty)
        m_empty->setVisible(!any);
    showEmpty();
    m_forkNote->setVisible(m_fork.has_value());
    m_forkEnd->setVisible(m_fork.has_value());
    m_recipe->setVisible(!m_fork);
    const bool sound = m_sound && m_form->isValid();
    m_start->setEnabled(!m_ours && sound);
    m_enqueue->setVisible(going && m_missingPage.isEmpty());
    m_enqueue->setEnabled(sound);
    m_start->setVisible(!going && m_missingPage.isEmpty());
    m_pause->setVisible(going);
    m_pause->setEnabled(!m_ending);
    showPause(m_shownPaused);
    m_stop->setVisible(going);
    m_stop->setEnabled(!m_ending);
    m_abort->setVisible(going);
    m_resume->setVisible(!going && m_resumable && !m_nonFinite);
    setPrimary(going ? m_stop : m_start);
    showPending();
    setNext("evaluate", !going && hasRun && app().selected(ArtifactKind::Checkpoint) != 0);
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

QVariantMap TrainPage::viewState() const {
    return {{QStringLiteral("options"), fromUtf8(optionsToJson(m_form->values()))},
            {QStringLiteral("recipe"), m_recipe->currentIndex()},
            {QStringLiteral("fork"), qlonglong(m_fork ? m_fork->run : 0)},
            {QStringLiteral("charts"), m_charts->viewState()},
            {QStringLiteral("events_open"), m_events->isOpen()}};
}

void TrainPage::setViewState(const QVariantMap &state) {
    m_charts->setViewState(state.value(QStringLiteral("charts")).toMap());
    m_events->setOpen(state.value(QStringLiteral("events_open")).toBool());
    const auto json = state.value(QStringLiteral("options")).toString();
    if (json.isEmpty())
        return;
    if (const int recipe = state.value(QStringLiteral("recipe")).toInt(); recipe < m_recipe->count()) {
        m_recipe->setCurrentIndex(recipe);
        chooseRecipe(recipe);
    }
    if (const auto fork = state.value(QStringLiteral("fork")).toLongLong())
        beginFork(fork);
    try {
        m_form->setValues(optionsFromJson(toUtf8(json)));
    } catch (const Error &) {
        return;
    }
    m_checkSoon.start();
}

} // namespace retort
