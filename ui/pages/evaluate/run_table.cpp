// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evaluate/run_table.h"

#include "core/base/error.h"
#include "core/learn/train_job.h"
#include "ui/models/chart_run.h"
#include "ui/models/labels.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/theme/series_colours.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>
#include <limits>

namespace retort {
namespace {

const QString unknown = QStringLiteral("–");
constexpr double none = std::numeric_limits<double>::quiet_NaN();

QString numberText(double value) {
    return formatNumber(value);
}

QString shareText(double value) {
    return formatShare(value);
}

QString signedNumber(double value, int digits) {
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+"))
           + formatNumber(std::abs(value), digits + 2);
}

QString signedPoints(double value, int digits) {
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+"))
           + QString::number(100 * std::abs(value), 'f', digits);
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

} // namespace

RunTableModel::RunTableModel(QObject *parent)
    : RecordModel([](const RunRecord &run) { return qint64(run.id); }, {}, parent) {
    setSnapshot({});
}

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
            m_options[run.id] = trainOptionsOf(run);
    setBaseline(m_baseline.id);
}

const OptionValues &RunTableModel::options(RunId run) const {
    static const OptionValues none;
    const auto options = m_options.find(run);
    return options == m_options.end() ? none : options->second;
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
    const RunRecord *base = recordOf(m_runs, run);
    m_baseline = base ? *base : RunRecord();
    m_baseline.id = run;
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
    std::vector<RunRecord> rows;
    for (const RunRecord &run : m_runs)
        if (m_filter.isEmpty() || run.id == m_baseline.id
            || fromUtf8(run.name).contains(m_filter, Qt::CaseInsensitive))
            rows.push_back(run);
    std::vector<RunColumn> all = fixedColumns();
    if (m_onlyDiffering)
        for (RunColumn &setting : differingSettings(rows))
            all.push_back(std::move(setting));
    const RunColumn &by = all[std::min(std::size_t(m_sortColumn), all.size() - 1)];
    std::ranges::stable_sort(rows, [&](const auto &a, const auto &b) { return before(by, a, b); });
    const bool sameColumns = std::ranges::equal(
        all, columns(), [](const RunColumn &a, const RunColumn &b) { return a.title == b.title; });
    if (sameColumns)
        setRecords(std::move(rows));
    else
        reset(std::move(all), std::move(rows));
}

// A column of a number that is compared with that of the baseline.
RunTableModel::RunColumn RunTableModel::result(const QString &title, double RunRecord::*field,
                                               bool lowerIsBetter, QString (*write)(double),
                                               QString (*writeDifference)(double, int)) const {
    const auto text = [=, this](const RunRecord &run) {
        const double difference = toBaseline(run, field);
        return std::isfinite(difference)
                   ? write(run.*field) + QStringLiteral("  ") + writeDifference(difference, 1)
                   : write(run.*field);
    };
    const auto extra = [=, this](const RunRecord &run, int role) -> QVariant {
        const double difference = toBaseline(run, field);
        if (!std::isfinite(difference))
            return {};
        if (role == Qt::ForegroundRole && difference != 0)
            return colour((difference < 0) == lowerIsBetter ? Role::ok : Role::bad);
        if (role == Qt::ToolTipRole)
            return (lowerIsBetter ? tr("%1 against %2") : tr("%1 percentage points against %2"))
                .arg(writeDifference(difference, 2), fromUtf8(m_baseline.name));
        return {};
    };
    RunColumn column(title, true, text, extra);
    column.value = [field](const RunRecord &run) { return run.*field; };
    return column;
}

std::vector<RunTableModel::RunColumn> RunTableModel::fixedColumns() const {
    const auto eye = [this](const RunRecord &run, int role) -> QVariant {
        const bool hidden = m_hidden.contains(run.id);
        if (role == Qt::DecorationRole)
            return hidden ? themeIcon(QStringLiteral("view-hidden"), Role::text3)
                          : themeIcon(QStringLiteral("view-visible"), Role::accent);
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
            return hidden ? tr("Hidden; press Space to show")
                          : tr("Shown in the charts; press Space to hide");
        return {};
    };
    const auto size = [this](const RunRecord &run) {
        const auto it = m_sizes.find(run.id);
        return it == m_sizes.end() ? none : double(it->second);
    };
    std::vector<RunColumn> columns{
        {{}, false, [](const RunRecord &) { return QString(); }, eye},
        {tr("Run"), false, [](const RunRecord &run) { return fromUtf8(run.name); },
         [](const RunRecord &run, int role) {
             return role == Qt::DecorationRole ? QVariant(swatch(run.id)) : QVariant();
         }},
        {tr("State"), false,
         [this](const RunRecord &run) {
             return run.id == m_baseline.id ? tr("baseline") : runStateLabel(run.state);
         },
         [this](const RunRecord &run, int role) {
             return role == Qt::ToolTipRole && run.id == m_baseline.id ? QVariant(runStateLabel(run.state))
                                                                       : QVariant();
         }},
        {tr("Step"), &RunRecord::step, formatCount},
        {tr("Loss"), &RunRecord::lastLoss, numberText},
        result(tr("Best validation loss"), &RunRecord::bestValLoss, true, numberText, signedNumber),
        result(tr("Accuracy"), &RunRecord::valAccuracy, false, shareText, signedPoints),
        {tr("Duration"), true, [this](const RunRecord &run) { return formatDuration(duration_s(run)); },
         [](const RunRecord &, int role) {
             return role == Qt::ToolTipRole ? QVariant(tr("From its start to its end, pauses included"))
                                            : QVariant();
         }},
        {tr("Size"), true,
         [size](const RunRecord &run) {
             return std::isfinite(size(run)) ? formatBytes(std::int64_t(size(run))) : unknown;
         }},
        {tr("Note"), &RunRecord::note, fromUtf8},
        {tr("Started"), &RunRecord::createdAt, formatTime},
        {tr("Device"), &RunRecord::device, fromUtf8}};
    columns[Eye].value = [this](const RunRecord &run) { return m_hidden.contains(run.id) ? 1 : 0; };
    columns[Step].value = [](const RunRecord &run) { return double(run.step); };
    columns[Loss].value = [](const RunRecord &run) { return run.lastLoss; };
    columns[Duration].value = [this](const RunRecord &run) { return duration_s(run); };
    columns[Size].value = size;
    columns[Started].value = [](const RunRecord &run) { // times are written for people
        return double(timeOf(run.createdAt).toMSecsSinceEpoch());
    };
    return columns;
}

// Of the data, the inputs and the train options. A run that does not tell a setting, one of an older program,
// makes nothing differ.
std::vector<RunTableModel::RunColumn>
RunTableModel::differingSettings(const std::vector<RunRecord> &rows) const {
    std::vector<RunColumn> all;
    for (const auto &[kind, title] :
         {std::pair{"version", tr("Data")}, {"tokenizer", tr("Tokenizer")}, {"student", tr("Student")}})
        all.emplace_back(title, false,
                         [names = m_names.at(kind), kind = std::string(kind)](const RunRecord &run) {
                             const auto name = names.find(inputOf(run, kind));
                             return name == names.end() ? unknown : name->second;
                         });
    for (const OptionSpec &spec : trainOptions()) {
        const bool number = spec.type == OptionType::Int || spec.type == OptionType::Float;
        const auto has = [this, id = spec.id](const RunRecord &run) {
            const auto options = m_options.find(run.id);
            return options != m_options.end() && options->second.contains(id) ? &options->second : nullptr;
        };
        all.emplace_back(render(spec.label), number, [has, &spec](const RunRecord &run) {
            const OptionValues *values = has(run);
            return values ? optionLabel(spec, values->at(spec.id)) : unknown;
        });
        if (number)
            all.back().value = [has, id = spec.id](const RunRecord &run) {
                const OptionValues *values = has(run);
                return values ? optionFloat(trainOptions(), *values, id) : none;
            };
    }
    std::erase_if(all, [&rows](const RunColumn &column) {
        std::set<QString> values;
        for (const RunRecord &run : rows)
            values.insert(column.text(run));
        values.erase(unknown);
        return values.size() < 2;
    });
    return all;
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

double RunTableModel::toBaseline(const RunRecord &run, double RunRecord::*field) const {
    return m_baseline.id == 0 || run.id == m_baseline.id ? none : run.*field - m_baseline.*field;
}

// The baseline first; then by the column, what has no number last in both orders, the newer one first.
bool RunTableModel::before(const RunColumn &column, const RunRecord &a, const RunRecord &b) const {
    if ((a.id == m_baseline.id) != (b.id == m_baseline.id))
        return a.id == m_baseline.id;
    const bool up = m_order == Qt::AscendingOrder;
    if (column.value) {
        const double x = column.value(a), y = column.value(b);
        if (std::isfinite(x) != std::isfinite(y))
            return std::isfinite(x);
        if (std::isfinite(x) && x != y)
            return up ? x < y : x > y;
    } else if (const int order = QString::localeAwareCompare(column.text(a), column.text(b)); order != 0) {
        return up ? order < 0 : order > 0;
    }
    return m_sortColumn == Started && up ? a.id < b.id : a.id > b.id;
}

QVariant RunTableModel::data(const QModelIndex &index, int role) const {
    const RunRecord *run = record(index.row());
    if (role == Qt::FontRole && run && run->id == m_baseline.id && m_baseline.id != 0)
        return Theme::instance().font(FontRole::bodyBold);
    return RecordModel::data(index, role);
}

} // namespace retort
