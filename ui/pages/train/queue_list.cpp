// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/queue_list.h"

#include "ui/pages/page.h"
#include "ui/state/run_queue.h"
#include "ui/widgets/fold_section.h"

#include <QListWidget>
#include <QPushButton>
#include <QShortcut>

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
    m_list->setAccessibleName(tr("Trainings that wait"));
    m_list->setFixedHeight(Theme::instance().scaled(queueHeight));
    m_start = addButton(tr("Start the queue"), [this] { m_app.runs().startWaiting(); });
    m_up = addButton(tr("Earlier"), [this] { move(-1); });
    m_down = addButton(tr("Later"), [this] { move(1); });
    m_remove = addButton(tr("Remove"), [this] {
        if (const int at = chosen(); at >= 0)
            m_app.runs().remove(m_shown[std::size_t(at)].id);
    });
    auto *remove = new QShortcut(Qt::Key_Delete, m_list, m_remove, &QPushButton::click);
    remove->setContext(Qt::WidgetShortcut);
    addTo(m_fold->body(), {m_list, rowOf({m_start, m_up, m_down, m_remove, stretch})});
    connect(m_list, &QListWidget::itemSelectionChanged, this, &QueueList::showState);
    connect(&app, &AppState::snapshotChanged, this, &QueueList::refresh);
    connect(&app, &AppState::activeRunChanged, this, &QueueList::showState);
    refresh();
}

void QueueList::open() {
    m_fold->setOpen(true);
}

QPushButton *QueueList::addButton(const QString &text, std::function<void()> clicked) {
    auto *button = new QPushButton(text, this);
    connect(button, &QAbstractButton::clicked, this, std::move(clicked));
    return button;
}

int QueueList::chosen() const {
    const auto items = m_list->selectedItems();
    return items.isEmpty() ? -1 : m_list->row(items.front());
}

// The chosen row follows its entry, not its place.
void QueueList::refresh() {
    setVisible(!m_app.snapshot().queue.empty());
    if (m_shown == m_app.snapshot().queue)
        return;
    const int at = chosen();
    const std::int64_t id = at >= 0 ? m_shown[std::size_t(at)].id : 0;
    m_shown = m_app.snapshot().queue;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const QueuedTask &waiting : m_shown) {
            m_list->addItem(m_app.runs().describe(waiting.configJson));
            if (waiting.id == id)
                m_list->setCurrentRow(m_list->count() - 1);
        }
    }
    m_fold->setRemark(tr("%Ln waiting", nullptr, int(m_shown.size())));
    showState();
}

void QueueList::showState() {
    const int at = chosen();
    const bool writable = !m_app.readOnly();
    m_start->setVisible(m_app.activeRun() == 0 && !m_app.jobs().on(Resource::Device).busy());
    m_start->setEnabled(writable && !m_shown.empty());
    m_up->setEnabled(writable && at > 0);
    m_down->setEnabled(writable && at >= 0 && at + 1 < m_list->count());
    m_remove->setEnabled(writable && at >= 0);
}

void QueueList::move(int by) {
    const int at = chosen(), to = at + by;
    if (at >= 0 && to >= 0 && to < int(m_shown.size()))
        m_app.runs().swap(m_shown[std::size_t(at)].id, m_shown[std::size_t(to)].id);
}

} // namespace retort
