// SPDX-License-Identifier: GPL-3.0-or-later
// Does on purpose what the sanitizers are there to report: shows that a green run under them means something.
#include <cstdio>
#include <cstring>
#include <memory>
#include <thread>

namespace {

int race() {
    int counter = 0;
    std::thread other([&counter] { ++counter; });
    ++counter;
    other.join();
    return counter;
}

int readPastTheEnd(int length) {
    const auto values = std::make_unique<int[]>(static_cast<std::size_t>(length));
    volatile int index = length;
    return values[static_cast<std::size_t>(index)];
}

int overflow(int start) {
    volatile int big = start;
    return big + 2147483647;
}

} // namespace

int main(int argc, char **argv) {
    const char *fault = argc > 1 ? argv[1] : "";
    int result = 0;
    if (std::strcmp(fault, "race") == 0)
        result = race();
    else if (std::strcmp(fault, "overrun") == 0)
        result = readPastTheEnd(argc);
    else if (std::strcmp(fault, "overflow") == 0)
        result = overflow(argc);
    std::printf("%d\n", result);
    return 0;
}
