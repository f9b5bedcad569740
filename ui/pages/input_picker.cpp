// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/input_picker.h"

#include "ui/pages/made_menu.h"
#include "ui/pages/page.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

namespace retort {
namespace {

constexpr int narrowest = 88; // a picker gives way before a tab or button is cut

QString joined(const QStringList &parts) {
    QStringList kept;
    for (const QString &p : parts)
        if (!p.isEmpty())
            kept << p;
    return kept.join(QStringLiteral(" · "));
}

// Newest first: what is looked for most.
template <class List, class Make>
auto reversed(const List &list, Make make) {
    std::vector<decltype(make(list.front()))> items;
    for (auto it = list.rbegin(); it != list.rend(); ++it)
        items.push_back(make(*it));
    return items;
}

using Item = InputPicker::Item;

std::vector<Item> itemsOf(const ProjectSnapshot &s, InputKind kind) {
    const auto item = [&](const auto &record, bool stale) {
        return Item{record.id, InputPicker::nameOf(s, kind, record.id),
                    InputPicker::detailOf(s, kind, record.id), stale};
    };
    switch (kind) {
    case InputKind::Version:
        return reversed(s.versions, [&](const auto &r) { return item(r, r.stale); });
    case InputKind::Tokenizer:
        return reversed(s.tokenizers, [&](const auto &r) { return item(r, r.stale); });
    case InputKind::Student:
        return reversed(s.students, [&](const auto &r) { return item(r, false); });
    case InputKind::Run:
        return reversed(s.runs, [&](const auto &r) { return item(r, false); });
    case InputKind::Checkpoint:
        return reversed(s.checkpoints, [&](const auto &r) { return item(r, false); });
    }
    return {};
}

QString labelOf(InputKind kind) {
    switch (kind) {
    case InputKind::Version:
        return InputPicker::tr("Data");
    case InputKind::Tokenizer:
        return InputPicker::tr("Tokenizer");
    case InputKind::Student:
        return InputPicker::tr("Student");
    case InputKind::Run:
        return InputPicker::tr("Run");
    case InputKind::Checkpoint:
        return InputPicker::tr("Checkpoint");
    }
    return {};
}

QString missingText(InputKind kind) {
    switch (kind) {
    case InputKind::Version:
        return InputPicker::tr("Import data first →");
    case InputKind::Tokenizer:
        return InputPicker::tr("Train a tokenizer first →");
    case InputKind::Student:
        return InputPicker::tr("Make a student first →");
    case InputKind::Run:
    case InputKind::Checkpoint:
        return InputPicker::tr("Train a student first →");
    }
    return {};
}

const char *makerPage(InputKind kind) {
    switch (kind) {
    case InputKind::Version:
        return "data";
    case InputKind::Tokenizer:
        return "tokenize";
    case InputKind::Student:
        return "student";
    case InputKind::Run:
    case InputKind::Checkpoint:
        return "train";
    }
    return "home";
}

} // namespace

QString InputPicker::nameOf(const ProjectSnapshot &s, InputKind kind, std::int64_t id) {
    switch (kind) {
    case InputKind::Version:
        if (const auto *r = s.version(id))
            return fromUtf8(r->name);
        break;
    case InputKind::Tokenizer:
        if (const auto *r = s.tokenizer(id))
            return fromUtf8(r->name);
        break;
    case InputKind::Student:
        if (const auto *r = s.student(id))
            return fromUtf8(r->name);
        break;
    case InputKind::Run:
        if (const auto *r = s.run(id))
            return fromUtf8(r->name);
        break;
    case InputKind::Checkpoint:
        if (const auto *r = s.checkpoint(id)) {
            const auto *run = s.run(r->run);
            return joined({run ? fromUtf8(run->name) : QString(), fromUtf8(r->name)});
        }
        break;
    }
    return {};
}

QString InputPicker::detailOf(const ProjectSnapshot &s, InputKind kind, std::int64_t id) {
    switch (kind) {
    case InputKind::Version:
        if (const auto *r = s.version(id))
            return joined(
                {tr("%1 samples").arg(formatCount(r->rows)), formatTime(r->createdAt), fromUtf8(r->note)});
        break;
    case InputKind::Tokenizer:
        if (const auto *r = s.tokenizer(id))
            return joined({tr("%1 pieces").arg(formatCount(r->vocabSize)), formatTime(r->createdAt),
                           fromUtf8(r->note)});
        break;
    case InputKind::Student:
        if (const auto *r = s.student(id))
            return joined({tr("%1 parameters").arg(formatCount(r->parameters)), formatTime(r->createdAt),
                           fromUtf8(r->note)});
        break;
    case InputKind::Run:
        if (const auto *r = s.run(id))
            return joined(
                {tr("step %1").arg(formatCount(r->step)), formatTime(r->createdAt), fromUtf8(r->note)});
        break;
    case InputKind::Checkpoint:
        if (const auto *r = s.checkpoint(id))
            return joined({tr("validation loss %1").arg(formatNumber(r->valLoss)), formatBytes(r->bytes),
                           formatTime(r->createdAt)});
        break;
    }
    return {};
}

InputPicker::InputPicker(AppState &app, InputKind kind, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_kind(kind),
      m_label(makeLabel(labelOf(kind), FontRole::body, Role::text2, this)),
      m_combo(new QComboBox(this)),
      m_link(new QPushButton(missingText(kind), this)),
      m_more(new QToolButton(this)) {
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_label);
    row->addWidget(m_combo);
    row->addWidget(m_more);
    row->addWidget(m_link);
    row->setSpacing(space::xs);
    m_label->setBuddy(m_combo);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_combo->setMinimumWidth(Theme::instance().scaled(narrowest));
    m_combo->setMaximumWidth(240);
    m_combo->setAccessibleName(labelOf(kind));
    setButtonKind(m_link, ButtonKind::ghost);
    setIconButton(m_more, QStringLiteral("overflow-menu"), tr("Rename, note, copy …"));
    auto *menu = new MadeMenu(app, m_combo, [this] {
        return missing() ? std::vector<MadeRef>() : std::vector{madeRef(m_kind, current())};
    });
    menu->openOnContextMenu();
    connect(m_more, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_combo, &QComboBox::activated, this, &InputPicker::choose);
    connect(m_link, &QPushButton::clicked, this, &InputPicker::goToMaker);
    connect(&app, &AppState::snapshotChanged, this, &InputPicker::refresh);
    connect(&app, &AppState::selectionChanged, this, &InputPicker::refresh);
    refresh();
}

std::int64_t InputPicker::current() const {
    return m_app.selected(m_kind);
}

void InputPicker::refresh() {
    std::vector<Item> items = itemsOf(m_app.snapshot(), m_kind);
    std::erase_if(items, [this](const Item &item) { return !m_app.fits(m_kind, item.id); });
    const QSignalBlocker quiet(m_combo);
    if (items != m_items)
        fill(std::move(items));
    showCurrent();
}

void InputPicker::fill(std::vector<Item> items) {
    m_items = std::move(items);
    m_combo->clear();
    for (const Item &item : m_items) {
        m_combo->addItem(item.stale ? tr("%1 · out of date").arg(item.name) : item.name,
                         QVariant::fromValue(item.id));
        m_combo->setItemData(m_combo->count() - 1, item.detail, Qt::ToolTipRole);
    }
}

void InputPicker::showCurrent() {
    const int at = m_combo->findData(QVariant::fromValue(current()));
    m_combo->setCurrentIndex(at);
    m_combo->setToolTip(at < 0 ? QString()
                               : m_combo->itemText(at) + u'\n'
                                     + m_combo->itemData(at, Qt::ToolTipRole).toString());
    // Before the first snapshot nothing is known to be missing.
    const bool none = m_combo->count() == 0;
    m_combo->setVisible(!none);
    m_more->setVisible(!none);
    m_link->setVisible(none && m_app.snapshotReady() && findPage(QLatin1String(makerPage(m_kind))));
    if (m_shown == current())
        return;
    m_shown = current();
    Q_EMIT picked(m_shown);
}

void InputPicker::choose(int index) {
    m_app.select(m_kind, m_combo->itemData(index).toLongLong());
}

void InputPicker::goToMaker() {
    m_app.goTo(QString::fromLatin1(makerPage(m_kind)));
}

} // namespace retort
