// SPDX-License-Identifier: GPL-3.0-or-later
// clean: a recipe of operators makes a new version; --preview counts without writing.
#include "app/cli/choose.h"
#include "core/base/file.h"
#include "core/clean/clean_job.h"

#include <fmt/format.h>

namespace retort::cli {
namespace {

// "length_window:min_answer=5,max_answer=4000" → a step of the recipe
RecipeStep parseStep(const std::string &typed) {
    RecipeStep step;
    const auto colon = typed.find(':');
    step.op = typed.substr(0, colon);
    const auto &table = requireCleanOperator(step.op).options;
    for (std::size_t at = colon; at != std::string::npos && at + 1 < typed.size();) {
        const auto end = typed.find(',', at + 1);
        const std::string pair = typed.substr(at + 1, end == std::string::npos ? end : end - at - 1);
        const auto equals = pair.find('=');
        const auto *spec = findOption(table, pair.substr(0, equals));
        if (!spec || equals == std::string::npos)
            throw Error(ErrorCode::InvalidArgument, "“%1” is not an option of %2 written as name=value.",
                        pair, step.op);
        step.options[spec->id] = parseOption(*spec, pair.substr(equals + 1));
        at = end;
    }
    return step;
}

Recipe recipeOf(const VerbArgs &args) {
    if (args.typed("recipe"))
        return recipeFromJson(readFile(args.text("recipe")));
    if (args.positionals.empty())
        return defaultRecipe();
    Recipe recipe;
    for (const auto &typed : args.positionals)
        recipe.steps.push_back(parseStep(typed));
    return recipe;
}

Json stepsJson(const std::vector<StepCounts> &steps) {
    Json list = Json::array();
    for (const auto &s : steps) {
        Json reasons = Json::array();
        for (const auto &r : s.reasons)
            reasons.push_back({{"verdict", r.kind == OutcomeKind::Drop ? "drop" : "change"},
                               {"reason", renderEnglish(r.reason)},
                               {"rows", r.rows}});
        list.push_back({{"operator", s.op},
                        {"seen", s.seen},
                        {"kept", s.kept},
                        {"changed", s.changed},
                        {"dropped", s.dropped},
                        {"reasons", reasons}});
    }
    return list;
}

Json operatorsJson() {
    Json list = Json::array();
    for (const auto &op : cleanOperators()) {
        Json options = Json::array();
        for (const auto &spec : op.options)
            options.push_back({{"id", spec.id},
                               {"default", formatOption(spec, spec.defaultValue)},
                               {"help", renderEnglish(spec.help.empty() ? spec.label : spec.help)}});
        list.push_back({{"id", op.id},
                        {"label", renderEnglish(op.label)},
                        {"help", renderEnglish(op.help)},
                        {"options", options}});
    }
    return {{"operators", list}};
}

std::vector<std::string> operatorLines(const Json &operators) {
    std::vector<std::string> lines;
    for (const auto &o : operators) {
        lines.push_back(fmt::format("{}: {}", o["id"].get<std::string>(), o["help"].get<std::string>()));
        for (const auto &p : o["options"])
            lines.push_back(fmt::format("  {}={}  {}", p["id"].get<std::string>(),
                                        p["default"].get<std::string>(), p["help"].get<std::string>()));
    }
    return lines;
}

std::string operatorsFooter() {
    std::string footer = "Operators and their options:\n";
    for (const std::string &line : operatorLines(operatorsJson()["operators"]))
        footer += "  " + line + "\n";
    return footer;
}

void printClean(const Json &j, const Console &console) {
    if (j.contains("operators")) {
        for (const std::string &line : operatorLines(j["operators"]))
            console.line(line);
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto &s : j["steps"])
        rows.push_back({s["operator"], groupedDigits(s["seen"]), groupedDigits(s["kept"]),
                        groupedDigits(s["changed"]), groupedDigits(s["dropped"])});
    printTable(console, {"operator", "seen", "kept", "changed", "dropped"}, rows);
    for (const auto &s : j["steps"])
        for (const auto &r : s["reasons"])
            console.line(fmt::format("  {:>8}  {}: {}", groupedDigits(r["rows"]),
                                     s["operator"].get<std::string>(), r["reason"].get<std::string>()));
    console.line(fmt::format("kept {}, changed {}, dropped {}{}", groupedDigits(j["kept"]),
                             groupedDigits(j["changed"]), groupedDigits(j["dropped"]),
                             j.contains("version")
                                 ? fmt::format(" → version {} “{}”", j["version"].get<std::int64_t>(),
                                               j["name"].get<std::string>())
                                 : ""));
}

} // namespace

Verb cleanVerb() {
    Verb v{"clean", "Apply a recipe of cleaning operators as a new version", "OPERATOR",
           "Steps in order, each as operator or operator:option=value,option=value. None: "
           "the default recipe."};
    v.print = printClean;
    v.table = [] {
        return OptionTable{projectOption(),
                           versionOption(),
                           pathOption("recipe", "A recipe as JSON, as the window copies it."),
                           textOption("name", "Name of the new version."),
                           flagOption("preview", "Count what would change and write nothing."),
                           flagOption("list", "List the operators and their options.")};
    };
    v.footer = operatorsFooter;
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) -> Json {
        if (args.flag("list"))
            return operatorsJson();
        const auto recipe = recipeOf(args);
        const auto project = openProject(args);
        const VersionStore store(project);
        const auto version = chosenVersion(args, store);
        if (args.flag("preview")) {
            const auto p = previewClean(store, version, recipe, {}, job);
            return {{"kept", p.kept},
                    {"changed", p.changed},
                    {"dropped", p.dropped},
                    {"steps", stepsJson(p.steps)},
                    {"recipe", Json::parse(recipeToJson(recipe))}};
        }
        const auto r = runCleanJob({project, version, recipe, args.text("name"), {}}, job);
        Json said{{"kept", r.kept},
                  {"changed", r.changed},
                  {"dropped", r.dropped},
                  {"seconds", r.seconds},
                  {"steps", stepsJson(r.steps)},
                  {"recipe", Json::parse(recipeToJson(recipe))}};
        if (r.version != 0) {
            said["version"] = r.version;
            said["name"] = store.version(r.version).name;
        }
        return said;
    };
    return v;
}

} // namespace retort::cli
