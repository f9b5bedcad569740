// SPDX-License-Identifier: GPL-3.0-or-later
// Demo data by rule: R1-style Chinese reasoning problems with traces, right by construction and the same
// bytes for the same options on every machine. No problem key comes twice until every key of the chosen kinds
// has come once. Not a benchmark. A generator belongs to one thread.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace retort {

struct DemoProblem {
    std::string id; // demo-<seed>-<number>
    std::string kind;
    int level = 1;
    std::string problemKey; // without its wording: add:347+85, shared by the plain and the word form
    std::string question;
    std::string reasoning; // without tags; empty when traces are switched off
    std::string answer;    // ends in \boxed{}
    std::string reference;
    std::vector<std::string> tags;
};

struct DemoOptions {
    std::uint64_t count = 20'000; // lines of a file, duplicates included
    std::uint64_t seed = 1;
    std::vector<int> levels = {1};  // 1 … 3; empty: all
    std::vector<std::string> kinds; // ids; empty: all that have one of the levels
    bool noTraces = false;          // the same problems without their reasoning: the control of an experiment
    double faultShare = 0;          // 0 … 1 of the lines get a planted fault
    double duplicateShare = 0;      // 0 … 1 of the lines repeat an earlier one
};

class RETORT_DATA_API DemoGenerator {
public:
    // Throws Error(InvalidArgument) for an unknown kind or level, or a choice that leaves nothing.
    explicit DemoGenerator(const DemoOptions &options);
    ~DemoGenerator();

    // Never ends; ignores count, faults and duplicates, which concern files only.
    DemoProblem next();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace retort
