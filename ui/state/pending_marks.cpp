// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/pending_marks.h"

#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/widgets/ask_dialog.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace retort {

namespace {
struct MarkText {
    Q_DECLARE_TR_FUNCTIONS(retort::PendingMarks)
};

// Changes the pending marks in order with other short writes, then calls `done` and reads the lists again.
template <class Work, class Done>
void write(AppState &app, QObject *receiver, const QString &label, Work work, Done done) {
    app.jobs().writes().start({receiver, label, {}, true}, std::move(work),
                              [&app, done = std::move(done)](auto... result) {
                                  done(result...);
                                  app.refresh();
                              });
}

} // namespace

void markSamples(AppState &app, QObject *receiver, VersionId version, std::vector<SampleId> ids,
                 const std::string &verdict, std::function<void()> done) {
    write(
        app, receiver, MarkText::tr("Marking rows"),
        [store = app.versionStore(), version, ids = std::move(ids), verdict](JobContext &) {
            store->addPending(version, ids, PendingKind::Verdict, verdict);
        },
        std::move(done));
}

void takeBackMark(AppState &app, QObject *receiver, VersionId version, std::vector<SampleId> ids,
                  const std::string &verdict, std::function<void()> done) {
    app.jobs().writes().start(
        {receiver, MarkText::tr("Undoing"), {}, true},
        [store = app.versionStore(), version, ids = std::move(ids), verdict](JobContext &) {
            const auto marks = store->pending(version);
            const std::set<SampleId> ours(ids.begin(), ids.end());
            const auto isOurs = [&](const PendingChange &mark) {
                return mark.value == verdict && ours.contains(mark.sample);
            };
            if (marks.size() >= ours.size()
                && std::all_of(marks.end() - std::ptrdiff_t(ours.size()), marks.end(), isOurs))
                store->undoPending(version);
            else
                store->addPending(version, ids, PendingKind::Verdict, {});
        },
        [&app, done = std::move(done)] {
            done();
            app.refresh();
        });
}

void undoMark(AppState &app, QObject *receiver, std::function<void()> done) {
    write(
        app, receiver, MarkText::tr("Undoing"),
        [store = app.versionStore(), version = app.selected(ArtifactKind::Version)](JobContext &) {
            return store->undoPending(version);
        },
        [&app, done = std::move(done)](bool undone) {
            done();
            if (!undone)
                app.toastInfo(MarkText::tr("There is nothing to undo."));
        });
}

void redoMark(AppState &app, QObject *receiver, std::function<void()> done) {
    write(
        app, receiver, MarkText::tr("Redoing"),
        [store = app.versionStore(), version = app.selected(ArtifactKind::Version)](JobContext &) {
            store->redoPending(version);
        },
        std::move(done));
}

bool canUndoMark(const AppState &app) {
    return !app.readOnly() && app.snapshot().pendingCount > 0;
}

bool canRedoMark(const AppState &app) {
    return !app.readOnly() && app.snapshot().canRedoPending;
}

void askToDiscardMarks(AppState &app, QWidget *window) {
    const VersionId version = app.selected(ArtifactKind::Version);
    auto *ask = new AskDialog(
        MarkText::tr("Discard %Ln change(s)?", nullptr, int(app.snapshot().pendingCount)),
        MarkText::tr("Marks, tags and edits that are in no version are removed. This cannot be undone."),
        window);
    ask->addSafeChoice(MarkText::tr("Keep them"));
    ask->addChoice(MarkText::tr("Discard"), ButtonKind::dangerFilled, [&app, version] {
        app.jobs().writes().start(
            {&app, MarkText::tr("Discarding changes"), {}, true},
            [store = app.versionStore(), version](JobContext &) { store->discardPending(version); },
            [&app] { app.refresh(); });
    });
    ask->open();
}

void applyMarks(AppState &app) {
    if (const Task *made = app.jobs().find(QStringLiteral("trace/version")); made && made->going())
        return; // the second press of a double click
    const VersionId version = app.selected(ArtifactKind::Version);
    app.jobs().start(
        Resource::Disk, {QStringLiteral("trace/version"), [] { return MarkText::tr("Making a version"); }},
        [store = app.versionStore(), version](JobContext &job) {
            return store->version(store->applyPending(version, {}, job));
        },
        [&app, version](const VersionInfo &made) {
            app.goOnWith(ArtifactKind::Version, version, made.id);
            app.refresh();
            app.toastSuccess(MarkText::tr("“%1” is made: %Ln sample(s).", nullptr, int(made.rows))
                                 .arg(fromUtf8(made.name)));
        });
}

} // namespace retort
