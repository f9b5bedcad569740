// SPDX-License-Identifier: GPL-3.0-or-later
// Sources, versions, rows and pending changes of a project: everything the Data, Clean and Trace pages and
// their verbs ask. Its sources: version_store.cpp (lists), version_rows.cpp (rows), pending.cpp,
// version_writer.cpp (decisions), source_writer.cpp (imports). Rows are addressed by sample id (stable for
// ever). Blocking, thread-safe; not for the GUI thread (reads of a million rows take up to a second).
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/data/project/ids.h"
#include "core/data/project/project.h"
#include "core/data/samples/column_table.h"
#include "core/data/samples/sample.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace retort {

enum class SourceRole { TrainPool, Benchmark };

struct SourceInfo {
    SourceId id = 0;
    std::string name, note, format, createdAt;
    SourceRole role = SourceRole::TrainPool;
    std::vector<std::string> files;
    std::int64_t rows = 0, refused = 0, bytesOnDisk = 0;
    bool inTrash = false;
    bool operator==(const SourceInfo &) const = default;
};

struct SplitRatios {
    double validation = 0.02, test = 0.02; // of group keys
    std::int64_t atLeast = 100;            // validation and test rows each, when the version has enough
    bool keepOwn = true;                   // a file's own split wins
    std::uint64_t seed = 0;
    bool operator==(const SplitRatios &) const = default;
};

struct VersionInfo {
    VersionId id = 0;
    std::optional<VersionId> parent;
    std::string name, note, createdAt, recipeJson, recipeHash;
    std::vector<SourceId> sources;
    SplitRatios split;
    std::int64_t rows = 0, train = 0, validation = 0, test = 0;
    std::int64_t dropped = 0, changed = 0; // by this version's own decisions, against its parent
    bool stale = false;                    // a source of it has become a benchmark or is in the trash
    bool inTrash = false;
    bool operator==(const VersionInfo &) const = default;
};

// What tables show of a row without opening its texts.
struct RowCell {
    std::uint32_t code = 0; // a count, the number of a choice, bits
    std::string text;       // a word, the name of a choice or source, the beginning of the question
};
struct SampleRow {
    SampleId id = 0;
    std::array<RowCell, rowColumnCount> cells; // tags and hashes are left out
    const RowCell &operator[](RowColumn column) const { return cells[std::size_t(column)]; }
};

struct RowSort {
    RowColumn column = RowColumn::Number;
    bool descending = false;
    bool operator==(const RowSort &) const = default;
};
struct RowFilter {
    std::string contains; // plain substring, case-sensitive unless ignoreCase; empty: no text search
    bool ignoreCase = false;
    std::map<RowColumn, std::vector<std::string>> values; // any of these in each, as facets name them
    bool operator==(const RowFilter &) const = default;
};

struct FacetCount {
    std::string value; // for filters; a SourceId in decimal for a source
    Text label;
    std::int64_t rows = 0;
};
struct Facet {
    RowColumn column;
    std::vector<FacetCount> counts; // every value that the version has
};
using Facets = std::vector<Facet>; // in the order of the column table

enum class Decision : std::uint8_t { Keep, Change, Drop };

struct RowDecision {
    SampleId id = 0;
    Decision decision = Decision::Keep;
    std::string op; // operator id, or "hand"
    Text reason;
    std::optional<Sample> changed; // for Change
};

enum class PendingKind { Verdict, Tag, Untag, Edit };
struct PendingChange {
    std::int64_t id = 0;
    SampleId sample = 0;
    PendingKind kind = PendingKind::Verdict;
    std::string value; // "keep", "discard", a tag; for Edit the new sample as JSON
    std::string createdAt;
};

struct PendingState {
    std::int64_t revision = 0; // another one after each change, undo and redo
    bool canUndo = false, canRedo = false;
    bool operator==(const PendingState &) const = default;
};

class RETORT_DATA_API VersionStore {
public:
    explicit VersionStore(std::shared_ptr<Project> project);
    const std::shared_ptr<Project> &project() const { return m_project; }

    // --- sources and versions (newest last; trash left out unless asked)
    std::vector<SourceInfo> sources(bool withTrash = false) const;
    std::vector<VersionInfo> versions(bool withTrash = false) const;
    VersionInfo version(VersionId id) const; // throws Error(NotFound)
    std::optional<VersionId> newestVersion() const;
    SourceInfo source(SourceId id) const; // throws Error(NotFound)
    void setSourceRole(SourceId id, SourceRole role);

    // --- rows. A negative VersionId stands for a source as it was imported: -id (how benchmarks are read).
    std::vector<SampleId> rowIds(VersionId version, const RowFilter &filter, const RowSort &sort,
                                 JobContext &job) const;
    std::vector<SampleRow> rows(VersionId version, const std::vector<SampleId> &ids) const; // input order
    // Each facet counts the rows that pass the text search and the filters of all other facets.
    Facets facets(VersionId version, const RowFilter &filter, JobContext &job) const;
    Sample sample(VersionId version,
                  SampleId id) const;         // with pending edits; throws Error(NotFound, Damaged)
    Sample originalSample(SampleId id) const; // as imported
    // Streams the texts of a version in id order (of one split, or all). `fn` returns false to stop.
    void forEachSample(VersionId version, std::optional<Split> split, JobContext &job,
                       const std::function<bool(SampleId, const Sample &)> &fn) const;
    std::int64_t rowCount(VersionId version, std::optional<Split> split) const;
    std::vector<RowDecision> history(SampleId id) const; // all decisions over all versions, oldest first

    // --- decisions → a new version. Memory stays flat: rows arrive in any number of calls, texts of changed
    // rows go to an overlay segment at once; nothing is visible before finish().
    class RETORT_DATA_API Writer {
    public:
        ~Writer();                         // without finish(): everything is removed
        void decide(RowDecision decision); // only Change and Drop are needed
        VersionId finish(const std::string &name, const std::string &note = {});
        Writer(Writer &&) noexcept;

    private:
        friend class VersionStore;
        struct Impl;
        explicit Writer(std::unique_ptr<Impl> impl);
        std::unique_ptr<Impl> m_impl;
    };
    Writer newVersion(VersionId parent, const std::string &recipeJson);

    // --- pending changes on a version: saved at once, undone call by call, also after a restart. A verdict
    // "" removes one. pendingCount counts a change of a row once, however often it was made.
    // Gives the number of the step; rows that are so already are passed over, and 0 is no step at all.
    std::int64_t addPending(VersionId version, const std::vector<SampleId> &ids, PendingKind kind,
                            const std::string &value);
    void editPending(VersionId version, SampleId id, const Sample &edited);
    std::vector<PendingChange> pending(VersionId version) const;
    std::int64_t pendingCount(VersionId version) const;
    PendingState pendingState(VersionId version) const;
    bool undoPending(VersionId version);                      // the newest step; false when none is left
    bool undoPending(VersionId version, std::int64_t action); // that one, whatever was made since
    bool redoPending(VersionId version);
    void discardPending(VersionId version);
    VersionId applyPending(VersionId version, const std::string &name, JobContext &job); // discarded: dropped

private:
    std::shared_ptr<Project> m_project;
    std::shared_ptr<class RowCache> m_cache;
};

// --- import side: appends samples of one source into segments and rows, visible as one whole at finish().
struct SourceWriterConfig {
    std::string name, format;
    std::vector<std::string> files;
    SourceRole role = SourceRole::TrainPool;
    // The first version of a project holds all train-pool sources; an import into a project that has versions
    // makes a new one from the newest plus this source.
    std::string versionName;
    SplitRatios split;
};
struct ImportedSource {
    SourceId source = 0;
    std::optional<VersionId> version; // none for a benchmark
    std::int64_t rows = 0;
};
class RETORT_DATA_API SourceWriter {
public:
    SourceWriter(std::shared_ptr<Project> project, SourceWriterConfig config);
    ~SourceWriter();                // without finish(): nothing remains, the segment file is removed
    void add(const Sample &sample); // segments are closed at about 256 MB
    ImportedSource finish(std::int64_t refused);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace retort
