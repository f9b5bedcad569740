// SPDX-License-Identifier: GPL-3.0-or-later
// What is common to all artifacts of a project, addressed by the word of their kind and their number: name,
// note, and the way into the trash and back. The kinds stand in kinds.h. Blocking, any thread.
#pragma once

#include "core/base/export.h"
#include "core/data/project/project.h"

#include <cstdint>
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

RETORT_DATA_API std::vector<std::string> artifactKinds(); // in the order of kinds.cpp
// Those that are not in the trash, by themselves or with what they lie in; oldest first. Throws
// Error(InvalidArgument) for an unknown kind.
RETORT_DATA_API std::vector<Artifact> livingArtifacts(const std::shared_ptr<Project> &project,
                                                      const std::string &kind);

// All throw Error: NotFound, InvalidArgument (an unknown kind, an empty name, the name of another one of a
// kind with unique names), Permission (open for reading only), Busy (a run that is being trained).
RETORT_DATA_API void renameArtifact(const std::shared_ptr<Project> &project, const ArtifactKey &key,
                                    const std::string &name);
RETORT_DATA_API void setArtifactNote(const std::shared_ptr<Project> &project, const ArtifactKey &key,
                                     const std::string &note);
RETORT_DATA_API void moveArtifactToTrash(const std::shared_ptr<Project> &project, const ArtifactKey &key);
// What lies in the trash is missing to whoever needs it: throws Error(NotFound) that names it.
RETORT_DATA_API void requireOutOfTrash(const std::shared_ptr<Project> &project,
                                       const std::vector<ArtifactKey> &keys);
RETORT_DATA_API void restoreArtifact(const std::shared_ptr<Project> &project, const ArtifactKey &key);

} // namespace retort
