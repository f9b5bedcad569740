// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/pending_marks.h"

#include "ui/jobs/job_hub.h"
#include "ui/state/app_state.h"

#include <QCoreApplication>

namespace retort {

namespace {
struct MarkText {
    Q_DECLARE_TR_FUNCTIONS(retort::PendingMarks)
};
} // namespace

void markSamples(AppState &app, QObject *receiver, VersionId version, std::vector<SampleId> ids,
                 const std::string &verdict, std::function<void()> done) {
    app.jobs().data().start(
        {receiver, MarkText::tr("Marking rows"), {}, true},
        [store = app.versionStore(), version, ids = std::move(ids), verdict](JobContext &) {
            store->addPending(version, ids, PendingKind::Verdict, verdict);
        },
        [&app, done = std::move(done)] {
            done();
            app.refresh();
        });
}

void undoMark(AppState &app, QObject *receiver, VersionId version, std::function<void()> done) {
    app.jobs().data().start(
        {receiver, MarkText::tr("Undoing"), {}, true},
        [store = app.versionStore(), version](JobContext &) { return store->undoPending(version); },
        [&app, done = std::move(done)](bool undone) {
            done();
            app.refresh();
            if (!undone)
                app.toastInfo(MarkText::tr("There is nothing to undo."));
        });
}

void redoMark(AppState &app, QObject *receiver, VersionId version, std::function<void()> done) {
    app.jobs().data().start(
        {receiver, MarkText::tr("Redoing"), {}, true},
        [store = app.versionStore(), version](JobContext &) { store->redoPending(version); },
        [&app, done = std::move(done)] {
            done();
            app.refresh();
        });
}

bool canUndoMark(const AppState &app) {
    return !app.readOnly() && app.snapshot().pendingCount > 0;
}

bool canRedoMark(const AppState &app) {
    return !app.readOnly() && app.snapshot().canRedoPending;
}

} // namespace retort
