// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages share: the open project and its stores, a snapshot of its lists, the chosen inputs,
// settings, jobs, toasts and the way to other pages. GUI thread. Not a place for page logic. Stores are
// handed out as shared pointers: capture them by value in a job; never call them in the GUI thread (they
// block).
#pragma once

#include "core/data/project/project.h"
#include "core/data/runs/chat_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/versions/version_store.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/snapshot.h"
#include "ui/widgets/toast.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QVariantMap>

#include <functional>
#include <memory>

namespace retort {

class RunQueue;
class Settings;
class TaskCenter;
struct Task;

class AppState final : public QObject {
    Q_OBJECT

public:
    explicit AppState(QObject *parent = nullptr);
    ~AppState() override;

    Settings &settings() { return *m_settings; }
    TaskCenter &jobs() { return *m_jobs; }
    RunQueue &runs() { return *m_queue; } // trainings, running and waiting

    // --- project. Opening runs off the GUI thread; projectChanged() or projectFailed() follows. While
    // something of the open project still runs, leavingAsked() comes instead.
    bool hasProject() const { return m_project != nullptr; }
    bool opening() const { return m_opening; }
    bool readOnly() const { return m_project && m_snapshot.info.readOnly; } // every write throws Permission
    std::shared_ptr<Project> project() const { return m_project; }
    std::shared_ptr<VersionStore> versionStore() const { return m_versions; }
    std::shared_ptr<RunStore> runStore() const { return m_runs; }
    std::shared_ptr<ChatStore> chatStore() const { return m_chats; }
    void openProject(const QString &folder, OpenMode mode = OpenMode::ReadWrite);
    void createProject(const QString &folder, const QString &name);
    void restoreAndOpen(const QString &folder, const QString &backup);
    // The same for a project that `make` makes, with progress and cancel in the task list (the demo).
    void openMade(const QString &folder, const JobLabel &label,
                  std::function<std::shared_ptr<Project>(JobContext &)> make);
    void saveCopy(const QString &folder);
    void closeProject();

    // --- lists
    const ProjectSnapshot &snapshot() const { return m_snapshot; }
    bool snapshotReady() const { return m_snapshotReady; }
    void refresh(); // read the lists now (after a job of ours changed something), not at the next poll
    // A short change of the open project, in order with the others. Then the lists are read again, and `done`
    // is called if that project is still open. One that is open for reading only is not changed but said so.
    using Change = std::function<void(const std::shared_ptr<Project> &)>;
    void change(const JobLabel &label, Change work, std::function<void()> done = {});

    // --- chosen inputs: 0 is none. What a person chose or used stays, also after a restart, as long as it
    // exists and fits the inputs before it; everything else follows the preset of its kind.
    std::int64_t selected(ArtifactKind kind) const { return m_selected[std::size_t(kind)]; }
    // By a person; later inputs that no longer fit are preset anew.
    void select(ArtifactKind kind, std::int64_t id);
    // A task has made `to` out of `from`: it takes its place where that is still chosen.
    void goOnWith(ArtifactKind kind, std::int64_t from, std::int64_t to);
    void keepSelected(const Kinds &kinds); // something is made from them: they count as chosen
    bool fits(ArtifactKind kind, std::int64_t id) const;
    // What a preset would take in place of an older choice; 0: nothing.
    std::int64_t newer(ArtifactKind kind) const;

    // --- talk
    // The arguments reach Page::open(); "action": one of the page's, which is triggered.
    void goTo(const QString &pageId, const QVariantMap &args = {}) { Q_EMIT pageRequested(pageId, args); }
    // Whether a file or folder is there: on a dead network disk the answer takes seconds.
    void lookFor(const QString &path, QObject *asker, std::function<void(bool there)> then);
    void toast(ToastSpec toast); // what it undoes is of the project that is open now, and goes with it
    void toastInfo(const QString &text, const QString &detail = {}) {
        toast({MessageKind::info, text, detail});
    }
    void toastSuccess(const QString &text) { toast({MessageKind::ok, text}); }
    void toastError(const Text &text);
    void toastReadOnly(); // why something cannot be done, and what to do instead
    void showFailure(const QString &label, const JobFailure &failure);
    // Writes a file that a person chose and says so; `page` shows its failure, `make` is called on a worker.
    void saveFile(const QString &page, const QString &path, std::function<QByteArray()> make);

    // --- the run that trains now, for title, status bar and closing; 0: none
    void setActiveRun(std::int64_t run);
    std::int64_t activeRun() const { return m_activeRun; }
    void setDeviceText(const QString &text); // status bar: "CPU · 2 cores", "H100 · 71 GB free"
    QString deviceText() const { return m_deviceText; }

Q_SIGNALS:
    void projectChanged(); // another project, or none
    void projectFailed(const QString &folder, const retort::JobFailure &failure);
    void snapshotChanged(); // read anew, and mostly the same: nothing is refreshed by it
    // Lists or chosen inputs of these kinds are others now. Widgets use refreshWhenShown().
    void changed(const retort::Kinds &kinds);
    void pageRequested(const QString &pageId, const QVariantMap &args);
    void toastRequested(const retort::ToastSpec &toast);
    void openingChanged();
    // The project is to be left while its tasks go on: whoever listens asks, ends them, then calls `then`.
    void leavingAsked(const std::function<void()> &then);
    void activeRunChanged();
    void deviceTextChanged();

private:
    void setProject(std::shared_ptr<Project> project, ProjectInfo info);
    void showTaskFailure(const Task &task);
    void poll();
    void takeSnapshot(ProjectSnapshot snapshot);
    Kinds applyPresets(std::size_t first = 0); // of the kinds from there on; those with another input now
    void remember(ArtifactKind kind);

    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<TaskCenter> m_jobs;
    std::unique_ptr<RunQueue> m_queue;
    std::shared_ptr<Project> m_project;
    std::shared_ptr<VersionStore> m_versions;
    std::shared_ptr<RunStore> m_runs;
    std::shared_ptr<ChatStore> m_chats;
    bool m_opening = false;
    ProjectSnapshot m_snapshot;
    bool m_snapshotReady = false;
    std::int64_t m_seenChange = -1;
    Chosen m_selected{};
    Kinds m_byHand;
    std::int64_t m_activeRun = 0;
    QString m_deviceText;
    QTimer m_poll;
};

} // namespace retort
