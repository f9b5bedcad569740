// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_command.h"

#include "core/base/command_line.h"
#include "core/import/format.h"
#include "core/import/import_job.h"

namespace retort {

std::string importCommand(const std::filesystem::path &project, const SourceInfo &source,
                          const SplitRatios &split) {
    if (source.files.empty())
        return {};
    CommandLine line("import");
    line.option("project", project.string());
    if (findImportFormat(source.format)) // files of several formats: each is recognised by itself
        line.option("format", source.format);
    line.options(importOptions(), {{"name", source.name},
                                   {"role", source.role == SourceRole::Benchmark ? std::string("benchmark")
                                                                                 : std::string("train_pool")},
                                   {"validation_share", split.validation},
                                   {"test_share", split.test},
                                   {"split_at_least", split.atLeast},
                                   {"split_seed", std::int64_t(split.seed)}});
    for (const std::string &file : source.files)
        line.word(file);
    return line.text();
}

} // namespace retort
