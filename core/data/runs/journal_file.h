// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a journal: names, numbers, appending. Internal to core/data.
#pragma once

#include "core/data/runs/run_store.h"

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace retort {

inline constexpr const char *journalName = "journal.jsonl";
inline constexpr int journalFormat = 1;
// Keys that tell what a line is.
namespace journal_key {
inline constexpr const char *head = "retort_journal", *metric = "metric", *event = "event", *state = "state",
                            *checkpoint = "checkpoint", *prune = "prune", *end = "end";
}

std::filesystem::path journalFile(const std::filesystem::path &project, std::int64_t run);

// JSON has no NaN and no infinity; both are data.
nlohmann::json journalNumber(double value);
double journalNumber(const nlohmann::json &line, const char *key);
// By name; throws nlohmann's exceptions for what is none.
RunState runStateOf(const std::string &name);

// What the first line says; `length` is 0 where there is no whole one.
struct JournalHead {
    std::string id;
    std::int64_t format = 0, run = 0;
    std::size_t length = 0;
};
JournalHead journalHead(std::string_view bytes);

// Appends whole lines. What a kill left of a line at the end is cut off at opening.
class JournalFile {
public:
    JournalFile(const std::filesystem::path &project, std::int64_t run);

    void append(const nlohmann::json &line); // gathered until flush()
    void flush(bool durable = false);        // one write; throws systemError, and then nothing was written
    std::int64_t step() const { return m_step; } // of the newest line that names one; 0: none

private:
    void continueOrBegin();
    std::filesystem::path m_path;
    std::int64_t m_run;
    Descriptor m_file;
    std::uint64_t m_size = 0;
    std::int64_t m_step = 0;
    std::string m_lines;
};

} // namespace retort
