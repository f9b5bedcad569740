// SPDX-License-Identifier: GPL-3.0-or-later
// Writes demo data as a JSONL file, and on request a key file that says which lines hold a planted fault or
// repeat an earlier line, so that cleaning can be measured. Blocks; any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/demo/demo_data.h"

#include <filesystem>
#include <map>
#include <string>

namespace retort {

struct DemoDataConfig {
    DemoOptions options;
    std::filesystem::path path;    // JSONL, replaced when whole
    std::filesystem::path keyPath; // empty: no key file
};

struct DemoDataResult {
    std::uint64_t lines = 0, faults = 0, duplicates = 0, bytes = 0;
    std::uint64_t distinctKeys = 0;               // problems asked that no other line asks (duplicates aside)
    std::map<std::string, std::uint64_t> byKind;  // lines
    std::map<std::string, std::uint64_t> byFault; // lines, ids of demoFaults()
};

// A line: id, question, reasoning_content, content, reference_answer, level, kind, problem_key. With faults
// on, the trace stands inside `content` between tags, where such faults live, and there is no
// reasoning_content. A line of the key file: line (from 1), id, and either fault + expect (ids of Fault that
// an import must find; empty where another check is needed) or duplicate ("exact" | "near") + of_line +
// of_id. Throws Error(InvalidArgument) for options that contradict each other; on cancel and errors no file
// is left behind.
RETORT_DATA_API DemoDataResult runDemoDataJob(const DemoDataConfig &config, JobContext &job);

// count, seed, levels, kinds, no_traces, fault_share, duplicate_share.
RETORT_DATA_API const OptionTable &demoDataOptions();
RETORT_DATA_API DemoOptions demoOptionsFrom(const OptionValues &values); // throws Error(InvalidArgument)

} // namespace retort
