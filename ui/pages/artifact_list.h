// SPDX-License-Identifier: GPL-3.0-or-later
// All artifacts of one kind in a table with the artifact menu, opened from a picker: where an older version
// is renamed, compared or thrown away without choosing it first. Enter or a double click chooses. GUI thread.
#pragma once

#include "ui/models/artifact.h"
#include "ui/models/record_model.h"
#include "ui/state/app_state.h"

#include <QDialog>

namespace retort {

class TableView;

// Not modal: a toast of the window that tells what was done in here can be reached.
class ArtifactList final : public QDialog {
    Q_OBJECT

public:
    ArtifactList(AppState &app, ArtifactKind kind, QWidget *parent);
    static void showAll(AppState &app, ArtifactKind kind,
                        QWidget *window); // the one that is open comes forward

private:
    void refresh();
    void choose();

    AppState &m_app;
    ArtifactKind m_kind;
    RecordModel<ArtifactRow> *m_model;
    TableView *m_table;
};

} // namespace retort
