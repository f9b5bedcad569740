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

QString splitLabel(Split split) {
    return valueLabel(RowColumn::Split, splitName(split));
}

QString runStateLabel(RunState state) {
    switch (state) {
    case RunState::Created:
        return LabelText::tr("starting");
    case RunState::Running:
        return LabelText::tr("training");
    case RunState::Paused:
        return LabelText::tr("paused");
    case RunState::Interrupted:
        return LabelText::tr("interrupted");
    case RunState::Finished:
        return LabelText::tr("finished");
    case RunState::Stopped:
        return LabelText::tr("stopped");
    case RunState::Failed:
        return LabelText::tr("failed");
    }
    return {};
}

} // namespace retort
