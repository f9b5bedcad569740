// SPDX-License-Identifier: GPL-3.0-or-later
// The test classes of a folder register here and run in its one program, each as a case of CTest:
//   RETORT_TEST(TestLinear)
//   #include "tst_linear.moc"
#pragma once

#include <QtTest>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace retort {

using TestMaker = std::function<std::unique_ptr<QObject>()>;
using ChildMain = std::function<int(const std::vector<std::string> &arguments)>;
using StartHook = std::function<std::optional<int>(int argc, char **argv)>;

// file is __FILE__ of the test: from it follows the name that CTest uses (core.model.linear). `child` is what
// the program does when the test starts it again (child_process.h).
bool registerTest(const char *file, TestMaker make, ChildMain child = {});
// Runs before everything else; a value is the exit status of the program.
bool registerStartHook(StartHook hook);
const std::string &currentTest(); // the name that the program was called with

} // namespace retort

#define RETORT_TEST(Class)                                                                                   \
    [[maybe_unused]] static const bool registered##Class =                                                   \
        retort::registerTest(__FILE__, [] { return std::make_unique<Class>(); });
