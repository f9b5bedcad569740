// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/row_query.h"

#include "core/base/error.h"
#include "core/data/versions/text_search.h"

#include <algorithm>
#include <bit>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace retort {

namespace {

// Remembers per code (word or tag set) whether it is wanted: strings are compared once, not per row.
template <typename Fn>
class CodeTest {
public:
    explicit CodeTest(Fn test) : m_test(std::move(test)) {}
    bool operator()(std::uint32_t code) {
        if (code == m_lastCode)
            return m_last;
        const auto [it, added] = m_known.try_emplace(code, false);
        if (added)
            it->second = m_test(code);
        m_lastCode = code;
        return m_last = it->second;
    }

private:
    Fn m_test;
    std::unordered_map<std::uint32_t, bool> m_known;
    std::uint32_t m_lastCode = ~0u;
    bool m_last = false;
};

bool contains(const std::vector<std::string> &list, const std::string &value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

std::vector<std::string> tagsOfCode(const RowCache &cache, const VersionView &view, std::uint32_t code) {
    return code & localTagSet ? view.tagSets[code & ~localTagSet] : cache.tags(code);
}

std::vector<std::uint32_t> matchColumns(RowCache &cache, const VersionView &view, const ViewPart &part,
                                        const RowFilter &filter) {
    std::vector<std::uint32_t> rows;
    if (!filter.sources.empty()
        && std::find(filter.sources.begin(), filter.sources.end(), part.source) == filter.sources.end())
        return rows;
    CodeTest language([&](std::uint32_t code) { return contains(filter.languages, cache.word(code)); });
    CodeTest origin([&](std::uint32_t code) { return contains(filter.origins, cache.word(code)); });
    CodeTest tags([&](std::uint32_t code) {
        const auto have = tagsOfCode(cache, view, code);
        return std::any_of(have.begin(), have.end(),
                           [&](const auto &tag) { return contains(filter.tags, tag); });
    });
    const RowColumns &c = *part.columns;
    const auto minimum = std::uint32_t(std::max(0, filter.minReasoningChars.value_or(0)));
    const auto maximum =
        filter.maxReasoningChars ? std::uint32_t(std::max(0, *filter.maxReasoningChars)) : ~0u;
    const auto passes = [&](std::size_t row) {
        if (!part.has(row) || c.reasoningChars[row] < minimum || c.reasoningChars[row] > maximum)
            return false;
        if ((filter.anyFault && !(c.faults[row] & filter.anyFault)) || (filter.withoutFault && c.faults[row]))
            return false;
        if (!filter.splits.empty()
            && std::find(filter.splits.begin(), filter.splits.end(), part.split(row)) == filter.splits.end())
            return false;
        if (!filter.verdicts.empty() && !contains(filter.verdicts, verdictName(c.verdicts[row])))
            return false;
        if (filter.edited && *filter.edited != bool(c.flags[row] & Edited))
            return false;
        return (filter.languages.empty() || language(c.language[row]))
               && (filter.origins.empty() || origin(c.origin[row]))
               && (filter.tags.empty() || tags(c.tagSet[row]));
    };
    rows.reserve(c.rows());
    for (std::size_t row = 0; row < c.rows(); ++row)
        if (passes(row))
            rows.push_back(std::uint32_t(row));
    return rows;
}

std::vector<TextColumn> searchedColumns(TextField field) {
    switch (field) {
    case TextField::Question:
        return {TextColumn::Question};
    case TextField::Reasoning:
        return {TextColumn::Reasoning};
    case TextField::Answer:
        return {TextColumn::Answer};
    case TextField::Any:
        break;
    }
    return {TextColumn::Question, TextColumn::Reasoning, TextColumn::Answer};
}

bool inSample(const Needle &needle, TextField field, const Sample &s) {
    const bool any = field == TextField::Any;
    return ((any || field == TextField::Question) && needle.in(s.question))
           || ((any || field == TextField::Reasoning) && needle.in(s.reasoning))
           || ((any || field == TextField::Answer) && needle.in(s.answer));
}

// Keeps those of `rows` (ascending positions in one segment) whose texts hold the needle.
std::vector<std::uint32_t> searchSegment(const Segment &segment, const Needle &needle,
                                         const std::vector<TextColumn> &columns,
                                         const std::vector<std::uint32_t> &rows, const JobContext &job) {
    std::vector<std::uint32_t> found;
    std::vector<bool> hits;
    for (std::size_t i = 0; i < rows.size();) {
        job.checkCancelled();
        const Segment::Batch batch = segment.batch(segment.batchOfRow(rows[i]));
        const auto end = std::size_t(std::lower_bound(rows.begin() + std::ptrdiff_t(i), rows.end(),
                                                      std::uint32_t(batch.firstRow + batch.rows))
                                     - rows.begin());
        hits.assign(std::size_t(batch.rows), false);
        const bool most = std::int64_t(end - i) * 4 > batch.rows;
        for (const TextColumn column : columns) {
            const TextSpan span = batch.text(column);
            if (most)
                findInColumn(needle, span, hits);
            else
                for (std::size_t k = i; k < end; ++k)
                    if (const auto at = std::int64_t(rows[k]) - batch.firstRow; needle.in(span.at(at)))
                        hits[std::size_t(at)] = true;
        }
        for (; i < end; ++i)
            if (hits[std::size_t(std::int64_t(rows[i]) - batch.firstRow)])
                found.push_back(rows[i]);
    }
    return found;
}

// Rows whose texts moved to overlays or are pending edits are looked up one by one.
std::vector<std::uint32_t> matchTexts(RowCache &cache, const VersionView &view, const ViewPart &part,
                                      const std::vector<std::uint32_t> &rows, const RowFilter &filter,
                                      const Needle &needle, const JobContext &job) {
    const auto columns = searchedColumns(filter.field);
    std::vector<std::uint32_t> here, found;
    std::map<std::int64_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>>
        elsewhere; // segment → (position, row)
    for (const std::uint32_t row : rows) {
        if (const auto edit = view.edits.find(part.first + row); edit != view.edits.end()) {
            if (inSample(needle, filter.field, edit->second))
                found.push_back(row);
        } else if (const TextPlace place = part.place(row); place.segment == part.segment) {
            here.push_back(row);
        } else {
            elsewhere[place.segment].emplace_back(std::uint32_t(place.position), row);
        }
    }
    const auto search = [&](std::int64_t segment, const std::vector<std::uint32_t> &positions) {
        try {
            return searchSegment(*cache.segment(segment, &job), needle, columns, positions, job);
        } catch (const Error &e) {
            if (e.code() != ErrorCode::Damaged)
                throw;
            return std::vector<std::uint32_t>();
        }
    };
    if (!here.empty()) {
        const auto hits = search(part.segment, here);
        found.insert(found.end(), hits.begin(), hits.end());
    }
    for (auto &[segment, pairs] : elsewhere) {
        std::sort(pairs.begin(), pairs.end());
        std::vector<std::uint32_t> positions;
        for (const auto &pair : pairs)
            positions.push_back(pair.first);
        for (const std::uint32_t position : search(segment, positions))
            found.push_back(std::lower_bound(pairs.begin(), pairs.end(), std::pair(position, 0u))->second);
    }
    std::sort(found.begin(), found.end());
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

// Rank of every code by its text, so that numbers sort as texts do.
template <typename Name>
std::unordered_map<std::uint32_t, std::uint32_t> ranks(const std::set<std::uint32_t> &codes,
                                                       const Name &name) {
    std::vector<std::pair<std::string, std::uint32_t>> named;
    for (const std::uint32_t code : codes)
        named.emplace_back(name(code), code);
    std::sort(named.begin(), named.end());
    std::unordered_map<std::uint32_t, std::uint32_t> out;
    for (std::uint32_t i = 0; i < named.size(); ++i)
        out[named[i].second] = i;
    return out;
}

std::unordered_map<std::uint32_t, std::uint32_t> languageRanks(const RowCache &cache,
                                                               const VersionView &view) {
    std::set<std::uint32_t> codes;
    std::uint32_t last = ~0u;
    for (const auto &part : view.parts)
        for (const std::uint32_t code : part.columns->language)
            if (code != last)
                codes.insert(last = code);
    return ranks(codes, [&](std::uint32_t code) { return cache.word(code); });
}

} // namespace

std::vector<std::vector<std::uint32_t>> matchingRows(RowCache &cache, const VersionView &view,
                                                     const RowFilter &filter, JobContext &job) {
    std::vector<std::vector<std::uint32_t>> rows(view.parts.size());
    const Needle needle(filter.contains, filter.ignoreCase);
    job.parallel(view.parts.size(), [&](std::size_t i) {
        job.checkCancelled();
        rows[i] = matchColumns(cache, view, view.parts[i], filter);
        if (!filter.contains.empty())
            rows[i] = matchTexts(cache, view, view.parts[i], rows[i], filter, needle, job);
    });
    job.checkCancelled();
    return rows;
}

std::vector<SampleId> sortedIds(RowCache &cache, const VersionView &view,
                                const std::vector<std::vector<std::uint32_t>> &rows, const RowSort &sort,
                                const std::map<SourceId, std::string> &sourceNames) {
    std::unordered_map<std::uint32_t, std::uint32_t> languages, sources;
    if (sort.key == SortKey::Language)
        languages = languageRanks(cache, view);
    if (sort.key == SortKey::Source) {
        std::set<std::uint32_t> codes;
        for (const auto &part : view.parts)
            codes.insert(std::uint32_t(part.source));
        sources = ranks(codes, [&](std::uint32_t code) {
            return sourceNames.contains(code) ? sourceNames.at(code) : std::string();
        });
    }
    const auto key = [&](const ViewPart &part, std::uint32_t row) -> std::uint32_t {
        const RowColumns &c = *part.columns;
        switch (sort.key) {
        case SortKey::Id:
            return 0;
        case SortKey::QuestionChars:
            return c.questionChars[row];
        case SortKey::ReasoningChars:
            return c.reasoningChars[row];
        case SortKey::AnswerChars:
            return c.answerChars[row];
        case SortKey::Language:
            return languages.at(c.language[row]);
        case SortKey::Source:
            return sources.at(std::uint32_t(part.source));
        case SortKey::Faults:
            return std::uint32_t(std::popcount(c.faults[row])) << 24 | (c.faults[row] & 0xffffff);
        case SortKey::Split:
            return std::uint32_t(part.split(row));
        }
        return 0;
    };
    std::vector<std::pair<std::uint32_t, SampleId>> keyed;
    for (std::size_t p = 0; p < rows.size(); ++p)
        for (const std::uint32_t row : rows[p]) {
            const std::uint32_t value = key(view.parts[p], row);
            keyed.emplace_back(sort.descending ? ~value : value, view.parts[p].first + row);
        }
    if (sort.key != SortKey::Id)
        radixSort(keyed);
    else if (sort.descending)
        std::reverse(keyed.begin(), keyed.end());
    std::vector<SampleId> ids;
    ids.reserve(keyed.size());
    for (const auto &pair : keyed)
        ids.push_back(pair.second);
    return ids;
}

namespace {

struct RowCounts {
    std::map<SourceId, std::int64_t> sources;
    std::map<std::uint32_t, std::int64_t> languages, origins, tagSets;
    std::int64_t faults[faultCount] = {}, splits[3] = {}, verdicts[3] = {};
    std::int64_t withoutFault = 0;
};

void addInto(std::map<std::uint32_t, std::int64_t> &to, const std::vector<std::uint32_t> &column,
             const std::vector<std::uint32_t> &rows) {
    std::unordered_map<std::uint32_t, std::int64_t> counts;
    for (const std::uint32_t row : rows)
        ++counts[column[row]];
    for (const auto &[code, n] : counts)
        to[code] += n;
}

void countPart(RowCounts &counts, const ViewPart &part, const std::vector<std::uint32_t> &rows) {
    const RowColumns &c = *part.columns;
    counts.sources[part.source] += std::int64_t(rows.size());
    addInto(counts.languages, c.language, rows);
    addInto(counts.origins, c.origin, rows);
    addInto(counts.tagSets, c.tagSet, rows);
    for (const std::uint32_t row : rows) {
        for (std::uint32_t bits = c.faults[row] & ((1u << faultCount) - 1); bits; bits &= bits - 1)
            ++counts.faults[std::countr_zero(bits)];
        counts.withoutFault += c.faults[row] == 0;
        ++counts.splits[int(part.split(row))];
        ++counts.verdicts[int(c.verdicts[row])];
    }
}

// Most rows first, then by name.
std::vector<FacetCount> facetOf(const std::map<std::string, std::int64_t> &counts) {
    std::vector<FacetCount> facet;
    for (const auto &[id, n] : counts)
        if (n > 0)
            facet.push_back({id, n});
    std::stable_sort(facet.begin(), facet.end(),
                     [](const auto &a, const auto &b) { return a.rows > b.rows; });
    return facet;
}

} // namespace

Facets countFacets(RowCache &cache, const VersionView &view,
                   const std::vector<std::vector<std::uint32_t>> &rows, JobContext &job) {
    RowCounts counts;
    for (std::size_t p = 0; p < rows.size(); ++p) {
        job.checkCancelled();
        countPart(counts, view.parts[p], rows[p]);
    }
    std::map<std::string, std::int64_t> sources, languages, origins, tags, faults, splits, verdicts;
    for (const auto &[id, n] : counts.sources)
        sources[std::to_string(id)] += n;
    for (const auto &[code, n] : counts.languages)
        languages[cache.word(code)] += n;
    for (const auto &[code, n] : counts.origins)
        origins[cache.word(code)] += n;
    for (const auto &[code, n] : counts.tagSets)
        for (const auto &tag : tagsOfCode(cache, view, code))
            tags[tag] += n;
    for (const auto &info : faultTable())
        faults[info.id] += counts.faults[std::countr_zero(std::uint32_t(info.fault))];
    faults["none"] = counts.withoutFault;
    for (const Split split : {Split::Train, Split::Validation, Split::Test})
        splits[splitName(split)] = counts.splits[int(split)];
    for (const Verdict verdict : {Verdict::None, Verdict::Keep, Verdict::Discard})
        verdicts[verdictName(verdict)] = counts.verdicts[int(verdict)];
    return {{"source", facetOf(sources)},  {"language", facetOf(languages)}, {"origin", facetOf(origins)},
            {"tag", facetOf(tags)},        {"fault", facetOf(faults)},       {"split", facetOf(splits)},
            {"verdict", facetOf(verdicts)}};
}

} // namespace retort
