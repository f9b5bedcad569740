// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_header.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>

namespace retort {

InputPicker::InputPicker(const QString &label, QWidget *parent)
    : QWidget(parent), m_label(makeLabel(label, FontRole::body, Role::text2, this)), m_combo(new QComboBox(this)),
      m_link(new QPushButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs + 2);
    row->addWidget(m_label);
    row->addWidget(m_combo);
    row->addWidget(m_link);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_combo->setMaximumWidth(240);
    m_label->setBuddy(m_combo);
    setButtonKind(m_link, ButtonKind::ghost);
    m_combo->hide();
    setLabel(label);
    connect(m_link, &QPushButton::clicked, this, &InputPicker::missingActivated);
    connect(m_combo, &QComboBox::currentIndexChanged, this, [this](int i) {
        m_combo->setToolTip(m_combo->itemData(i, Qt::ToolTipRole).toString());
        Q_EMIT picked(currentId());
    });
}

void InputPicker::setLabel(const QString &label)
{
    m_label->setText(label);
    m_combo->setAccessibleName(label);
}

void InputPicker::setItems(const std::vector<Item> &items)
{
    const qint64 before = currentId();
    {
        const QSignalBlocker quiet(m_combo);
        m_combo->clear();
        for (const Item &item : items) {
            const QString name = item.stale ? tr("%1 · out of date").arg(item.name) : item.name;
            m_combo->addItem(item.stale ? themeIcon(QStringLiteral("data-warning"), Role::warn) : QIcon(), name, item.id);
            m_combo->setItemData(m_combo->count() - 1, item.detail.isEmpty() ? name : item.detail, Qt::ToolTipRole);
        }
        const int kept = m_combo->findData(before);
        m_combo->setCurrentIndex(items.empty() ? -1 : kept < 0 ? 0 : kept);
        m_combo->setToolTip(m_combo->currentData(Qt::ToolTipRole).toString());
    }
    m_combo->setVisible(!items.empty());
    m_link->setVisible(items.empty() && !m_link->text().isEmpty());
    if (currentId() != before)
        Q_EMIT picked(currentId());
}

void InputPicker::setMissingText(const QString &text)
{
    m_link->setText(text);
    m_link->setVisible(isMissing() && !text.isEmpty());
}

bool InputPicker::isMissing() const
{
    return m_combo->count() == 0;
}

qint64 InputPicker::currentId() const
{
    return m_combo->currentIndex() < 0 ? 0 : m_combo->currentData().toLongLong();
}

void InputPicker::setCurrentId(qint64 id)
{
    if (const int i = m_combo->findData(id); i >= 0)
        m_combo->setCurrentIndex(i);
}

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(makeLabel(title, FontRole::pageTitle, Role::text, this)), m_inputs(new QHBoxLayout),
      m_searchPlace(new QHBoxLayout), m_buttons(new QHBoxLayout), m_primaryPlace(new QHBoxLayout)
{
    setMinimumHeight(size::pageHeader);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pageX, 0, space::pageX, 0);
    row->setSpacing(space::m);
    for (QHBoxLayout *part : {m_inputs, m_searchPlace, m_buttons, m_primaryPlace})
        part->setSpacing(space::s);
    m_inputs->setSpacing(space::l);
    row->addWidget(m_title);
    row->addSpacing(space::xs);
    row->addLayout(m_inputs);
    row->addStretch(1);
    row->addLayout(m_searchPlace);
    row->addLayout(m_buttons);
    row->addLayout(m_primaryPlace);
    setAccessibleName(title);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

QString PageHeader::title() const
{
    return m_title->text();
}

InputPicker *PageHeader::addPicker(const QString &label)
{
    auto *picker = new InputPicker(label, this);
    m_inputs->addWidget(picker);
    return picker;
}

void PageHeader::addInput(QWidget *widget)
{
    m_inputs->addWidget(widget);
}

QLineEdit *PageHeader::search(const QString &placeholder)
{
    if (!m_search) {
        m_search = new QLineEdit(this);
        m_search->setClearButtonEnabled(true);
        m_search->addAction(themeIcon(QStringLiteral("edit-find"), Role::text3), QLineEdit::LeadingPosition);
        m_search->setMinimumWidth(120);
        m_search->setMaximumWidth(240);
        m_searchPlace->addWidget(m_search);
    }
    if (!placeholder.isEmpty()) {
        m_search->setPlaceholderText(placeholder);
        m_search->setAccessibleName(placeholder);
    }
    return m_search;
}

ActionButton *PageHeader::addSecondary(QAction *action)
{
    auto *button = new ActionButton(action, ButtonKind::secondary, this);
    m_buttons->addWidget(button);
    return button;
}

ActionButton *PageHeader::addGhost(QAction *action)
{
    auto *button = new ActionButton(action, ButtonKind::ghost, this);
    m_buttons->addWidget(button);
    return button;
}

ActionButton *PageHeader::setPrimary(QAction *action)
{
    if (!m_primary) {
        m_primary = new ActionButton(action, ButtonKind::primary, this);
        m_primaryPlace->addWidget(m_primary);
    } else {
        m_primary->setAction(action);
    }
    return m_primary;
}

void PageHeader::addTrailing(QWidget *widget)
{
    m_buttons->addWidget(widget);
}

void PageHeader::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.fillRect(rect(), colour(Role::window));
    paint::hairline(&p, rect().bottomLeft(), rect().bottomRight(), colour(Role::border));
}

} // namespace retort
