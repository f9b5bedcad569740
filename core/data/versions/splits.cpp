// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/splits.h"

#include "core/base/hash.h"

#include <algorithm>
#include <map>

namespace retort {
namespace {

struct Member {
    std::uint64_t hash; // of the group, mixed with the seed
    std::uint32_t part, row;
};

struct Group {
    std::size_t begin = 0, end = 0; // in the sorted members
    std::uint64_t hash = 0;
    Split split = Split::Train;
    bool mayBeTest = true, mayBeValidation = true; // by hash
    bool ofParent = false;                         // the parent version has it
    std::int64_t rows() const { return std::int64_t(end - begin); }
};

struct OwnParts {
    bool validation = false, test = false;
};

std::vector<Member> membersOf(const VersionView &view, std::uint64_t seed) {
    std::vector<Member> members;
    for (std::size_t p = 0; p < view.parts.size(); ++p)
        for (std::size_t row = 0; row < view.parts[p].rows(); ++row)
            if (view.parts[p].has(row))
                members.push_back({SplitMix64(view.parts[p].columns->groupHash()[row] ^ seed).next(),
                                   std::uint32_t(p), std::uint32_t(row)});
    std::ranges::sort(members, [](const Member &a, const Member &b) { return a.hash < b.hash; });
    return members;
}

std::map<SourceId, OwnParts> ownPartsOf(const VersionView &view) {
    std::map<SourceId, OwnParts> own;
    for (const auto &part : view.parts)
        for (std::size_t row = 0; row < part.rows(); ++row)
            if (part.has(row)) {
                const auto split = ownSplit((*part.columns)[RowColumn::OwnSplit][row]);
                own[part.source].validation |= split == Split::Validation;
                own[part.source].test |= split == Split::Test;
            }
    return own;
}

Split strictest(Split a, Split b) {
    static_assert(Split::Train < Split::Validation && Split::Validation < Split::Test);
    return std::max(a, b);
}

// Groups in hash order, with what the parent and the files themselves say about them.
std::vector<Group> groupsOf(const VersionView &view, const std::vector<Member> &members, bool keepOwn,
                            const std::set<std::int64_t> &ofParent) {
    const auto own = keepOwn ? ownPartsOf(view) : std::map<SourceId, OwnParts>();
    std::vector<bool> isOfParent;
    for (const ViewPart &part : view.parts)
        isOfParent.push_back(ofParent.contains(part.segment));
    std::vector<Group> groups;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (groups.empty() || groups.back().hash != members[i].hash)
            groups.push_back({i, i, members[i].hash, Split::Train, true, true, false});
        Group &group = groups.back();
        group.end = i + 1;
        const ViewPart &part = view.parts[members[i].part];
        if (isOfParent[members[i].part]) {
            group.ofParent = true;
            group.split = strictest(group.split, part.split(members[i].row));
        }
        if (!keepOwn)
            continue;
        if (const auto split = ownSplit((*part.columns)[RowColumn::OwnSplit][members[i].row]))
            group.split = strictest(group.split, *split);
        const OwnParts &has = own.at(part.source);
        group.mayBeTest &= !has.test;
        group.mayBeValidation &= !has.validation;
    }
    return groups;
}

std::uint64_t ratioCut(double ratio) {
    return ratio >= 1 ? ~0ull : std::uint64_t(std::max(ratio, 0.0) * 0x1.0p64);
}

// Takes groups in the order given by `at` while their distance is below the cut, then until `wanted` rows are
// there. The parent's groups stay, unless there would be nothing at all.
template <typename At>
void take(std::vector<Group> &groups, const At &at, Split split, bool Group::*allowed, std::uint64_t cut,
          std::int64_t wanted, std::int64_t largest, const auto &distance) {
    std::int64_t rows = 0;
    for (const auto &group : groups)
        rows += group.split == split ? group.rows() : 0;
    const auto pass = [&](bool ofParent) {
        for (std::size_t i = 0; i < groups.size(); ++i) {
            Group &group = groups[at(i)];
            const std::uint64_t d = distance(group.hash);
            if ((ofParent || d >= cut) && rows >= wanted)
                break;
            if (group.ofParent != ofParent || group.split != Split::Train || !(group.*allowed)
                || group.rows() > largest)
                continue;
            group.split = split;
            rows += group.rows();
        }
    };
    pass(false);
    if (rows == 0)
        pass(true);
}

} // namespace

void assignSplits(VersionView &view, const SplitRatios &ratios, const std::set<std::int64_t> &ofParent) {
    const auto members = membersOf(view, ratios.seed);
    auto groups = groupsOf(view, members, ratios.keepOwn, ofParent);
    const auto total = std::int64_t(members.size());
    const auto wanted = [&](double ratio) { return ratio > 0 ? std::min(ratios.atLeast, total / 4) : 0; };
    // A group that holds much of the version (rows without a question) would be a held-out part alone.
    const std::int64_t largest = std::max<std::int64_t>(total / 8, 2);
    take(
        groups, [&](std::size_t i) { return groups.size() - 1 - i; }, Split::Test, &Group::mayBeTest,
        ratioCut(ratios.test), wanted(ratios.test), largest, [](std::uint64_t hash) { return ~hash; });
    take(
        groups, [](std::size_t i) { return i; }, Split::Validation, &Group::mayBeValidation,
        ratioCut(ratios.validation), wanted(ratios.validation), largest,
        [](std::uint64_t hash) { return hash; });
    std::vector<std::shared_ptr<std::vector<std::uint8_t>>> states;
    for (auto &part : view.parts)
        states.push_back(std::make_shared<std::vector<std::uint8_t>>(part.rows(), std::uint8_t(0)));
    for (const Group &group : groups)
        for (std::size_t i = group.begin; i < group.end; ++i)
            (*states[members[i].part])[members[i].row] = std::uint8_t(1 + int(group.split));
    for (std::size_t p = 0; p < view.parts.size(); ++p)
        view.parts[p].states = states[p];
}

} // namespace retort
