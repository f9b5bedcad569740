// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/pending_marks.h"

#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/widgets/ask_dialog.h"

#include <QCoreApplication>

namespace retort {
namespace {
struct MarkText {
    Q_DECLARE_TR_FUNCTIONS(retort::PendingMarks)
};

// Changes the pending marks in order with other short writes. The lists are read again after it: that is how
// every page in sight hears of it.
template <class Work, class Done>
void write(AppState &app, QObject *receiver, const QString &label, Work work, Done done) {
    app.jobs().writes().start({receiver, label, {}, true}, std::move(work),
                              [&app, done = std::move(done)](auto result) {
                                  app.refresh();
                                  done(result);
                              });
}

template <class Work>
void undo(AppState &app, Work work) {
    write(app, &app, MarkText::tr("Undoing"), std::move(work), [&app](bool undone) {
        if (!undone)
            app.toastInfo(MarkText::tr("There is nothing to undo."));
    });
}

} // namespace

void markSamples(AppState &app, QObject *receiver, VersionId version, std::vector<SampleId> ids,
                 const std::string &verdict, std::function<void(std::int64_t step)> done) {
    write(
        app, receiver, MarkText::tr("Marking rows"),
        [store = app.versionStore(), version, ids = std::move(ids), verdict](JobContext &) {
            return store->addPending(version, ids, PendingKind::Verdict, verdict);
        },
        std::move(done));
}

void takeBackMark(AppState &app, VersionId version, std::int64_t step) {
    undo(app, [store = app.versionStore(), version, step](JobContext &) {
        return store->undoPending(version, step);
    });
}

void undoMark(AppState &app) {
    undo(app, [store = app.versionStore(), version = app.selected(ArtifactKind::Version)](JobContext &) {
        return store->undoPending(version);
    });
}

void redoMark(AppState &app) {
    write(
        app, &app, MarkText::tr("Redoing"),
        [store = app.versionStore(), version = app.selected(ArtifactKind::Version)](JobContext &) {
            return store->redoPending(version);
        },
        [](bool) {});
}

bool canUndoMark(const AppState &app) {
    return !app.readOnly() && app.snapshot().pending.canUndo;
}

bool canRedoMark(const AppState &app) {
    return !app.readOnly() && app.snapshot().pending.canRedo;
}

void askToDiscardMarks(AppState &app, QWidget *window) {
    const VersionId version = app.selected(ArtifactKind::Version);
    auto *ask = new AskDialog(
        MarkText::tr("Discard %Ln change(s)?", nullptr, int(app.snapshot().pendingCount)),
        MarkText::tr("Marks, tags and edits that are in no version are removed. This cannot be undone."),
        window);
    ask->addSafeChoice(MarkText::tr("Keep them"));
    ask->addChoice(MarkText::tr("Discard"), ButtonKind::dangerFilled, [&app, version] {
        app.change(MarkText::tr("Discarding changes"),
                   [store = app.versionStore(), version](const auto &) { store->discardPending(version); });
    });
    ask->open();
}

void applyMarks(AppState &app) {
    if (const Task *made = app.jobs().find(QStringLiteral("trace/version")); made && made->going())
        return; // the second press of a double click
    const VersionId version = app.selected(ArtifactKind::Version);
    app.jobs().start(
        Resource::Disk,
        {QStringLiteral("trace/version"), [] { return MarkText::tr("Making a version"); },
         [] { return MarkText::tr("Version made"); }},
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
