// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/queue_list.h"

#include "ui/actions/action_table.h"
#include "ui/pages/page.h"
#include "ui/state/app_state.h"
#include "ui/state/run_queue.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/fold_section.h"

#include <QAction>
#include <QListWidget>

namespace retort {
namespace {

constexpr int queueHeight = 96;

} // namespace

QueueList::QueueList(AppState &app, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_fold(new FoldSection(tr("Queue"), this)),
      m_list(new QListWidget(m_fold)) {
    columnIn(this, {m_fold});
    m_list->setObjectName(QStringLiteral("train_queue"));
    m_list->setAccessibleName(tr("What waits in the queue"));
    m_list->setFixedHeight(Theme::instance().scaled(queueHeight));
    m_fold->body()->addWidget(m_list);
    m_start = addCommand(this, "queue_start", [this] { m_app.runs().goOn(); });
    m_hold = addCommand(this, "queue_hold", [this] { m_app.runs().hold(); });
    m_up = addCommand(this, "queue_earlier", [this] { move(-1); });
    m_down = addCommand(this, "queue_later", [this] { move(1); });
    m_remove = addCommand(this, "queue_remove", [this] {
        const int at = chosen();
        if (at < 0)
            return;
        const QueuedTask gone = m_shown[std::size_t(at)];
        m_app.runs().remove(gone.id);
        ToastSpec toast{MessageKind::info,
                        tr("Taken out of the queue: %1").arg(m_app.runs().describe(gone)),
                        {},
                        tr("Undo"),
                        [&app = m_app, gone] { // at the end: its place may be another's
                            app.runs().add(gone.verb, [gone] { return gone.configJson; });
                        }};
        toast.undoes = true;
        m_app.toast(toast);
    });
    QHBoxLayout *row = rowOf({});
    m_fold->body()->addLayout(row);
    for (QAction *action : {m_start, m_hold, m_up, m_down, m_remove})
        row->addWidget(new ActionButton(action, ButtonKind::secondary, this));
    row->addStretch(1);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &QueueList::showState);
    connect(&app.runs(), &RunQueue::changed, this, &QueueList::refresh);
    refresh();
}

// Not the current one: that has only the frame of the focus.
int QueueList::chosen() const {
    const auto rows = m_list->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

bool QueueList::isOpen() const {
    return m_fold->isOpen();
}

void QueueList::setOpen(bool open) {
    m_fold->setOpen(open);
}

// The chosen row follows its entry, not its place.
void QueueList::refresh() {
    setVisible(!m_app.snapshot().queue.empty());
    const int at = chosen();
    const std::int64_t kept = at >= 0 ? m_shown[std::size_t(at)].id : 0;
    m_shown = m_app.snapshot().queue;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const QueuedTask &waiting : m_shown) {
            m_list->addItem(m_app.runs().describe(waiting));
            m_list->item(m_list->count() - 1)->setToolTip(m_list->item(m_list->count() - 1)->text());
            if (waiting.id == kept)
                m_list->setCurrentRow(m_list->count() - 1);
        }
    }
    const QString waiting = tr("%Ln waiting", nullptr, m_app.runs().waiting());
    m_fold->setRemark(m_app.runs().goesOn() ? waiting : tr("%1 · held").arg(waiting));
    showState();
}

void QueueList::showState() {
    const int at = chosen();
    const bool writable = !m_app.readOnly();
    m_start->setVisible(m_app.runs().canGoOn());
    m_hold->setVisible(m_app.runs().goesOn());
    m_start->setEnabled(writable);
    m_hold->setEnabled(writable);
    m_up->setEnabled(writable && at > 0);
    m_down->setEnabled(writable && at >= 0 && at + 1 < m_list->count());
    m_remove->setEnabled(writable && at >= 0 && !m_app.runs().runsNow(m_shown[std::size_t(at)]));
    if (!writable)
        for (QAction *action : {m_start, m_hold, m_up, m_down, m_remove})
            action->setToolTip(Page::tr("This project is open for reading only."));
}

void QueueList::move(int by) {
    const int at = chosen(), to = at + by;
    if (at >= 0 && to >= 0 && to < int(m_shown.size()))
        m_app.runs().swap(m_shown[std::size_t(at)].id, m_shown[std::size_t(to)].id);
}

} // namespace retort
