// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/labels.h"

#include "ui/text.h"

#include <QCoreApplication>

namespace retort {
namespace {
struct LabelText {
    Q_DECLARE_TR_FUNCTIONS(retort::Labels)
};
} // namespace

QString valueLabel(RowColumn column, const std::string &value) {
    return render(columnValueLabel(column, value));
}

QStringList bitLabels(RowColumn column, std::uint32_t bits) {
    QStringList labels;
    const auto &values = columnSpec(column).values;
    for (std::size_t bit = 0; bit < values.size(); ++bit)
        if (bits >> bit & 1)
            labels << render(values[bit].label);
    return labels;
}

QString optionLabel(const OptionSpec &spec, const OptionValue &value) {
    if (const bool *on = std::get_if<bool>(&value))
        return *on ? LabelText::tr("yes") : LabelText::tr("no");
    if (spec.type == OptionType::Int || spec.type == OptionType::Float)
        return formatNumber(optionFloat({spec}, {{spec.id, value}}, spec.id), 6);
    const std::string word = formatOption(spec, value);
    for (const OptionChoice &choice : spec.choices)
        if (choice.id == word)
            return render(choice.label);
    return fromUtf8(word);
}

QString splitLabel(Split split) {
    return valueLabel(RowColumn::Split, splitName(split));
}

QString runStateLabel(RunState state) {
    const std::pair<RunState, QString> labels[] = {{RunState::Created, LabelText::tr("starting")},
                                                   {RunState::Running, LabelText::tr("training")},
                                                   {RunState::Paused, LabelText::tr("paused")},
                                                   {RunState::Interrupted, LabelText::tr("interrupted")},
                                                   {RunState::Finished, LabelText::tr("finished")},
                                                   {RunState::Stopped, LabelText::tr("stopped")},
                                                   {RunState::Failed, LabelText::tr("failed")}};
    return std::ranges::find(labels, state, &std::pair<RunState, QString>::first)->second;
}

QVector<ChipSpec> faultChips(std::uint32_t faults) {
    QVector<ChipSpec> chips;
    for (const QString &word : faultWords(faults))
        chips.push_back({word, QStringLiteral("data-warning"), Role::warn, {}});
    return chips;
}

ChipSpec issueChip(Issue::Level level) {
    return level == Issue::Level::Refused
               ? ChipSpec{LabelText::tr("refused"), QStringLiteral("data-error"), Role::bad, {}}
           : level == Issue::Level::Warning
               ? ChipSpec{LabelText::tr("warning"), QStringLiteral("data-warning"), Role::warn, {}}
               : ChipSpec{LabelText::tr("note"), QStringLiteral("data-information"), Role::accent, {}};
}

} // namespace retort
