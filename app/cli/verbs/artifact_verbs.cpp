// SPDX-License-Identifier: GPL-3.0-or-later
// project rename, note, trash: what is done to artifacts, by the word of its kind and its id or name.
#include "app/cli/choose.h"
#include "core/data/artifacts/artifact.h"
#include "core/data/artifacts/trash.h"
#include "core/data/project/project.h"

#include <fmt/format.h>

namespace retort::cli {
namespace {

// Names the project itself, where an artifact is wanted.
constexpr const char *projectWord = "project";

std::string kindList() {
    std::string list;
    for (const std::string &kind : artifactKinds())
        list += (list.empty() ? "" : ", ") + kind;
    return list;
}

Text artifactHelp() {
    return text("An artifact as KIND:ID or KIND:NAME (%1), or “project” for the project itself.", kindList());
}

Text trashHelp() {
    return text("An artifact as KIND:ID or KIND:NAME (%1; file, where no artifact owns it). None: "
                "the trash is listed.",
                kindList());
}

void requirePositionals(const VerbArgs &args, std::size_t least, std::size_t most, const char *wanted) {
    if (args.positionals.size() < least || args.positionals.size() > most)
        throw Error(ErrorCode::InvalidArgument, "Give %1.", wanted);
}

Artifact livingArtifact(const std::shared_ptr<Project> &project, const std::string &word) {
    if (word == projectWord) {
        const ProjectInfo info = project->info();
        return {{projectWord, 0}, info.name, info.note};
    }
    const ArtifactKey key = chosenArtifact(word, project);
    for (const Artifact &record : livingArtifacts(project, key.kind))
        if (record.key.id == key.id)
            return record;
    throw Error(ErrorCode::NotFound, "There is no %1 “%2” any more.", key.kind, word);
}

Json artifactJson(const Artifact &record) {
    return {{"kind", record.key.kind}, {"id", record.key.id}, {"name", record.name}, {"note", record.note}};
}

// --- trash

Json itemJson(const TrashItem &item, const std::map<ArtifactKey, Text> &needed) {
    Json j{{"kind", item.kind},
           {"id", item.id},
           {"name", item.name},
           {"trashed_at", item.trashedAt},
           {"bytes", item.bytes}};
    if (const auto it = needed.find({item.kind, item.id}); it != needed.end())
        j["needed"] = renderEnglish(it->second);
    return j;
}

Json trashJson(const Project &project) {
    const auto needed = neededInTrash(project);
    Json list = Json::array();
    for (const TrashItem &item : trashItems(project))
        list.push_back(itemJson(item, needed));
    return list;
}

// KIND:ID or KIND:NAME of what lies in the trash; file:NAME for files that no record owns.
TrashItem chosenItem(const std::string &word, const std::vector<TrashItem> &items) {
    const auto colon = word.find(':');
    const std::string kind = word.substr(0, colon);
    const std::string wanted = colon == std::string::npos ? std::string() : word.substr(colon + 1);
    for (const TrashItem &item : items)
        if (item.kind == kind && (item.name == wanted || (item.id != 0 && std::to_string(item.id) == wanted)))
            return item;
    throw Error(ErrorCode::NotFound, "There is no “%1” in the trash.", word);
}

std::vector<TrashItem> chosenItems(const VerbArgs &args, const Project &project) {
    const auto items = trashItems(project);
    std::vector<TrashItem> chosen;
    for (const std::string &word : args.positionals)
        chosen.push_back(chosenItem(word, items));
    return chosen;
}

void restoreItem(const std::shared_ptr<Project> &project, const TrashItem &item) {
    if (item.kind == "file")
        throw Error(ErrorCode::InvalidArgument, "“%1” belongs to no record: move it back by hand from “%2”.",
                    item.name, project->trashFolder().string());
    restoreArtifact(project, {item.kind, item.id});
}

Json doToTrash(const VerbArgs &args, const std::shared_ptr<Project> &project) {
    Json j{{"moved", Json::array()}, {"restored", Json::array()}, {"deleted", Json::array()}};
    if (args.flag("restore")) {
        for (const TrashItem &item : chosenItems(args, *project)) {
            restoreItem(project, item);
            j["restored"].push_back(itemJson(item, {}));
        }
    } else if (args.flag("delete")) {
        const auto items = chosenItems(args, *project);
        j["freed_bytes"] = deleteForGood(*project, items);
        for (const TrashItem &item : items)
            j["deleted"].push_back(itemJson(item, {}));
    } else if (args.flag("empty")) {
        j["freed_bytes"] = emptyTrash(*project);
    } else {
        std::vector<ArtifactKey> keys;
        for (const std::string &word : args.positionals)
            keys.push_back(chosenArtifact(word, project));
        for (const ArtifactKey &key : keys) {
            moveArtifactToTrash(project, key);
            j["moved"].push_back({{"kind", key.kind}, {"id", key.id}});
        }
    }
    return j;
}

void printTrash(const Json &j, const Console &console) {
    const auto say = [&](const char *list, const char *what) {
        for (const auto &item : j.value(list, Json::array()))
            console.line(fmt::format("{} {}:{}", what, item["kind"].get<std::string>(),
                                     item["id"].get<std::int64_t>()
                                         ? std::to_string(item["id"].get<std::int64_t>())
                                         : item.value("name", std::string())));
    };
    say("moved", "moved to the trash:");
    say("restored", "restored:");
    say("deleted", "deleted for good:");
    if (j.contains("freed_bytes"))
        console.line(humanBytes(j["freed_bytes"].get<double>()) + " freed");
    std::vector<std::vector<std::string>> rows;
    for (const auto &item : j["trash"])
        rows.push_back({item["kind"].get<std::string>() + ":"
                            + (item["id"].get<std::int64_t>() ? std::to_string(item["id"].get<std::int64_t>())
                                                              : std::string("…")),
                        item["name"], item["trashed_at"], humanBytes(item["bytes"].get<double>()),
                        item.value("needed", std::string())});
    if (rows.empty())
        console.line("The trash is empty.");
    else
        printTable(console, {"artifact", "name", "thrown away", "size", "stays, because"}, rows);
    if (!rows.empty())
        console.line("What is older than 14 days goes by itself when the project is opened.");
}

} // namespace

Verb projectRenameVerb() {
    Verb v{"project rename", "Give an artifact, or the project, another name", "ARTIFACT NAME",
           artifactHelp()};
    v.run = [](const VerbArgs &args, JobContext &, const Console &) {
        requirePositionals(args, 2, 2, "an artifact and its new name");
        const auto project = openProject(args);
        const std::string &word = args.positionals[0], &name = args.positionals[1];
        Artifact artifact = livingArtifact(project, word);
        if (word == projectWord)
            project->rename(name);
        else
            renameArtifact(project, artifact.key, name);
        Json j = artifactJson(artifact);
        j["name"] = name;
        j["old_name"] = artifact.name;
        return j;
    };
    v.print = [](const Json &j, const Console &console) {
        console.line(
            fmt::format("“{}” is now “{}”.", j["old_name"].get<std::string>(), j["name"].get<std::string>()));
    };
    return v;
}

Verb projectNoteVerb() {
    Verb v{"project note", "Read the note of an artifact, or of the project; or write it", "ARTIFACT [NOTE]",
           artifactHelp()};
    v.run = [](const VerbArgs &args, JobContext &, const Console &) {
        requirePositionals(args, 1, 2, "an artifact, and its note to write one");
        const bool writes = args.positionals.size() == 2;
        const auto project = openProject(args, !writes);
        Artifact artifact = livingArtifact(project, args.positionals[0]);
        if (writes) {
            artifact.note = args.positionals[1];
            if (args.positionals[0] == projectWord)
                project->setNote(artifact.note);
            else
                setArtifactNote(project, artifact.key, artifact.note);
        }
        return artifactJson(artifact);
    };
    v.print = [](const Json &j, const Console &console) {
        const auto note = j["note"].get<std::string>();
        console.line(note.empty() ? fmt::format("“{}” has no note.", j["name"].get<std::string>()) : note);
    };
    return v;
}

Verb projectTrashVerb() {
    Verb v{"project trash", "Show what is in the trash; move artifacts there, back, or delete them for good",
           "ARTIFACT", trashHelp()};
    v.print = printTrash;
    v.table = [] {
        return OptionTable{projectOption(),
                           flagOption("restore", "Take the named artifacts out of the trash."),
                           flagOption("delete", "Delete the named artifacts of the trash for good."),
                           flagOption("empty", "Delete everything in the trash for good; what "
                                               "living artifacts need stays.")};
    };
    v.run = [](const VerbArgs &args, JobContext &, const Console &) {
        const bool restore = args.flag("restore"), remove = args.flag("delete"), empty = args.flag("empty");
        if (int(restore) + int(remove) + int(empty) > 1)
            throw Error(ErrorCode::InvalidArgument, "Give only one of --restore, --delete and --empty.");
        if ((restore || remove) && args.positionals.empty())
            throw Error(ErrorCode::InvalidArgument,
                        "Name what is meant, as KIND:ID. Without arguments the trash is "
                        "listed.");
        if (empty && !args.positionals.empty())
            throw Error(ErrorCode::InvalidArgument, "--empty takes everything: name no artifacts.");
        const bool writes = empty || !args.positionals.empty();
        const auto project = openProject(args, !writes);
        Json j = writes ? doToTrash(args, project) : Json::object();
        j["trash"] = trashJson(*project);
        return j;
    };
    return v;
}

} // namespace retort::cli
