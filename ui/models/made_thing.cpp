// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/made_thing.h"

#include "core/base/error.h"
#include "core/clean/clean_command.h"
#include "core/data/versions/derive.h"
#include "core/import/import_command.h"
#include "core/learn/learn_command.h"
#include "core/tokenize/tokenize_command.h"
#include "ui/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace retort {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("retort::MadeThing", text);
}

template <typename Record>
MadeThing common(MadeRef ref, const Record &record) {
    return {ref, fromUtf8(record.name), fromUtf8(record.note), record.createdAt, {}, {}};
}

QString pathText(const std::filesystem::path &path) {
    return fromUtf8(path.string());
}

// Stored settings of an older program may not be readable: then there is no command.
template <typename Make>
QString commandOf(Make make) {
    try {
        return fromUtf8(make());
    } catch (const Error &) {
        return {};
    }
}

// A version with sources that its parent lacks was made by importing them.
std::string versionCommand(const ProjectSnapshot &s, const std::filesystem::path &project,
                           const VersionInfo &version) {
    const VersionInfo *parent = version.parent ? s.version(*version.parent) : nullptr;
    if (parent)
        if (const std::string derived = deriveCommand(project, *parent, version); !derived.empty())
            return derived;
    std::string command;
    for (const SourceInfo &source : s.sources) {
        const auto has = [&](const VersionInfo &v) {
            return std::find(v.sources.begin(), v.sources.end(), source.id) != v.sources.end();
        };
        if (!has(version) || (parent && has(*parent)))
            continue;
        const std::string one = importCommand(project, source, version.split);
        if (!one.empty())
            command += (command.empty() ? "" : " && ") + one;
    }
    return command.empty() ? cleanCommand(project, version) : command;
}

const EvaluationRecord *evaluationOf(const ProjectSnapshot &s, std::int64_t id) {
    const auto it = std::find_if(s.evaluations.begin(), s.evaluations.end(),
                                 [id](const EvaluationRecord &e) { return e.id == id; });
    return it == s.evaluations.end() ? nullptr : &*it;
}

const SourceInfo *sourceOf(const ProjectSnapshot &s, std::int64_t id) {
    const auto it =
        std::find_if(s.sources.begin(), s.sources.end(), [id](const SourceInfo &i) { return i.id == id; });
    return it == s.sources.end() ? nullptr : &*it;
}

std::string storeKind(MadeKind kind) {
    switch (kind) {
    case MadeKind::Source:
        return "source";
    case MadeKind::Version:
        return "version";
    case MadeKind::Tokenizer:
        return "tokenizer";
    case MadeKind::Student:
        return "student";
    case MadeKind::Run:
        return "run";
    case MadeKind::Checkpoint:
        return "checkpoint";
    case MadeKind::Evaluation:
        return "evaluation";
    }
    return {};
}

} // namespace

MadeRef madeRef(InputKind kind, std::int64_t id) {
    switch (kind) {
    case InputKind::Version:
        return {MadeKind::Version, id};
    case InputKind::Tokenizer:
        return {MadeKind::Tokenizer, id};
    case InputKind::Student:
        return {MadeKind::Student, id};
    case InputKind::Run:
        return {MadeKind::Run, id};
    case InputKind::Checkpoint:
        return {MadeKind::Checkpoint, id};
    }
    return {};
}

ArtifactKey artifactKey(MadeRef ref) {
    return {storeKind(ref.kind), ref.id};
}

QString recordKindLabel(const std::string &kind) {
    for (const MadeKind one : {MadeKind::Source, MadeKind::Version, MadeKind::Tokenizer, MadeKind::Student,
                               MadeKind::Run, MadeKind::Checkpoint, MadeKind::Evaluation})
        if (storeKind(one) == kind)
            return madeKindLabel(one);
    if (kind == "chat")
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "Chat"));
    if (kind == "file")
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "File"));
    return fromUtf8(kind);
}

QString madeKindLabel(MadeKind kind) {
    switch (kind) {
    case MadeKind::Source:
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "Source"));
    case MadeKind::Version:
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "Data version"));
    case MadeKind::Tokenizer:
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "Tokenizer"));
    case MadeKind::Student:
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "Student"));
    case MadeKind::Run:
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "Run"));
    case MadeKind::Checkpoint:
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "Checkpoint"));
    case MadeKind::Evaluation:
        return tr(QT_TRANSLATE_NOOP("retort::MadeThing", "Evaluation"));
    }
    return {};
}

MadeThing madeThing(const ProjectSnapshot &s, const std::filesystem::path &project, MadeRef ref) {
    MadeThing thing;
    switch (ref.kind) {
    case MadeKind::Source:
        if (const auto *r = sourceOf(s, ref.id)) {
            thing = common(ref, *r);
            thing.folder = pathText(project / "samples");
            thing.command = commandOf([&] { return importCommand(project, *r); });
        }
        break;
    case MadeKind::Version:
        if (const auto *r = s.version(ref.id)) {
            thing = common(ref, *r);
            thing.folder = pathText(project / "samples");
            thing.command = commandOf([&] { return versionCommand(s, project, *r); });
        }
        break;
    case MadeKind::Tokenizer:
        if (const auto *r = s.tokenizer(ref.id)) {
            thing = common(ref, *r);
            thing.folder = pathText((project / r->file).parent_path());
            thing.command = commandOf([&] { return tokenizeCommand(project, *r); });
        }
        break;
    case MadeKind::Student:
        if (const auto *r = s.student(ref.id)) {
            thing = common(ref, *r);
            thing.command = commandOf([&] { return studentCommand(studentFromJson(r->configJson)); });
        }
        break;
    case MadeKind::Run:
        if (const auto *r = s.run(ref.id)) {
            thing = common(ref, *r);
            thing.folder = pathText(r->folder);
            thing.command = commandOf([&] { return trainCommand(project, *r); });
        }
        break;
    case MadeKind::Checkpoint:
        if (const auto *r = s.checkpoint(ref.id)) {
            thing = common(ref, *r);
            thing.folder = pathText(r->folder);
            if (const auto *run = s.run(r->run))
                thing.command = commandOf([&] { return trainCommand(project, *run); });
        }
        break;
    case MadeKind::Evaluation:
        if (const auto *r = evaluationOf(s, ref.id)) {
            thing = common(ref, *r);
            thing.command = commandOf([&] { return evalCommand(project, *r); });
        }
        break;
    }
    return thing;
}

std::vector<RunId> runsOf(const ProjectSnapshot &s, MadeRef ref) {
    std::vector<RunId> found;
    RunId only = 0;
    if (const auto *checkpoint = ref.kind == MadeKind::Checkpoint ? s.checkpoint(ref.id) : nullptr)
        only = checkpoint->run;
    if (const auto *evaluation = ref.kind == MadeKind::Evaluation ? evaluationOf(s, ref.id) : nullptr)
        only = evaluation->run;
    const auto hasSource = [&](const RunRecord &run) {
        const VersionInfo *version = ref.kind == MadeKind::Source ? s.version(run.version) : nullptr;
        return version
               && std::find(version->sources.begin(), version->sources.end(), ref.id)
                      != version->sources.end();
    };
    for (const RunRecord &run : s.runs)
        if (run.id == only || hasSource(run) || (ref.kind == MadeKind::Run && run.id == ref.id)
            || (ref.kind == MadeKind::Version && run.version == ref.id)
            || (ref.kind == MadeKind::Tokenizer && run.tokenizer == ref.id)
            || (ref.kind == MadeKind::Student && run.student == ref.id))
            found.push_back(run.id);
    return found;
}

} // namespace retort
