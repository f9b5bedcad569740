// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/row_query.h"

#include "core/base/error.h"
#include "core/data/versions/row_search.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <set>
#include <unordered_map>

namespace retort {
namespace {

// Calls fn(code) where code(row) is the row's number in this column: one loop without a branch per row.
template <typename Fn>
decltype(auto) withCodes(const ViewPart &part, RowColumn column, Fn &&fn) {
    if (column == RowColumn::Source)
        return fn([source = std::uint32_t(part.source)](std::size_t) { return source; });
    if (column == RowColumn::Split) {
        const auto &states = *part.states;
        return fn([&states](std::size_t row) { return std::uint32_t(states[row] - 1); });
    }
    const auto &codes = (*part.columns)[column];
    return fn([&codes](std::size_t row) { return codes[row]; });
}

// What happens once for each code of a column, and is looked up for each row. Codes are small numbers, but
// for the tag sets of pending changes.
template <typename T>
class ByCode {
public:
    T *find(std::uint32_t code) {
        if (code < m_small.size())
            return m_small[code] ? &*m_small[code] : nullptr;
        const auto it = m_large.find(code);
        return it == m_large.end() ? nullptr : &it->second;
    }
    T &add(std::uint32_t code, T value) {
        if (code >= smallCodes)
            return m_large.emplace(code, std::move(value)).first->second;
        if (code >= m_small.size())
            m_small.resize(std::min<std::size_t>(smallCodes, std::max<std::size_t>(2 * code, 64)));
        return m_small[code].emplace(std::move(value));
    }
    template <typename Fn>
    void each(const Fn &fn) const {
        for (std::size_t code = 0; code < m_small.size(); ++code)
            if (m_small[code])
                fn(std::uint32_t(code), *m_small[code]);
        for (const auto &[code, value] : m_large)
            fn(code, value);
    }

private:
    static constexpr std::size_t smallCodes = 1 << 17;
    std::vector<std::optional<T>> m_small;
    std::unordered_map<std::uint32_t, T> m_large;
};

constexpr std::uint8_t passesAll = 255;

// Leaves in `failing`, for each row that passed so far, the column whose filter it fails; takes out rows that
// fail a second one.
void applyFilter(const RowCache &cache, const VersionView &view, const ViewPart &part, RowColumn column,
                 const std::vector<std::string> &wanted, bool keepFailing, std::vector<std::uint32_t> &rows,
                 std::vector<std::uint8_t> &failing) {
    ByCode<bool> known;
    const auto judge = [&](std::uint32_t code) {
        const auto names = cache.valueNames(view, column, code);
        return known.add(code, std::ranges::any_of(names, [&](const std::string &name) {
                             return std::ranges::find(wanted, name) != wanted.end();
                         }));
    };
    withCodes(part, column, [&](const auto &codeOf) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::uint32_t code = codeOf(rows[i]);
            const bool *const fits = known.find(code);
            const bool passes = fits ? *fits : judge(code);
            if (!passes && (!keepFailing || failing[i] != passesAll))
                continue;
            rows[kept] = rows[i];
            failing[kept++] = passes ? failing[i] : std::uint8_t(column);
        }
        rows.resize(kept);
        failing.resize(kept);
    });
}

// Rows of a part that pass the filter or, with `almost`, fail in one column; that one, or passesAll.
struct Candidates {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint8_t> failing;
};

Candidates candidatesOf(RowCache &cache, const VersionView &view, const ViewPart &part,
                        const RowFilter &filter, bool almost, const JobContext &job) {
    Candidates found;
    found.rows.reserve(part.rows());
    for (std::size_t row = 0; row < part.rows(); ++row)
        if (part.has(row))
            found.rows.push_back(std::uint32_t(row));
    found.failing.assign(found.rows.size(), passesAll);
    for (const auto &[column, wanted] : filter.values)
        if (!wanted.empty())
            applyFilter(cache, view, part, column, wanted, almost, found.rows, found.failing);
    if (filter.contains.empty())
        return found;
    const Needle needle(filter.contains, filter.ignoreCase);
    const auto hits = rowsWithText(cache, view, part, found.rows, needle, job);
    std::size_t at = 0;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        while (found.rows[at] != hits[i])
            ++at;
        found.failing[i] = found.failing[at];
    }
    found.rows = hits;
    found.failing.resize(hits.size());
    return found;
}

// Stable, by 32-bit key, eleven bits at a time: a million rows in some 20 ms.
void radixSort(std::vector<std::pair<std::uint32_t, SampleId>> &rows) {
    std::vector<std::pair<std::uint32_t, SampleId>> other(rows.size());
    for (int shift = 0; shift < 32; shift += 11) {
        std::vector<std::size_t> count(2049, 0);
        for (const auto &row : rows)
            ++count[(row.first >> shift & 2047) + 1];
        for (std::size_t i = 1; i < count.size(); ++i)
            count[i] += count[i - 1];
        for (const auto &row : rows)
            other[count[row.first >> shift & 2047]++] = row;
        rows.swap(other);
    }
}

// The key of every code of a column: words and sources as their names sort, many faults behind few.
class SortKeys {
public:
    SortKeys(const RowCache &cache, const VersionView &view, RowColumn column,
             const std::map<SourceId, std::string> &sourceNames) {
        m_kind = columnSpec(column).kind;
        if (m_kind != ColumnKind::Word && m_kind != ColumnKind::Source)
            return;
        std::set<std::uint32_t> codes;
        for (const ViewPart &part : view.parts)
            withCodes(part, column, [&](const auto &codeOf) {
                for (std::size_t row = 0; row < part.rows(); ++row)
                    if (!m_ranks.find(codeOf(row))) {
                        m_ranks.add(codeOf(row), 0);
                        codes.insert(codeOf(row));
                    }
            });
        std::vector<std::pair<std::string, std::uint32_t>> named;
        for (const std::uint32_t code : codes) {
            const auto source = sourceNames.find(code);
            named.emplace_back(m_kind == ColumnKind::Word    ? cache.word(code)
                               : source == sourceNames.end() ? std::string()
                                                             : source->second,
                               code);
        }
        std::ranges::sort(named);
        for (std::uint32_t i = 0; i < named.size(); ++i)
            *m_ranks.find(named[i].second) = i;
    }
    // Calls fn(key) where key(code) is one loop's work without asking for the kind.
    template <typename Fn>
    void with(Fn &&fn) {
        if (m_kind == ColumnKind::Bits)
            fn([](std::uint32_t code) {
                return std::uint32_t(std::popcount(code)) << 24 | (code & 0xffffff);
            });
        else if (m_kind != ColumnKind::Word && m_kind != ColumnKind::Source)
            fn([](std::uint32_t code) { return code; });
        else
            fn([this](std::uint32_t code) { return *m_ranks.find(code); }); // every code of the view has one
    }

private:
    ColumnKind m_kind;
    ByCode<std::uint32_t> m_ranks;
};

} // namespace

PartRows matchingRows(RowCache &cache, const VersionView &view, const RowFilter &filter, JobContext &job) {
    PartRows rows(view.parts.size());
    job.parallel(view.parts.size(), [&](std::size_t i) {
        job.checkCancelled();
        rows[i] = candidatesOf(cache, view, view.parts[i], filter, false, job).rows;
    });
    job.checkCancelled();
    return rows;
}

std::vector<SampleId> sortedIds(RowCache &cache, const VersionView &view, const PartRows &rows,
                                const RowSort &sort, const std::map<SourceId, std::string> &sourceNames) {
    std::vector<SampleId> ids;
    if (sort.column == RowColumn::Number) {
        for (std::size_t p = 0; p < rows.size(); ++p)
            for (const std::uint32_t row : rows[p])
                ids.push_back(view.parts[p].first + row);
        if (sort.descending)
            std::ranges::reverse(ids);
        return ids;
    }
    SortKeys keys(cache, view, sort.column, sourceNames);
    std::size_t total = 0;
    for (const auto &some : rows)
        total += some.size();
    std::vector<std::pair<std::uint32_t, SampleId>> keyed(total);
    auto out = keyed.begin();
    const std::uint32_t flip = sort.descending ? ~0u : 0u;
    for (std::size_t p = 0; p < rows.size(); ++p)
        withCodes(view.parts[p], sort.column, [&](const auto &codeOf) {
            keys.with([&](const auto &key) {
                for (const std::uint32_t row : rows[p])
                    *out++ = {key(codeOf(row)) ^ flip, view.parts[p].first + row};
            });
        });
    radixSort(keyed);
    ids.reserve(keyed.size());
    for (const auto &pair : keyed)
        ids.push_back(pair.second);
    return ids;
}

namespace {

struct Counts {
    std::int64_t matching = 0, all = 0;
    Counts &operator+=(const Counts &other) {
        matching += other.matching;
        all += other.all;
        return *this;
    }
};

void countPart(ByCode<Counts> &counts, const ViewPart &part, RowColumn column, const Candidates &found) {
    withCodes(part, column, [&](const auto &codeOf) {
        const auto countOf = [&](std::size_t row) -> Counts & {
            Counts *const known = counts.find(codeOf(row));
            return known ? *known : counts.add(codeOf(row), {});
        };
        for (std::size_t row = 0; row < part.rows(); ++row)
            if (part.has(row))
                ++countOf(row).all;
        for (std::size_t i = 0; i < found.rows.size(); ++i)
            if (found.failing[i] == passesAll || found.failing[i] == std::uint8_t(column))
                ++countOf(found.rows[i]).matching;
    });
}

// Most rows of the version first, then by name: an order that filters do not change.
std::vector<FacetCount> facetOf(const RowCache &cache, const VersionView &view, RowColumn column,
                                const ByCode<Counts> &byCode,
                                const std::map<SourceId, std::string> &sourceNames) {
    std::map<std::string, Counts> named;
    byCode.each([&](std::uint32_t code, const Counts &counts) {
        for (const std::string &name : cache.valueNames(view, column, code))
            named[name] += counts;
    });
    std::vector<std::pair<std::int64_t, FacetCount>> sorted;
    for (const auto &[name, counts] : named) {
        Text label = columnValueLabel(column, name);
        if (column == RowColumn::Source)
            if (const auto it = sourceNames.find(std::stoll(name)); it != sourceNames.end())
                label = text("%1", it->second);
        sorted.push_back({counts.all, {name, std::move(label), counts.matching}});
    }
    std::ranges::stable_sort(sorted, [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<FacetCount> facet;
    for (auto &one : sorted)
        facet.push_back(std::move(one.second));
    return facet;
}

} // namespace

Facets countFacets(RowCache &cache, const VersionView &view, const RowFilter &filter,
                   const std::map<SourceId, std::string> &sourceNames, JobContext &job) {
    std::vector<Candidates> found(view.parts.size());
    job.parallel(found.size(), [&](std::size_t i) {
        job.checkCancelled();
        found[i] = candidatesOf(cache, view, view.parts[i], filter, true, job);
    });
    Facets facets;
    for (const ColumnSpec &spec : columnTable())
        if (spec.facet)
            facets.push_back({spec.column, {}});
    job.parallel(facets.size(), [&](std::size_t i) {
        ByCode<Counts> counts;
        for (std::size_t p = 0; p < found.size(); ++p) {
            job.checkCancelled();
            countPart(counts, view.parts[p], facets[i].column, found[p]);
        }
        facets[i].counts = facetOf(cache, view, facets[i].column, counts, sourceNames);
    });
    return facets;
}

} // namespace retort
