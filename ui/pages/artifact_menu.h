// SPDX-License-Identifier: GPL-3.0-or-later
// The actions on an artifact, a source as well as a run, the same wherever it is shown: Rename (F2), Note…,
// Compare, Duplicate, Show in folder, Copy path, Copy as command, Move to trash (Del, with Undo). One per
// table or picker: it asks its owner for the chosen artifacts when an action or the menu is wanted. Writes
// are jobs. GUI thread.
#pragma once

#include "ui/models/artifact.h"
#include "ui/state/app_state.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

class QAction;
class QMenu;
class QPoint;
class QWidget;

namespace retort {

class TableView;

class ArtifactMenu final : public QObject {
    Q_OBJECT

public:
    // `chosen` tells the artifacts of the selection, the current one first. F2 and Del act while `focus` has
    // the focus, before any shortcut of the page.
    ArtifactMenu(AppState &app, QWidget *focus, std::function<std::vector<ArtifactRef>()> chosen);
    // On a table whose rows are all of that kind.
    ArtifactMenu(AppState &app, TableView *table, ArtifactKind kind);

    // Own entries above the common ones, made anew at each opening.
    void setExtra(std::function<void(QMenu &)> extra) { m_extra = std::move(extra); }
    void fill(QMenu &menu);
    void popup(const QPoint &global);         // also by a right click or the menu key
    QAction *action(const QString &id) const; // of the row artifact_<id> of the action table

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    std::vector<ArtifactRow> artifacts() const;
    std::optional<ArtifactRow> single() const;
    void update();
    void rename();
    void note();
    void compare();
    void duplicate();
    void show();
    void copy(QString ArtifactRow::*text, const QString &done);

    AppState &m_app;
    QWidget *m_focus;
    std::function<std::vector<ArtifactRef>()> m_chosen;
    std::function<void(QMenu &)> m_extra;
};

// Why an artifact cannot be moved to the trash now; empty: it can.
QString trashRefusal(const AppState &app, ArtifactRef ref);
// Moves them, tells so with Undo, which calls `restored` at its end.
void moveToTrash(AppState &app, const std::vector<ArtifactRow> &artifacts,
                 std::function<void()> restored = {});
void renameTo(AppState &app, ArtifactRef ref, const QString &name);

} // namespace retort
