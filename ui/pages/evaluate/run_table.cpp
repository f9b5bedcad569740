// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/run_table.h"

#include "core/base/error.h"
#include "core/learn/train_job.h"
#include "ui/models/labels.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/metrics.h"
#include "ui/theme/series_colours.h"
#include "ui/theme/theme.h"
#include "ui/widgets/table_view.h"

#include <QDateTime>
#include <QFont>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>
#include <limits>

namespace retort {

namespace {

const QString unknown = QStringLiteral("–");
constexpr double none = std::numeric_limits<double>::quiet_NaN();

QString signedText(double value, const QString &size) {
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + size;
}

QPixmap swatch(RunId run) {
    QPixmap pixmap(size::icon, size::icon);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(seriesColour(runSlot(run), Theme::instance().isDark()));
    painter.drawRoundedRect(2, 5, size::icon - 4, 6, 2, 2);
    return pixmap;
}

QDateTime timeOf(const std::string &iso8601Utc) {
    return QDateTime::fromString(fromUtf8(iso8601Utc), Qt::ISODate);
}

template <typename Records>
std::map<std::int64_t, QString> namesOf(const Records &records) {
    std::map<std::int64_t, QString> names;
    for (const auto &record : records)
        names[record.id] = fromUtf8(record.name);
    return names;
}

std::int64_t inputOf(const RunRecord &run, const std::string &kind) {
    return kind == "version" ? run.version : kind == "tokenizer" ? run.tokenizer : run.student;
}

OptionValues optionsOf(const RunRecord &run) {
    try {
        return withDefaults(trainOptions(), trainConfigFromJson(run.configJson, nullptr).options);
    } catch (const Error &) {
        return {}; // of another program: it has no settings to tell
    }
}

} // namespace

int runSlot(RunId run) {
    return int(run - 1);
}

RunTableModel::RunTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void RunTableModel::setSnapshot(const ProjectSnapshot &snapshot) {
    m_runs = snapshot.runs;
    m_names = {{"version", namesOf(snapshot.versions)},
               {"tokenizer", namesOf(snapshot.tokenizers)},
               {"student", namesOf(snapshot.students)}};
    m_lastSeen.clear();
    for (const CheckpointRecord &checkpoint : snapshot.checkpoints)
        m_lastSeen[checkpoint.run] = std::max(m_lastSeen[checkpoint.run], checkpoint.createdAt);
    for (const RunRecord &run : m_runs)
        if (!m_options.contains(run.id))
            m_options[run.id] = optionsOf(run);
    rebuild();
}

void RunTableModel::setHidden(const std::set<RunId> &hidden) {
    m_hidden = hidden;
    rebuild();
}

void RunTableModel::setSizes(const std::map<RunId, std::int64_t> &bytes) {
    m_sizes = bytes;
    rebuild();
}

void RunTableModel::setBaseline(RunId run) {
    m_baseline = run;
    rebuild();
}

void RunTableModel::setFilter(const QString &words) {
    m_filter = words.trimmed();
    rebuild();
}

void RunTableModel::setOnlyDiffering(bool on) {
    m_onlyDiffering = on;
    rebuild();
}

void RunTableModel::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_order = order;
    rebuild();
}

void RunTableModel::rebuild() {
    std::vector<const RunRecord *> rows;
    for (const RunRecord &run : m_runs)
        if (m_filter.isEmpty() || run.id == m_baseline
            || fromUtf8(run.name).contains(m_filter, Qt::CaseInsensitive))
            rows.push_back(&run);
    std::vector<Setting> settings;
    if (m_onlyDiffering)
        settings = differingSettings(rows);
    const bool sameColumns = settings == m_settings;
    if (!sameColumns) {
        beginResetModel();
        m_settings = std::move(settings);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [this](const auto *a, const auto *b) { return before(*a, *b); });
    std::vector<RunId> ids;
    for (const RunRecord *run : rows)
        ids.push_back(run->id);
    if (!sameColumns) {
        m_rows = std::move(ids);
        endResetModel();
    } else if (ids == m_rows) {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    } else {
        beginResetModel();
        m_rows = std::move(ids);
        endResetModel();
    }
}

std::vector<RunTableModel::Setting>
RunTableModel::differingSettings(const std::vector<const RunRecord *> &rows) const {
    std::vector<Setting> found;
    const auto add = [&](Setting setting) {
        QString first; // of a run that tells it; one of an older program does not make all columns differ
        for (const RunRecord *run : rows) {
            const QString value = settingText(*run, setting);
            if (value == unknown || value == first)
                continue;
            if (!first.isNull()) {
                found.push_back(std::move(setting));
                return;
            }
            first = value;
        }
    };
    add({"version", tr("Data"), false});
    add({"tokenizer", tr("Tokenizer"), false});
    add({"student", tr("Student"), false});
    for (const OptionSpec &spec : trainOptions())
        add({spec.id, render(spec.label), spec.type == OptionType::Int || spec.type == OptionType::Float});
    return found;
}

QString RunTableModel::settingText(const RunRecord &run, const Setting &setting) const {
    if (const auto names = m_names.find(setting.id); names != m_names.end()) {
        const auto name = names->second.find(inputOf(run, setting.id));
        return name == names->second.end() ? unknown : name->second;
    }
    const OptionSpec *spec = findOption(trainOptions(), setting.id);
    const auto options = m_options.find(run.id);
    if (!spec || options == m_options.end() || !options->second.contains(setting.id))
        return unknown;
    const OptionValue &value = options->second.at(setting.id);
    if (const bool *on = std::get_if<bool>(&value))
        return *on ? tr("yes") : tr("no");
    if (setting.number)
        return formatNumber(settingNumber(run, setting), 6);
    const std::string word = formatOption(*spec, value);
    for (const OptionChoice &choice : spec->choices)
        if (choice.id == word)
            return render(choice.label);
    return fromUtf8(word);
}

double RunTableModel::settingNumber(const RunRecord &run, const Setting &setting) const {
    const auto options = m_options.find(run.id);
    if (options == m_options.end() || !options->second.contains(setting.id))
        return none;
    return optionFloat(trainOptions(), options->second, setting.id);
}

const RunRecord *RunTableModel::run(int row) const {
    if (row < 0 || std::size_t(row) >= m_rows.size())
        return nullptr;
    const auto it = std::find_if(m_runs.begin(), m_runs.end(),
                                 [id = m_rows[std::size_t(row)]](const auto &r) { return r.id == id; });
    return it == m_runs.end() ? nullptr : &*it;
}

int RunTableModel::rowOf(RunId run) const {
    const auto it = std::find(m_rows.begin(), m_rows.end(), run);
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int RunTableModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RunTableModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : FixedColumns + int(m_settings.size());
}

bool RunTableModel::isNumber(int column) const {
    if (column >= FixedColumns)
        return m_settings[std::size_t(column - FixedColumns)].number;
    return column >= Step && column <= Size;
}

// Pauses and the time between a stop and a resume are in it: only both ends are known.
double RunTableModel::duration_s(const RunRecord &run) const {
    const QDateTime start = timeOf(run.createdAt);
    QDateTime end = timeOf(run.finishedAt);
    if (run.state == RunState::Running || run.state == RunState::Paused)
        end = QDateTime::currentDateTimeUtc();
    else if (const auto seen = m_lastSeen.find(run.id); !end.isValid() && seen != m_lastSeen.end())
        end = timeOf(seen->second);
    return start.isValid() && end.isValid() ? double(start.msecsTo(end)) / 1000.0 : none;
}

double RunTableModel::number(const RunRecord &run, int column) const {
    switch (column) {
    case Step:
        return double(run.step);
    case Loss:
        return run.lastLoss;
    case BestLoss:
        return run.bestValLoss;
    case Accuracy:
        return run.valAccuracy;
    case Duration:
        return duration_s(run);
    case Size: {
        const auto it = m_sizes.find(run.id);
        return it == m_sizes.end() ? none : double(it->second);
    }
    case Eye:
        return m_hidden.contains(run.id) ? 1 : 0;
    default:
        return column >= FixedColumns ? settingNumber(run, m_settings[std::size_t(column - FixedColumns)])
                                      : none;
    }
}

double RunTableModel::toBaseline(const RunRecord &run, int column) const {
    if ((column != BestLoss && column != Accuracy) || m_baseline == 0 || run.id == m_baseline)
        return none;
    const RunRecord *base = this->run(rowOf(m_baseline));
    return base ? number(run, column) - number(*base, column) : none;
}

QString RunTableModel::text(const RunRecord &run, int column) const {
    const double value = number(run, column), difference = toBaseline(run, column);
    switch (column) {
    case Name:
        return fromUtf8(run.name);
    case State:
        return run.id == m_baseline ? tr("baseline") : runStateLabel(run.state);
    case Step:
        return formatCount(run.step);
    case Loss:
        return formatNumber(value);
    case BestLoss:
        return std::isfinite(difference) ? formatNumber(value) + QStringLiteral("  ")
                                               + signedText(difference, formatNumber(std::abs(difference), 3))
                                         : formatNumber(value);
    case Accuracy:
        return std::isfinite(difference)
                   ? formatShare(value) + QStringLiteral("  ")
                         + signedText(difference, QString::number(100 * std::abs(difference), 'f', 1))
                   : formatShare(value);
    case Duration:
        return formatDuration(value);
    case Size:
        return std::isfinite(value) ? formatBytes(std::int64_t(value)) : unknown;
    case Note:
        return fromUtf8(run.note);
    case Started:
        return formatTime(run.createdAt);
    case Device:
        return fromUtf8(run.device);
    default:
        return column >= FixedColumns ? settingText(run, m_settings[std::size_t(column - FixedColumns)])
                                      : QString();
    }
}

// The baseline first; then by the column, what has no number last in both orders, the newer one first.
bool RunTableModel::before(const RunRecord &a, const RunRecord &b) const {
    if ((a.id == m_baseline) != (b.id == m_baseline))
        return a.id == m_baseline;
    const bool up = m_order == Qt::AscendingOrder;
    const int column = std::min(m_sortColumn, columnCount() - 1);
    if (isNumber(column) || column == Eye) {
        const double x = number(a, column), y = number(b, column);
        if (std::isfinite(x) != std::isfinite(y))
            return std::isfinite(x);
        if (std::isfinite(x) && x != y)
            return up ? x < y : x > y;
    } else {
        // Times are written for people; their own order is that of ISO 8601, and that of the numbers.
        const int order = column == Started ? a.createdAt.compare(b.createdAt)
                                            : QString::localeAwareCompare(text(a, column), text(b, column));
        if (order != 0)
            return up ? order < 0 : order > 0;
        if (column == Started)
            return up ? a.id < b.id : a.id > b.id;
    }
    return a.id > b.id;
}

QVariant RunTableModel::decoration(const RunRecord &run, int column) const {
    if (column == Name)
        return swatch(run.id);
    if (column != Eye)
        return {};
    return m_hidden.contains(run.id) ? themeIcon(QStringLiteral("view-hidden"), Role::text3)
                                     : themeIcon(QStringLiteral("view-visible"), Role::accent);
}

QVariant RunTableModel::toolTip(const RunRecord &run, int column) const {
    if (column == Eye)
        return m_hidden.contains(run.id) ? tr("Hidden; press Space to show")
                                         : tr("Shown in the charts; press Space to hide");
    if (column == State && run.id == m_baseline)
        return runStateLabel(run.state);
    if (column == Duration)
        return tr("From its start to its end, pauses included");
    const double difference = toBaseline(run, column);
    if (!std::isfinite(difference))
        return {};
    const QString name = fromUtf8(this->run(rowOf(m_baseline))->name);
    return column == BestLoss
               ? tr("%1 against %2").arg(signedText(difference, formatNumber(std::abs(difference))), name)
               : tr("%1 percentage points against %2")
                     .arg(signedText(difference, QString::number(100 * std::abs(difference), 'f', 2)), name);
}

QVariant RunTableModel::data(const QModelIndex &index, int role) const {
    const RunRecord *run = index.isValid() ? this->run(index.row()) : nullptr;
    if (!run)
        return {};
    switch (role) {
    case TableView::idRole:
        return qint64(run->id);
    case Qt::DisplayRole:
        return text(*run, index.column());
    case Qt::DecorationRole:
        return decoration(*run, index.column());
    case Qt::ToolTipRole:
        return toolTip(*run, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Eye ? toolTip(*run, Eye) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter
                                   | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        if (run->id == m_baseline)
            return Theme::instance().font(FontRole::bodyBold);
        return {};
    case Qt::ForegroundRole:
        if (const double d = toBaseline(*run, index.column()); std::isfinite(d) && d != 0)
            return colour((d < 0) == (index.column() == BestLoss) ? Role::ok : Role::bad);
        return {};
    default:
        return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    if (section >= FixedColumns)
        return m_settings[std::size_t(section - FixedColumns)].title;
    const QString titles[FixedColumns] = {{},
                                          tr("Run"),
                                          tr("State"),
                                          tr("Step"),
                                          tr("Loss"),
                                          tr("Best validation loss"),
                                          tr("Accuracy"),
                                          tr("Duration"),
                                          tr("Size"),
                                          tr("Note"),
                                          tr("Started"),
                                          tr("Device")};
    return titles[section];
}

} // namespace retort
