// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions → a new version: VersionStore::Writer, derived versions and applied pending changes.
#include "core/base/error.h"
#include "core/data/samples/row_stager.h"
#include "core/data/sql/interner.h"
#include "core/data/versions/version_commit.h"

#include <algorithm>
#include <set>

namespace retort {
namespace {
constexpr std::size_t decisionsPerTransaction = 16'384;
}

struct VersionStore::Writer::Impl {
    struct Line {
        SampleId sample;
        Decision decision;
        std::uint32_t op, reason; // local numbers
    };
    std::shared_ptr<Project> project;
    VersionId parent;
    std::string recipeJson;
    Work work;
    RowStager texts;
    Interner ops{"word", "word"}, reasons{"reason", "reason"};
    std::vector<Line> lines;
    std::int64_t nextSeq = 0;
    std::vector<std::string> opNames; // in order of first use

    Impl(std::shared_ptr<Project> p, VersionId parentVersion, std::string recipe)
        : project(std::move(p)),
          parent(parentVersion),
          recipeJson(std::move(recipe)),
          work(project, "new version"),
          texts(project, work, RowStager::Kind::Overlay, {{"parent", std::to_string(parent)}}) {}

    void flush();
    VersionId commit(const std::string &name, const std::string &note, JobContext &job,
                     const DatabaseWork &alsoInCommit = {});
    std::string nameHint() const;
};

void VersionStore::Writer::Impl::flush() {
    if (lines.empty())
        return;
    project->write("store decisions", [&](SQLite::Database &db) {
        ops.resolve(db);
        reasons.resolve(db);
        Query insert(
            db, "INSERT INTO decision(step, seq, sample, decision, op, reason) VALUES(?, ?, ?, ?, ?, ?)");
        for (const Line &line : lines)
            insert
                .bind(work.id(), nextSeq++, line.sample, int(line.decision), ops.id(line.op),
                      reasons.id(line.reason))
                .run();
    });
    lines.clear();
}

std::string VersionStore::Writer::Impl::nameHint() const {
    std::string hint;
    for (std::size_t i = 0; i < std::min<std::size_t>(opNames.size(), 2); ++i)
        hint += (hint.empty() ? "" : " + ") + opNames[i];
    std::ranges::replace(hint, '_', ' '); // ids of operators, read by people
    return opNames.size() > 2 ? hint + " …" : hint;
}

VersionId VersionStore::Writer::Impl::commit(const std::string &name, const std::string &note,
                                             JobContext &job, const DatabaseWork &alsoInCommit) {
    flush();
    texts.finish({});
    NewVersion version;
    version.parent = parent;
    version.work = work.id();
    version.name = name;
    version.nameHint = nameHint();
    version.note = note;
    version.recipeJson = recipeJson;
    const VersionInfo info = VersionStore(project).version(parent);
    version.sources = info.sources;
    version.split = info.split;
    const VersionId id =
        commitVersion(project, std::move(version), job, [&](SQLite::Database &db, NewVersion &) {
            work.closeIn(db);
            if (alsoInCommit)
                alsoInCommit(db);
        });
    work.closed();
    return id;
}

VersionStore::Writer::Writer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
VersionStore::Writer::Writer(Writer &&) noexcept = default;
VersionStore::Writer::~Writer() = default;

void VersionStore::Writer::decide(RowDecision decision) {
    Impl &impl = *m_impl;
    if (decision.decision == Decision::Change && !decision.changed)
        throw Error(ErrorCode::Internal, RETORT_TR("core", "A change needs the changed sample."));
    if (decision.changed && decision.decision == Decision::Change)
        impl.texts.add(decision.id, std::move(*decision.changed));
    if (std::ranges::find(impl.opNames, decision.op) == impl.opNames.end())
        impl.opNames.push_back(decision.op);
    impl.lines.push_back({decision.id, decision.decision, impl.ops.local(decision.op),
                          impl.reasons.local(textToJson(decision.reason))});
    if (impl.lines.size() >= decisionsPerTransaction)
        impl.flush();
}

VersionId VersionStore::Writer::finish(const std::string &name, const std::string &note) {
    JobContext job;
    return m_impl->commit(name, note, job);
}

VersionStore::Writer VersionStore::newVersion(VersionId parent, const std::string &recipeJson) {
    version(parent); // throws NotFound before any work
    if (parent < 0)
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "A version is made from another version, not from a source."));
    return Writer(std::make_unique<Writer::Impl>(m_project, parent, recipeJson));
}

NewVersion derivedVersion(const VersionStore &store, VersionId parent, const std::vector<SourceId> &sources,
                          const SplitRatios &split, const std::string &name) {
    if (parent < 0)
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "A version is made from another version, not from a source."));
    const VersionInfo old = store.version(parent);
    NewVersion derived;
    derived.parent = parent;
    derived.name = name;
    derived.sources = sources;
    derived.split = split;
    derived.recipeJson = derivedRecipe;
    derived.nameHint = sources == old.sources ? "splits" : "sources";
    if (sources.empty())
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "A version needs at least one source."));
    for (const SourceId id : sources) {
        const SourceInfo info = store.source(id);
        if (info.role == SourceRole::Benchmark)
            throw Error(
                ErrorCode::InvalidArgument,
                RETORT_TR("core", "“%1” is a benchmark: it is never trained on. Change its role first."),
                info.name);
        if (info.inTrash)
            throw Error(ErrorCode::InvalidArgument,
                        RETORT_TR("core", "“%1” is in the trash. Restore it, or leave it out."), info.name);
    }
    return derived;
}

VersionId VersionStore::applyPending(VersionId versionId, const std::string &name, JobContext &job) {
    const auto changes = pending(versionId);
    if (pendingCount(versionId) == 0)
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "There are no changes to make a version from."));
    const auto view = m_cache->view(versionId, job);
    const std::int64_t last = changes.back().id;
    Writer writer = newVersion(versionId, R"({"hand":true})");
    std::set<SampleId> touched, retagged;
    for (const auto &change : changes) {
        touched.insert(change.sample);
        if (change.kind == PendingKind::Tag || change.kind == PendingKind::Untag)
            retagged.insert(change.sample);
    }
    std::vector<std::pair<SampleId, std::string>> tagSets;
    std::uint64_t done = 0;
    for (const SampleId id : touched) {
        job.checkCancelled();
        job.progress(++done, touched.size(), RETORT_TR("core", "Applying changes"));
        std::uint32_t row = 0;
        const ViewPart *const part = view->find(id, row);
        if (!part || !part->has(row))
            continue;
        const auto verdict = RowVerdict(part->code(RowColumn::Verdict, row));
        if (verdict == RowVerdict::Discard) {
            writer.decide({id, Decision::Drop, "hand", RETORT_TR("core", "Discarded by hand"), {}});
            continue;
        }
        if (const auto edit = view->edits.find(id); edit != view->edits.end()) {
            Sample edited = edit->second;
            edited.tags = view->tagsOf(*part, row, *m_cache);
            writer.decide(
                {id, Decision::Change, "hand", RETORT_TR("core", "Edited by hand"), std::move(edited)});
        } else if (retagged.contains(id)) {
            tagSets.emplace_back(id, listToJson(sortedTags(view->tagsOf(*part, row, *m_cache))));
        }
        if (verdict == RowVerdict::Keep)
            writer.decide({id, Decision::Keep, "hand", RETORT_TR("core", "Kept by hand"), {}});
    }
    const std::int64_t work = writer.m_impl->work.id();
    m_project->write("store tags", [&](SQLite::Database &db) {
        Query insert(db, "INSERT OR REPLACE INTO tag_change(step, sample, tag_set) VALUES(?, ?, ?)");
        for (const auto &[id, tags] : tagSets)
            insert.bind(work, id, internOne(db, "tag_set", "tags", tags)).run();
    });
    return writer.m_impl->commit(name, {}, job, [&](SQLite::Database &db) {
        // Changes that were added meanwhile stay pending.
        execute(
            db,
            "DELETE FROM pending WHERE id<=? AND action IN (SELECT id FROM pending_action WHERE version=?)",
            last, versionId);
        execute(db, "DELETE FROM pending_action WHERE version=? AND id NOT IN (SELECT action FROM pending)",
                versionId);
        execute(db, "UPDATE version SET pending_revision=pending_revision+1 WHERE id=?", versionId);
    });
}

} // namespace retort
