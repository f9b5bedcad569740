// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verb.h"

#include "app/cli/terminal.h"
#include "core/base/option_make.h"
#include "core/data/project/project.h"

#include <charconv>
#include <cstdio>
#include <fmt/format.h>

namespace retort::cli {

#define RETORT_VERB(function) Verb function();
#include "app/cli/verbs.def"
#undef RETORT_VERB

const std::vector<Verb> &verbs() {
    static const std::vector<Verb> all{
#define RETORT_VERB(function) function(),
#include "app/cli/verbs.def"
#undef RETORT_VERB
    };
    return all;
}

OptionValues VerbArgs::valuesOf(const OptionTable &part) const {
    OptionValues mine;
    for (const auto &[id, value] : values)
        if (findOption(part, id))
            mine[id] = value;
    return mine;
}

void Console::line(const std::string &text) const {
    if (!json && !quiet)
        std::printf("%s\n", text.c_str());
}

void Console::stream(const std::string &text) const {
    if (json)
        return;
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
}

void Console::note(const std::string &text) const {
    if (json || quiet)
        return;
    if (bar)
        bar->clear();
    std::fprintf(stderr, "%s\n", text.c_str());
}

// What only the command line has needs no label.
OptionSpec projectOption() {
    return pathOption("project", "The project's folder.", ".");
}
OptionSpec textOption(const char *id, const Text &help, std::string value) {
    return option_make::textOption(id, std::move(value), {}, help);
}
OptionSpec pathOption(const char *id, const Text &help, std::string value) {
    return option_make::pathOption(id, std::move(value), {}, help);
}
OptionSpec flagOption(const char *id, const Text &help) {
    return option_make::boolOption(id, false, {}, help);
}
OptionSpec intOption(const char *id, const Text &help, std::int64_t value, double minimum, double maximum) {
    return option_make::intOption(id, value, {}, help).between(minimum, maximum);
}
OptionSpec floatOption(const char *id, const Text &help, double value, double minimum, double maximum) {
    return option_make::floatOption(id, value, {}, help).between(minimum, maximum);
}
OptionSpec choiceOption(const char *id, const Text &help, std::string value,
                        std::vector<OptionChoice> choices) {
    return option_make::choiceOption(id, std::move(value), {}, help).choices(std::move(choices));
}

std::shared_ptr<Project> openProject(const VerbArgs &args, bool readOnly) {
    const std::string folder = args.text("project");
    try {
        return Project::open(folder, readOnly ? OpenMode::ReadOnly : OpenMode::ReadWrite);
    } catch (const Error &e) {
        // Of an older format: brought up to date, with a backup, as the window does it.
        if (!readOnly || e.code() != ErrorCode::Unsupported)
            throw;
        return Project::open(folder, OpenMode::ReadWrite);
    }
}

Json issuesJson(const JobContext &job) {
    Json list = Json::array();
    for (const auto &issue : job.issues())
        list.push_back({{"file", issue.file},
                        {"line", issue.line},
                        {"field", issue.field},
                        {"reason", renderEnglish(issue.reason)}});
    return list;
}

std::int64_t chooseId(const char *what, const std::string &wanted,
                      const std::vector<std::pair<std::int64_t, std::string>> &records) {
    if (records.empty())
        throw Error(ErrorCode::NotFound, "The project has no %1 yet.", what);
    if (wanted.empty() || wanted == "newest")
        return records.back().first;
    std::int64_t number = 0;
    const auto [end, status] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    const bool isNumber = status == std::errc() && end == wanted.data() + wanted.size();
    for (const auto &[id, name] : records)
        if (name == wanted || (isNumber && id == number))
            return id;
    std::string known;
    for (const auto &[id, name] : records)
        known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", id, name);
    throw Error(ErrorCode::NotFound, "There is no %1 “%2”. There are: %3.", what, wanted, known);
}

namespace {
bool looksLikeNumber(const std::string &cell) {
    return !cell.empty() && cell.find_first_not_of("0123456789.,-+%e –≈") == std::string::npos;
}
std::string padded(const std::string &cell, int width, bool right) {
    const std::string space(std::size_t(std::max(0, width - displayWidth(cell))), ' ');
    return right ? space + cell : cell + space;
}
} // namespace

void printTable(const Console &console, const std::vector<std::string> &head,
                const std::vector<std::vector<std::string>> &rows) {
    std::vector<int> widths;
    std::vector<bool> right(head.size(), !rows.empty());
    for (const auto &h : head)
        widths.push_back(displayWidth(h));
    for (const auto &row : rows)
        for (std::size_t c = 0; c < head.size(); ++c) {
            widths[c] = std::max(widths[c], displayWidth(row[c]));
            if (!row[c].empty() && !looksLikeNumber(row[c]))
                right[c] = false;
        }
    const auto show = [&](const std::vector<std::string> &row) {
        std::string line;
        for (std::size_t c = 0; c < head.size(); ++c)
            line += (c ? "  " : "") + padded(row[c], widths[c], right[c]);
        while (!line.empty() && line.back() == ' ')
            line.pop_back();
        console.line(line);
    };
    show(head);
    std::string rule;
    for (std::size_t c = 0; c < head.size(); ++c) {
        if (c)
            rule += "  ";
        for (int i = 0; i < widths[c]; ++i)
            rule += "─";
    }
    console.line(rule);
    for (const auto &row : rows)
        show(row);
}

std::string humanBytes(double bytes) {
    const char *units[] = {"B", "kB", "MB", "GB", "TB"};
    int u = 0;
    while (bytes >= 1000 && u < 4) {
        bytes /= 1000;
        ++u;
    }
    return u == 0 ? fmt::format("{:.0f} B", bytes) : fmt::format("{:.1f} {}", bytes, units[u]);
}

} // namespace retort::cli
