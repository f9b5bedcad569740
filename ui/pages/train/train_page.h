// SPDX-License-Identifier: GPL-3.0-or-later
// Train: settings at the left (folded away while a run goes), then metric strip, progress and charts of the
// shown run, its queue and events below. The charts are drawn from rows that are in SQLite. GUI thread;
// training is a task of the program, which goes on without this page.
#pragma once

#include "core/learn/device.h"
#include "core/learn/train_job.h"
#include "ui/pages/page.h"
#include "ui/state/run_queue.h"

#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace retort {

class Banner;
class Card;
class ChartGroup;
class EmptyState;
class FoldSection;
class FoldedCard;
class MetricStrip;
class OptionForm;
class ProgressLine;
class QueueList;
class RunFollower;
struct Task;

class TrainPage final : public Page {
    Q_OBJECT

public:
    TrainPage(AppState &app, QWidget *parent);
    void activated() override;
    void open(const QVariantMap &args) override; // "duplicate": id of a run whose settings are taken over
    QVariantMap viewState() const override;
    void setViewState(const QVariantMap &state) override;
    void showDevices(std::vector<DeviceInfo> devices); // fills the device field

private:
    QWidget *makeSetup();
    QWidget *makeMonitor();
    void makeActions();
    void chooseRecipe(int index);
    std::vector<std::int64_t> chosenInputs() const;
    TrainConfig config() const;
    void check(); // in the background, a moment after the last edit
    void start();
    void resume();
    void enqueue();
    RunQueue::Config configMaker() const;
    void showTask(const Task &task);
    bool paused() const;
    void send(JobRequest what);
    void followShownRun();
    void showRun(const RunRecord &record);
    void show(const RunTail::Update &update);
    void showRecord(const RunTail::Update &update);
    void showHealth(const RunRecord &record);
    void showChosenDevice();
    void showPending();
    void foldSetup(bool folded);
    void beginFork(RunId run);
    void endFork();
    void showEmpty();
    void showState();
    void showPause(bool paused);

    Card *m_setup = nullptr;
    FoldedCard *m_folded = nullptr; // in the place of the setup
    QComboBox *m_recipe = nullptr;
    OptionForm *m_form = nullptr;
    QLabel *m_device = nullptr; // the chosen device in full, when that says more than the field
    std::vector<DeviceInfo> m_devices;
    // While set, Start makes a run that goes on from this checkpoint with the settings of the form.
    struct Fork {
        RunId run = 0;
        std::int64_t checkpoint = 0;
        std::vector<std::int64_t> inputs; // chosen for it
    };
    std::optional<Fork> m_fork;
    QLabel *m_forkNote = nullptr;
    QPushButton *m_forkEnd = nullptr;
    QLabel *m_refusal = nullptr;
    Banner *m_banner = nullptr;
    Banner *m_pending = nullptr; // changes that this training would not use
    std::function<void()> m_bannerAction;
    RunId m_healthOf = 0; // whose failure or interruption the banner tells
    MetricStrip *m_strip = nullptr;
    ProgressLine *m_progress = nullptr;
    ChartGroup *m_charts = nullptr;
    QWidget *m_monitor = nullptr;
    EmptyState *m_empty = nullptr;
    QueueList *m_queue = nullptr;
    FoldSection *m_events = nullptr;
    QPlainTextEdit *m_log = nullptr;
    QAction *m_start = nullptr, *m_pause = nullptr, *m_stop = nullptr, *m_abort = nullptr,
            *m_resume = nullptr, *m_enqueue = nullptr;
    RunFollower *m_follower = nullptr;
    QTimer m_checkSoon;
    QString m_missingPage; // where what training needs is made; empty: nothing is missing
    bool m_sound = false;
    bool m_ours = false;                  // this program trains now
    quint64 m_task = 0;                   // which of its jobs
    std::pair<RunId, QString> m_shownRun; // in the charts
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
