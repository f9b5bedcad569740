// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/diff.h"

#include "core/base/error.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

namespace retort {
namespace {

using WordIds = std::vector<std::uint32_t>;

struct Words {
    std::vector<std::size_t> boundaries;
    WordIds ids; // equal words have equal ids in both texts
};

Words wordsOf(std::string_view text, std::unordered_map<std::string_view, std::uint32_t> &known) {
    Words words{wordBoundaries(text), {}};
    for (std::size_t i = 0; i + 1 < words.boundaries.size(); ++i) {
        const std::string_view word =
            text.substr(words.boundaries[i], words.boundaries[i + 1] - words.boundaries[i]);
        words.ids.push_back(known.try_emplace(word, std::uint32_t(known.size())).first->second);
    }
    return words;
}

// Joins pieces word by word into runs.
class Script {
public:
    Script(const Words &before, const Words &after) : m_before(before), m_after(after) {}
    void same(std::size_t wordBefore) { add(DiffKind::Same, m_before, wordBefore); }
    void removed(std::size_t wordBefore) { add(DiffKind::Removed, m_before, wordBefore); }
    void added(std::size_t wordAfter) { add(DiffKind::Added, m_after, wordAfter); }
    std::vector<DiffPiece> take() { return std::move(m_pieces); }

private:
    void add(DiffKind kind, const Words &words, std::size_t word) {
        const std::size_t begin = words.boundaries[word], end = words.boundaries[word + 1];
        if (!m_pieces.empty() && m_pieces.back().kind == kind && m_pieces.back().end == begin)
            m_pieces.back().end = end;
        else
            m_pieces.push_back({kind, begin, end});
    }
    const Words &m_before;
    const Words &m_after;
    std::vector<DiffPiece> m_pieces;
};

// Myers 1986, "An O(ND) difference algorithm": furthest points by number of edits, all kept for the way back.
class Myers {
public:
    Myers(const std::uint32_t *a, std::size_t n, const std::uint32_t *b, std::size_t m)
        : m_a(a),
          m_b(b),
          m_n(long(n)),
          m_m(long(m)) {}

    // Steps from the start: 's' same, 'r' removed, 'a' added. False: it takes more than `maxEdits`.
    bool run(long maxEdits, std::string &steps) {
        const long limit = std::min(maxEdits, m_n + m_m);
        std::vector<long> furthest(std::size_t(2 * limit + 3), 0);
        const long zero = limit + 1;
        for (long d = 0; d <= limit; ++d) {
            m_rounds.emplace_back(furthest.begin() + zero - d,
                                  furthest.begin() + zero + d + 1); // before round d
            for (long k = -d; k <= d; k += 2) {
                const bool down =
                    k == -d
                    || (k != d && furthest[std::size_t(zero + k - 1)] < furthest[std::size_t(zero + k + 1)]);
                long x = down ? furthest[std::size_t(zero + k + 1)] : furthest[std::size_t(zero + k - 1)] + 1;
                while (x < m_n && x - k < m_m && m_a[x] == m_b[x - k])
                    ++x;
                furthest[std::size_t(zero + k)] = x;
                if (x >= m_n && x - k >= m_m) {
                    walkBack(d, steps);
                    return true;
                }
            }
        }
        return false;
    }

private:
    void walkBack(long d, std::string &steps) const {
        long x = m_n, y = m_m;
        for (; d > 0; --d) {
            const std::vector<long> &before = m_rounds[std::size_t(d)]; // diagonals -d … d, of round d − 1
            const auto at = [&](long k) { return before[std::size_t(k + d)]; };
            const long k = x - y;
            const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
            const long fromX = down ? at(k + 1) : at(k - 1);
            const long fromY = fromX - (down ? k + 1 : k - 1);
            for (; x > fromX && y > fromY; --x, --y)
                steps += 's';
            steps += down ? 'a' : 'r';
            (down ? y : x)--;
        }
        steps.append(std::size_t(x), 's');
        std::ranges::reverse(steps);
    }
    const std::uint32_t *m_a;
    const std::uint32_t *m_b;
    long m_n, m_m;
    std::vector<std::vector<long>> m_rounds;
};

} // namespace

std::vector<std::size_t> wordBoundaries(std::string_view text) {
    std::vector<std::size_t> boundaries{0};
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
    UText *view = utext_openUTF8(nullptr, text.data(), std::int64_t(text.size()), &status);
    if (U_SUCCESS(status))
        iterator->setText(view, status);
    if (U_FAILURE(status)) {
        utext_close(view);
        throw Error(ErrorCode::Internal, RETORT_TR("core", "Cannot cut the text into words (ICU: %1)."),
                    u_errorName(status));
    }
    for (std::int32_t at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next())
        if (at > 0)
            boundaries.push_back(std::size_t(at));
    utext_close(view);
    if (boundaries.back() != text.size())
        boundaries.push_back(text.size());
    return boundaries;
}

std::vector<DiffPiece> diffWords(std::string_view before, std::string_view after) {
    std::unordered_map<std::string_view, std::uint32_t> known;
    const Words a = wordsOf(before, known), b = wordsOf(after, known);
    std::size_t head = 0;
    while (head < a.ids.size() && head < b.ids.size() && a.ids[head] == b.ids[head])
        ++head;
    std::size_t tail = 0;
    while (tail < a.ids.size() - head && tail < b.ids.size() - head
           && a.ids[a.ids.size() - 1 - tail] == b.ids[b.ids.size() - 1 - tail])
        ++tail;
    const std::size_t n = a.ids.size() - head - tail, m = b.ids.size() - head - tail;

    Script script(a, b);
    for (std::size_t i = 0; i < head; ++i)
        script.same(i);
    constexpr long maxEdits =
        2000; // 2000² / 2 numbers kept: 16 MB; beyond that the middle is one replacement
    std::string steps;
    if (!Myers(a.ids.data() + head, n, b.ids.data() + head, m).run(maxEdits, steps))
        steps = std::string(n, 'r') + std::string(m, 'a');
    std::size_t i = head, j = head;
    for (const char step : steps) {
        if (step == 's')
            script.same(i++), ++j;
        else if (step == 'r')
            script.removed(i++);
        else
            script.added(j++);
    }
    for (std::size_t t = 0; t < tail; ++t)
        script.same(a.ids.size() - tail + t);
    return script.take();
}

} // namespace retort
