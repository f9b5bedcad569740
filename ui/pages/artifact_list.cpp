// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/artifact_list.h"

#include "ui/actions/action_table.h"
#include "ui/models/kind_info.h"
#include "ui/pages/artifact_menu.h"
#include "ui/state/refresh_when_shown.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

namespace retort {
namespace {
constexpr int listWidth = 720, listHeight = 420;
}

ArtifactList::ArtifactList(AppState &app, ArtifactKind kind, QWidget *parent)
    : QDialog(parent),
      m_app(app),
      m_kind(kind),
      m_model(new RecordModel<ArtifactRow>(
          [](const ArtifactRow &a) { return a.ref.id; },
          {{tr("Name"), false,
            [this](const ArtifactRow &a) { return kindInfo(m_kind).title(m_app.snapshot(), a.ref.id); }},
           {tr("About"), false,
            [this](const ArtifactRow &a) { return artifactDetail(m_app.snapshot(), a.ref); }},
           {tr("State"), false,
            [this](const ArtifactRow &a) {
                return a.ref.id == m_app.selected(m_kind) ? tr("chosen")
                       : a.stale                          ? tr("out of date")
                                                          : QString();
            }}},
          this)),
      m_table(new TableView(m_model, kindLabel(kind), {}, {24, -28, 10}, this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(kindLabel(kind));
    m_table->setObjectName(QStringLiteral("artifact_list"));
    auto *close = new ActionButton(tr("Close"), ButtonKind::secondary, this);
    auto *choose = new ActionButton(tr("Choose"), ButtonKind::primary, this);
    auto *column = columnIn(this, {makeLabel(kindLabel(kind), FontRole::cardTitle, Role::text, this),
                                   {m_table, 1},
                                   rowOf({stretch, close, choose})});
    column->setContentsMargins(space::xl, space::l, space::xl, space::l);
    new ArtifactMenu(app, m_table, kind);
    addCommand(this, "edit_undo", [this] { ToastHost::of(parentWidget())->undo(); });
    connect(close, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(choose, &QAbstractButton::clicked, this, &ArtifactList::choose);
    connect(m_table, &QAbstractItemView::activated, this, &ArtifactList::choose);
    resize(Theme::instance().scaled(listWidth), Theme::instance().scaled(listHeight));
    connect(&app, &AppState::projectChanged, this, &QDialog::reject);
    refreshWhenShown(app, this, {kind}, [this] { refresh(); });
}

void ArtifactList::showAll(AppState &app, ArtifactKind kind, QWidget *window) {
    for (auto *list : window->findChildren<ArtifactList *>())
        if (list->m_kind == kind && list->isVisible()) {
            list->raise();
            return list->activateWindow();
        }
    (new ArtifactList(app, kind, window))->show();
}

void ArtifactList::refresh() {
    std::vector<ArtifactRow> rows = kindInfo(m_kind).rows(m_app.snapshot());
    std::erase_if(rows, [this](const ArtifactRow &a) { return !m_app.fits(m_kind, a.ref.id); });
    std::ranges::reverse(rows);
    m_model->setRecords(std::move(rows));
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->selectRow(0);
}

void ArtifactList::choose() {
    const ArtifactRow *row = m_model->record(m_table->currentIndex().row());
    if (!row || !m_app.fits(m_kind, row->ref.id))
        return;
    m_app.select(m_kind, row->ref.id);
    accept();
}

} // namespace retort
