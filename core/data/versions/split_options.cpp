// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/versions/split_options.h"

#include "core/base/option_make.h"

namespace retort {
namespace {

using namespace option_make;

Row share(const char *id, double value, const Text &label) {
    return floatOption(id, value, label,
                       RETORT_TR("core", "Share of the problems; rows of one problem stay together."))
        .between(0, 0.5)
        .step(0.01);
}

OptionTable makeSplitTable() {
    const SplitRatios ratios;
    return {
        share("validation_share", ratios.validation, RETORT_TR("core", "Validation share")),
        share("test_share", ratios.test, RETORT_TR("core", "Test share")),
        intOption("split_at_least", ratios.atLeast, RETORT_TR("core", "At least"),
                  RETORT_TR("core", "Smallest number of validation and of test rows, when there are enough."))
            .atLeast(0)
            .unit(RETORT_TR("core", "rows")),
        boolOption(
            "keep_own_split", ratios.keepOwn, RETORT_TR("core", "Keep a file's own split"),
            RETORT_TR(
                "core",
                "Where records say themselves what they are for, that holds; the shares divide the rest."))
            .advanced(),
        intOption("split_seed", 0, RETORT_TR("core", "Seed of the split"),
                  RETORT_TR("core", "Another number gives another split."))
            .atLeast(0)
            .advanced(),
    };
}

} // namespace

const OptionTable &splitOptions() {
    static const OptionTable table = makeSplitTable();
    return table;
}

OptionValues splitValues(const SplitRatios &split) {
    return {{"validation_share", split.validation},
            {"test_share", split.test},
            {"split_at_least", split.atLeast},
            {"keep_own_split", split.keepOwn},
            {"split_seed", std::int64_t(split.seed)}};
}

SplitRatios splitFrom(const OptionTable &table, const OptionValues &values, SplitRatios split) {
    split.validation = optionFloat(table, values, "validation_share");
    split.test = optionFloat(table, values, "test_share");
    split.atLeast = optionInt(table, values, "split_at_least");
    split.seed = std::uint64_t(optionInt(table, values, "split_seed"));
    if (findOption(table, "keep_own_split"))
        split.keepOwn = optionBool(table, values, "keep_own_split");
    return split;
}

} // namespace retort
