// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup_panel.h"

#include "ui/pages/page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"

namespace retort {

SetupPanel::SetupPanel(AppState &app, const QString &title, const OptionTable &options, int width,
                       QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_card(new Card(title)),
      m_form(new OptionForm(options)),
      m_banner(new Banner),
      m_phase(makeText({}, FontRole::body, Role::text2)),
      m_progress(new ProgressLine),
      m_columns(rowOf({}, space::cardGap)),
      m_monitor(new QWidget),
      m_results(columnIn(m_monitor)) {
    pageColumn(this, {m_banner, {m_columns, 1}});
    addTo(m_columns, {m_card, {m_monitor, 1}});
    // Under the form, which gives way: what is looked at stays where it is when a task begins and ends.
    addTo(m_card->body(), {{new ScrollColumn(m_form), 1}, m_phase, m_progress});
    m_card->setFixedWidth(std::max(Theme::instance().scaled(width), m_card->minimumSizeHint().width()));
    m_phase->hide();
    m_progress->hide();
}

void SetupPanel::showProgressInMonitor() {
    addTo(m_results, {m_phase, m_progress});
}

void SetupPanel::addToMonitor(QWidget *widget, int stretch) {
    m_results->addWidget(widget, stretch);
}

bool SetupPanel::valid() const {
    if (!m_form->isValid())
        m_form->showFirstFault();
    return m_form->isValid();
}

void SetupPanel::showOther(double share, const QString &phase) {
    m_progress->setValue(share);
    m_phase->setText(phase);
    m_progress->setVisible(share >= 0);
    m_phase->setVisible(share >= 0);
}

void SetupPanel::follow(const QString &key, std::function<void(const Task &)> news) {
    m_app.jobs().follow(key, this, [this, news = std::move(news)](const Task &task) {
        const bool was = std::exchange(m_busy, task.going());
        showProgress(task, m_progress, m_phase);
        if (m_busy && !was)
            m_banner->hide();
        else if (task.state == Task::State::Failed)
            m_banner->show(Banner::Kind::bad, retort::render(task.failure.text));
        news(task);
        if (was != m_busy)
            Q_EMIT busyChanged();
    });
}

} // namespace retort
