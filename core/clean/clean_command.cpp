// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clean/clean_command.h"

#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/clean/clean_job.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace retort {
namespace {

// "length_window:min_answer=5,max_answer=4000" as the verb takes it; none when a value has a comma itself.
std::optional<std::string> stepWord(const RecipeStep &step) {
    const OptionTable &table = requireCleanOperator(step.op).options;
    std::string word = step.op;
    char between = ':';
    for (const OptionSpec &spec : table) {
        const auto it = step.options.find(spec.id);
        if (it == step.options.end() || it->second == spec.defaultValue)
            continue;
        const std::string value = formatOption(spec, it->second);
        if (value.find(',') != std::string::npos)
            return std::nullopt;
        word += between + spec.id + "=" + value;
        between = ',';
    }
    return word;
}

std::optional<std::vector<std::string>> stepWords(const Recipe &recipe) {
    std::vector<std::string> words;
    for (const RecipeStep &step : recipe.steps) {
        if (!step.enabled)
            continue;
        auto word = stepWord(step);
        if (!word)
            return std::nullopt;
        words.push_back(std::move(*word));
    }
    return words;
}

} // namespace

std::string cleanCommand(const std::filesystem::path &project, const VersionInfo &version) {
    if (!version.parent || version.recipeJson.find("retort_recipe") == std::string::npos)
        return {};
    const Recipe recipe = recipeFromJson(version.recipeJson);
    if (std::ranges::none_of(recipe.steps, [](const auto &s) { return s.enabled; }))
        return {};
    CommandLine line("clean");
    line.option("project", project.string()).option("data_version", *version.parent);
    const auto words = stepWords(recipe);
    if (words) {
        line.option("name", version.name);
        for (const std::string &word : *words)
            line.word(word);
        return line.text();
    }
    // What a list of words cannot say goes by a file.
    const std::string file = fmt::format("recipe-{}.json", version.id);
    line.option("recipe", file).option("name", version.name);
    return "printf %s " + shellQuote(recipeToJson(recipe)) + " > " + file + " && " + line.text();
}

} // namespace retort
