// SPDX-License-Identifier: GPL-3.0-or-later
// A test that starts its program again as a child: for kill -9, two processes at once, other rights. The
// child runs the function that the test is registered with.
#pragma once

#include "test_main.h"

#include <chrono>
#include <csignal>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace retort {

class ChildProcess {
public:
    explicit ChildProcess(const std::vector<std::string> &arguments) {
        std::vector<std::string> all{"/proc/self/exe", currentTest(), "child"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        std::vector<char *> argv;
        for (auto &a : all)
            argv.push_back(a.data());
        argv.push_back(nullptr);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::execv("/proc/self/exe", argv.data());
            ::_exit(127);
        }
    }
    ~ChildProcess() {
        if (m_pid > 0)
            kill();
    }
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;
    pid_t pid() const { return m_pid; }
    void kill() {
        ::kill(m_pid, SIGKILL);
        wait();
    }
    void killAfter(std::chrono::microseconds time) {
        std::this_thread::sleep_for(time);
        kill();
    }
    // Exit status, or minus the signal.
    int wait() {
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_pid = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    pid_t m_pid = 0;
};

} // namespace retort

#define RETORT_TEST_WITH_CHILD(Class, child)                                                                 \
    [[maybe_unused]] static const bool registered##Class = retort::registerTest(                             \
        __FILE__, [] { return std::make_unique<Class>(); }, child);
