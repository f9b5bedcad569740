// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/series_colours.h"

#include <algorithm>
#include <array>

namespace retort {
namespace {

constexpr std::array<QRgb, kSeriesColourCount> kLight{0xff1E5FC2, 0xffB96E34, 0xff4E9074, 0xff984B89,
                                                      0xff695205, 0xff3899E2, 0xff721B24, 0xff49256B};
constexpr std::array<QRgb, kSeriesColourCount> kDark{0xff82B1FF, 0xffDD6F23, 0xff81E7D3, 0xffC886B2,
                                                     0xffEFD62F, 0xffAE5364, 0xff9973EF, 0xffAFC177};
constexpr std::array<Qt::PenStyle, 4> kDashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};

} // namespace

QColor seriesColour(int slot, bool dark) {
    const auto i = static_cast<size_t>(std::max(slot, 0)) % kLight.size();
    return QColor::fromRgba(dark ? kDark[i] : kLight[i]);
}

SeriesLook seriesLook(int slot, bool dark) {
    const int s = std::max(slot, 0);
    SeriesLook look;
    look.colour = seriesColour(s, dark);
    look.dash = kDashes[static_cast<size_t>(s) % kDashes.size()];
    // From the 5th on the dashes repeat, so a marker tells them apart; it changes again with every 4 runs.
    look.marker = s < 4 ? -1 : (s / 4) % 4;
    return look;
}

} // namespace retort
