// SPDX-License-Identifier: GPL-3.0-or-later
// What all stores of a project share in memory: opened segments, index columns, dictionaries and the views of
// the versions used last. One per Project, any thread. Internal to core/data.
#pragma once

#include "core/base/job.h"
#include "core/data/project/project_impl.h"
#include "core/data/samples/segment.h"
#include "core/data/versions/version_view.h"

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace retort {

struct SegmentRow {
    std::int64_t id = 0;
    SourceId source = 0;
    SampleId first = 0;
    SegmentSeal seal;
};

class RowCache {
public:
    explicit RowCache(Project::Impl &inside) : m_inside(inside) {}

    // With pending changes applied, or without. Negative id: a source as imported. Throws NotFound.
    std::shared_ptr<const VersionView> view(VersionId id, JobContext &job);
    std::shared_ptr<const VersionView> baseView(VersionId id, JobContext &job);

    // Checked once per process; Error(Damaged) for a bad one, from then on at once.
    std::shared_ptr<const Segment> segment(std::int64_t id, const JobContext *job = nullptr);
    bool knownDamaged(std::int64_t segment) const;
    void forgetSegments(); // after repair

    std::string word(std::uint32_t id) const;
    std::vector<std::string> tags(std::uint32_t id) const;
    // How filters and facets name a value: one name, for bits and tags any number of them.
    std::vector<std::string> valueNames(const VersionView &view, RowColumn column, std::uint32_t code) const;

    // Segments of these sources in sample order, whole columns loaded in parallel.
    std::vector<ViewPart> partsOf(const std::vector<SourceId> &sources, JobContext &job);
    std::vector<ViewPart> partsOfSegments(const std::vector<std::int64_t> &segments, JobContext &job);

private:
    // Columns that a newer format added get their values from the texts of older rows, once for a project
    // (column_fill.cpp).
    void fillNewColumns(JobContext &job);
    std::shared_ptr<const RowColumns> columns(const SegmentRow &segment, const JobContext &job);
    std::vector<ViewPart> partsWhere(const char *condition, const std::vector<std::int64_t> &ids,
                                     JobContext &job);
    std::shared_ptr<const VersionView> buildBase(VersionId id, JobContext &job);
    std::shared_ptr<const VersionView> buildSource(SourceId id, JobContext &job);
    void markDamaged(std::int64_t segment, const Text &why);
    void loadDictionaries() const;
    template <typename T>
    T known(const std::unordered_map<std::uint32_t, T> &map, std::uint32_t id) const;

    struct OpenSegment {
        std::mutex opening;
        std::shared_ptr<const Segment> segment;
    };
    Project::Impl &m_inside;
    std::mutex m_filling;
    bool m_filled = false;
    mutable std::mutex m_mutex;
    std::map<std::int64_t, std::shared_ptr<OpenSegment>> m_segments;
    std::map<std::int64_t, Text> m_damaged;
    std::map<std::int64_t, std::shared_ptr<const RowColumns>> m_columns;
    std::list<std::shared_ptr<const VersionView>> m_base, m_pending; // newest use first
    mutable std::shared_mutex m_wordMutex;
    mutable std::unordered_map<std::uint32_t, std::string> m_words;
    mutable std::unordered_map<std::uint32_t, std::vector<std::string>> m_tagSets;
};

// Pending changes on top of a base view (pending.cpp). Null when there are none.
std::shared_ptr<const VersionView> applyPendingChanges(SQLite::Database &db,
                                                       const std::shared_ptr<const VersionView> &base,
                                                       std::int64_t revision, const RowCache &cache);

} // namespace retort
