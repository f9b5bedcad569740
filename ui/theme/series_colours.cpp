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
// Stroke and gap in widths of the pen; without any it is solid.
const std::array<QVector<qreal>, 4> kDashes{QVector<qreal>{}, {5, 3}, {1, 2}, {5, 2, 1, 2}};
const QVector<qreal> kValidationDash{2.5, 2};
constexpr double kCurveWidth = 2, kValidationWidth = 1;

} // namespace

QColor seriesColour(int slot, bool dark) {
    const auto i = static_cast<size_t>(std::max(slot, 0)) % kLight.size();
    return QColor::fromRgba(dark ? kDark[i] : kLight[i]);
}

int seriesMarker(int slot) {
    // From the 5th on the dashes repeat, so a marker tells them apart; it changes again with every 4 runs.
    return slot < 4 ? -1 : (slot / 4) % 4;
}

QPen seriesPen(int slot, bool validation, const QColor &colour) {
    QPen pen(colour, validation ? kValidationWidth : kCurveWidth, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    const auto &dash =
        validation ? kValidationDash : kDashes[static_cast<size_t>(std::max(slot, 0)) % kDashes.size()];
    if (!dash.isEmpty())
        pen.setDashPattern(dash);
    return pen;
}

} // namespace retort
