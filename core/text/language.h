// SPDX-License-Identifier: GPL-3.0-or-later
// Which language a text is in, judged by script with LaTeX, code and URLs left out. Flags only: mixing is never a reason
// to drop a sample by default (cleaning.md 9). Pure functions, any thread.
#pragma once

#include "core/base/export.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

enum class Language { Chinese, English, Mixed, Other };
RETORT_DATA_API const char* languageId(Language language); // "zh", "en", "mixed", "other"

// Latin words count as many letters as a Chinese text needs for them: mixed when latin / (latin + han) of the prose lies
// in [0.2, 0.8] with a Latin word taken as two Han characters. Text without letters ("3+4=7") is "other".
RETORT_DATA_API Language judgeLanguage(std::string_view text);
// Of the whole sample: question, reasoning and answer together.
RETORT_DATA_API Language judgeLanguage(std::string_view question, std::string_view reasoning, std::string_view answer);
// Latin share of the prose, 0…1, counted as above; for warnings above 0.2 in Chinese traces.
RETORT_DATA_API double latinShare(std::string_view text);

// Runs of sentences whose language differs from the main one of the text.
struct LanguageSpan {
    std::size_t begin = 0, end = 0; // bytes
    Language language = Language::Other;
};
RETORT_DATA_API std::vector<LanguageSpan> languageSwitches(std::string_view text);

} // namespace retort
