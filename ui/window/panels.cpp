// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/panels.h"

#include "core/learn/device.h"
#include "core/learn/engine.h"
#include "ui/jobs/task_center.h"
#include "ui/models/device_text.h"
#include "ui/state/app_state.h"
#include "ui/state/pending_marks.h"
#include "ui/state/run_queue.h"
#include "ui/text.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/progress_line.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace retort {
namespace {

constexpr int panelWidth = 380;

} // namespace

Panel::Panel(const QString &title, QWidget *parent) : QFrame(parent, Qt::Popup), m_body(new QVBoxLayout) {
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(Theme::instance().scaled(panelWidth));
    columnIn(this, {makeLabel(title, FontRole::cardTitle, Role::text, this), m_body}, space::m)
        ->setContentsMargins(space::cardX, space::cardY, space::cardX, space::cardY);
    m_body->setSpacing(space::m);
}

void Panel::clearBody() {
    while (QLayoutItem *item = m_body->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void Panel::standOn(const QPoint &bottomLeft) {
    m_foot = bottomLeft;
    fit();
    show();
}

// Height of the wrapped texts at this width.
void Panel::fit() {
    layout()->activate();
    const int needed =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height();
    resize(width(), needed);
    move(m_foot.x(), m_foot.y() - height());
}

bool Panel::event(QEvent *event) {
    const bool done = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit(); // texts that came later are polished by now
    return done;
}

// The panel stands on the status line, so it grows upwards.
void Panel::resizeEvent(QResizeEvent *) {
    move(m_foot.x(), m_foot.y() - height());
}

void Panel::paintEvent(QPaintEvent *) {
    QPainter p(this);
    // Square: round corners need a compositor, and are black without one.
    paint::box(&p, rect(), colour(Role::surface), colour(Role::borderS), 0);
}

// --- tasks

class TasksPanel::Row final : public QWidget {
public:
    Row(TaskCenter &center, JobNumber number, QWidget *parent)
        : QWidget(parent),
          m_center(center),
          m_label(new ElidedLabel({}, this)),
          m_progress(new ProgressLine(this)),
          m_detail(makeLabel({}, FontRole::caption, Role::text3, this)),
          m_cancel(new QToolButton(this)) {
        columnIn(this, {rowOf({{m_label, 1}, m_cancel}), m_progress, m_detail}, space::xs);
        setIconButton(m_cancel, QStringLiteral("dialog-cancel"), TasksPanel::tr("Cancel this task"));
        connect(m_cancel, &QToolButton::clicked, this, [this, number] {
            m_center.request(number, trains(number) ? JobRequest::Stop : JobRequest::Abort);
        });
    }

    void show(const JobInfo &info) {
        m_cancel->setToolTip(trains(info.number) ? TasksPanel::tr("Stop and save")
                                                 : TasksPanel::tr("Cancel this task"));
        m_label->setText(info.label);
        m_progress->setVisible(info.running);
        const bool known = info.progress.total > 0;
        m_progress->setValue(known ? double(info.progress.done) / double(info.progress.total) : -1);
        m_cancel->setEnabled(!info.cancelling);
        m_detail->setText(detail(info, known));
    }

private:
    // It saves at a stop; one that waits has nothing to save.
    bool trains(JobNumber number) const { return m_center.on(Resource::Device).runningNumber() == number; }

    static QString detail(const JobInfo &info, bool known) {
        if (!info.running)
            return TasksPanel::tr("Waiting");
        if (info.cancelling)
            return TasksPanel::tr("Stopping…");
        QStringList parts;
        if (const QString phase = retort::render(info.progress.phase); !phase.isEmpty())
            parts << phase;
        if (known)
            parts << QStringLiteral("%1 / %2").arg(formatCount(std::int64_t(info.progress.done)),
                                                   formatCount(std::int64_t(info.progress.total)));
        parts << (info.left_s ? TasksPanel::tr("%1 left").arg(formatDuration(*info.left_s))
                              : formatDuration(info.elapsed_s));
        return parts.join(QStringLiteral(" · "));
    }

    TaskCenter &m_center;
    ElidedLabel *m_label;
    ProgressLine *m_progress;
    QLabel *m_detail;
    QToolButton *m_cancel;
};

TasksPanel::TasksPanel(AppState &app, QWidget *parent) : Panel(tr("Tasks"), parent), m_app(app) {
    connect(&app.jobs(), &TaskCenter::tasksChanged, this, &TasksPanel::update);
    connect(&app.runs(), &RunQueue::changed, this, [this] {
        m_filled = false;
        update();
    });
    update();
}

void TasksPanel::update() {
    const auto tasks = m_app.jobs().tasks();
    const auto ended = m_app.jobs().ended();
    std::vector<JobNumber> going, over;
    for (const auto &task : tasks)
        going.push_back(task.number);
    for (const Task *task : ended)
        over.push_back(task->number);
    const std::pair numbers(going, over); // a task that ends changes sides and keeps its number
    if (!m_filled || std::exchange(m_numbers, numbers) != numbers) {
        m_filled = true;
        m_rows.clear();
        clearBody();
        for (const auto &task : tasks) {
            m_rows << new Row(m_app.jobs(), task.number, this);
            body()->addWidget(m_rows.last());
        }
        if (tasks.empty())
            body()->addWidget(makeLabel(tr("Nothing is running."), FontRole::body, Role::text3, this));
        if (const int waiting = m_app.runs().waiting(); waiting > 0)
            addQueue(waiting);
        for (const Task *task : ended)
            addEnded(*task);
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows[i]->show(tasks[std::size_t(i)]);
}

// What it is stands on the Train page, where it is held and moved.
void TasksPanel::addQueue(int waiting) {
    const QString text = m_app.runs().goesOn() ? tr("%Ln in the queue", nullptr, waiting)
                                               : tr("%Ln in the queue, held", nullptr, waiting);
    auto *show = new ActionButton(text + QStringLiteral(" →"), ButtonKind::ghost, this);
    body()->addWidget(show, 0, Qt::AlignLeft);
    connect(show, &QAbstractButton::clicked, this, [this] {
        AppState &state = m_app;
        close();
        state.goTo(QStringLiteral("train"), {{QStringLiteral("queue"), true}});
    });
}

// The last one of each kind, until its page has been read or a newer one begins.
void TasksPanel::addEnded(const Task &task) {
    const bool failed = task.state == Task::State::Failed;
    const QString ended = task.ended().isEmpty() ? task.label() : task.ended();
    body()->addWidget(makeText(failed ? tr("%1: %2").arg(task.label(), retort::render(task.failure.text))
                               : task.stopped() ? tr("%1 (stopped)").arg(ended)
                                                : ended,
                               FontRole::caption, failed ? Role::bad : Role::text3, this));
}

// --- pending changes

PendingPanel::PendingPanel(AppState &app, QWidget *parent) : Panel(tr("Changes not in a version"), parent) {
    const ProjectSnapshot &s = app.snapshot();
    const VersionInfo *version = s.version(app.selected(ArtifactKind::Version));
    auto *say = makeText(
        tr("%Ln mark(s) and edit(s) wait on “%1”. They are saved and can be undone one by one; training "
           "uses them only once they are in a version.",
           nullptr, int(s.pendingCount))
            .arg(version ? fromUtf8(version->name) : QString()),
        FontRole::body, Role::text2, this);
    auto *review = new ActionButton(tr("Review"), ButtonKind::secondary, this);
    auto *drop = new ActionButton(tr("Discard…"), ButtonKind::danger, this);
    auto *make = new ActionButton(tr("Make a version"), ButtonKind::primary, this);
    addTo(body(), {say, rowOf({review, drop, stretch, make})});
    const bool writable = !s.info.readOnly;
    drop->setEnabled(writable);
    make->setEnabled(writable);
    for (QAbstractButton *button : {review, drop, make})
        connect(button, &QAbstractButton::clicked, this, &QWidget::close);
    connect(review, &QAbstractButton::clicked, &app, [&app] {
        app.goTo(QStringLiteral("trace"), {{QStringLiteral("pending"), true}});
    });
    connect(drop, &QAbstractButton::clicked, &app,
            [&app, window = parent->window()] { askToDiscardMarks(app, window); });
    connect(make, &QAbstractButton::clicked, &app, [&app] { applyMarks(app); });
}

// --- devices

DevicePanel::DevicePanel(AppState &app, QWidget *parent) : Panel(tr("Devices"), parent) {
    body()->addWidget(new Skeleton(2, this));
    using Answer = std::pair<std::vector<DeviceInfo>, EngineStatus>;
    app.jobs().preview().start(
        {this, tr("Looking at the devices"), {}, true},
        [](JobContext &) {
            return Answer{listDevices(), engineStatus()};
        },
        [this](const Answer &answer) {
            clearBody();
            for (const DeviceInfo &d : answer.first) {
                auto *name = new ElidedLabel(deviceFullName(d), this);
                QString memory =
                    tr("%1 of %2 free").arg(formatBytes(d.freeMemory_B), formatBytes(d.totalMemory_B));
                for (const DeviceUser &user : d.users)
                    memory += u'\n'
                              + tr("%1 of it held by %2 (PID %3)")
                                    .arg(formatBytes(user.memory_B),
                                         user.program.empty() ? tr("another user") : fromUtf8(user.program))
                                    .arg(user.pid);
                if (!d.usable)
                    memory += u'\n' + retort::render(d.note);
                addTo(body(), {name, makeLabel(memory, FontRole::caption, Role::text3, this)});
            }
            const EngineStatus &engine = answer.second;
            QLabel *torch =
                makeText(engine.available ? tr("LibTorch %1 is ready.").arg(fromUtf8(engine.version))
                                          : retort::render(engine.problem),
                         FontRole::caption, engine.available ? Role::text3 : Role::warn, this);
            torch->setTextInteractionFlags(Qt::TextSelectableByMouse);
            body()->addWidget(torch);
        });
}

} // namespace retort
