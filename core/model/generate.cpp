// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/generate.h"

#include "core/base/error.h"
#include "core/model/clock.h"

#include <algorithm>
#include <optional>

namespace retort {

using torch::Tensor;

namespace {

constexpr std::size_t promptsPerGroup = 32, maxGroups = 8;

// One group of prompts, on one thread.
class GroupRows {
public:
    GroupRows(Model &student, const std::vector<std::vector<TokenId>> &prompts,
              const GenerationConfig &config, std::vector<Generation> &results,
              const std::function<void()> &beforeToken, const std::function<void()> &done, std::size_t group,
              std::size_t groups)
        : m_student(student),
          m_prompts(prompts),
          m_config(config),
          m_results(results),
          m_beforeToken(beforeToken),
          m_done(done),
          m_next(group),
          m_stride(groups),
          m_rowLimit(config.batchRows),
          m_sampler(config.sampler, config.never, student.config().vocabSize, student.device().device) {}

    void run() {
        const at::NoGradGuard noGrad;
        refill();
        while (!m_prompt.empty()) {
            if (m_beforeToken)
                m_beforeToken();
            const Tensor ids_B = at::tensor(m_lastIds, at::kLong).to(m_student.device().device);
            accept(m_student.step(ids_B, *m_state), 0);
            retire();
            // Prompts are run in groups: one at a time would starve the rows that go on.
            if (std::int64_t(m_prompt.size()) <= m_rowLimit * 3 / 4)
                refill();
        }
    }

private:
    // Takes up to the limit; each new row gives its first token at once.
    void refill() {
        std::vector<std::vector<TokenId>> prompts;
        const std::size_t first = m_prompt.size();
        std::int64_t longest = 0;
        while (std::int64_t(m_prompt.size()) < m_rowLimit) {
            const std::size_t i = m_next;
            if (i >= m_prompts.size())
                break;
            m_next += m_stride;
            prompts.push_back(m_prompts[i]);
            longest = std::max(longest, std::int64_t(prompts.back().size()));
            m_prompt.push_back(i);
            m_generators.emplace_back(SplitMix64(m_config.seed * 0x9e3779b97f4a7c15ull + i).next());
            m_started.push_back(steadySeconds());
            m_lastIds.push_back(0);
        }
        if (prompts.empty())
            return;
        makeRoom(first, prompts.size(), longest);
        std::vector<std::int64_t> rows;
        for (std::size_t r = first; r < m_prompt.size(); ++r)
            rows.push_back(std::int64_t(r));
        accept(m_student.prefill(prompts, *m_state, rows), first);
        retire();
    }

    // The state has exactly the rows in use.
    void makeRoom(std::size_t used, std::size_t more, std::int64_t longest) {
        const std::int64_t wanted = std::min(longest + 64, m_student.config().maxPositions);
        if (!m_state) {
            m_state.emplace(m_student.decodeState(std::int64_t(more), wanted));
            return;
        }
        m_state->grow(wanted);
        m_state->addRows(std::int64_t(used + more) - m_state->rows());
    }

    void accept(const Tensor &hidden_BD, std::size_t first) {
        const std::size_t n = std::size_t(hidden_BD.size(0));
        const std::vector<TokenId> picked =
            m_sampler.pick(m_student.logits(hidden_BD), std::span(m_generators).subspan(first, n));
        for (std::size_t i = 0; i < n; ++i) {
            m_lastIds[first + i] = picked[i];
            m_results[m_prompt[first + i]].ids.push_back(picked[i]);
        }
    }

    bool ended(std::size_t row) {
        Generation &g = m_results[m_prompt[row]];
        g.finished = g.ids.back() == m_config.endId;
        const bool full = m_state->length(std::int64_t(row)) >= m_student.config().maxPositions;
        return g.finished || full || std::int64_t(g.ids.size()) >= m_config.maxNewTokens;
    }

    void retire() {
        std::vector<std::int64_t> stay;
        for (std::size_t row = 0; row < m_prompt.size(); ++row) {
            if (!ended(row)) {
                stay.push_back(std::int64_t(row));
                continue;
            }
            m_results[m_prompt[row]].seconds = steadySeconds() - m_started[row];
            if (m_done)
                m_done();
        }
        if (stay.size() == m_prompt.size())
            return;
        m_state->keepRows(stay);
        for (std::size_t i = 0; i < stay.size(); ++i) {
            const auto from = std::size_t(stay[i]);
            m_prompt[i] = m_prompt[from];
            m_generators[i] = m_generators[from];
            m_started[i] = m_started[from];
            m_lastIds[i] = m_lastIds[from];
        }
        m_prompt.resize(stay.size());
        m_generators.resize(stay.size(), SplitMix64(0));
        m_started.resize(stay.size());
        m_lastIds.resize(stay.size());
    }

    Model &m_student;
    const std::vector<std::vector<TokenId>> &m_prompts;
    const GenerationConfig &m_config;
    std::vector<Generation> &m_results;
    const std::function<void()> &m_beforeToken;
    const std::function<void()> &m_done;
    std::size_t m_next, m_stride; // prompts of this group
    std::int64_t m_rowLimit;
    Sampler m_sampler;
    std::optional<DecodeState> m_state;
    std::vector<std::size_t> m_prompt; // of each row
    std::vector<SplitMix64> m_generators;
    std::vector<double> m_started;
    std::vector<std::int64_t> m_lastIds;
};

} // namespace

std::vector<Generation> generateAll(Model &student, const std::vector<std::vector<TokenId>> &prompts,
                                    const GenerationConfig &config, ThreadPool &pool,
                                    const std::function<void()> &beforeToken,
                                    const std::function<void()> &done) {
    for (const std::vector<TokenId> &prompt : prompts)
        if (prompt.empty() || std::int64_t(prompt.size()) >= student.config().maxPositions)
            throw Error(
                ErrorCode::InvalidArgument,
                pluralText(
                    RETORT_TR("core", "A question of %n token(s) does not fit a student that holds %1."),
                    std::int64_t(prompt.size()), student.config().maxPositions));
    std::vector<Generation> results(prompts.size());
    // A matrix product's last bits depend on its number of rows, so which prompts share a batch must not
    // depend on threads: a fixed number of groups, each with every n-th prompt.
    const std::size_t groups =
        student.device().cuda() ? 1 : std::clamp<std::size_t>(prompts.size() / promptsPerGroup, 1, maxGroups);
    pool.run(groups, [&](std::size_t g) {
        GroupRows(student, prompts, config, results, beforeToken, done, g, groups).run();
    });
    return results;
}

} // namespace retort
