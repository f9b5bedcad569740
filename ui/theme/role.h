// SPDX-License-Identifier: GPL-3.0-or-later
// The colour roles of the window and their values in light and dark. No other file of the window holds a
// colour literal: widgets ask for a role, and tst_theme computes the contrast of every pair that can meet.
#pragma once

#include <QColor>
#include <QString>

namespace retort {

enum class Role {
    window,
    surface,
    sunken,
    border,
    borderS,
    text,
    text2,
    text3,
    accent,
    accentHover,
    onAccent,
    soft,
    ok,
    okTint,
    warn,
    warnTint,
    bad,
    badTint,
    onBad,
    think,
    thinkTint,
    count_ // number of roles, not a role
};

/// The colour of a role in one of the two themes, whatever the window shows now (export draws in light).
QColor roleColour(Role role, bool dark);

/// The tint that belongs to a signal role (ok, warn, bad, think; accent gives soft); other roles give sunken.
Role tintOf(Role role);

/// What a banner or toast is about: its colour and icon.
enum class MessageKind { info, ok, warn, bad };
Role roleOf(MessageKind kind);
QString iconOf(MessageKind kind);

/// `over` laid on `under` with opacity 0..1; gives an opaque colour.
QColor mixColours(const QColor &under, const QColor &over, double opacity);

/// Cell colour of a heat map for a value of 0..1: tints of one hue, so that Role::text stays readable on all
/// of them.
QColor heatColour(double value, bool dark);

} // namespace retort
