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

QString languageLabel(const std::string &id) {
    if (id == "zh")
        return LabelText::tr("Chinese");
    if (id == "en")
        return LabelText::tr("English");
    if (id == "mixed")
        return LabelText::tr("mixed");
    if (id == "other")
        return LabelText::tr("other");
    return fromUtf8(id);
}

QString splitLabel(Split split) {
    switch (split) {
    case Split::Train:
        return LabelText::tr("train");
    case Split::Validation:
        return LabelText::tr("validation");
    case Split::Test:
        return LabelText::tr("test");
    }
    return {};
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

QStringList faultWords(std::uint32_t faults) {
    QStringList words;
    for (const auto &info : faultTable())
        if (faults & std::uint32_t(info.fault))
            words << render(info.label);
    return words;
}

} // namespace retort
