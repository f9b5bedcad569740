// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/tokenize_command.h"

#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/tokenize/tokenize_job.h"

#include <nlohmann/json.hpp>

namespace retort {

std::string tokenizeCommand(const std::filesystem::path &project, const TokenizerRecord &tokenizer) {
    const auto about = nlohmann::json::parse(tokenizer.configJson, nullptr, false);
    if (!about.is_object() || !about.contains("options"))
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "This tokenizer does not tell the settings it was trained with."));
    return CommandLine("tokenize")
        .option("project", project.string())
        .option("data_version", tokenizer.version)
        .option("name", tokenizer.name)
        .options(tokenizeOptions(), optionsFromJson(about["options"].dump()))
        .text();
}

} // namespace retort
