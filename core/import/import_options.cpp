// SPDX-License-Identifier: GPL-3.0-or-later
// Options of an import that belong to no format.
#include "core/base/option_make.h"
#include "core/data/versions/split_options.h"
#include "core/import/import_job.h"

namespace retort {

using namespace option_make;

namespace {

OptionTable makeTable() {
    OptionTable table{
        textOption(
            "name", "", RETORT_TR("core", "Name of the source"),
            RETORT_TR("core", "How the source is called in lists. Empty: the name of the first file.")),
        choiceOption("role", "train_pool", RETORT_TR("core", "Use"),
                     RETORT_TR("core", "A benchmark is never trained on; it serves to find its questions in "
                                       "the training data and to measure."))
            .choices({{"train_pool", RETORT_TR("core", "for training")},
                      {"benchmark", RETORT_TR("core", "benchmark")}}),
        choiceOption(
            "own_split", "record", RETORT_TR("core", "Split of these rows"),
            RETORT_TR(
                "core",
                "Where the split of a row is taken from. Rows without one are split by the shares below."))
            .choices({{"record", RETORT_TR("core", "its field “split”")},
                      {"file_name", RETORT_TR("core", "train, valid or test in the file name")},
                      {"train", RETORT_TR("core", "all for training")},
                      {"validation", RETORT_TR("core", "all for validation")},
                      {"test", RETORT_TR("core", "all for the test")}}),
        pathOption("refused_report", "", RETORT_TR("core", "Report of refused records"),
                   RETORT_TR("core", "A JSONL file with file, line, reason and text of every record that "
                                     "could not be read. Empty: none.")),
        textOption("version_name", "", RETORT_TR("core", "Name of the version"),
                   RETORT_TR("core", "The version that holds the new rows. Empty: a name is made."))
            .advanced(),
    };
    for (OptionSpec spec : splitOptions())
        if (spec.id != "keep_own_split") { // own_split says it
            spec.group = RETORT_TR("core", "Splits");
            spec.level = OptionLevel::Advanced;
            table.push_back(std::move(spec));
        }
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
    const ChosenOptions chosen{table, values};
    config.name = chosen.text("name");
    config.role = chosen.text("role") == "benchmark" ? SourceRole::Benchmark : SourceRole::TrainPool;
    config.ownSplit = chosen.text("own_split");
    config.refusedReport = chosen.text("refused_report");
    config.versionName = chosen.text("version_name");
    config.split = splitFrom(table, values, config.split);
}

} // namespace retort
