// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/refresh_when_shown.h"

#include "ui/state/app_state.h"

#include <QEvent>
#include <QWidget>

namespace retort {
namespace {

class ShownRefresh final : public QObject {
public:
    ShownRefresh(AppState &app, QWidget *widget, const Kinds &kinds, std::function<void()> refresh)
        : QObject(widget),
          m_widget(widget),
          m_refresh(std::move(refresh)) {
        widget->installEventFilter(this);
        connect(&app, &AppState::changed, this, [this, kinds](const Kinds &changed) {
            m_due = m_due || changed.meets(kinds);
            if (m_widget->isVisible())
                run();
        });
    }

protected:
    bool eventFilter(QObject *object, QEvent *event) override {
        if (event->type() == QEvent::Show)
            run();
        return QObject::eventFilter(object, event);
    }

private:
    void run() {
        if (std::exchange(m_due, false))
            m_refresh();
    }

    QWidget *m_widget;
    std::function<void()> m_refresh;
    bool m_due = true;
};

} // namespace

void refreshWhenShown(AppState &app, QWidget *widget, const Kinds &kinds, std::function<void()> refresh) {
    new ShownRefresh(app, widget, kinds, std::move(refresh));
}

} // namespace retort
