// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/chat/chat_list.h"

#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace retort {
namespace {

constexpr int idRole = Qt::UserRole, timeRole = Qt::UserRole + 1;

// Name over time. The field stands where the name does.
class ChatDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override {
        const QFontMetrics caption(Theme::instance().font(FontRole::caption));
        return {0, option.fontMetrics.height() + caption.height() + 2 * space::s};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override {
        QStyleOptionViewItem o = option;
        initStyleOption(&o, index);
        o.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &o, painter, o.widget);
        const QRect lines = o.rect.adjusted(space::m, space::s, -space::s, -space::s);
        painter->setFont(o.font);
        painter->setPen(colour(Role::text));
        painter->drawText(lines, Qt::AlignLeft | Qt::AlignTop,
                          o.fontMetrics.elidedText(o.text, Qt::ElideRight, lines.width()));
        painter->setFont(Theme::instance().font(FontRole::caption));
        painter->setPen(colour(Role::text3));
        painter->drawText(lines, Qt::AlignLeft | Qt::AlignBottom, index.data(timeRole).toString());
    }
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override {
        auto *editor = new QLineEdit(parent);
        setDense(editor, true);
        editor->setAccessibleName(ChatList::tr("Name of the chat"));
        return editor;
    }
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &) const override {
        const int height = Theme::instance().scaled(size::controlDense);
        editor->setGeometry(option.rect.left() + space::xs, option.rect.center().y() - height / 2,
                            option.rect.width() - space::s, height);
    }
};

} // namespace

ChatList::ChatList(QWidget *parent) : QListWidget(parent) {
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Chats"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setEditTriggers(QAbstractItemView::NoEditTriggers); // the page's action does it
    setUniformItemSizes(true);
    setMouseTracking(true);
    setItemDelegate(new ChatDelegate(this));
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (!m_filling && item)
            Q_EMIT chosen(item->data(idRole).toLongLong());
    });
    connect(this, &QListWidget::itemChanged, this, &ChatList::takeName);
    connect(&Theme::instance(), &Theme::changed, this, &ChatList::scheduleDelayedItemsLayout);
}

// What was typed. Nothing typed is no name: the old one comes back.
void ChatList::takeName(QListWidgetItem *item) {
    if (m_filling)
        return;
    ChatRecord &chat = m_chats[std::size_t(row(item))];
    const QString name = item->text().simplified();
    m_filling = true;
    item->setText(name.isEmpty() ? fromUtf8(chat.name) : name);
    m_filling = false;
    if (name.isEmpty() || toUtf8(name) == chat.name)
        return;
    chat.name = toUtf8(name);
    Q_EMIT renamed(chat.id, name);
}

void ChatList::setChats(std::vector<ChatRecord> chats) {
    std::ranges::stable_sort(chats, [](const auto &a, const auto &b) {
        return std::pair(a.changedAt, a.id) > std::pair(b.changedAt, b.id);
    });
    if (chats == m_chats || state() == QAbstractItemView::EditingState)
        return; // a name that is being typed stays; the next refresh comes when it is stored
    const ChatId shown = current();
    m_filling = true;
    clear();
    for (const ChatRecord &chat : chats) {
        auto *item = new QListWidgetItem(fromUtf8(chat.name), this);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(idRole, QVariant::fromValue<qlonglong>(chat.id));
        item->setData(timeRole, formatTime(chat.changedAt));
        item->setToolTip(chat.note.empty() ? fromUtf8(chat.name)
                                           : fromUtf8(chat.name) + QLatin1Char('\n') + fromUtf8(chat.note));
    }
    m_filling = false;
    m_chats = std::move(chats);
    setCurrent(shown);
}

ChatId ChatList::current() const {
    return currentItem() ? currentItem()->data(idRole).toLongLong() : 0;
}

void ChatList::setCurrent(ChatId id) {
    m_filling = true;
    QListWidgetItem *item = itemOf(id);
    setCurrentItem(item);
    if (!item)
        clearSelection();
    m_filling = false;
}

ChatId ChatList::neighbourOf(ChatId id) const {
    for (std::size_t i = 0; i < m_chats.size(); ++i)
        if (m_chats[i].id == id)
            return i + 1 < m_chats.size() ? m_chats[i + 1].id : i > 0 ? m_chats[i - 1].id : 0;
    return 0;
}

void ChatList::rename(ChatId id) {
    if (QListWidgetItem *item = itemOf(id)) {
        scrollToItem(item);
        editItem(item);
    }
}

QListWidgetItem *ChatList::itemOf(ChatId id) const {
    for (int row = 0; row < count(); ++row)
        if (item(row)->data(idRole).toLongLong() == id)
            return item(row);
    return nullptr;
}

void ChatList::paintEvent(QPaintEvent *event) {
    QListWidget::paintEvent(event);
    if (count() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colour(Role::text3));
    painter.drawText(viewport()->rect().adjusted(space::m, space::m, -space::m, -space::m),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     tr("Questions and their answers are kept here."));
}

} // namespace retort
