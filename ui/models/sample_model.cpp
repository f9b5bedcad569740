// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sample_model.h"

#include "ui/jobs/job_hub.h"
#include "ui/models/fault_chips.h"
#include "ui/models/labels.h"
#include "ui/text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/table_view.h"

#include <algorithm>

namespace retort {

SampleModel::SampleModel(JobHub &jobs, std::shared_ptr<VersionStore> store, QObject *parent)
    : QAbstractTableModel(parent),
      m_jobs(jobs),
      m_store(std::move(store)) {}

void SampleModel::setView(VersionId version, RowFilter filter, RowSort sort, bool pendingOnly) {
    m_version = version;
    m_filter = std::move(filter);
    m_sort = sort;
    m_pendingOnly = pendingOnly;
    reload();
}

void SampleModel::reload() {
    const auto generation = ++m_generation;
    if (m_version == 0 || !m_store) {
        beginResetModel();
        m_ids.clear();
        m_blocks.clear();
        m_recent.clear();
        endResetModel();
        return;
    }
    m_loading = true;
    Q_EMIT loadingChanged();
    JobRequest request{this, tr("Reading rows"), QStringLiteral("sample-ids-%1").arg(quintptr(this)), true};
    request.onEnd = [this, generation] {
        if (generation != m_generation)
            return; // a newer view is on its way
        m_loading = false;
        Q_EMIT loadingChanged();
    };
    m_jobs.rows().start(
        std::move(request),
        [store = m_store, version = m_version, filter = m_filter, sort = m_sort,
         pendingOnly = m_pendingOnly](JobContext &job) {
            std::vector<SampleId> ids = store->rowIds(version, filter, sort, job);
            if (!pendingOnly)
                return ids;
            std::set<SampleId> changed;
            for (const PendingChange &change : store->pending(version))
                changed.insert(change.sample);
            std::erase_if(ids, [&](SampleId id) { return !changed.contains(id); });
            return ids;
        },
        [this, generation](std::vector<SampleId> ids) {
            if (generation != m_generation)
                return;
            beginResetModel();
            m_ids = std::move(ids);
            m_blocks.clear();
            m_recent.clear();
            m_wanted.clear();
            endResetModel();
            Q_EMIT ready();
        });
}

void SampleModel::refetch() {
    m_blocks.clear();
    m_recent.clear();
    if (!m_ids.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount_ - 1));
}

int SampleModel::rowOf(SampleId id) const {
    const auto at = std::find(m_ids.begin(), m_ids.end(), id);
    return at == m_ids.end() ? -1 : int(at - m_ids.begin());
}

const SampleRow *SampleModel::loadedRow(int row) const {
    const auto block = m_blocks.find(row / blockRows);
    if (row < 0 || block == m_blocks.end())
        return nullptr;
    const auto &rows = block->second.first;
    const auto at = std::size_t(row % blockRows);
    return at < rows.size() ? &rows[at] : nullptr;
}

int SampleModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_ids.size());
}
int SampleModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : columnCount_;
}

QVariant SampleModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const bool number =
        index.column() == Number || (index.column() >= QuestionChars && index.column() <= AnswerChars);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    const auto *row = loadedRow(index.row());
    if (!row) {
        if (role == Qt::DisplayRole)
            want(index.row() / blockRows);
        return role == TableDelegate::loadedRole ? QVariant(false) : QVariant();
    }
    if (role == TableDelegate::loadedRole)
        return true;
    if (role == Qt::ToolTipRole && index.column() == Question)
        return fromUtf8(row->questionSnippet);
    if (role == Qt::DisplayRole)
        return cell(*row, index.column());
    if (role == ChipDelegate::chipsRole && index.column() == Faults)
        return QVariant::fromValue(faultChips(row->faults));
    return {};
}

QVariant SampleModel::cell(const SampleRow &row, int column) const {
    switch (column) {
    case Number:
        return formatCount(row.id);
    case Question:
        return fromUtf8(row.questionSnippet);
    case QuestionChars:
        return formatCount(row.questionChars);
    case ReasoningChars:
        return formatCount(row.reasoningChars);
    case AnswerChars:
        return formatCount(row.answerChars);
    case Language:
        return languageLabel(row.language);
    case Source:
        return fromUtf8(row.sourceName);
    case SplitColumn:
        return splitLabel(row.split);
    case Faults:
        return faultWords(row.faults).join(QStringLiteral(", "));
    case Verdict:
        return row.verdict == "keep" ? tr("keep") : row.verdict == "discard" ? tr("discard") : QString();
    default:
        return {};
    }
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const bool number = section == Number || (section >= QuestionChars && section <= AnswerChars);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && section >= QuestionChars && section <= AnswerChars)
        return tr("in characters");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case Question:
        return tr("Question");
    case QuestionChars:
        return tr("Question len.");
    case ReasoningChars:
        return tr("Reasoning");
    case AnswerChars:
        return tr("Answer");
    case Language:
        return tr("Language");
    case Source:
        return tr("Source");
    case SplitColumn:
        return tr("Split");
    case Faults:
        return tr("Faults");
    case Verdict:
        return tr("Verdict");
    default:
        return {};
    }
}

void SampleModel::sort(int column, Qt::SortOrder order) {
    static const std::unordered_map<int, SortKey> keys{{Number, SortKey::Id},
                                                       {QuestionChars, SortKey::QuestionChars},
                                                       {ReasoningChars, SortKey::ReasoningChars},
                                                       {AnswerChars, SortKey::AnswerChars},
                                                       {Language, SortKey::Language},
                                                       {Source, SortKey::Source},
                                                       {SplitColumn, SortKey::Split},
                                                       {Faults, SortKey::Faults}};
    const auto key = keys.find(column);
    if (key == keys.end())
        return;
    setView(m_version, m_filter, {key->second, order == Qt::DescendingOrder});
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
    JobRequest request{this, tr("Reading rows"), QStringLiteral("sample-rows-%1").arg(quintptr(this)), true};
    request.onEnd = [this] {
        m_fetching = false;
        fetchWanted();
    };
    m_jobs.rows().start(
        std::move(request),
        [store = m_store, version = m_version, ids](JobContext &) { return store->rows(version, ids); },
        [this, blocks, generation = m_generation](std::vector<SampleRow> rows) {
            if (generation == m_generation)
                takeRows(blocks, std::move(rows));
        });
}

void SampleModel::takeRows(const std::vector<int> &blocks, std::vector<SampleRow> rows) {
    std::size_t at = 0;
    for (const int block : blocks) {
        const int first = block * blockRows, last = std::min(first + blockRows, rowCount()) - 1;
        if (last < first)
            continue;
        const std::size_t n = std::min(std::size_t(last - first + 1), rows.size() - at);
        std::vector<SampleRow> part(std::make_move_iterator(rows.begin() + std::ptrdiff_t(at)),
                                    std::make_move_iterator(rows.begin() + std::ptrdiff_t(at + n)));
        at += n;
        if (const auto old = m_blocks.find(block); old != m_blocks.end())
            m_recent.erase(old->second.second);
        m_recent.push_front(block);
        m_blocks[block] = {std::move(part), m_recent.begin()};
        while (m_recent.size() > cachedBlocks) {
            m_blocks.erase(m_recent.back());
            m_recent.pop_back();
        }
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount_ - 1));
    }
}

} // namespace retort
