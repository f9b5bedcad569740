// SPDX-License-Identifier: GPL-3.0-or-later
// Progress on standard error: one bar that redraws itself on a terminal, plain lines otherwise, nothing with
// --quiet.
#pragma once

#include "core/base/job.h"

#include <chrono>
#include <map>
#include <string>

namespace retort::cli {

int displayWidth(std::string_view utf8); // terminal cells; CJK and full-width count two
int terminalColumns();                   // 80 when unknown

class ProgressLine {
public:
    ProgressLine(bool enabled, bool terminal) : m_enabled(enabled), m_terminal(terminal) {}
    ~ProgressLine() { clear(); }
    void show(const Progress &progress);
    void clear(); // before anything else is printed
private:
    void showBar(const Progress &progress, const std::string &phase);
    void showLine(const Progress &progress, const std::string &phase);
    bool m_enabled, m_terminal, m_drawn = false;
    std::string m_lastPhase;            // its pattern: the loss in it makes no new phase
    std::map<std::string, int> m_shown; // by phase: the last tenth that has a line
    std::chrono::steady_clock::time_point m_phaseStart = std::chrono::steady_clock::now();
};

} // namespace retort::cli
