// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/facet_panel.h"

#include "ui/jobs/job_hub.h"
#include "ui/models/labels.h"
#include "ui/pages/input_picker.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>
#include <utility>

namespace retort {

namespace {
constexpr int idRole = Qt::UserRole;
constexpr int facetRole = Qt::UserRole + 1;
constexpr int countRole = Qt::UserRole + 2; // written
constexpr int shareRole = Qt::UserRole + 3; // of the largest count of its facet
constexpr int barHeight = 3;

QString facetTitle(const std::string &facet) {
    if (facet == "source")
        return FacetPanel::tr("Source");
    if (facet == "language")
        return FacetPanel::tr("Language");
    if (facet == "fault")
        return FacetPanel::tr("Faults");
    if (facet == "split")
        return FacetPanel::tr("Split");
    if (facet == "tag")
        return FacetPanel::tr("Tags");
    if (facet == "verdict")
        return FacetPanel::tr("Verdict");
    return fromUtf8(facet);
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
    connect(m_tree, &QTreeWidget::itemChanged, this, [this] {
        if (!m_filling)
            Q_EMIT changed();
    });
}

void FacetPanel::setVersion(VersionId version) {
    m_version = version;
    if (version == 0) {
        m_tree->clear();
        return;
    }
    m_app.jobs().rows().start(
        {this, tr("Counting"), QStringLiteral("facets"), true},
        [store = m_app.versionStore(), version](JobContext &job) { return store->facets(version, {}, job); },
        [this](const Facets &facets) { show(facets); });
}

QString FacetPanel::labelOf(const std::string &facet, const std::string &id) const {
    if (facet == "source") {
        for (const auto &source : m_app.snapshot().sources)
            if (std::to_string(source.id) == id)
                return fromUtf8(source.name);
    }
    if (facet == "language")
        return languageLabel(id);
    if (facet == "fault") {
        for (const auto &info : faultTable())
            if (info.id == id)
                return retort::render(info.label);
        if (id.empty() || id == "none")
            return tr("none");
    }
    if (facet == "split")
        return id == "train"        ? splitLabel(Split::Train)
               : id == "validation" ? splitLabel(Split::Validation)
                                    : splitLabel(Split::Test);
    if (facet == "verdict")
        return id == "keep" ? tr("keep") : id == "discard" ? tr("discard") : tr("none");
    return fromUtf8(id);
}

void FacetPanel::show(const Facets &facets) {
    std::set<std::pair<std::string, std::string>> wasTicked;
    for (const auto &[facet, counts] : facets)
        for (const auto &id : ticked(facet))
            wasTicked.emplace(facet, id);
    m_filling = true;
    m_tree->clear();
    for (const char *facet : {"fault", "language", "split", "source", "verdict", "tag"}) {
        const auto found = facets.find(facet);
        if (found == facets.end() || found->second.empty())
            continue;
        auto *head = new QTreeWidgetItem(m_tree, {facetTitle(facet)});
        head->setFlags(Qt::ItemIsEnabled);
        head->setFont(0, Theme::instance().font(FontRole::bodyBold));
        std::int64_t most = 1;
        for (const auto &count : found->second)
            most = std::max(most, count.rows);
        for (const auto &count : found->second) {
            if (count.rows == 0)
                continue;
            auto *item = new QTreeWidgetItem(head, {labelOf(facet, count.id)});
            item->setData(0, idRole, fromUtf8(count.id));
            item->setData(0, facetRole, QString::fromLatin1(facet));
            item->setData(0, countRole, formatCount(count.rows));
            item->setData(0, shareRole, double(count.rows) / double(most));
            item->setData(0, Qt::AccessibleTextRole,
                          tr("%1: %2").arg(item->text(0), formatCount(count.rows)));
            item->setToolTip(0, item->text(0));
            item->setCheckState(0, wasTicked.contains({facet, count.id}) ? Qt::Checked : Qt::Unchecked);
        }
        head->setExpanded(true);
    }
    m_filling = false;
}

std::vector<QTreeWidgetItem *> FacetPanel::items() const {
    std::vector<QTreeWidgetItem *> items;
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g)
        for (int i = 0; i < m_tree->topLevelItem(g)->childCount(); ++i)
            items.push_back(m_tree->topLevelItem(g)->child(i));
    return items;
}

std::vector<FacetPanel::Tick> FacetPanel::ticks() const {
    std::vector<Tick> ticks;
    for (const QTreeWidgetItem *item : items())
        if (item->checkState(0) == Qt::Checked)
            ticks.push_back({toUtf8(item->data(0, facetRole).toString()),
                             toUtf8(item->data(0, idRole).toString()),
                             tr("%1: %2").arg(item->parent()->text(0), item->text(0))});
    return ticks;
}

std::vector<std::string> FacetPanel::ticked(const std::string &facet) const {
    std::vector<std::string> ids;
    for (Tick &tick : ticks())
        if (tick.facet == facet)
            ids.push_back(std::move(tick.id));
    return ids;
}

void FacetPanel::setTicked(const std::string &facet, const std::string &id, bool on) {
    for (QTreeWidgetItem *item : items())
        if (item->data(0, facetRole).toString() == fromUtf8(facet)
            && item->data(0, idRole).toString() == fromUtf8(id))
            item->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
}

void FacetPanel::applyTo(RowFilter &filter) const {
    filter.sources.clear();
    for (const auto &id : ticked("source"))
        filter.sources.push_back(std::stoll(id));
    filter.languages = ticked("language");
    filter.tags = ticked("tag");
    filter.verdicts = ticked("verdict");
    filter.anyFault = 0;
    filter.withoutFault = false;
    for (const auto &id : ticked("fault")) {
        if (id.empty() || id == "none")
            filter.withoutFault = true;
        else
            filter.anyFault |= faultBits({id});
    }
    filter.splits.clear();
    for (const auto &id : ticked("split"))
        filter.splits.push_back(id == "train"        ? Split::Train
                                : id == "validation" ? Split::Validation
                                                     : Split::Test);
}

void FacetPanel::clear() {
    m_filling = true;
    for (QTreeWidgetItem *item : items())
        item->setCheckState(0, Qt::Unchecked);
    m_filling = false;
    Q_EMIT changed();
}

} // namespace retort
