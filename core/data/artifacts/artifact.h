// SPDX-License-Identifier: GPL-3.0-or-later
// What is common to everything made in a project, addressed by the word of its kind and its number: name,
// note, trash and the end of it. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/data/project/project.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace retort {

struct ArtifactKey {
    std::string kind; // one of artifactKinds()
    std::int64_t id = 0;
    bool operator<(const ArtifactKey &other) const {
        return std::tie(kind, id) < std::tie(other.kind, other.id);
    }
};

struct Artifact {
    ArtifactKey key;
    std::string name, note;
};

// "source", "version", "tokenizer", "student", "run", "checkpoint", "evaluation", "chat"
RETORT_DATA_API const std::vector<std::string> &artifactKinds();
// Those that are not in the trash, oldest first. Throws Error(InvalidArgument) for an unknown kind.
RETORT_DATA_API std::vector<Artifact> livingArtifacts(const std::shared_ptr<Project> &project,
                                                      const std::string &kind);

// All throw Error: NotFound, InvalidArgument (an empty name, an unknown kind), Permission (open for reading
// only), Busy (a run that is being trained).
RETORT_DATA_API void renameArtifact(const std::shared_ptr<Project> &project, const ArtifactKey &key,
                                    const std::string &name);
RETORT_DATA_API void setArtifactNote(const std::shared_ptr<Project> &project, const ArtifactKey &key,
                                     const std::string &note);
RETORT_DATA_API void moveArtifactToTrash(const std::shared_ptr<Project> &project, const ArtifactKey &key);
RETORT_DATA_API void restoreArtifact(const std::shared_ptr<Project> &project, const ArtifactKey &key);

// Which things in the trash emptyTrash() leaves there, because living ones need them, and which one does.
RETORT_DATA_API std::map<ArtifactKey, Text> neededInTrash(const Project &project);
// Ends these things of the trash, with their files, and nothing else. Throws Error(NotFound) when one is not
// in the trash (then nothing has happened), and Busy when one is needed: the others are gone then. Returns
// the bytes freed.
RETORT_DATA_API std::int64_t deleteForGood(Project &project, const std::vector<TrashItem> &items);

} // namespace retort
