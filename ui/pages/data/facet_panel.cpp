// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/facet_panel.h"

#include "ui/jobs/task_center.h"
#include "ui/models/labels.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace retort {

namespace {
constexpr int valueRole = Qt::UserRole;
constexpr int columnRole = Qt::UserRole + 1;
constexpr int countRole = Qt::UserRole + 2; // written
constexpr int shareRole = Qt::UserRole + 3; // of the largest count of its facet
constexpr int barHeight = 3;

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
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_tree = new QTreeWidget(this);
    m_tree->setHeaderHidden(true);
    m_tree->setColumnCount(1);
    m_tree->setItemDelegate(new FacetDelegate(m_tree));
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Filters"));
    column->addWidget(m_tree);
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item) {
        if (!m_filling)
            readTick(item);
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

void FacetPanel::show(const Facets &facets) {
    const int scrolled = m_tree->verticalScrollBar()->value();
    m_filling = true;
    m_tree->clear();
    for (const Facet &facet : facets) {
        if (facet.counts.empty())
            continue;
        auto *head = new QTreeWidgetItem(m_tree, {retort::render(columnSpec(facet.column).label)});
        head->setFlags(Qt::ItemIsEnabled);
        head->setFont(0, Theme::instance().font(FontRole::bodyBold));
        std::int64_t most = 1;
        for (const FacetCount &count : facet.counts)
            most = std::max(most, count.rows);
        for (const FacetCount &count : facet.counts) {
            auto *item = new QTreeWidgetItem(head, {retort::render(count.label)});
            item->setData(0, valueRole, fromUtf8(count.value));
            item->setData(0, columnRole, int(facet.column));
            item->setData(0, countRole, formatCount(count.rows));
            item->setData(0, shareRole, double(count.rows) / double(most));
            item->setData(0, Qt::AccessibleTextRole,
                          tr("%1: %2").arg(item->text(0), formatCount(count.rows)));
            item->setToolTip(0, item->text(0));
            item->setCheckState(0, isTicked(facet.column, count.value) ? Qt::Checked : Qt::Unchecked);
        }
        head->setExpanded(true);
    }
    m_filling = false;
    m_tree->verticalScrollBar()->setValue(scrolled);
}

bool FacetPanel::isTicked(RowColumn column, const std::string &value) const {
    return std::any_of(m_ticks.begin(), m_ticks.end(),
                       [&](const Tick &tick) { return tick.column == column && tick.value == value; });
}

void FacetPanel::readTick(QTreeWidgetItem *item) {
    setTicked(RowColumn(item->data(0, columnRole).toInt()), toUtf8(item->data(0, valueRole).toString()),
              item->checkState(0) == Qt::Checked);
}

void FacetPanel::setTicked(RowColumn column, const std::string &value, bool on) {
    if (isTicked(column, value) == on)
        return;
    std::erase_if(m_ticks, [&](const Tick &tick) { return tick.column == column && tick.value == value; });
    QString label = valueLabel(column, value);
    m_filling = true;
    for (int head = 0; head < m_tree->topLevelItemCount(); ++head)
        for (int i = 0; i < m_tree->topLevelItem(head)->childCount(); ++i)
            if (QTreeWidgetItem *item = m_tree->topLevelItem(head)->child(i);
                item->data(0, columnRole).toInt() == int(column)
                && item->data(0, valueRole).toString() == fromUtf8(value)) {
                item->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
                label = item->text(0); // a source by its name
            }
    m_filling = false;
    if (on)
        m_ticks.push_back({column, value, tr("%1: %2").arg(retort::render(columnSpec(column).label), label)});
    Q_EMIT changed();
}

void FacetPanel::applyTo(RowFilter &filter) const {
    filter.values.clear();
    for (const Tick &tick : m_ticks)
        filter.values[tick.column].push_back(tick.value);
}

void FacetPanel::clear() {
    m_ticks.clear();
    Q_EMIT changed();
}

} // namespace retort
