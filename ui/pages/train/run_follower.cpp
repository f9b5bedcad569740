// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/run_follower.h"

#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"

namespace retort {
namespace {
constexpr int pollActive_ms = 250, pollResting_ms = 2000;
}

RunFollower::RunFollower(AppState &app, QWidget *page) : QObject(page), m_app(app), m_page(page) {
    page->installEventFilter(this);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RunFollower::poll);
}

void RunFollower::follow(RunId run) {
    if (run == m_run)
        return;
    m_run = run;
    m_tail.reset();
    Q_EMIT restarted();
    if (run != 0)
        poll();
}

bool RunFollower::eventFilter(QObject *, QEvent *event) {
    if (event->type() == QEvent::Show)
        poll();
    return false;
}

void RunFollower::poll() {
    if (m_run == 0 || m_polling || !m_app.hasProject() || !m_page->isVisible())
        return;
    if (!m_tail)
        m_tail = std::make_shared<RunTail>(m_app.project(), m_run);
    m_polling = true;
    JobSpec request{this, tr("Reading the run"), QStringLiteral("run-follower"), true};
    const auto next_ms =
        std::make_shared<int>(pollResting_ms); // a busy or vanished database: look again later
    request.onEnd = [this, tail = m_tail, next_ms] {
        m_polling = false;
        m_timer.start(tail == m_tail ? *next_ms : 0); // another run is followed by now: at once
    };
    m_app.jobs().rows().start(
        std::move(request), [tail = m_tail](JobContext &) { return tail->poll(); },
        [this, tail = m_tail, next_ms](const RunTail::Update &update) {
            if (tail != m_tail)
                return;
            if (update.active)
                *next_ms = pollActive_ms;
            Q_EMIT updated(update);
        },
        [](const JobFailure &) {});
}

} // namespace retort
