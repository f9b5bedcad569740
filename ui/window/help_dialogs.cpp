// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/help_dialogs.h"

#include "core/base/version.h"
#include "core/learn/engine.h"
#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/state/page_info.h"
#include "ui/text.h"
#include "ui/widgets/labels.h"
#include "ui/window/window_actions.h"

#include <QHeaderView>
#include <QTreeWidget>

namespace retort {

AboutDialog::AboutDialog(AppState &app, QWidget *parent) : AskDialog(tr("About Retort"), {}, parent) {
    const auto add = [&](const QString &text, FontRole font, Role role) {
        QLabel *label = makeLabel(text, font, role, this);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        body()->addWidget(label);
        return label;
    };
    add(QStringLiteral("Retort %1").arg(QLatin1String(programVersion())), FontRole::pageTitle, Role::text);
    add(tr("A workbench for distilling DeepSeek-R1 into a small Chinese reasoning model: from a file of "
           "reasoning data to a student that you trained yourself."),
        FontRole::body, Role::text);
    add(tr("Free software under the GNU General Public License, version 3 or later. It comes without any "
           "warranty."),
        FontRole::body, Role::text2);
    add(tr("Made with Qt %1, QCustomPlot, Apache Arrow, SQLite, sentencepiece, ICU and LibTorch; icons from "
           "Breeze by KDE.")
            .arg(QLatin1String(qVersion())),
        FontRole::body, Role::text2);
    QLabel *code = add(tr("Built from %1").arg(QLatin1String(codeVersion())), FontRole::caption, Role::text3);
    app.jobs().preview().start(
        {this, tr("Looking for LibTorch"), {}, true}, [](JobContext &) { return engineStatus(); },
        [code](const EngineStatus &engine) {
            const QString torch = engine.available ? tr("LibTorch %1").arg(fromUtf8(engine.version))
                                                   : retort::render(engine.problem);
            code->setText(code->text() + u'\n' + torch);
        });
    addSafeChoice(tr("Close"));
}

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
