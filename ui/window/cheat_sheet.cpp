// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/cheat_sheet.h"

#include "ui/state/page_info.h"
#include "ui/window/window_actions.h"

#include <QHeaderView>
#include <QTreeWidget>

namespace retort {

CheatSheet::CheatSheet(const QString &currentPage, QWidget *parent)
    : AskDialog(tr("Keyboard shortcuts"), {}, parent) {
    auto *sheet = new QTreeWidget(this);
    sheet->setColumnCount(2);
    sheet->setHeaderHidden(true);
    sheet->setRootIsDecorated(false);
    sheet->header()->setStretchLastSection(false);
    sheet->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    sheet->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    const PageInfo *page = findPage(currentPage);
    const QString here = page ? pageTitle(*page) : QString();
    QHash<QString, QTreeWidgetItem *> heads;
    for (const bool first : {true, false}) // the page of the moment before all others
        for (const ActionSpec *spec : WindowActions::listed()) {
            const QString place = placeTitle(*spec);
            if (!*spec->keys || (place == here) != first)
                continue;
            QTreeWidgetItem *&head = heads[place];
            if (!head) {
                head = new QTreeWidgetItem(sheet, {place});
                head->setFont(0, Theme::instance().font(FontRole::cardTitle));
            }
            auto *item = new QTreeWidgetItem(head, {actionText(*spec), actionKeysText(*spec)});
            item->setToolTip(0, actionTip(*spec));
            item->setFont(1, Theme::instance().font(FontRole::mono));
        }
    sheet->expandAll();
    body()->addWidget(sheet, 1);
    addSafeChoice(tr("Close"));
    resize(Theme::instance().scaled(760), Theme::instance().scaled(560));
}

} // namespace retort
