// SPDX-License-Identifier: GPL-3.0-or-later
// Options of an import that belong to no format.
#include "core/import/import_job.h"

namespace retort {

namespace {

OptionSpec spec(const char *id, OptionType type, Text label, Text help, OptionValue defaultValue) {
    OptionSpec option;
    option.id = id;
    option.type = type;
    option.label = std::move(label);
    option.help = std::move(help);
    option.defaultValue = std::move(defaultValue);
    return option;
}

OptionSpec advanced(OptionSpec option) {
    option.level = OptionLevel::Advanced;
    option.group = RETORT_TR("core", "Splits");
    return option;
}

OptionSpec share(const char *id, Text label, double value) {
    OptionSpec option =
        advanced(spec(id, OptionType::Float, std::move(label),
                      RETORT_TR("core", "Share of the problems; rows of one problem stay together."), value));
    option.minimum = 0;
    option.maximum = 0.5;
    option.step = 0.01;
    return option;
}

OptionTable makeTable() {
    OptionTable table;
    table.push_back(
        spec("name", OptionType::Text, RETORT_TR("core", "Name of the source"),
             RETORT_TR("core", "How the source is called in lists. Empty: the name of the first file."),
             std::string()));
    OptionSpec role = spec("role", OptionType::Choice, RETORT_TR("core", "Use"),
                           RETORT_TR("core", "A benchmark is never trained on; it serves to find its "
                                             "questions in the training data and to measure."),
                           std::string("train_pool"));
    role.choices = {{"train_pool", RETORT_TR("core", "for training")},
                    {"benchmark", RETORT_TR("core", "benchmark")}};
    table.push_back(std::move(role));
    OptionSpec own = spec(
        "own_split", OptionType::Choice, RETORT_TR("core", "Split of these rows"),
        RETORT_TR("core",
                  "Where the split of a row is taken from. Rows without one are split by the shares below."),
        std::string("record"));
    own.choices = {{"record", RETORT_TR("core", "the field “split” of each record")},
                   {"file_name", RETORT_TR("core", "train, valid or test in the file name")},
                   {"train", RETORT_TR("core", "all for training")},
                   {"validation", RETORT_TR("core", "all for validation")},
                   {"test", RETORT_TR("core", "all for the test")}};
    table.push_back(std::move(own));
    table.push_back(spec("refused_report", OptionType::Path, RETORT_TR("core", "Report of refused records"),
                         RETORT_TR("core", "A JSONL file with file, line, reason and text of every record "
                                           "that could not be read. Empty: none."),
                         std::string()));
    table.push_back(spec("version_name", OptionType::Text, RETORT_TR("core", "Name of the version"),
                         RETORT_TR("core", "The version that holds the new rows. Empty: a name is made."),
                         std::string()));
    table.back().level = OptionLevel::Advanced;
    const SplitRatios ratios;
    table.push_back(share("validation_share", RETORT_TR("core", "Validation share"), ratios.validation));
    table.push_back(share("test_share", RETORT_TR("core", "Test share"), ratios.test));
    OptionSpec atLeast = advanced(
        spec("split_at_least", OptionType::Int, RETORT_TR("core", "At least"),
             RETORT_TR("core", "Smallest number of validation and of test rows, when there are enough."),
             std::int64_t(ratios.atLeast)));
    atLeast.minimum = 0;
    atLeast.unit = RETORT_TR("core", "rows");
    table.push_back(std::move(atLeast));
    OptionSpec seed =
        advanced(spec("split_seed", OptionType::Int, RETORT_TR("core", "Seed of the split"),
                      RETORT_TR("core", "Another number gives another split."), std::int64_t(0)));
    seed.minimum = 0;
    table.push_back(std::move(seed));
    return table;
}

} // namespace

const OptionTable &importOptions() {
    static const OptionTable table = makeTable();
    return table;
}

void applyImportOptions(ImportConfig &config, const OptionValues &values) {
    const OptionTable &table = importOptions();
    requireOptions(table, values);
    config.name = optionText(table, values, "name");
    config.role =
        optionText(table, values, "role") == "benchmark" ? SourceRole::Benchmark : SourceRole::TrainPool;
    config.ownSplit = optionText(table, values, "own_split");
    config.refusedReport = optionText(table, values, "refused_report");
    config.versionName = optionText(table, values, "version_name");
    config.split.validation = optionFloat(table, values, "validation_share");
    config.split.test = optionFloat(table, values, "test_share");
    config.split.atLeast = optionInt(table, values, "split_at_least");
    config.split.seed = std::uint64_t(optionInt(table, values, "split_seed"));
}

} // namespace retort
