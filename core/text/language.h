// SPDX-License-Identifier: GPL-3.0-or-later
// Which language a text is in, judged by script with LaTeX, code and URLs left out. Flags only: mixing is
// never a reason to drop a sample by default (cleaning.md 9). Pure functions, any thread.
#pragma once

#include "core/base/export.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace retort {

enum class Language { Chinese, English, Mixed, Other };
RETORT_DATA_API const char *languageId(Language language); // "zh", "en", "mixed", "other"

// Latin letters in words of two and more / (those + Han) of the prose: up to 0.2 is Chinese, from 0.8 on
// English (or another language in Latin script), between them mixed. Single letters are variables. Text
// without letters ("3+4=7"), or with more letters of other scripts (kana, Cyrillic …), is "other".
RETORT_DATA_API Language judgeLanguage(std::string_view text);
// Of a whole sample: question, reasoning and answer together.
RETORT_DATA_API Language judgeLanguage(std::string_view question, std::string_view reasoning,
                                       std::string_view answer);
// The Latin share above, 0…1; worth a warning above 0.2 in Chinese traces.
RETORT_DATA_API double latinShare(std::string_view text);

// Runs of sentences whose language differs from the main one of the text.
struct LanguageSpan {
    std::size_t begin = 0, end = 0; // bytes
    Language language = Language::Other;
};
RETORT_DATA_API std::vector<LanguageSpan> languageSwitches(std::string_view text);

// Sentences (byte boundaries, first 0, last the size): cut behind 。！？；!? and line ends, and behind a full
// stop before a space.
RETORT_DATA_API std::vector<std::size_t> sentenceBoundaries(std::string_view text);

} // namespace retort
