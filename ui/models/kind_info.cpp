// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/kind_info.h"

#include <QRegularExpression>

namespace retort {

#define RETORT_KIND(Name, word, Record, list, read) KindInfo word##Kind();
#include "ui/models/kinds.def"
#undef RETORT_KIND

const std::vector<KindInfo> &kindTable() {
    static const std::vector<KindInfo> table{
#define RETORT_KIND(Name, word, Record, list, read) word##Kind(),
#include "ui/models/kinds.def"
#undef RETORT_KIND
    };
    return table;
}

const KindInfo &kindInfo(ArtifactKind kind) {
    return kindTable()[std::size_t(kind)];
}

const KindInfo *findKind(std::string_view word) {
    for (const KindInfo &info : kindTable())
        if (info.word == word)
            return &info;
    return nullptr;
}

QString kindLabel(ArtifactKind kind) {
    return QCoreApplication::translate("kinds", kindInfo(kind).label);
}

QString pickerLabel(ArtifactKind kind) {
    const KindInfo &info = kindInfo(kind);
    return QCoreApplication::translate("kinds", *info.shortLabel ? info.shortLabel : info.label);
}

QString checkpointName(const std::string &name) {
    static const QRegularExpression given(QStringLiteral("^step (\\d+)$"));
    const QString text = fromUtf8(name);
    const auto match = given.match(text);
    return match.hasMatch() ? KindText::tr("step %1").arg(formatCount(match.captured(1).toLongLong())) : text;
}

bool trains(const RunRecord *run) {
    return run && (run->state == RunState::Running || run->state == RunState::Paused);
}

QString joinedFacts(const QStringList &facts) {
    QStringList kept = facts;
    kept.removeAll(QString());
    return kept.join(QStringLiteral(" · "));
}

KindInfo::Users runsMadeFrom(ArtifactKind kind) {
    return [kind](const ProjectSnapshot &s, const std::vector<std::int64_t> &ids) {
        int count = 0;
        for (const std::int64_t id : ids)
            count += int(runsOf(s, {kind, id}).size());
        return count ? KindText::tr("%Ln run(s) were made from it; they stay.", nullptr, count) : QString();
    };
}

} // namespace retort
