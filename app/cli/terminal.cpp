// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include <cstdio>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

namespace retort::cli {

int displayWidth(std::string_view utf8) {
    int cells = 0;
    for (std::int32_t i = 0; i < std::int32_t(utf8.size());) {
        UChar32 c = 0;
        U8_NEXT(utf8.data(), i, std::int32_t(utf8.size()), c);
        const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
        const auto kind = u_charType(c);
        if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR)
            continue;
        cells += width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
    }
    return cells;
}

int terminalColumns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

void ProgressLine::show(const Progress &progress) {
    if (!m_enabled)
        return;
    const std::string phase = renderEnglish(progress.phase);
    if (progress.phase.pattern != m_lastPhase)
        m_phaseStart = std::chrono::steady_clock::now();
    if (m_terminal)
        showBar(progress, phase);
    else
        showLine(progress, phase);
    m_lastPhase = progress.phase.pattern;
}

void ProgressLine::showBar(const Progress &progress, const std::string &phase) {
    std::string line = phase;
    if (progress.total > 0) {
        const double share = std::min(1.0, double(progress.done) / double(progress.total));
        const double gone_s =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - m_phaseStart).count();
        const int width = 24, full = int(share * width);
        std::string bar;
        for (int i = 0; i < width; ++i)
            bar += i < full ? "━" : "─";
        line = fmt::format("{} {} {:3.0f} %", phase, bar, share * 100);
        if (share > 0.01 && share < 1 && gone_s > 2)
            line += fmt::format("  {:.0f} s left", gone_s / share * (1 - share));
    }
    while (displayWidth(line) > terminalColumns() - 1)
        line.pop_back();
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
    std::fflush(stderr);
    m_drawn = true;
}

// Without a terminal a line per tenth, so that a log stays readable, also where two phases take turns as
// training and validation do.
void ProgressLine::showLine(const Progress &progress, const std::string &phase) {
    const int percent =
        progress.total > 0 ? int(100.0 * double(progress.done) / double(progress.total)) / 10 * 10 : 0;
    const auto shown = m_shown.find(progress.phase.pattern);
    const bool again = progress.phase.pattern != m_lastPhase && progress.total == 0;
    if (shown != m_shown.end() && shown->second == percent && !again)
        return;
    m_shown[progress.phase.pattern] = percent;
    if (progress.total > 0)
        std::fprintf(stderr, "%s: %d %%\n", phase.c_str(), percent);
    else
        std::fprintf(stderr, "%s\n", phase.c_str());
}

void ProgressLine::clear() {
    if (m_drawn)
        std::fprintf(stderr, "\r\033[K");
    m_drawn = false;
}

} // namespace retort::cli
