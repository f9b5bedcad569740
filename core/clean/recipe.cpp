// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe of clean_job.h as JSON, and its checks.
#include "core/clean/clean_job.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

namespace retort {
namespace {

constexpr int recipeFormat = 1;

nlohmann::json toJson(const Recipe &recipe) {
    nlohmann::json steps = nlohmann::json::array();
    for (const RecipeStep &step : recipe.steps)
        steps.push_back({{"op", step.op},
                         {"enabled", step.enabled},
                         {"options", nlohmann::json::parse(optionsToJson(step.options))}});
    return {{"retort_recipe", recipeFormat}, {"steps", std::move(steps)}};
}

[[noreturn]] void badRecipe(Text why) {
    throw Error(ErrorCode::BadFormat, RETORT_TR("core", "This is no cleaning recipe: %1"), why);
}

RecipeStep stepFrom(const nlohmann::json &json) {
    if (!json.is_object() || !json.contains("op") || !json["op"].is_string())
        badRecipe(RETORT_TR("core", "a step has no operator."));
    RecipeStep step;
    step.op = json["op"].get<std::string>();
    requireCleanOperator(step.op);
    if (const auto enabled = json.find("enabled"); enabled != json.end() && enabled->is_boolean())
        step.enabled = enabled->get<bool>();
    if (const auto options = json.find("options"); options != json.end())
        step.options = optionsFromJson(options->dump());
    return step;
}

} // namespace

Recipe defaultRecipe() {
    return {{{"think_tag_repair", true, {}},
             {"missing_parts", true, {}},
             {"exact_duplicates", true, {}},
             {"length_window", true, {}}}};
}

std::string recipeToJson(const Recipe &recipe) {
    return toJson(recipe).dump();
}

Recipe recipeFromJson(std::string_view json) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("retort_recipe") || !parsed.contains("steps")
        || !parsed["steps"].is_array())
        badRecipe(RETORT_TR("core", "“retort_recipe” or the list “steps” is missing."));
    const auto &format = parsed["retort_recipe"];
    if (!format.is_number_integer() || format.get<std::int64_t>() > recipeFormat)
        throw Error(ErrorCode::NewerVersion, RETORT_TR("core", "This recipe was written by a newer Retort."));
    Recipe recipe;
    for (const auto &step : parsed["steps"])
        recipe.steps.push_back(stepFrom(step));
    for (const OptionFault &fault : checkRecipe(recipe))
        throw Error(ErrorCode::InvalidArgument, RETORT_TR("core", "Step %1: %2"), fault.id, fault.reason);
    return recipe;
}

Recipe effectiveRecipe(const Recipe &recipe) {
    Recipe effective;
    for (const RecipeStep &step : recipe.steps)
        if (step.enabled)
            effective.steps.push_back(
                {step.op, true, withDefaults(requireCleanOperator(step.op).options, step.options)});
    return effective;
}

std::vector<OptionFault> checkRecipe(const Recipe &recipe) {
    std::vector<OptionFault> faults;
    for (std::size_t i = 0; i < recipe.steps.size(); ++i) {
        const RecipeStep &step = recipe.steps[i];
        const std::string number = std::to_string(i + 1);
        const CleanOperator *op = findCleanOperator(step.op);
        if (!op) {
            faults.push_back(
                {number, text(RETORT_TR("core", "There is no cleaning operator “%1”."), step.op)});
            continue;
        }
        const std::vector<OptionFault> own = checkOptions(op->options, step.options);
        for (const OptionFault &fault : own)
            faults.push_back({number + "." + fault.id, fault.reason});
        if (!own.empty() || !step.enabled)
            continue;
        try {
            (void)op->start(withDefaults(
                op->options, step.options)); // what no table can tell: a wrong pattern, crossed limits
        } catch (const Error &error) {
            faults.push_back({number, error.text()});
        }
    }
    return faults;
}

} // namespace retort
