// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/facet_panel.h"

#include "ui/models/labels.h"
#include "ui/pages/page.h"
#include "ui/theme/style_paint.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include <algorithm>
#include <utility>

namespace retort {
namespace {
constexpr int valueRole = Qt::UserRole;
constexpr int columnRole = Qt::UserRole + 1;
constexpr int countRole = Qt::UserRole + 2; // written
constexpr int shareRole = Qt::UserRole + 3; // of the largest count of its facet
constexpr int barHeight = 3;

RowColumn columnOf(const QTreeWidgetItem *item) {
    return RowColumn(item->data(0, columnRole).toInt());
}

std::string valueOf(const QTreeWidgetItem *item) {
    return toUtf8(item->data(0, valueRole).toString());
}

// Name elided, count right-aligned, a bar of the share below. A click anywhere on the line ticks it.
class FacetDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override {
        return {size::formLabel, Theme::instance().scaled(size::controlDense)};
    }

    void paint(QPainter *p, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        QStyleOptionViewItem o(option);
        initStyleOption(&o, index);
        const QString count = index.data(countRole).toString();
        if (count.isEmpty())
            return QStyledItemDelegate::paint(p, option, index);
        const QStyle *style = o.widget->style();
        const QRect words = style->subElementRect(QStyle::SE_ItemViewItemText, &o, o.widget);
        const QString name = std::exchange(o.text, QString());
        style->drawControl(QStyle::CE_ItemViewItem, &o, p, o.widget);
        const QRect line(words.left(), o.rect.top(), o.rect.right() - space::xs - words.left(),
                         o.rect.height() - barHeight);
        const int countWidth = o.fontMetrics.horizontalAdvance(count);
        p->setFont(o.font);
        p->setPen(colour(Role::text));
        p->drawText(line.adjusted(0, 0, -countWidth - space::s, 0), Qt::AlignVCenter,
                    o.fontMetrics.elidedText(name, Qt::ElideRight, line.width() - countWidth - space::s));
        p->setPen(colour(Role::text2));
        p->drawText(line, Qt::AlignVCenter | Qt::AlignRight, count);
        const QRectF track(line.left(), o.rect.bottom() - barHeight, line.width(), barHeight);
        paint::box(p, track, colour(Role::sunken), {}, barHeight / 2.0);
        const double share = std::clamp(index.data(shareRole).toDouble(), 0.0, 1.0);
        paint::box(
            p, QRectF(track.topLeft(), QSizeF(std::max<double>(barHeight, track.width() * share), barHeight)),
            mixColours(colour(Role::surface), colour(Role::accent), .6), {}, barHeight / 2.0);
    }

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override {
        const QVariant state = index.data(Qt::CheckStateRole);
        if (event->type() == QEvent::MouseButtonDblClick)
            return true; // its release ticks as well
        if (!state.isValid() || event->type() != QEvent::MouseButtonRelease)
            return QStyledItemDelegate::editorEvent(event, model, option, index);
        const bool on = state.toInt() == Qt::Checked;
        return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }
};
} // namespace

FacetPanel::FacetPanel(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    m_tree = new QTreeWidget(this);
    columnIn(this, {m_tree});
    m_tree->setHeaderHidden(true);
    m_tree->setColumnCount(1);
    m_tree->setItemDelegate(new FacetDelegate(m_tree));
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Filters"));
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item) {
        if (!m_filling)
            setTicked(columnOf(item), valueOf(item), item->checkState(0) == Qt::Checked);
    });
}

void FacetPanel::count(VersionId version, const RowFilter &filter) {
    if (version == 0) {
        m_tree->clear();
        return;
    }
    m_app.jobs().rows().start(
        {this, tr("Counting"), QStringLiteral("facets"), true},
        [store = m_app.versionStore(), version, filter](JobContext &job) {
            return store->facets(version, filter, job);
        },
        [this](const Facets &facets) { show(facets); });
}

// In place: the keyboard stays on its value.
void FacetPanel::show(const Facets &facets) {
    const QTreeWidgetItem *current = m_tree->currentItem();
    const auto key =
        current ? std::pair(columnOf(current), valueOf(current)) : std::pair<RowColumn, std::string>();
    const auto itemAt = [](QTreeWidgetItem *parent, int at) {
        return at < parent->childCount() ? parent->child(at) : new QTreeWidgetItem(parent);
    };
    const auto cutAt = [](QTreeWidgetItem *parent, int at) {
        while (parent->childCount() > at)
            delete parent->takeChild(at);
    };
    m_filling = true;
    int heads = 0;
    for (const Facet &facet : facets) {
        if (facet.counts.empty())
            continue;
        QTreeWidgetItem *head = itemAt(m_tree->invisibleRootItem(), heads++);
        head->setText(0, retort::render(columnSpec(facet.column).label));
        head->setFlags(Qt::ItemIsEnabled);
        head->setFont(0, Theme::instance().font(FontRole::bodyBold));
        const auto most = std::ranges::max(facet.counts, {}, &FacetCount::rows).rows;
        int at = 0;
        for (const FacetCount &count : facet.counts) {
            QTreeWidgetItem *item = itemAt(head, at++);
            item->setText(0, retort::render(count.label));
            item->setData(0, valueRole, fromUtf8(count.value));
            item->setData(0, columnRole, int(facet.column));
            item->setData(0, countRole, formatCount(count.rows));
            item->setData(0, shareRole, double(count.rows) / double(std::max<std::int64_t>(1, most)));
            item->setData(0, Qt::AccessibleTextRole,
                          tr("%1: %2").arg(item->text(0), formatCount(count.rows)));
            item->setToolTip(0, item->text(0));
            item->setCheckState(0, isTicked(facet.column, count.value) ? Qt::Checked : Qt::Unchecked);
        }
        cutAt(head, at);
        head->setExpanded(true);
    }
    cutAt(m_tree->invisibleRootItem(), heads);
    if (QTreeWidgetItem *item = itemOf(key.first, key.second); item && item != m_tree->currentItem())
        m_tree->setCurrentItem(item);
    m_filling = false;
}

QTreeWidgetItem *FacetPanel::itemOf(RowColumn column, const std::string &value) const {
    for (QTreeWidgetItemIterator at(m_tree, QTreeWidgetItemIterator::NoChildren); *at; ++at)
        if (columnOf(*at) == column && valueOf(*at) == value)
            return *at;
    return nullptr;
}

bool FacetPanel::isTicked(RowColumn column, const std::string &value) const {
    return std::ranges::any_of(
        m_ticks, [&](const Tick &tick) { return tick.column == column && tick.value == value; });
}

void FacetPanel::setTicked(RowColumn column, const std::string &value, bool on) {
    if (isTicked(column, value) == on)
        return;
    std::erase_if(m_ticks, [&](const Tick &tick) { return tick.column == column && tick.value == value; });
    QString label = valueLabel(column, value);
    if (QTreeWidgetItem *item = itemOf(column, value)) {
        m_filling = true;
        item->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
        m_filling = false;
        label = item->text(0); // a source by its name
    }
    if (on)
        m_ticks.push_back({column, value, tr("%1: %2").arg(retort::render(columnSpec(column).label), label)});
    Q_EMIT changed();
}

void FacetPanel::applyTo(RowFilter &filter) const {
    filter.values.clear();
    for (const Tick &tick : m_ticks)
        filter.values[tick.column].push_back(tick.value);
}

QVariantMap FacetPanel::viewState() const {
    QVariantList ticks;
    for (const Tick &tick : m_ticks)
        ticks << QStringList{QLatin1String(columnSpec(tick.column).id), fromUtf8(tick.value), tick.text};
    return {{QStringLiteral("ticks"), ticks}};
}

void FacetPanel::setViewState(const QVariantMap &state) {
    m_ticks.clear();
    for (const QVariant &one : state.value(QStringLiteral("ticks")).toList())
        for (const ColumnSpec &spec : columnTable())
            if (const QStringList tick = one.toStringList();
                spec.facet && tick.size() == 3 && tick[0] == QLatin1String(spec.id))
                m_ticks.push_back({spec.column, toUtf8(tick[1]), tick[2]});
    Q_EMIT changed();
}

void FacetPanel::clear() {
    m_ticks.clear();
    Q_EMIT changed();
}

} // namespace retort
