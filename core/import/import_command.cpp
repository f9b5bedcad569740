// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_command.h"

#include "core/base/command_line.h"
#include "core/data/versions/split_options.h"
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
    OptionValues values = splitValues(split);
    values.erase("keep_own_split"); // no option of an import
    values["name"] = source.name;
    values["role"] =
        source.role == SourceRole::Benchmark ? std::string("benchmark") : std::string("train_pool");
    line.options(importOptions(), values);
    for (const std::string &file : source.files)
        line.word(file);
    return line.text();
}

} // namespace retort
