// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_line.h"

#include "ui/jobs/task_center.h"
#include "ui/models/kind_info.h"
#include "ui/state/app_state.h"
#include "ui/state/run_queue.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"
#include "ui/window/panels.h"
#include "ui/window/run_watch.h"

#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace retort {

StatusLine::StatusLine(AppState &app, RunWatch &runs, QMenu *projectMenu, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_runs(runs),
      m_row(rowIn(this, {}, 0)),
      m_tip(new ElidedLabel({}, this)) {
    setFontRole(this, FontRole::caption);
    m_row->setContentsMargins(space::xs, 0, space::xs, 0);
    m_project = addPart(QStringLiteral("status_project"));
    m_pending = addPart(QStringLiteral("status_pending"));
    m_row->addWidget(m_tip, 1);
    setFontRole(m_tip, FontRole::caption);
    setTextRole(m_tip, Role::text2);
    m_run = addPart(QStringLiteral("status_run"));
    m_device = addPart(QStringLiteral("status_device"));
    m_tasks = addPart(QStringLiteral("status_tasks"));
    connect(m_project, &QToolButton::clicked, this, [this, projectMenu] {
        projectMenu->popup(m_project->mapToGlobal(QPoint(0, -projectMenu->sizeHint().height())));
    });
    connect(m_pending, &QToolButton::clicked, this,
            [this] { showPanel(new PendingPanel(m_app, this), m_pending); });
    connect(m_run, &QToolButton::clicked, this,
            [this] { m_app.goTo(QLatin1String(kindInfo(ArtifactKind::Run).page)); });
    connect(m_device, &QToolButton::clicked, this,
            [this] { showPanel(new DevicePanel(m_app, this), m_device); });
    connect(m_tasks, &QToolButton::clicked, this, &StatusLine::showTasks);
    connect(&app, &AppState::changed, this, [this](const Kinds &kinds) {
        if (kinds.meets(Kinds::ProjectFacts))
            updateProject();
        if (kinds.has(ArtifactKind::Version))
            updatePending();
    });
    connect(&runs, &RunWatch::changed, this, &StatusLine::updateRun);
    connect(&app, &AppState::deviceTextChanged, this, &StatusLine::updateDevice);
    connect(&app.jobs(), &TaskCenter::tasksChanged, this, &StatusLine::updateTasks);
    connect(&app.runs(), &RunQueue::changed, this, &StatusLine::updateTasks);
    retranslate();
}

QToolButton *StatusLine::addPart(const QString &objectName) {
    auto *part = new QToolButton(this);
    part->setObjectName(objectName);
    part->setAutoRaise(true);
    part->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    part->setIconSize({size::icon, size::icon});
    const auto fit = [part] { part->setFixedHeight(Theme::instance().scaled(size::statusBar) - 2); };
    fit();
    connect(&Theme::instance(), &Theme::changed, part, fit);
    setFontRole(part, FontRole::caption);
    setTextRole(part, Role::text2);
    m_row->addWidget(part);
    return part;
}

void StatusLine::retranslate() {
    updateProject();
    updatePending();
    updateRun();
    updateDevice();
    updateTasks();
}

void StatusLine::updateProject() {
    const ProjectInfo &info = m_app.snapshot().info;
    m_project->setIcon(themeIcon(QStringLiteral("folder-open")));
    QString text = m_app.hasProject() ? fromUtf8(info.name) : tr("No project");
    if (m_app.hasProject() && info.readOnly)
        text = tr("%1 (read-only)").arg(text);
    m_project->setText(text);
    QStringList tip{m_app.hasProject() ? formatPath(fromUtf8(m_app.project()->folder().string()), 200)
                                       : tr("Make or open a project")};
    if (m_app.readOnly())
        tip << tr("Open for reading only: nothing in it can be changed here.");
    if (m_app.hasProject() && !info.note.empty())
        tip << fromUtf8(info.note);
    m_project->setToolTip(tip.join(u'\n'));
}

void StatusLine::updatePending() {
    const std::int64_t n = m_app.snapshot().pendingCount;
    m_pending->setVisible(n > 0);
    m_pending->setIcon(themeIcon(QStringLiteral("document-edit"), Role::warn));
    m_pending->setText(tr("%Ln change(s) not in a version", nullptr, int(n)));
    m_pending->setToolTip(tr("Review, discard, or make a version of them"));
}

void StatusLine::updateRun() {
    const RunStatus &s = m_runs.status();
    m_run->setVisible(s.active);
    m_run->setIcon(themeIcon(QLatin1String(kindInfo(ArtifactKind::Run).icon), Role::accent));
    QString text = s.paused ? tr("Paused at %1").arg(formatShare(s.share, 0))
                            : tr("Training %1").arg(formatShare(s.share, 0));
    if (s.left_s)
        text += QStringLiteral(" · ") + tr("%1 left").arg(formatDuration(*s.left_s));
    m_run->setText(text);
    m_run->setToolTip(s.ours ? s.name : tr("%1, trained by another process").arg(s.name));
}

void StatusLine::updateDevice() {
    m_device->setVisible(!m_app.deviceText().isEmpty());
    m_device->setIcon(themeIcon(QStringLiteral("speedometer")));
    m_device->setText(m_app.deviceText());
    m_device->setToolTip(tr("Devices, their memory and who uses it"));
}

void StatusLine::updateTasks() {
    const auto tasks = m_app.jobs().tasks();
    m_tasks->setIcon(
        themeIcon(QStringLiteral("view-list-details"), tasks.empty() ? Role::text2 : Role::accent));
    QString text = tr("No tasks");
    if (!tasks.empty()) {
        const JobInfo &first = tasks.front();
        // What is counted, so that "100 %" of its preparation is not taken for the end of the whole.
        text = first.progress.phase.empty() ? first.label : retort::render(first.progress.phase);
        if (first.progress.total)
            text += u' ' + formatShare(double(first.progress.done) / double(first.progress.total), 0);
        if (tasks.size() > 1)
            text += QStringLiteral(" +%1").arg(tasks.size() - 1);
    }
    if (const int waiting = m_app.runs().waiting(); waiting > 0)
        text = tasks.empty() ? tr("%Ln waiting", nullptr, waiting)
                             : text + QStringLiteral(" · ") + tr("%Ln waiting", nullptr, waiting);
    if (m_tasks->text() != text)
        m_tasks->setText(text);
    m_tasks->setToolTip(tr("What is running and waiting"));
}

void StatusLine::showTasks() {
    showPanel(new TasksPanel(m_app, this), m_tasks);
}

void StatusLine::showPanel(Panel *panel, QToolButton *above) {
    const QPoint corner = above->mapToGlobal(QPoint(0, 0));
    const QRect window = this->window()->frameGeometry();
    const int x = std::clamp(corner.x(), window.left() + space::s,
                             std::max(window.left() + space::s, window.right() - panel->width() - space::s));
    panel->standOn({x, corner.y() - space::xs});
}

void StatusLine::paintEvent(QPaintEvent *) {
    QPainter p(this);
    p.fillRect(rect(), colour(Role::sunken));
    paint::hairline(&p, rect().topLeft(), rect().topRight(), colour(Role::border));
}

} // namespace retort
