// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/facet_panel.h"

#include "ui/app_state.h"
#include "ui/jobs/job_hub.h"
#include "ui/models/labels.h"
#include "ui/pages/input_picker.h"
#include "ui/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <set>

namespace retort {

namespace {
constexpr int idRole = Qt::UserRole;
constexpr int facetRole = Qt::UserRole + 1;

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
} // namespace

FacetPanel::FacetPanel(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_tree = new QTreeWidget(this);
    m_tree->setHeaderHidden(true);
    m_tree->setColumnCount(2);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(space::m);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Filters"));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    column->addWidget(m_tree);
    connect(m_tree, &QTreeWidget::itemChanged, this, [this] {
        if (!m_filling)
            Q_EMIT changed();
    });
    // A click anywhere on the line ticks it.
    connect(m_tree, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item, int column) {
        if (item->parent() && column == 1)
            item->setCheckState(0, item->checkState(0) == Qt::Checked ? Qt::Unchecked : Qt::Checked);
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
        head->setFirstColumnSpanned(true);
        for (const auto &count : found->second) {
            if (count.rows == 0)
                continue;
            auto *item = new QTreeWidgetItem(head, {labelOf(facet, count.id), formatCount(count.rows)});
            item->setData(0, idRole, fromUtf8(count.id));
            item->setData(0, facetRole, QString::fromLatin1(facet));
            item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
            item->setForeground(1, colour(Role::text2));
            item->setToolTip(0, item->text(0));
            item->setCheckState(0, wasTicked.contains({facet, count.id}) ? Qt::Checked : Qt::Unchecked);
        }
        head->setExpanded(true);
    }
    m_filling = false;
}

std::vector<std::string> FacetPanel::ticked(const std::string &facet) const {
    std::vector<std::string> ids;
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g) {
        const auto *group = m_tree->topLevelItem(g);
        for (int i = 0; i < group->childCount(); ++i) {
            const auto *item = group->child(i);
            if (item->checkState(0) == Qt::Checked && toUtf8(item->data(0, facetRole).toString()) == facet)
                ids.push_back(toUtf8(item->data(0, idRole).toString()));
        }
    }
    return ids;
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
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g)
        for (int i = 0; i < m_tree->topLevelItem(g)->childCount(); ++i)
            m_tree->topLevelItem(g)->child(i)->setCheckState(0, Qt::Unchecked);
    m_filling = false;
    Q_EMIT changed();
}

} // namespace retort
