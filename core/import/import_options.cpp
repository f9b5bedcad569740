// SPDX-License-Identifier: GPL-3.0-or-later
// Options of an import that belong to no format.
#include "core/base/option_make.h"
#include "core/import/import_job.h"

namespace retort {

using namespace option_make;

namespace {

Row share(const char *id, double value, const Text &group, const Text &label) {
    return floatOption(id, value, group, label,
                       RETORT_TR("core", "Share of the problems; rows of one problem stay together."))
        .between(0, 0.5)
        .step(0.01)
        .advanced();
}

OptionTable makeTable() {
    const Text splits = RETORT_TR("core", "Splits");
    const SplitRatios ratios;
    return {
        textOption(
            "name", "", RETORT_TR("core", "Name of the source"),
            RETORT_TR("core", "How the source is called in lists. Empty: the name of the first file.")),
        choiceOption("role", "train_pool", RETORT_TR("core", "Use"),
                     RETORT_TR("core",
                               "A benchmark is never trained on; it serves to find its questions in the "
                               "training data and to measure."))
            .choices({{"train_pool", RETORT_TR("core", "for training")},
                      {"benchmark", RETORT_TR("core", "benchmark")}}),
        choiceOption("own_split", "record", RETORT_TR("core", "Split of these rows"),
                     RETORT_TR("core",
                               "Where the split of a row is taken from. Rows without one are split by the "
                               "shares below."))
            .choices({{"record", RETORT_TR("core", "its field “split”")},
                      {"file_name", RETORT_TR("core", "train, valid or test in the file name")},
                      {"train", RETORT_TR("core", "all for training")},
                      {"validation", RETORT_TR("core", "all for validation")},
                      {"test", RETORT_TR("core", "all for the test")}}),
        pathOption("refused_report", "", RETORT_TR("core", "Report of refused records"),
                   RETORT_TR("core",
                             "A JSONL file with file, line, reason and text of every record that could not "
                             "be read. Empty: none.")),
        textOption("version_name", "", RETORT_TR("core", "Name of the version"),
                   RETORT_TR("core", "The version that holds the new rows. Empty: a name is made."))
            .advanced(),
        share("validation_share", ratios.validation, splits, RETORT_TR("core", "Validation share")),
        share("test_share", ratios.test, splits, RETORT_TR("core", "Test share")),
        intOption("split_at_least", ratios.atLeast, splits, RETORT_TR("core", "At least"),
                  RETORT_TR("core", "Smallest number of validation and of test rows, when there are enough."))
            .atLeast(0)
            .unit(RETORT_TR("core", "rows"))
            .advanced(),
        intOption("split_seed", 0, splits, RETORT_TR("core", "Seed of the split"),
                  RETORT_TR("core", "Another number gives another split."))
            .atLeast(0)
            .advanced(),
    };
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
