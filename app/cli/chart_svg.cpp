// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chart_svg.h"

#include "core/learn/smoothing.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace retort::cli {
namespace {

constexpr double width = 960, height = 420, left = 64, right = 24, top = 56, bottom = 48;
constexpr double smoothing = 0.6; // what the charts of the window begin with
constexpr const char *colours[] = {"#1E5FC2", "#B96E34", "#4E9074"};

struct Frame {
    double x0 = 0, x1 = 1, y0 = 0, y1 = 1;
    double x(double v) const { return left + (v - x0) / (x1 - x0) * (width - left - right); }
    double y(double v) const { return height - bottom - (v - y0) / (y1 - y0) * (height - top - bottom); }
};

std::string escaped(const std::string &s) {
    std::string out;
    for (const char c : s)
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    return out;
}

Frame frameOf(const std::vector<ChartSeries> &series, bool percent) {
    Frame f;
    bool first = true;
    for (const auto &s : series)
        for (const auto &[x, y] : s.points) {
            if (!std::isfinite(y))
                continue;
            f.x0 = first ? x : std::min(f.x0, x);
            f.x1 = first ? x : std::max(f.x1, x);
            f.y0 = first ? y : std::min(f.y0, y);
            f.y1 = first ? y : std::max(f.y1, y);
            first = false;
        }
    if (percent)
        f.y0 = 0, f.y1 = 1;
    else
        f.y0 = std::min(0.0, f.y0);
    if (f.x1 <= f.x0)
        f.x1 = f.x0 + 1;
    if (f.y1 <= f.y0)
        f.y1 = f.y0 + 1;
    return f;
}

// A step of 1, 2 or 5 times a power of ten that gives at most five ticks.
double tickStep(double range) {
    const double raw = range / 5, power = std::pow(10, std::floor(std::log10(raw)));
    for (const double m : {1.0, 2.0, 5.0})
        if (raw <= m * power)
            return m * power;
    return 10 * power;
}

std::string axes(const Frame &f, bool percent) {
    std::string out;
    const double yStep = tickStep(f.y1 - f.y0), xStep = tickStep(f.x1 - f.x0);
    for (double v = std::ceil(f.y0 / yStep) * yStep; v <= f.y1 + yStep * 1e-9; v += yStep)
        out += fmt::format("<line x1='{}' x2='{}' y1='{:.1f}' y2='{:.1f}' stroke='#D3D8E0'/><text x='{}' "
                           "y='{:.1f}' text-anchor='end'>{}</text>\n",
                           left, width - right, f.y(v), f.y(v), left - 8, f.y(v) + 4,
                           percent ? fmt::format("{:.0f} %", v * 100)
                                   : fmt::format("{:g}", std::round(v * 1e9) / 1e9));
    for (double v = std::ceil(f.x0 / xStep) * xStep; v <= f.x1 + xStep * 1e-9; v += xStep)
        out += fmt::format("<text x='{:.1f}' y='{}' text-anchor='middle'>{:.0f}</text>\n", f.x(v),
                           height - bottom + 20, v);
    return out
           + fmt::format("<line x1='{}' x2='{}' y1='{:.1f}' y2='{:.1f}' stroke='#7C8595'/>\n", left,
                         width - right, f.y(f.y0), f.y(f.y0));
}

std::string line(const Frame &f, const std::vector<std::pair<double, double>> &points,
                 const std::string &style) {
    std::string path;
    bool pen = false;
    for (const auto &[x, y] : points) {
        if (std::isfinite(y))
            path += fmt::format("{}{:.1f} {:.1f} ", pen ? "L" : "M", f.x(x), f.y(y));
        pen = std::isfinite(y);
    }
    return path.empty() ? "" : fmt::format("<path d='{}' fill='none' {}/>\n", path, style);
}

std::vector<std::pair<double, double>> smoothedPoints(const std::vector<std::pair<double, double>> &points,
                                                      double weight) {
    auto out = points;
    DebiasedEma ema(weight);
    for (auto &[x, y] : out)
        y = ema.add(y);
    return out;
}

} // namespace

std::string chartSvg(const std::string &title, const std::vector<ChartSeries> &series, bool percent) {
    const Frame f = frameOf(series, percent);
    std::string out =
        fmt::format("<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{1}' viewBox='0 0 {0} {1}' "
                    "font-family='Noto Sans, Noto Sans CJK SC, sans-serif' "
                    "font-size='12' fill='#4B5363'>\n<rect width='{0}' height='{1}' fill='#FFFFFF'/>\n<text "
                    "x='16' y='28' font-size='15' font-weight='bold' fill='#1A1E26'>{2}</text>\n",
                    width, height, escaped(title));
    double legend = width - right;
    for (std::size_t i = series.size(); i-- > 0;) {
        const char *colour = colours[i % 3];
        out += fmt::format("<text x='{:.0f}' y='28' text-anchor='end' fill='{}'>{}</text>\n", legend, colour,
                           escaped(series[i].name));
        legend -= 12 + 7.0 * double(series[i].name.size());
    }
    out += axes(f, percent);
    for (std::size_t i = 0; i < series.size(); ++i) {
        const char *colour = colours[i % 3];
        if (i == 0 && !percent) {
            out += line(f, series[i].points, fmt::format("stroke='{}' stroke-opacity='.28'", colour));
            out += line(f, smoothedPoints(series[i].points, smoothing),
                        fmt::format("stroke='{}' stroke-width='2'", colour));
            continue;
        }
        out += line(f, series[i].points,
                    fmt::format("stroke='{}' stroke-width='2' stroke-dasharray='6 4'", colour));
        for (const auto &[x, y] : series[i].points)
            if (std::isfinite(y))
                out += fmt::format("<circle cx='{:.1f}' cy='{:.1f}' r='3' fill='{}'/>\n", f.x(x), f.y(y),
                                   colour);
    }
    return out + "</svg>\n";
}

} // namespace retort::cli
