// SPDX-License-Identifier: GPL-3.0-or-later
// torch_tests <name> [Qt Test arguments]: runs the test classes of tests/core/<...>/tst_<...>.cpp.
// Without a name: runs all of them, one after the other.
#include "torch_main.h"

#include <cstdio>
#include <string>
#include <vector>

namespace retort {

namespace {

struct TorchTest {
    std::string name;
    TorchTestMaker make;
};

std::vector<TorchTest> &torchTests() {
    static std::vector<TorchTest> tests;
    return tests;
}

// /anything/tests/core/model/tst_linear.cpp -> core.model.linear
std::string testName(std::string path) {
    path.erase(0, path.rfind("core/"));
    path.erase(path.rfind(".cpp"));
    path.erase(path.rfind("tst_"), 4);
    for (char &c : path)
        c = c == '/' ? '.' : c;
    return path;
}

int runTorchTests(const std::string &name, int argc, char **argv) {
    int failures = 0;
    bool found = false;
    for (const TorchTest &test : torchTests()) {
        if (!name.empty() && test.name != name)
            continue;
        found = true;
        failures += QTest::qExec(test.make().get(), argc, argv);
    }
    if (!found)
        std::fprintf(stderr, "No RETORT_TORCH_TEST in the file of %s.\n", name.c_str());
    return found ? failures : 1;
}

} // namespace

bool registerTorchTest(const char *file, TorchTestMaker make) {
    torchTests().push_back({testName(file), std::move(make)});
    return true;
}

} // namespace retort

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    const bool named = argc > 1 && argv[1][0] != '-';
    const std::string name = named ? argv[1] : "";
    if (named) {
        argv[1] = argv[0];
        return retort::runTorchTests(name, argc - 1, argv + 1);
    }
    return retort::runTorchTests(name, argc, argv);
}
