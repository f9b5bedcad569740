// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of the kinds of artifacts: all that lists, names, notes, trashes, copies and ends them
// follows from a row here. Every kind has a database table of its name with the columns id, name, note,
// created and trashed. Internal to core/data; constant, any thread.
#pragma once

#include "core/data/sql/sqlite.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace retort {

// Other artifacts that one of this kind uses: a SELECT of pairs (number of what is used, own number).
struct ArtifactUse {
    const char *kind;
    std::string pairs;
};

struct KindSpec {
    const char *id;    // its word in keys and on the command line, and its database table
    const char *needs; // "The run “%1” needs it."
    std::vector<ArtifactUse> uses;
    // DELETEs of the rows that belong to artifact ?1, in this order.
    std::vector<const char *> parts = {};
    // SQL over its row: its folder in the project, which goes to the trash and comes back with it; "" for
    // none.
    const char *folder = "''";
    // Kind in whose folder that folder lies; the column of that name tells which one. "": none.
    const char *within = "";
    // SELECT of the numbers of the sample files that end with artifact ?1; they never go to the trash.
    const char *segments = "";
    bool uniqueName = false;
    // Why it stays while owner.lock is held in a folder that `holders` selects for artifact ?1.
    const char *busy = "";
    const char *holders = "";
};

const std::vector<KindSpec> &artifactTable(); // what is used before its users
const std::vector<KindSpec> &artifactUsers(); // these and the queue, whose entries use some too
// Throws Error(InvalidArgument) that names all kinds.
const KindSpec &kindSpec(const std::string &id);

// False for what a database from elsewhere may name: absolute, or leading out of the project.
bool liesInProject(const std::filesystem::path &relative);
// Relative, inside the project; empty when it has none or is not there.
std::filesystem::path folderOfArtifact(SQLite::Database &db, const KindSpec &kind, std::int64_t id);
// True when an artifact, in the trash or not, has this folder; `otherThan`: one that does not count.
bool folderIsNamed(SQLite::Database &db, const KindSpec &kind, const std::string &folder,
                   std::int64_t otherThan = 0);
// True when some artifact, in the trash or not, or an entry of the queue uses it.
bool isUsed(SQLite::Database &db, const KindSpec &kind, std::int64_t id);

} // namespace retort
