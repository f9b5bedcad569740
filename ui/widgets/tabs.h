// SPDX-License-Identifier: GPL-3.0-or-later
// A QTabBar whose tabs have ids, for the parts of a page and for two to five choices side by side. GUI
// thread.
#pragma once

#include <QTabBar>

#include <initializer_list>

class QStackedWidget;

namespace retort {

class Tabs final : public QTabBar {
    Q_OBJECT

public:
    explicit Tabs(QWidget *parent = nullptr);

    /// One with an icon shows only that; `text` is its tooltip and accessible name.
    void add(const QString &id, const QString &text, const QString &iconName = {});
    /// The tabs choose, in their order, which of these `stack` shows.
    void choose(QStackedWidget *stack, std::initializer_list<QWidget *> shown);
    void setText(const QString &id, const QString &text);
    QString current() const;
    void setCurrent(const QString &id); // an unknown id changes nothing

Q_SIGNALS:
    void chosen(const QString &id);

protected:
    void
    wheelEvent(QWheelEvent *event) override; // scrolls the page; a theme is not chosen by passing over it

private:
    int indexOf(const QString &id) const;
};

} // namespace retort
