// SPDX-License-Identifier: GPL-3.0-or-later
// <program> <name> [Qt Test arguments]: runs the test class of tests/<...>/tst_<...>.cpp.
// Without a name: runs all of the program's, one after the other.
#include "test_main.h"

#include <cstdio>
#ifdef RETORT_TEST_GUI
#include <QApplication>
using Application = QApplication;
#else
using Application = QCoreApplication;
#endif

namespace retort {

namespace {

struct RegisteredTest {
    std::string name;
    TestMaker make;
    ChildMain child;
};

std::vector<RegisteredTest> &registeredTests() {
    static std::vector<RegisteredTest> tests;
    return tests;
}

std::vector<StartHook> &startHooks() {
    static std::vector<StartHook> hooks;
    return hooks;
}

std::string &runningTest() {
    static std::string name;
    return name;
}

// /anything/tests/core/model/tst_linear.cpp -> core.model.linear
std::string testName(std::string path) {
    path.erase(0, path.rfind("tests/") + 6);
    path.erase(path.rfind(".cpp"));
    path.erase(path.rfind("tst_"), 4);
    for (char &c : path)
        c = c == '/' ? '.' : c;
    return path;
}

const RegisteredTest *findTest(const std::string &name) {
    for (const RegisteredTest &test : registeredTests())
        if (test.name == name)
            return &test;
    return nullptr;
}

int runChild(const std::string &name, const std::vector<std::string> &arguments) {
    const RegisteredTest *test = findTest(name);
    return test && test->child ? test->child(arguments) : 127;
}

int runTests(const std::string &name, int argc, char **argv) {
    if (!name.empty() && !findTest(name)) {
        std::fprintf(stderr, "There is no RETORT_TEST in the file of %s.\n", name.c_str());
        return 1;
    }
    int failures = 0;
    for (const RegisteredTest &test : registeredTests())
        if (name.empty() || test.name == name)
            failures += QTest::qExec(test.make().get(), argc, argv);
    return failures;
}

} // namespace

bool registerTest(const char *file, TestMaker make, ChildMain child) {
    registeredTests().push_back({testName(file), std::move(make), std::move(child)});
    return true;
}

bool registerStartHook(StartHook hook) {
    startHooks().push_back(std::move(hook));
    return true;
}

const std::string &currentTest() {
    return runningTest();
}

} // namespace retort

int main(int argc, char **argv) {
    for (const auto &hook : retort::startHooks())
        if (const auto status = hook(argc, argv))
            return *status;
    const bool named = argc > 1 && argv[1][0] != '-';
    const std::string name = named ? argv[1] : "";
    if (argc > 2 && std::string(argv[2]) == "child")
        return retort::runChild(name, std::vector<std::string>(argv + 3, argv + argc));
    retort::runningTest() = name;
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi, true);
    Application app(argc, argv);
    if (named)
        argv[1] = argv[0];
    return retort::runTests(name, named ? argc - 1 : argc, named ? argv + 1 : argv);
}
