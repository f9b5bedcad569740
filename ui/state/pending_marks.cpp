// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/pending_marks.h"

#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace retort {

namespace {
struct MarkText {
    Q_DECLARE_TR_FUNCTIONS(retort::PendingMarks)
};
} // namespace

void markSamples(AppState &app, QObject *receiver, VersionId version, std::vector<SampleId> ids,
                 const std::string &verdict, std::function<void()> done) {
    app.jobs().writes().start(
        {receiver, MarkText::tr("Marking rows"), {}, true},
        [store = app.versionStore(), version, ids = std::move(ids), verdict](JobContext &) {
            store->addPending(version, ids, PendingKind::Verdict, verdict);
        },
        [&app, done = std::move(done)] {
            done();
            app.refresh();
        });
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
    app.jobs().writes().start(
        {receiver, MarkText::tr("Undoing"), {}, true},
        [store = app.versionStore(), version = app.selected(ArtifactKind::Version)](JobContext &) {
            return store->undoPending(version);
        },
        [&app, done = std::move(done)](bool undone) {
            done();
            app.refresh();
            if (!undone)
                app.toastInfo(MarkText::tr("There is nothing to undo."));
        });
}

void redoMark(AppState &app, QObject *receiver, std::function<void()> done) {
    app.jobs().writes().start(
        {receiver, MarkText::tr("Redoing"), {}, true},
        [store = app.versionStore(), version = app.selected(ArtifactKind::Version)](JobContext &) {
            store->redoPending(version);
        },
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

void applyMarks(AppState &app) {
    const VersionId version = app.selected(ArtifactKind::Version);
    app.jobs().start(
        Resource::Disk, {QStringLiteral("trace/version"), MarkText::tr("Making a version")},
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
