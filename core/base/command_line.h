// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a `retort-cli` command as a person would paste it into a shell: flags from option tables, words
// quoted where the shell needs it. Only text; nothing is run here. Pure functions, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/option.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retort {

// One word for a POSIX shell; left as it is when nothing in it is special.
RETORT_DATA_API std::string shellQuote(std::string_view word);

class RETORT_DATA_API CommandLine {
public:
    explicit CommandLine(std::string_view verb);                      // "train", "project create"
    CommandLine &option(std::string_view id, std::string_view value); // --id value, '_' as '-'
    CommandLine &option(std::string_view id, std::int64_t value);
    CommandLine &word(std::string_view word); // a positional
    // Every value that differs from what the program takes by itself: `base`, then the table's default.
    // Values that the table does not know are left out.
    CommandLine &options(const OptionTable &table, const OptionValues &values, const OptionValues &base = {});
    const std::string &text() const { return m_text; }

private:
    void flag(const OptionSpec &spec, bool on);
    std::string m_text;
};

// The values of the table that differ: what CommandLine::options writes.
RETORT_DATA_API std::vector<std::pair<OptionSpec, OptionValue>>
differingOptions(const OptionTable &table, const OptionValues &values, const OptionValues &base = {});

} // namespace retort
