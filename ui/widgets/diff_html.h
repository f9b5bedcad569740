// SPDX-License-Identifier: GPL-3.0-or-later
// The difference of two texts as the HTML of one part: removed words struck through on the bad tint, added
// ones on the ok tint. All text is escaped. Pure function; colours of the current theme.
#pragma once

#include <QString>

#include <string_view>

namespace retort {

QString diffHtml(const QString &partName, std::string_view before, std::string_view after);

} // namespace retort
