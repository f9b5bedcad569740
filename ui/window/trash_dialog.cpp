// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/trash_dialog.h"

#include "core/data/artifacts/artifact.h"
#include "core/data/artifacts/trash.h"
#include "ui/jobs/task_center.h"
#include "ui/models/artifact.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/ask_dialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/table_view.h"

#include <QItemSelectionModel>
#include <QStackedWidget>

#include <algorithm>

namespace retort {
namespace {

constexpr int dialogWidth = 760, dialogHeight = 480;
enum Body { Reading, Nothing, List };
constexpr QLatin1String trashTask("trash");

std::vector<TrashDialog::Row> readTrash(const Project &project) {
    const auto needed = neededInTrash(project);
    std::vector<TrashDialog::Row> rows;
    for (TrashItem &item : trashItems(project)) {
        const auto it = needed.find({item.kind, item.id});
        rows.push_back({std::move(item), it == needed.end() ? Text() : it->second});
    }
    return rows;
}

std::int64_t bytesOf(const std::vector<TrashDialog::Row> &rows) {
    std::int64_t bytes = 0;
    for (const TrashDialog::Row &row : rows)
        bytes += row.item.bytes;
    return bytes;
}

QString whenText(const TrashDialog::Row &row) {
    return row.item.trashedAt.empty() ? QStringLiteral("–") : formatTime(row.item.trashedAt);
}

QVariant neededMark(const TrashDialog::Row &row, int role) {
    if (role == Qt::ToolTipRole && !row.needed.empty())
        return render(row.needed);
    return {};
}

} // namespace

TrashDialog::TrashDialog(AppState &app, QWidget *parent)
    : AskDialog(tr("Trash"),
                tr("What you throw away waits here and can be taken back. What is older than 14 days goes by "
                   "itself when the project is opened."),
                parent),
      m_app(app),
      m_project(app.project()),
      m_model(new RecordModel<Row>(
          [](const Row &r) { // a loose file has no number
              return qint64(
                  qHash(fromUtf8(r.item.kind + (r.item.id ? std::to_string(r.item.id) : r.item.name))));
          },
          {{tr("Name"), false, [](const Row &r) { return fromUtf8(r.item.name); }, neededMark},
           {tr("Kind"), false, [](const Row &r) { return recordKindLabel(r.item.kind); }},
           {tr("Thrown away"), false, whenText},
           {tr("Size"), true,
            [](const Row &r) { return r.item.bytes ? formatBytes(r.item.bytes) : QStringLiteral("–"); }},
           {tr("Still needed"), false,
            [](const Row &r) { return r.needed.empty() ? QString() : tr("yes, it stays"); }, neededMark}},
          this)) {
    m_banner = new Banner(this);
    m_remark = makeLabel({}, FontRole::caption, Role::text2, this);
    m_remark->setWordWrap(true);
    addTo(body(), {m_banner, {makeList(), 1}, m_remark, makeButtons()});
    addSafeChoice(tr("Close"));
    resize(Theme::instance().scaled(dialogWidth), Theme::instance().scaled(dialogHeight));
    showState();
    read();
    app.jobs().follow(trashTask, this, [this](const Task &task) { showTask(task); });
}

QWidget *TrashDialog::makeList() {
    auto *card = new Card(this);
    card->setFlush(true);
    m_stack = new QStackedWidget(card);
    m_stack->addWidget(new Skeleton(6, m_stack));
    m_stack->addWidget(new EmptyState(
        QStringLiteral("trash-empty"), tr("The trash is empty"),
        tr("Versions, runs, checkpoints and whatever else you throw away can be taken back from here."),
        m_stack));
    m_table = new TableView(m_stack);
    m_table->setObjectName(QStringLiteral("trash_table"));
    m_table->setAccessibleName(tr("Items in the trash"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({-24, 13, 16, 9, 15});
    m_stack->addWidget(m_table);
    card->body()->addWidget(m_stack, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrashDialog::showState);
    return card;
}

QWidget *TrashDialog::makeButtons() {
    auto *bar = new QWidget(this);
    m_restore = new ActionButton(tr("Restore"), ButtonKind::secondary, bar);
    m_delete = new ActionButton(tr("Delete for good…"), ButtonKind::danger, bar);
    m_total = makeLabel({}, FontRole::caption, Role::text2, bar);
    m_empty = new ActionButton(tr("Empty trash…"), ButtonKind::danger, bar);
    rowIn(bar, {m_restore, m_delete, stretch, m_total, m_empty});
    connect(m_restore, &QAbstractButton::clicked, this, &TrashDialog::restore);
    connect(m_delete, &QAbstractButton::clicked, this, &TrashDialog::askDelete);
    connect(m_empty, &QAbstractButton::clicked, this, &TrashDialog::askEmpty);
    return bar;
}

void TrashDialog::read() {
    m_app.jobs().rows().start(
        {this, tr("Looking into the trash"), QStringLiteral("trash"), true},
        [project = m_project](JobContext &) { return readTrash(*project); },
        [this](std::vector<Row> rows) {
            m_model->setRecords(std::move(rows));
            m_stack->setCurrentIndex(m_model->rowCount() > 0 ? List : Nothing);
            showState();
        },
        [this](const JobFailure &failure) {
            m_stack->setCurrentIndex(Nothing);
            m_banner->show(Banner::Kind::bad, retort::render(failure.text));
        });
}

std::vector<TrashDialog::Row> TrashDialog::chosen() const {
    std::vector<Row> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        if (const Row *row = m_model->record(index.row()))
            rows.push_back(*row);
    return rows;
}

void TrashDialog::showState() {
    const auto rows = chosen();
    const auto &all = m_model->records();
    const bool writable = !m_app.readOnly() && !m_busy;
    const auto needed = [](const Row &r) { return !r.needed.empty(); };
    const auto isFile = [](const Row &r) { return r.item.kind == "file"; };
    m_restore->setEnabled(writable && !rows.empty() && std::ranges::none_of(rows, isFile));
    m_delete->setEnabled(writable && !rows.empty() && std::ranges::none_of(rows, needed));
    m_empty->setEnabled(writable && !std::ranges::all_of(all, needed));
    const std::int64_t bytes = bytesOf(all);
    m_total->setText(all.empty()  ? QString()
                     : bytes == 0 ? tr("%Ln item(s)", nullptr, int(all.size()))
                                  : tr("%Ln item(s), %1", nullptr, int(all.size())).arg(formatBytes(bytes)));
    QString remark;
    if (m_app.readOnly())
        remark = tr("The project is open for reading only: nothing can be taken back or deleted.");
    else if (const auto it = std::ranges::find_if(rows, needed); it != rows.end())
        remark = tr("“%1” cannot be deleted yet. %2 It goes with the last item that needs it.")
                     .arg(fromUtf8(it->item.name), retort::render(it->needed));
    else if (std::ranges::any_of(rows, isFile))
        remark =
            tr("A file that belongs to no record can only be moved back by hand, from the folder “trash” "
               "of the project.");
    m_remark->setText(remark);
}

void TrashDialog::change(const QString &label, const QString &ended,
                         std::function<void(const std::shared_ptr<Project> &)> work) {
    m_banner->hide();
    m_app.jobs().start(
        Resource::Disk, {trashTask, label, ended},
        [project = m_project, work = std::move(work)](JobContext &) { work(project); },
        [&app = m_app] { app.refresh(); });
}

void TrashDialog::showTask(const Task &task) {
    m_busy = task.going();
    showState();
    if (m_busy)
        return;
    if (task.state == Task::State::Failed)
        m_banner->show(Banner::Kind::bad, retort::render(task.failure.text));
    m_app.jobs().forget(trashTask);
    read(); // also after a failure: part of it may be done
}

void TrashDialog::restore() {
    change(tr("Taking back out of the trash"), tr("Taken back out of the trash"),
           [rows = chosen()](const std::shared_ptr<Project> &project) {
               for (const Row &row : rows)
                   restoreArtifact(project, {row.item.kind, row.item.id});
           });
}

void TrashDialog::askDelete() {
    const auto rows = chosen();
    if (rows.empty())
        return;
    const QString title = rows.size() == 1 ? tr("Delete “%1” for good?").arg(fromUtf8(rows.front().item.name))
                                           : tr("Delete %Ln item(s) for good?", nullptr, int(rows.size()));
    auto *ask = new AskDialog(
        title, tr("%1 on disk become free. This cannot be undone.").arg(formatBytes(bytesOf(rows))), this);
    ask->addSafeChoice(tr("Keep"));
    ask->addChoice(tr("Delete for good"), ButtonKind::dangerFilled, [this, rows] {
        change(tr("Deleting for good"), tr("Deleted for good"),
               [rows](const std::shared_ptr<Project> &project) {
                   std::vector<TrashItem> items;
                   for (const Row &row : rows)
                       items.push_back(row.item);
                   deleteForGood(*project, items);
               });
    });
    ask->open();
}

void TrashDialog::askEmpty() {
    std::vector<Row> going = m_model->records();
    const auto staying = int(std::erase_if(going, [](const Row &row) { return !row.needed.empty(); }));
    QString say = tr("%Ln item(s) go for good, %1 on disk become free. This cannot be undone.", nullptr,
                     int(going.size()))
                      .arg(formatBytes(bytesOf(going)));
    if (staying > 0)
        say += u'\n' + tr("%Ln stay(s), because something living needs it.", nullptr, staying);
    auto *ask = new AskDialog(tr("Empty the trash?"), say, this);
    ask->addSafeChoice(tr("Keep"));
    ask->addChoice(tr("Empty trash"), ButtonKind::dangerFilled, [this] {
        change(tr("Emptying the trash"), tr("The trash is empty"),
               [](const std::shared_ptr<Project> &project) { emptyTrash(*project); });
    });
    ask->open();
}

} // namespace retort
