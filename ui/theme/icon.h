// SPDX-License-Identifier: GPL-3.0-or-later
// Breeze icons of resources/icons.txt, recoloured by role when they are painted: they follow the theme live
// and are rendered from the svg at the device's resolution. Not QIcon::fromTheme, which does not recolour
// outside KDE.
#pragma once

#include "ui/theme/role.h"

#include <QIcon>
#include <QPixmap>

#include <optional>

namespace retort {

/// Icon by breeze name ("go-home"). The checked state (On) is drawn in `onRole`. An unknown name warns once
/// and is empty.
QIcon themeIcon(const QString &name, Role role = Role::text2, std::optional<Role> onRole = {});

/// The same as a pixmap of `size` logical pixels.
QPixmap themePixmap(const QString &name, int size, Role role, qreal devicePixelRatio);

} // namespace retort
