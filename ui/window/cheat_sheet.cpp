// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/cheat_sheet.h"

#include "ui/state/page_info.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/window/window_actions.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <map>

namespace retort {
namespace {

constexpr int columns = 2;

QWidget *makeGroup(const QString &title, const std::vector<const ActionSpec *> &specs) {
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, space::l);
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::xs);
    grid->addWidget(makeLabel(title, FontRole::cardTitle, Role::text, box), 0, 0, 1, 2);
    int row = 1;
    for (const ActionSpec *spec : specs) {
        QLabel *name = makeLabel(actionText(*spec), FontRole::body, Role::text, box);
        name->setToolTip(actionTip(*spec));
        grid->addWidget(name, row, 0);
        grid->addWidget(makeLabel(actionKeysText(*spec), FontRole::mono, Role::text2, box), row++, 1,
                        Qt::AlignRight);
    }
    grid->setColumnStretch(0, 1);
    return box;
}

} // namespace

CheatSheet::CheatSheet(const QString &currentPage, QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    // Page of the moment first, then menus, then the other pages.
    std::vector<std::pair<QString, std::vector<const ActionSpec *>>> groups;
    const auto add = [&](const QString &title, auto &&belongs) {
        std::vector<const ActionSpec *> specs;
        for (const ActionSpec *spec : WindowActions::listed())
            if (*spec->keys && belongs(*spec))
                specs.push_back(spec);
        if (!specs.empty())
            groups.emplace_back(title, std::move(specs));
    };
    const auto ofPage = [](const char *id) {
        return [id](const ActionSpec &s) { return qstrcmp(s.page, id) == 0; };
    };
    for (const PageInfo &page : pageTable())
        if (currentPage == QLatin1String(page.id))
            add(pageTitle(page), ofPage(page.id));
    for (const MenuId menu :
         {MenuId::Window, MenuId::File, MenuId::Edit, MenuId::View, MenuId::Tools, MenuId::Help})
        add(menuTitlePlain(menu), [menu](const ActionSpec &s) { return !*s.page && s.menu == menu; });
    for (const char *place : {onArtifact, onChart})
        for (const ActionSpec *spec : WindowActions::listed())
            if (*spec->keys && qstrcmp(spec->page, place) == 0) {
                add(placeTitle(*spec), ofPage(place));
                break;
            }
    for (const PageInfo &page : pageTable())
        if (currentPage != QLatin1String(page.id))
            add(pageTitle(page), ofPage(page.id));

    auto *sheet = new QWidget;
    auto *sides = new QHBoxLayout(sheet);
    sides->setSpacing(space::xxl);
    std::array<QVBoxLayout *, columns> side{};
    std::array<std::size_t, columns> height{};
    for (auto &s : side) {
        s = new QVBoxLayout;
        sides->addLayout(s, 1);
    }
    for (const auto &[title, specs] : groups) {
        const std::size_t shortest = height[0] <= height[1] ? 0 : 1;
        side[shortest]->addWidget(makeGroup(title, specs));
        height[shortest] += specs.size() + 2;
    }
    for (auto *s : side)
        s->addStretch(1);

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(sheet);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *buttons = new QDialogButtonBox(this);
    connect(buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole), &QPushButton::clicked, this,
            &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
    resize(Theme::instance().scaled(760), Theme::instance().scaled(560));
}

} // namespace retort
