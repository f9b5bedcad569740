// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/layouts.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSplitter>

namespace retort {
namespace {

template <class Layout>
Layout *filled(Layout *layout, LayoutItems items, int spacing) {
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    addTo(layout, items);
    return layout;
}

void addStops(QWidget *widget, QList<QWidget *> &stops);

void addStops(const QLayout *layout, QList<QWidget *> &stops) {
    for (int i = 0; i < layout->count(); ++i)
        if (QWidget *widget = layout->itemAt(i)->widget())
            addStops(widget, stops);
        else if (const QLayout *inner = layout->itemAt(i)->layout())
            addStops(inner, stops);
}

void addStops(QWidget *widget, QList<QWidget *> &stops) {
    if ((widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
        stops << widget;
    if (const QLayout *layout = widget->layout())
        addStops(layout, stops);
    else // a splitter, a scroll area
        for (QWidget *part : widget->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
            if (!part->isWindow())
                addStops(part, stops);
}

} // namespace

void orderTabs(QWidget *holder) {
    QList<QWidget *> stops;
    addStops(holder, stops);
    for (qsizetype i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops[i - 1], stops[i]);
}

void addTo(QBoxLayout *layout, LayoutItems items) {
    for (const LayoutItem &item : items)
        if (item.widget)
            layout->addWidget(item.widget, item.factor, item.alignment);
        else if (item.layout)
            layout->addLayout(item.layout, item.factor);
        else
            layout->addStretch(item.factor);
}

QHBoxLayout *rowOf(LayoutItems items, int spacing) {
    return filled(new QHBoxLayout, items, spacing);
}

QHBoxLayout *rowIn(QWidget *holder, LayoutItems items, int spacing) {
    return filled(new QHBoxLayout(holder), items, spacing);
}

QVBoxLayout *columnIn(QWidget *holder, LayoutItems items, int spacing) {
    return filled(new QVBoxLayout(holder), items, spacing);
}

QVBoxLayout *pageColumn(QWidget *holder, LayoutItems items) {
    QVBoxLayout *column = columnIn(holder, items);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    return column;
}

QWidget *splitterOf(const char *name, Qt::Orientation direction, std::initializer_list<SplitItem> items) {
    auto *splitter = new QSplitter(direction);
    splitter->setObjectName(QLatin1String(name));
    splitter->setHandleWidth(space::cardGap);
    splitter->setChildrenCollapsible(false);
    QList<int> sizes;
    for (const SplitItem &item : items) {
        splitter->addWidget(item.widget);
        splitter->setStretchFactor(splitter->count() - 1, item.share);
        if (item.size > 0)
            sizes << item.size;
    }
    splitter->resize(2000, 2000); // room for the sizes, until a layout gives it its own
    splitter->setSizes(sizes);
    return splitter;
}

void chooseFile(QWidget *parent, bool save, const QString &title, const QString &filter, const QString &name,
                std::function<void(const QString &)> chosen) {
    auto *dialog = new QFileDialog(parent, title, name, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

} // namespace retort
