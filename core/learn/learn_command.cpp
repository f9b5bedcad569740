// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learn_command.h"

#include "core/base/command_line.h"
#include "core/learn/eval_job.h"
#include "core/learn/train_job.h"

namespace retort {
namespace {

// Of several places to start from, the one that leaves the fewest flags; the first is the program's own.
template <typename Presets, typename OptionsOf>
const auto &nearest(const Presets &presets, const OptionTable &table, const OptionValues &values,
                    OptionsOf optionsOf) {
    const auto *best = &presets.front();
    std::size_t fewest = differingOptions(table, values, optionsOf(*best)).size();
    for (const auto &preset : presets)
        if (const auto n = differingOptions(table, values, optionsOf(preset)).size(); n < fewest) {
            fewest = n;
            best = &preset;
        }
    return *best;
}

void addStudent(CommandLine &line, const StudentConfig &student) {
    const auto optionsOf = [](const StudentPreset &preset) {
        auto values = studentToOptions(preset.config);
        values.erase("preset");
        return values;
    };
    auto values = studentToOptions(student);
    values.erase("preset");
    const StudentPreset &preset = nearest(studentPresets(), studentOptions(), values, optionsOf);
    values["preset"] = preset.id;
    line.options(studentOptions(), values, [&] {
        auto base = optionsOf(preset);
        base["preset"] = studentPresets().front().id;
        return base;
    }());
}

// "0007 · …" is given by the store; another one was chosen by a person.
bool givenName(const RunRecord &run) {
    return run.name.empty() || run.name.find(" · ") == 4;
}

// A value that this one differs from, so that it is written even where it is the program's default.
OptionValue otherThan(const OptionValue &value) {
    if (const bool *on = std::get_if<bool>(&value))
        return !*on;
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return *whole + 1;
    if (const auto *real = std::get_if<double>(&value))
        return *real + 1;
    return std::get<std::string>(value) + " ";
}

} // namespace

std::string trainCommand(const std::filesystem::path &project, const RunRecord &run) {
    const TrainConfig config = trainConfigFromJson(run.configJson, nullptr);
    CommandLine line("train");
    line.option("project", project.string());
    if (config.fork) {
        line.option("resume", config.fork->run).option("checkpoint", config.fork->checkpoint);
        for (const auto &[id, value] : config.fork->changed)
            if (const OptionSpec *spec = findOption(trainOptions(), id))
                line.options({*spec}, {{id, value}}, {{id, otherThan(value)}});
        if (!givenName(run))
            line.option("name", run.name);
        return line.text();
    }
    line.option("data_version", config.version).option("tokenizer", config.tokenizer);
    if (config.student)
        addStudent(line, *config.student);
    const TrainPreset &recipe = nearest(trainPresets(), trainOptions(), config.options,
                                        [](const TrainPreset &preset) { return preset.options; });
    if (recipe.id != trainPresets().front().id)
        line.option("recipe", recipe.id);
    line.options(trainOptions(), withDefaults(trainOptions(), config.options), recipe.options);
    if (!givenName(run))
        line.option("name", run.name);
    return line.text();
}

std::string evalCommand(const std::filesystem::path &project, const EvaluationRecord &evaluation) {
    const EvalConfig config = evalConfigFromJson(evaluation.configJson, nullptr);
    CommandLine line("eval");
    line.option("project", project.string()).option("run", evaluation.run);
    if (evaluation.checkpoint != 0)
        line.option("checkpoint", evaluation.checkpoint);
    else
        line.option("checkpoint", "untrained");
    if (config.version != 0)
        line.option("data_version", config.version);
    if (config.split != Split::Test)
        line.option("split", splitName(config.split));
    return line.options(evalOptions(), config.options).text();
}

std::string studentCommand(const StudentConfig &student) {
    CommandLine line("student");
    addStudent(line, student);
    line.option("vocab_size", student.vocabSize);
    return line.text();
}

} // namespace retort
