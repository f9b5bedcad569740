// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/diff_html.h"

#include "core/text/diff.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

namespace retort {

namespace {
QString escaped(std::string_view text) {
    return fromUtf8(text).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br/>"));
}
QString span(Role tint, Role role, const QString &text, bool struck) {
    return QStringLiteral("<span style='background-color:%1;color:%2%3'>%4</span>")
        .arg(colour(tint).name(), colour(role).name(),
             struck ? QStringLiteral(";text-decoration:line-through") : QString(), text);
}
} // namespace

QString diffHtml(const QString &partName, std::string_view before, std::string_view after) {
    if (before.empty() && after.empty())
        return {};
    QString body;
    for (const auto &piece : diffWords(before, after)) {
        const auto size = piece.end - piece.begin;
        switch (piece.kind) {
        case DiffKind::Same:
            body += escaped(before.substr(piece.begin, size));
            break;
        case DiffKind::Removed:
            body += span(Role::badTint, Role::bad, escaped(before.substr(piece.begin, size)), true);
            break;
        case DiffKind::Added:
            body += span(Role::okTint, Role::ok, escaped(after.substr(piece.begin, size)), false);
            break;
        }
    }
    return QStringLiteral("<p><b>%1</b></p><p>%2</p>").arg(partName.toHtmlEscaped(), body);
}

} // namespace retort
