// SPDX-License-Identifier: GPL-3.0-or-later
// Train: settings at the left (folded away while a run goes), then metric strip, progress and charts of the
// shown run, its queue and events below. The charts are drawn from rows that are in SQLite. GUI thread;
// training is a task of the program, which goes on without this page.
#pragma once

#include "core/learn/device.h"
#include "core/learn/train_job.h"
#include "ui/pages/page.h"
#include "ui/state/run_queue.h"

#include <QPointer>
#include <QTimer>

#include <array>

class QComboBox;
class QPlainTextEdit;

namespace retort {

class AskDialog;
class Banner;
class ChartGroup;
class FoldSection;
class FoldedCard;
template <typename Source>
class MetricPanel;
class QueueList;
class RunFollower;
struct RunNow;
class SetupPanel;

class TrainPage final : public Page {
    Q_OBJECT

public:
    TrainPage(AppState &app, QWidget *parent);
    void activated() override;
    void open(const QVariantMap &args) override; // "duplicate": id of a run whose settings are taken over
    void showDevices(std::vector<DeviceInfo> devices); // fills the device field

private:
    void makeSetup();
    void makeMonitor();
    void makeActions();
    void keepState();
    void chooseRecipe();
    std::array<std::int64_t, 3> chosenInputs() const;
    std::optional<OptionValues> takeSettings(const RunRecord &record);
    TrainConfig config() const;
    void check(); // in the background, a moment after the last edit
    void start();
    void resume();
    void enqueue();
    RunQueue::Config configMaker() const;
    void showTask(const Task &task);
    bool paused() const;
    struct ShownRun {
        quint64 task; // of this program; 0: another process trains it
        RunId run;
        bool operator==(const ShownRun &) const = default;
    };
    ShownRun shownRun() const;
    void send(JobRequest what);
    void askToAbort();
    void followShownRun();
    void showRun(const RunRecord &record);
    void show(const RunTail::Update &update);
    void showHealth(const RunRecord &record);
    void forgetHealth();
    void showChosenDevice();
    void showPending();
    void foldSetup(bool folded);
    void beginFork(RunId run);
    void endFork();
    void showMissing();
    void showState();
    void showPause(bool paused);

    SetupPanel *m_panel = nullptr;
    FoldedCard *m_folded = nullptr; // in the place of the settings
    QComboBox *m_recipe = nullptr;
    OptionForm *m_form = nullptr;
    QLabel *m_device = nullptr; // the chosen device in full, when that says more than the field
    std::vector<DeviceInfo> m_devices;
    // While set, Start makes a run that goes on from this checkpoint with the settings of the form.
    struct Fork {
        RunId run = 0;
        std::int64_t checkpoint = 0;
        std::array<std::int64_t, 3> inputs{}; // chosen for it
    };
    std::optional<Fork> m_fork;
    QLabel *m_forkNote = nullptr;
    QWidget *m_forkBox = nullptr;
    QLabel *m_refusal = nullptr;
    Banner *m_banner = nullptr;
    Banner *m_pending = nullptr; // changes that this training would not use
    std::function<void()> m_bannerAction;
    RunId m_healthOf = 0; // whose failure or interruption the banner tells
    MetricPanel<RunNow> *m_strip = nullptr;
    ChartGroup *m_charts = nullptr;
    EmptyState *m_empty = nullptr;
    QueueList *m_queue = nullptr;
    FoldSection *m_events = nullptr;
    QPlainTextEdit *m_log = nullptr;
    QAction *m_start = nullptr, *m_pause = nullptr, *m_stop = nullptr, *m_abort = nullptr,
            *m_fromStart = nullptr, *m_resume = nullptr, *m_enqueue = nullptr;
    RunFollower *m_follower = nullptr;
    QTimer m_checkSoon;
    QPointer<AskDialog> m_abortAsk;
    QString m_missingPage; // where what training needs is made; empty: nothing is missing
    bool m_sound = false;
    quint64 m_task = 0;           // the training of this program
    double m_tokensPerSecond = 0; // of the shown run
    bool m_shownPaused = false, m_shownEnding = false;
    bool m_active = false; // somebody trains the shown run
    bool m_paused = false;
    bool m_pauseGoesOn = false; // what its button says
    bool m_resumable = false;
    bool m_nonFinite =
        false; // the shown run ended by a loss that was not finite: resuming would meet it again
    bool m_going = false;
    bool m_ending = false;             // stop or abort was asked for and is not done yet
    std::optional<bool> m_setupFolded; // by hand; none: folded while a run goes
};

} // namespace retort
