// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions/action_table.h"
#include "ui/models/kind_info.h"
#include "ui/pages/artifact_list.h"
#include "ui/pages/artifact_menu.h"
#include "ui/pages/page.h"
#include "ui/state/refresh_when_shown.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

namespace retort {
namespace {

constexpr int narrowest = 88; // a picker gives way before a tab or button is cut

// What fits the other inputs depends on their lists and choices.
Kinds inputKinds() {
    Kinds kinds;
    for (const KindInfo &info : kindTable())
        if (info.isInput())
            kinds.add(info.kind);
    return kinds;
}

} // namespace

InputPicker::InputPicker(AppState &app, ArtifactKind kind, const QString &page, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_kind(kind),
      m_atMaker(page == QLatin1String(kindInfo(kind).page)),
      m_combo(new QComboBox(this)),
      m_newer(new QPushButton(tr("newer ↑"), this)),
      m_link(new QPushButton(
          m_atMaker ? tr("none yet") : QCoreApplication::translate("kinds", kindInfo(kind).make), this)),
      m_more(new QToolButton(this)) {
    auto *label = makeLabel(pickerLabel(kind), FontRole::body, Role::text2, this);
    rowIn(this, {label, m_combo, m_newer, m_more, m_link}, space::xs);
    label->setBuddy(m_combo);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_combo->setMinimumWidth(Theme::instance().scaled(narrowest));
    m_combo->setMaximumWidth(240);
    m_combo->setAccessibleName(pickerLabel(kind));
    m_newer->setObjectName(QStringLiteral("picker_newer"));
    setButtonKind(m_newer, ButtonKind::ghost);
    setButtonKind(m_link, ButtonKind::ghost);
    m_link->setEnabled(!m_atMaker);
    setIconButton(m_more, QStringLiteral("overflow-menu"), tr("Rename, note, copy …"));
    makeMenu();
    connect(m_combo, &QComboBox::activated, this,
            [this](int index) { m_app.select(m_kind, m_combo->itemData(index).toLongLong()); });
    connect(m_newer, &QPushButton::clicked, this, [this] {
        if (const std::int64_t newer = m_app.newer(m_kind))
            m_app.select(m_kind, newer);
    });
    connect(m_link, &QPushButton::clicked, this,
            [this] { m_app.goTo(QString::fromLatin1(kindInfo(m_kind).page)); });
    refreshWhenShown(app, this, inputKinds(), [this] { refresh(); });
    refresh();
}

void InputPicker::makeMenu() {
    auto *menu = new ArtifactMenu(m_app, m_combo, [this] {
        return current() == 0 ? std::vector<ArtifactRef>() : std::vector{ArtifactRef{m_kind, current()}};
    });
    QAction *all =
        addCommand(m_combo, "artifact_list", [this] { ArtifactList::showAll(m_app, m_kind, window()); });
    menu->setExtra([all](QMenu &entries) { entries.addAction(all); });
    connect(m_more, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

std::vector<InputPicker::Item> InputPicker::items() const {
    const KindInfo &info = kindInfo(m_kind);
    const ProjectSnapshot &s = m_app.snapshot();
    std::vector<Item> items;
    for (const ArtifactRow &row : info.rows(s)) {
        const QString name = info.title(s, row.ref.id);
        if (m_app.fits(m_kind, row.ref.id))
            items.push_back({row.ref.id, row.stale ? tr("%1 · out of date").arg(name) : name,
                             info.detail(s, row.ref.id)});
    }
    std::ranges::reverse(items); // newest first: what is looked for most
    return items;
}

void InputPicker::refresh() {
    const QSignalBlocker quiet(m_combo);
    if (std::vector<Item> now = items(); now != m_items) {
        m_items = std::move(now);
        m_combo->clear();
        for (const Item &item : m_items) {
            m_combo->addItem(item.name, QVariant::fromValue(item.id));
            m_combo->setItemData(m_combo->count() - 1, item.detail, Qt::ToolTipRole);
        }
        // The picker is narrow; its list need not be.
        m_combo->view()->setMinimumWidth(m_combo->view()->sizeHintForColumn(0) + space::xl);
    }
    const int at = m_combo->findData(QVariant::fromValue(current()));
    m_combo->setCurrentIndex(at);
    m_combo->setToolTip(at < 0 ? QString()
                               : m_combo->itemText(at) + u'\n'
                                     + m_combo->itemData(at, Qt::ToolTipRole).toString());
    // Before the first snapshot nothing is known to be missing.
    const bool none = m_combo->count() == 0;
    m_combo->setVisible(!none);
    m_more->setVisible(!none);
    m_link->setVisible(none && m_app.snapshotReady() && findPage(QLatin1String(kindInfo(m_kind).page)));
    const std::int64_t newer = none ? 0 : m_app.newer(m_kind);
    m_newer->setVisible(newer != 0);
    if (newer != 0)
        m_newer->setToolTip(
            tr("“%1” is newer. Press to choose it.").arg(artifactTitle(m_app.snapshot(), {m_kind, newer})));
}

} // namespace retort
