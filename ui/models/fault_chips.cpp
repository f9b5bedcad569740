// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/fault_chips.h"

#include "ui/models/labels.h"

#include <QCoreApplication>

namespace retort {

namespace {
struct ChipText {
    Q_DECLARE_TR_FUNCTIONS(retort::FaultChips)
};
} // namespace

QVector<ChipSpec> faultChips(std::uint32_t faults) {
    QVector<ChipSpec> chips;
    for (const QString &word : faultWords(faults))
        chips.push_back({word, QStringLiteral("data-warning"), Role::warn, {}});
    return chips;
}

ChipSpec issueChip(Issue::Level level) {
    switch (level) {
    case Issue::Level::Refused:
        return {ChipText::tr("refused"), QStringLiteral("data-error"), Role::bad, {}};
    case Issue::Level::Warning:
        return {ChipText::tr("warning"), QStringLiteral("data-warning"), Role::warn, {}};
    case Issue::Level::Note:
        break;
    }
    return {ChipText::tr("note"), QStringLiteral("data-information"), Role::accent, {}};
}

} // namespace retort
