// SPDX-License-Identifier: GPL-3.0-or-later
// A verb of retort-cli: one file in verbs/ and one line in verbs.def. From its table follow the flags,
// `--help` and the checks; `run` returns the JSON object of --json, `print` shows the same object to a
// person.
#pragma once

#include "core/base/job.h"
#include "core/base/option.h"

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace retort {
class Project;
}

namespace retort::cli {

class ProgressLine;
using Json = nlohmann::ordered_json;

// The verb's whole table, and only the values that were typed.
struct VerbArgs : OptionReader<OptionTable, OptionValues> {
    std::vector<std::string> positionals; // files, texts
    bool typed(std::string_view id) const { return values.contains(std::string(id)); }
    // The typed values that belong to a core job's own table.
    OptionValues valuesOf(const OptionTable &part) const;
};

// How a verb talks while it runs. Only the final object goes to standard output when --json is given.
struct Console {
    bool json = false;
    bool quiet = false;
    void line(const std::string &text) const;   // a line for people; nothing with --json
    void stream(const std::string &text) const; // no line end, flushed; nothing with --json
    void note(const std::string &text) const;   // to standard error while a job runs; the bar makes room
    ProgressLine *bar = nullptr;
    mutable std::function<void()> tick; // called on the job's thread at every shown progress
};

struct Verb {
    std::string name; // "train", or "project create"
    Text summary;
    std::string positionalName = {}; // "FILE", or their order, "ARTIFACT NAME"; empty: none are taken
    Text positionalHelp = {};
    std::function<OptionTable()> table = {}; // empty: only the project
    std::function<Json(const VerbArgs &, JobContext &, const Console &)> run = {};
    std::function<void(const Json &, const Console &)> print = {};
    bool needsPositional = false;
    int mostPositionals = 0;                  // 0: any number
    std::function<std::string()> footer = {}; // of --help
};

const std::vector<Verb> &verbs();

// --- pieces that most verbs share
OptionSpec projectOption(); // --project, default "."
OptionSpec textOption(const char *id, const Text &help, std::string value = {});
OptionSpec pathOption(const char *id, const Text &help, std::string value = {});
OptionSpec intOption(const char *id, const Text &help, std::int64_t value, double minimum, double maximum);
OptionSpec floatOption(const char *id, const Text &help, double value, double minimum, double maximum);
OptionSpec flagOption(const char *id, const Text &help);
OptionSpec choiceOption(const char *id, const Text &help, std::string value,
                        std::vector<OptionChoice> choices);
std::shared_ptr<Project> openProject(const VerbArgs &args, bool readOnly = false);
Json issuesJson(const JobContext &job);

// A record chosen by id, by name, or "newest" (the default) out of `records` with fields id and name.
std::int64_t chooseId(const char *what, const std::string &wanted,
                      const std::vector<std::pair<std::int64_t, std::string>> &records);

// Columns padded for a terminal, CJK counted as two cells; numbers right.
void printTable(const Console &console, const std::vector<std::string> &head,
                const std::vector<std::vector<std::string>> &rows);
std::string humanBytes(double bytes);

} // namespace retort::cli
