// SPDX-License-Identifier: GPL-3.0-or-later
// What the window knows of each kind of artifact, one row a kind: words, icon, the page that makes it, how
// one is described, chosen, reproduced. Pickers, menu, trash, lists and links derive from it; nothing else
// tells kinds apart. Pure functions of the snapshot. What is done to an artifact is in core/data/artifacts,
// for jobs.
#pragma once

#include "ui/models/artifact.h"

#include <QCoreApplication>

#include <filesystem>
#include <functional>

namespace retort {

struct KindInfo {
    ArtifactKind kind = ArtifactKind::Run;
    const char *word = "";       // core's word, also in the session and settings: "run"
    const char *label = "";      // QT_TRANSLATE_NOOP("kinds", "Run")
    const char *shortLabel = ""; // beside a picker, where it is another word than the label
    const char *icon = "";       // breeze name
    const char *page = "";       // that makes it
    const char *make = ""; // "Train a student first →": the way there where one is needed and none is there
    bool sharesFolder = false;  // its folder holds those of others too: has no size of its own
    const char *duplicate = ""; // page whose form takes its settings (argument "duplicate"), or ""
    const char *compare =
        ""; // argument of the Evaluate page that takes it; "runs" takes the runs made from it

    std::function<std::vector<ArtifactRow>(const ProjectSnapshot &)> rows; // without folder and command
    // The rest takes ids that are in the snapshot.
    std::function<QString(const ProjectSnapshot &, std::int64_t id)> title; // longer than its name where that
                                                                            // is ambiguous
    std::function<QString(const ProjectSnapshot &, std::int64_t id)> detail;
    using InProject = const std::filesystem::path &;
    std::function<std::string(const ProjectSnapshot &, InProject project, std::int64_t id)> folder;
    std::function<std::string(const ProjectSnapshot &, InProject project, std::int64_t id)> command;
    std::function<bool(const ProjectSnapshot &, std::int64_t id, const RunRecord &)> partOf; // of the run
    using Users = std::function<QString(const ProjectSnapshot &, const std::vector<std::int64_t> &ids)>;
    Users users; // "3 runs were made from it; they stay.", or empty
    std::function<QString(const ProjectSnapshot &, std::int64_t id)> held; // why it cannot be thrown away now

    // --- kinds that are inputs of pages: those with a preset
    using Choice = std::function<std::int64_t(const ProjectSnapshot &, const Chosen &)>;
    Choice preset; // out of those that fit
    Choice newest; // what “newer” offers, where it is not the preset
    std::function<bool(const ProjectSnapshot &, const Chosen &, std::int64_t id)> fits;
    Kinds needs = {}; // the inputs that fits() asks for: they are chosen with it
    bool isInput() const { return bool(preset); }
};

const std::vector<KindInfo> &
kindTable(); // in the order of kinds.def: an input comes behind what it depends on
const KindInfo &kindInfo(ArtifactKind kind);
const KindInfo *findKind(std::string_view word);

QString kindLabel(ArtifactKind kind);
QString pickerLabel(ArtifactKind kind);

// --- for the rows of the table

struct KindText {
    Q_DECLARE_TR_FUNCTIONS(retort::KindText)
};
QString joinedFacts(const QStringList &facts); // "a · b", without empty ones
KindInfo::Users runsMadeFrom(ArtifactKind kind);
bool trains(const RunRecord *run);
QString checkpointName(const std::string &name); // "step 400", as core gives it, in the shown language

// Of those that suit, the last made; 0: none.
template <class Record, class Suits>
std::int64_t newestOf(const std::vector<Record> &list, Suits suits) {
    const auto it = std::find_if(list.rbegin(), list.rend(), suits);
    return it == list.rend() ? 0 : it->id;
}
template <class Record>
std::int64_t newestOf(const std::vector<Record> &list) {
    return list.empty() ? 0 : list.back().id;
}

// A kind with its word, label and rows by the fields that every record has, of which none depends on other
// inputs.
template <class Record>
KindInfo kindOf(ArtifactKind kind, const char *word, const char *label,
                std::vector<Record> ProjectSnapshot::*list) {
    KindInfo info;
    info.kind = kind;
    info.word = word;
    info.label = label;
    info.rows = [kind, list](const ProjectSnapshot &s) {
        std::vector<ArtifactRow> rows;
        for (const Record &r : s.*list)
            rows.push_back(artifactOf(kind, r));
        return rows;
    };
    info.title = [list](const ProjectSnapshot &s, std::int64_t id) {
        return fromUtf8(recordOf(s.*list, id)->name);
    };
    info.fits = [list](const ProjectSnapshot &s, const Chosen &, std::int64_t id) {
        return recordOf(s.*list, id) != nullptr;
    };
    return info;
}

} // namespace retort
