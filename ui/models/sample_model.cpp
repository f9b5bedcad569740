// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sample_model.h"

#include "ui/jobs/task_center.h"
#include "ui/models/labels.h"
#include "ui/text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/table_view.h"

#include <algorithm>

namespace retort {
namespace {

const std::vector<const ColumnSpec *> &shownColumns() {
    static const auto shown = [] {
        std::vector<const ColumnSpec *> columns;
        for (const ColumnSpec &spec : columnTable())
            if (spec.width != 0)
                columns.push_back(&spec);
        return columns;
    }();
    return shown;
}

bool isNumber(const ColumnSpec &spec) {
    return spec.kind == ColumnKind::Number || spec.kind == ColumnKind::Count;
}

QVariant alignmentOf(const ColumnSpec &spec) {
    return QVariant::fromValue(Qt::AlignVCenter | (isNumber(spec) ? Qt::AlignRight : Qt::AlignLeft));
}

QString cellText(const SampleRow &row, const ColumnSpec &spec) {
    const RowCell &cell = row[spec.column];
    switch (spec.kind) {
    case ColumnKind::Number:
        return formatCount(row.id);
    case ColumnKind::Count:
        return formatCount(std::int64_t(cell.code));
    case ColumnKind::Bits:
        return bitLabels(spec.column, cell.code).join(QStringLiteral(", "));
    case ColumnKind::Choice:
        return cell.text == noValue ? QString() : valueLabel(spec.column, cell.text);
    case ColumnKind::Word:
        return valueLabel(spec.column, cell.text);
    default:
        return fromUtf8(cell.text);
    }
}

} // namespace

SampleModel::SampleModel(TaskCenter &jobs, std::shared_ptr<VersionStore> store, QObject *parent)
    : QAbstractTableModel(parent),
      m_jobs(jobs),
      m_store(std::move(store)) {}

int SampleModel::columnOf(RowColumn column) {
    const auto &shown = shownColumns();
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (shown[i]->column == column)
            return int(i);
    return -1;
}

QList<int> SampleModel::columnWidths() {
    QList<int> widths;
    for (const ColumnSpec *spec : shownColumns())
        widths << spec->width;
    return widths;
}

void SampleModel::setView(View view) {
    m_requested = std::move(view);
    reload();
}

void SampleModel::reload() {
    const auto request = ++m_request;
    if (m_requested.version == 0 || !m_store)
        return showIds(m_requested, {});
    m_jobs.rows().start(
        {this, tr("Reading rows"), QStringLiteral("sample-ids-%1").arg(quintptr(this)), true},
        [store = m_store, view = m_requested](JobContext &context) {
            std::vector<SampleId> ids = store->rowIds(view.version, view.filter, view.sort, context);
            if (!view.pendingOnly)
                return ids;
            std::set<SampleId> changed;
            for (const PendingChange &change : store->pending(view.version))
                changed.insert(change.sample);
            std::erase_if(ids, [&](SampleId id) { return !changed.contains(id); });
            return ids;
        },
        [this, request, view = m_requested](std::vector<SampleId> ids) {
            if (request != m_request)
                return; // a newer view is on its way
            showIds(view, std::move(ids));
            Q_EMIT ready();
        });
}

void SampleModel::showIds(View view, std::vector<SampleId> ids) {
    if (view.version == m_view.version && ids == m_ids) { // only their values are new
        m_view = std::move(view);
        dropBlocks();
        if (!m_ids.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_view = std::move(view);
    m_ids = std::move(ids);
    dropBlocks();
    endResetModel();
}

void SampleModel::dropBlocks() {
    ++m_contents;
    m_blocks.clear();
    m_wanted.clear();
}

int SampleModel::rowOf(SampleId id) const {
    const auto at = std::ranges::find(m_ids, id);
    return at == m_ids.end() ? -1 : int(at - m_ids.begin());
}

const SampleRow *SampleModel::loadedRow(int row) const {
    const auto *block = row < 0 ? nullptr : m_blocks.object(row / blockRows);
    const auto at = std::size_t(row % blockRows);
    return block && at < block->size() ? &(*block)[at] : nullptr;
}

int SampleModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_ids.size());
}
int SampleModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(shownColumns().size());
}

QVariant SampleModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const ColumnSpec &spec = *shownColumns()[std::size_t(index.column())];
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(spec);
    if (role == TableView::idRole)
        return qint64(idAt(index.row()));
    const auto *row = loadedRow(index.row());
    if (!row) {
        if (role == Qt::DisplayRole)
            want(index.row() / blockRows);
        return role == TableDelegate::loadedRole ? QVariant(false) : QVariant();
    }
    if (role == TableDelegate::loadedRole)
        return true;
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && spec.kind == ColumnKind::Snippet))
        return cellText(*row, spec);
    if (role == TableDelegate::searchRole && spec.kind == ColumnKind::Snippet)
        return fromUtf8(m_view.filter.contains);
    if (role == TableDelegate::chipsRole && spec.kind == ColumnKind::Bits)
        return QVariant::fromValue(faultChips((*row)[spec.column].code));
    return {};
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnSpec &spec = *shownColumns()[std::size_t(section)];
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(spec);
    if (role == Qt::ToolTipRole)
        return render(spec.hint);
    return role == Qt::DisplayRole ? QVariant(render(spec.label)) : QVariant();
}

void SampleModel::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= columnCount())
        return;
    if (!shownColumns()[std::size_t(column)]->sorts)
        return Q_EMIT notSorted();
    View view = m_requested;
    view.sort = {shownColumns()[std::size_t(column)]->column, order == Qt::DescendingOrder};
    setView(std::move(view));
}

// Called from data(): only notes what is wanted; one fetch for many rows starts from the event loop.
void SampleModel::want(int block) const {
    m_wanted.insert(block);
    if (m_asked)
        return;
    m_asked = true;
    auto *self = const_cast<SampleModel *>(this);
    QMetaObject::invokeMethod(
        self, [self] { self->fetchWanted(); }, Qt::QueuedConnection);
}

void SampleModel::fetchWanted() {
    m_asked = false;
    if (m_fetching || m_wanted.empty())
        return;
    // After a long jump of the scroll bar only what was asked for last is still of use.
    std::vector<int> blocks(m_wanted.begin(), m_wanted.end());
    if (blocks.size() > 8)
        blocks.erase(blocks.begin(), blocks.end() - 8);
    m_wanted.clear();
    std::vector<SampleId> ids;
    for (const int block : blocks)
        for (int row = block * blockRows; row < (block + 1) * blockRows && row < rowCount(); ++row)
            ids.push_back(m_ids[std::size_t(row)]);
    m_fetching = true;
    JobSpec request{this, tr("Reading rows"), QStringLiteral("sample-rows-%1").arg(quintptr(this)), true};
    request.onEnd = [this] {
        m_fetching = false;
        fetchWanted();
    };
    m_jobs.rows().start(
        std::move(request),
        [store = m_store, version = m_view.version, ids](JobContext &) { return store->rows(version, ids); },
        [this, blocks, contents = m_contents](std::vector<SampleRow> rows) {
            if (contents == m_contents)
                showRows(blocks, std::move(rows));
        });
}

void SampleModel::showRows(const std::vector<int> &blocks, std::vector<SampleRow> rows) {
    std::size_t at = 0;
    for (const int block : blocks) {
        const int first = block * blockRows, last = std::min(first + blockRows, rowCount()) - 1;
        if (last < first)
            continue;
        const std::size_t n = std::min(std::size_t(last - first + 1), rows.size() - at);
        const auto from = std::make_move_iterator(rows.begin() + std::ptrdiff_t(at));
        m_blocks.insert(block, new std::vector<SampleRow>(from, from + std::ptrdiff_t(n)));
        at += n;
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }
}

} // namespace retort
