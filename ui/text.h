// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where core's Text becomes a sentence, and where numbers, sizes and times get their written
// form. Any thread (translators are only exchanged in the GUI thread, with no job rendering text).
#pragma once

#include "core/base/text.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace retort {

// Translated pattern with its arguments; "%n" is the plural number, grouped.
QString render(const Text &text);

QString fromUtf8(std::string_view bytes);
std::string toUtf8(const QString &text);
std::filesystem::path toPath(const QString &path);
QString fromPath(const std::filesystem::path &path);

QString formatCount(std::int64_t n);               // 41,208
QString formatSigned(std::int64_t n);              // +12, −1,204 (true minus)
QString formatBytes(std::int64_t bytes);           // 1.4 GB (powers of 1000, as file managers show)
QString formatDuration(double seconds);            // 0.8 s · 42 s · 3 min 20 s · 2 h 5 min · 3 d 4 h
QString formatShare(double share, int digits = 1); // 0.0712 → "7.1 %"
QString formatNumber(double value, int significant = 4); // 0.8412 · 3e-4 · 12,400; "–" for NaN, "∞"
QString formatInWords(double value); // in a sentence: 6.49 million, 649 万, 12.3 亿
QString formatTime(const std::string &iso8601Utc); // local: "today 14:03", "yesterday 09:10", "2025-11-24"

// Middle-elided path with the home folder as "~".
QString formatPath(const QString &path, int maxChars = 60);

} // namespace retort
