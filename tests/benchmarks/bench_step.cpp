// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens per second of whole training steps, by student, on random documents of about 96 tokens:
//   bench_step [seconds per student] [threads]
// Judge changes by two builds run alternately on a quiet machine: one alone moves by 30 %.
#include "core/base/job.h"
#include "core/model/clock.h"
#include "core/model/device.h"
#include "core/model/model_fixture.h"
#include "core/train/learner.h"

#include <cstdio>
#include <cstdlib>

using namespace retort;

namespace {

struct Rates {
    double median = 0, best = 0;
};

Rates measure(const StudentConfig &student, double seconds, int threads) {
    SplitMix64 random(1);
    std::vector<std::int64_t> lengths;
    for (std::int64_t tokens = 0; tokens < 2'000; tokens += lengths.back())
        lengths.push_back(64 + std::int64_t(random.below(65)));
    const EncodedSet set = randomSet(lengths, student.vocabSize);
    Learner learner(student, {}, {});
    learner.student().initialise(1);
    JobContext job;
    job.setThreads(threads);
    std::vector<double> rates;
    ThreadPool::with(job, [&](ThreadPool &pool) {
        learner.step(set, allOf(set), 1e-4, pool); // warm-up
        for (const double end_s = steadySeconds() + seconds; steadySeconds() < end_s;) {
            const double from_s = steadySeconds();
            learner.step(set, allOf(set), 1e-4, pool);
            rates.push_back(double(set.tokens() - set.size()) / (steadySeconds() - from_s));
        }
    });
    std::sort(rates.begin(), rates.end());
    return {rates[rates.size() / 2], rates.back()};
}

} // namespace

int main(int argc, char **argv) {
    const double seconds = argc > 1 ? std::atof(argv[1]) : 10;
    const int threads = argc > 2 ? std::atoi(argv[2]) : 2;
    useThreads(1);
    for (const auto &[id, vocabulary] : {std::pair{"demo", 600}, {"demo", 8'000}, {"5m", 4'000}}) {
        StudentConfig student = findStudentPreset(id)->config;
        student.vocabSize = vocabulary;
        const Rates rates = measure(student, seconds, threads);
        std::printf("%s, %d pieces: median %.0f, best %.0f tokens/s\n", id, vocabulary, rates.median,
                    rates.best);
    }
}
