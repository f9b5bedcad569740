// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/role.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace retort {
namespace {

struct RolePair {
    QRgb light;
    QRgb dark;
};

// In the order of the enum.
constexpr std::array<RolePair, static_cast<size_t>(Role::count_)> kRoles{{
    {0xffF4F5F8, 0xff15171C}, // window
    {0xffFFFFFF, 0xff1D2027}, // surface
    {0xffE9ECF1, 0xff101216}, // sunken
    {0xffD3D8E0, 0xff333945}, // border
    {0xff7C8595, 0xff747D8E}, // borderS
    {0xff1A1E26, 0xffE6E9EF}, // text
    {0xff4B5363, 0xffB3BAC7}, // text2
    {0xff5F6776, 0xff98A1B0}, // text3
    {0xff1E5FC2, 0xff82B1FF}, // accent
    {0xff174E9F, 0xffA3C6FF}, // accentHover
    {0xffFFFFFF, 0xff0A1A33}, // onAccent
    {0xffDFEAFB, 0xff20324F}, // soft
    {0xff19703A, 0xff62CB86}, // ok
    {0xffE1F3E7, 0xff16301F}, // okTint
    {0xff855300, 0xffE8B95B}, // warn
    {0xffFCEFD3, 0xff352810}, // warnTint
    {0xffB3261E, 0xffFF8F86}, // bad
    {0xffFBE6E4, 0xff3B1C1A}, // badTint
    {0xffFFFFFF, 0xff3B0A06}, // onBad
    {0xff6B3FA8, 0xffC5A8FF}, // think
    {0xffF0E9FA, 0xff2A2140}, // thinkTint
}};

} // namespace

QColor roleColour(Role role, bool dark) {
    const RolePair &pair = kRoles[static_cast<size_t>(role)];
    return QColor::fromRgba(dark ? pair.dark : pair.light);
}

Role tintOf(Role role) {
    return role == Role::ok       ? Role::okTint
           : role == Role::warn   ? Role::warnTint
           : role == Role::bad    ? Role::badTint
           : role == Role::think  ? Role::thinkTint
           : role == Role::accent ? Role::soft
                                  : Role::sunken;
}

Role roleOf(MessageKind kind) {
    constexpr Role roles[] = {Role::accent, Role::ok, Role::warn, Role::bad};
    return roles[std::size_t(kind)];
}

QString iconOf(MessageKind kind) {
    constexpr const char *icons[] = {"data-information", "data-success", "data-warning", "data-error"};
    return QString::fromLatin1(icons[std::size_t(kind)]);
}

QColor mixColours(const QColor &under, const QColor &over, double opacity) {
    const double k = std::clamp(opacity, 0.0, 1.0);
    return QColor::fromRgbF(static_cast<float>(under.redF() + (over.redF() - under.redF()) * k),
                            static_cast<float>(under.greenF() + (over.greenF() - under.greenF()) * k),
                            static_cast<float>(under.blueF() + (over.blueF() - under.blueF()) * k));
}

QColor heatColour(double value, bool dark) {
    // The caps keep text at 4.5:1 or more at value 1 (tst_theme).
    const double cap = dark ? 0.38 : 0.52;
    const double v = std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0;
    return mixColours(roleColour(Role::surface, dark), roleColour(Role::accent, dark), cap * v);
}

} // namespace retort
