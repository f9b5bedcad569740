// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tabs.h"

#include "ui/theme/icon.h"

#include <QStackedWidget>
#include <QWheelEvent>

namespace retort {

Tabs::Tabs(QWidget *parent) : QTabBar(parent) {
    setDrawBase(false);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(false);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(this, &QTabBar::currentChanged, this, [this] { Q_EMIT chosen(current()); });
}

void Tabs::add(const QString &id, const QString &text, const QString &iconName) {
    const QSignalBlocker quiet(this); // the first one becomes the current: nobody has chosen it
    const bool lone = !iconName.isEmpty();
    const int tab = lone ? addTab(themeIcon(iconName, Role::text2, Role::text), QString()) : addTab(text);
    setTabData(tab, id);
    if (!lone)
        return;
    setTabToolTip(tab, text);
    setAccessibleTabName(tab, text);
}

void Tabs::choose(QStackedWidget *stack, std::initializer_list<QWidget *> shown) {
    for (QWidget *page : shown)
        stack->addWidget(page);
    connect(this, &Tabs::chosen, stack, [this, stack] { stack->setCurrentIndex(currentIndex()); });
}

void Tabs::setText(const QString &id, const QString &text) {
    setTabText(indexOf(id), text);
}

QString Tabs::current() const {
    return tabData(currentIndex()).toString();
}

void Tabs::setCurrent(const QString &id) {
    setCurrentIndex(indexOf(id));
}

void Tabs::wheelEvent(QWheelEvent *event) {
    event->ignore();
}

int Tabs::indexOf(const QString &id) const {
    for (int tab = 0; tab < count(); ++tab)
        if (tabData(tab) == id)
            return tab;
    return -1;
}

} // namespace retort
