// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demo_data.h"

#include "core/base/error.h"
#include "core/demo/kind.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

namespace retort {
namespace {

struct Choice {
    const DemoKind *kind;
    int level;
    std::string space;
};

std::set<int> levelsOf(const DemoOptions &options) {
    std::set<int> levels(options.levels.begin(), options.levels.end());
    for (const int level : levels)
        if (level < 1 || level > 3)
            throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "Demo data has levels 1 to 3, not %1."),
                        level);
    return levels.empty() ? std::set{1, 2, 3} : levels;
}

std::vector<const DemoKind *> kindsOf(const DemoOptions &options) {
    std::vector<const DemoKind *> kinds;
    for (const DemoKind *kind : demoKinds())
        if (options.kinds.empty() || std::ranges::count(options.kinds, kind->id) > 0)
            kinds.push_back(kind);
    for (const std::string &id : options.kinds)
        if (!findPlugIn(demoKinds(), id))
            throw Error(ErrorCode::InvalidArgument,
                        RETORT_TR("core", "There is no kind of demo problem named “%1”."), id);
    return kinds;
}

} // namespace

struct DemoGenerator::State {
    DemoOptions options;
    std::vector<std::vector<Choice>> byKind; // outer: kind, inner: its levels
    std::map<std::string, KeySpace> spaces;
    std::map<std::string, KeySampler> samplers;
    std::uint64_t round = 0;
    std::uint64_t produced = 0;

    bool exhausted(const Choice &choice) const { return samplers.at(choice.space).exhausted(); }

    void startRound() {
        samplers.clear();
        for (const auto &[id, space] : spaces)
            samplers.emplace(id, KeySampler(space, options.seed, round));
        ++round;
    }

    // Kinds come in equal parts, then levels, as long as they have keys left.
    std::optional<Choice> choose(DemoRandom &random) const {
        std::vector<std::vector<Choice>> open;
        for (const auto &levels : byKind) {
            std::vector<Choice> left;
            std::copy_if(levels.begin(), levels.end(), std::back_inserter(left),
                         [this](const Choice &c) { return !exhausted(c); });
            if (!left.empty())
                open.push_back(std::move(left));
        }
        if (open.empty())
            return std::nullopt;
        const std::vector<Choice> &kind = random.pick(open);
        return random.pick(kind);
    }
};

DemoGenerator::DemoGenerator(const DemoOptions &options) : m_state(std::make_unique<State>()) {
    m_state->options = options;
    const std::set<int> levels = levelsOf(options);
    for (const DemoKind *kind : kindsOf(options)) {
        std::vector<Choice> choices;
        for (const int level : levels) {
            if (level < kind->minLevel || level > kind->maxLevel)
                continue;
            KeySpace space = kind->keys(level);
            choices.push_back({kind, level, space.id});
            m_state->spaces.emplace(space.id, std::move(space));
        }
        if (!choices.empty())
            m_state->byKind.push_back(std::move(choices));
    }
    if (m_state->byKind.empty())
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core", "None of the chosen kinds of demo problem has one of the chosen levels."));
    m_state->startRound();
}

DemoGenerator::~DemoGenerator() = default;

DemoProblem DemoGenerator::next() {
    State &state = *m_state;
    // Each problem has a generator of its own, so that a change of one kind leaves the others alone.
    DemoRandom random(mixBits(state.options.seed) ^ mixBits(state.produced + 1));
    std::optional<Choice> choice = state.choose(random);
    if (!choice) {
        state.startRound();
        choice = state.choose(random);
    }
    const DrawnKey key = state.samplers.at(choice->space).draw(random);
    DemoProblem problem;
    problem.id = fmt::format("demo-{}-{:06}", state.options.seed, ++state.produced);
    problem.kind = choice->kind->id;
    problem.level = choice->level;
    DemoRandom style(random.next());
    choice->kind->build(choice->level, key, style, problem);
    if (state.options.noTraces)
        problem.reasoning.clear();
    return problem;
}

} // namespace retort
