// SPDX-License-Identifier: GPL-3.0-or-later
// import: files of R1-style data into a project; --preview shows without writing.
#include "app/cli/verb.h"
#include "core/data/project/new_project.h"
#include "core/import/format.h"
#include "core/import/import_job.h"

#include <filesystem>
#include <fmt/format.h>
#include <optional>

namespace retort::cli {
namespace {

// The options of every format, once each, in --help under the format's name.
OptionTable formatOptions() {
    OptionTable all;
    for (const auto &format : importFormats())
        for (OptionSpec spec : format.options) {
            spec.group = std::string_view(format.id) == "mapping"
                             ? Text("Of the format mapping, which any of these chooses")
                             : text("Only for the format %1", format.id);
            all = joinTables(all, {spec});
        }
    return all;
}

OptionTable importTable() {
    std::vector<OptionChoice> formats{{"auto", "Recognise each file by itself"}};
    for (const auto &format : importFormats())
        formats.push_back({format.id, format.label});
    OptionTable table{
        projectOption(),
        choiceOption("format", "The files' format.", "auto", formats),
        textOption("name", "Name of the source; default: the first file's."),
        flagOption("create", "Make the project first if the folder has none."),
        flagOption("preview", "Show what would be imported and write nothing."),
        pathOption("refused_report", "Write the refused records with line and reason to this JSONL file.")};
    return joinTables(joinTables(table, importOptions()), formatOptions());
}

Json countsJson(const std::map<std::string, std::int64_t> &counts) {
    Json j = Json::object();
    for (const auto &[id, n] : counts)
        j[id] = n;
    return j;
}

Json previewJson(const ImportPreview &preview) {
    Json j{{"ready", preview.ready},
           {"hindrance", renderEnglish(preview.hindrance)},
           {"records", preview.recordsRead},
           {"refused", preview.refused},
           {"faults", countsJson(preview.faults)},
           {"languages", countsJson(preview.languages)},
           {"files", Json::array()},
           {"samples", Json::array()}};
    for (const auto &f : preview.files) {
        Json fields = Json::array();
        for (const auto &p : f.fields)
            fields.push_back({{"field", p.field}, {"place", p.place}, {"records", p.records}});
        j["files"].push_back({{"path", f.path.string()},
                              {"bytes", f.bytes},
                              {"format", f.format},
                              {"confidence", f.confidence},
                              {"encoding", f.encoding},
                              {"shape", f.shape},
                              {"compression", f.compression},
                              {"fields", fields}});
    }
    for (const auto &s : preview.samples)
        j["samples"].push_back({{"line", s.line},
                                {"question", s.sample.question},
                                {"reasoning", s.sample.reasoning},
                                {"answer", s.sample.answer}});
    j["issues"] = Json::array();
    for (const auto &i : preview.issues)
        j["issues"].push_back({{"file", i.file}, {"line", i.line}, {"reason", renderEnglish(i.reason)}});
    return j;
}

Json importJson(const ImportResult &r, const JobContext &job) {
    Json j{{"source", r.source},
           {"rows", r.rows},
           {"records", r.records},
           {"refused", r.refused},
           {"bytes", r.bytes},
           {"seconds", r.seconds},
           {"formats", r.formats},
           {"faults", countsJson(r.faults)},
           {"languages", countsJson(r.languages)},
           {"issues", issuesJson(job)}};
    j["version"] = r.version ? Json(*r.version) : Json(nullptr);
    if (!r.refusedReport.empty())
        j["refused_report"] = r.refusedReport.string();
    return j;
}

void printCounts(const Json &counts, const char *head, const Console &console) {
    for (const auto &[id, n] : counts.items())
        console.line(fmt::format("  {} {}: {}", head, id, groupedDigits(n)));
}

void printImport(const Json &j, const Console &console) {
    if (j.contains("files"))
        for (const auto &f : j["files"]) {
            const auto path = f["path"].get<std::string>(), format = f["format"].get<std::string>(),
                       shape = f["shape"].get<std::string>();
            console.line(shape.empty()      ? fmt::format("{}: cannot be read", path)
                         : shape == "empty" ? fmt::format("{}: empty", path)
                                            : fmt::format("{}: {} ({}, {})", path,
                                                          format.empty() ? "not recognised" : format, shape,
                                                          f["encoding"].get<std::string>()));
            for (const auto &p : f["fields"])
                console.line(
                    fmt::format("  {} → {}", p["field"].get<std::string>(), p["place"].get<std::string>()));
        }
    const auto &issues = j["issues"];
    for (std::size_t i = 0; i < issues.size() && i < 10; ++i) {
        const auto file = issues[i]["file"].get<std::string>(),
                   reason = issues[i]["reason"].get<std::string>();
        const auto line = issues[i]["line"].get<std::int64_t>();
        console.line(line > 0 ? fmt::format("refused {}:{}: {}", file, line, reason) // 0: of the whole file
                              : fmt::format("! {}: {}", file, reason));
    }
    if (issues.size() > 10)
        console.line(fmt::format("… {} more", groupedDigits(std::int64_t(issues.size()) - 10)));
    if (j.contains("hindrance") && !j["ready"].get<bool>())
        console.line("! " + j["hindrance"].get<std::string>());
    if (j.contains("rows"))
        console.line(
            fmt::format("Imported {} rows, refused {}, {:.1f} s ({}/s).", groupedDigits(j["rows"]),
                        groupedDigits(j["refused"]), j["seconds"].get<double>(),
                        humanBytes(j["bytes"].get<double>() / std::max(1e-3, j["seconds"].get<double>()))));
    printCounts(j["faults"], "fault", console);
    printCounts(j["languages"], "language", console);
}

ImportConfig configOf(const VerbArgs &args) {
    ImportConfig config;
    for (const auto &file : args.positionals)
        config.files.emplace_back(file);
    if (config.files.empty())
        throw Error(ErrorCode::InvalidArgument, "Name at least one file to import.");
    config.format = args.text("format");
    config.name = args.text("name");
    applyImportOptions(config, args.valuesOf(importOptions()));
    config.options = args.valuesOf(formatOptions()); // core refuses those that no chosen format has
    if (args.typed("refused_report"))
        config.refusedReport = args.text("refused_report");
    return config;
}

} // namespace

Verb importVerb() {
    Verb v{"import", "Read files of questions, reasoning and answers into the project", "FILE",
           ".jsonl or .json files, plain or .gz."};
    v.table = importTable;
    v.print = printImport;
    v.needsPositional = true;
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) {
        std::optional<NewProject> made; // outlives what holds the project
        auto config = configOf(args);
        if (args.flag("preview"))
            return previewJson(previewImport(config, 100, job));
        const std::filesystem::path folder = args.text("project");
        if (args.flag("create") && !Project::isProject(folder))
            config.project =
                made.emplace(folder, std::filesystem::absolute(folder).filename().string()).project();
        else
            config.project = openProject(args);
        return importJson(runImportJob(config, job), job);
    };
    return v;
}

} // namespace retort::cli
