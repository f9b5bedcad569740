// SPDX-License-Identifier: GPL-3.0-or-later
// A project with samples, a tokenizer and a tiny student, ready to be trained within a second or two.
#pragma once

#include "core/base/file.h"
#include "core/codec/tiny_tokenizer.h"
#include "core/data/runs/run_store.h"
#include "core/learn/train_job.h"
#include "core/tokenize/tokenize_fixture.h"

#include <map>
#include <string>
#include <vector>

namespace retort {

// Sums of two digits with a short trace: small enough to be learnt a little in a few steps.
inline std::vector<Sample> sumSamples(int count) {
    std::vector<Sample> samples;
    for (int i = 0; i < count; ++i) {
        const int a = i % 40, b = (i * 7 + 3) % 40 + i / 40;
        Sample s;
        s.question = std::to_string(a) + "+" + std::to_string(b) + "=?";
        s.reasoning = std::to_string(a) + "+" + std::to_string(b) + "=" + std::to_string(a + b);
        s.answer = "\\boxed{" + std::to_string(a + b) + "}";
        s.reference = std::to_string(a + b);
        s.metadata = i % 2 ? R"({"kind":"odd","level":1})" : R"({"kind":"even","level":2})";
        samples.push_back(s);
    }
    return samples;
}

class RunFixture {
public:
    explicit RunFixture(int samples = 160) : RunFixture(sumSamples(samples)) {}
    explicit RunFixture(const std::vector<Sample> &samples) : fixture(samples), store(fixture.project) {
        const std::filesystem::path folder = store.reserveModelFolder("tokenizer");
        atomicWrite(folder / "tokenizer.model", tinyModel());
        TokenizerRecord record;
        record.name = "tiny";
        record.kind = "sentencepiece";
        record.file = (folder / "tokenizer.model").lexically_relative(fixture.project->folder()).string();
        record.hash = tinyTokenizer()->hash();
        record.version = fixture.version;
        record.vocabSize = tinyTokenizer()->vocabSize();
        tokenizer = store.addTokenizer(record);
    }

    TrainConfig config(OptionValues more = {}) const {
        TrainConfig c;
        c.project = fixture.project;
        c.version = fixture.version;
        c.tokenizer = tokenizer;
        StudentConfig s;
        s.hidden = 32;
        s.layers = 2;
        s.heads = 4;
        s.kvHeads = 2;
        s.headDim = 8;
        s.intermediate = 48;
        s.maxPositions = 128;
        s.blocks.assign(2, {});
        c.student = s;
        c.options = {{"max_steps", std::int64_t(24)},         {"tokens_per_step", std::int64_t(1024)},
                     {"warmup_steps", std::int64_t(4)},       {"eval_every", std::int64_t(10)},
                     {"checkpoint_every", std::int64_t(8)},   {"log_every", std::int64_t(5)},
                     {"accuracy_questions", std::int64_t(6)}, {"accuracy_max_new_tokens", std::int64_t(20)},
                     {"device", std::string("cpu")}};
        for (const auto &[id, value] : more)
            c.options[id] = value;
        return c;
    }

    // step → value of one curve; a later point of a step wins, as after a resume.
    std::map<std::int64_t, double> curve(RunId run, const std::string &name) const {
        std::int64_t last = 0;
        std::map<std::int64_t, double> points;
        for (const MetricPoint &p : store.metrics(run, 0, &last))
            if (p.name == name)
                points[p.step] = p.value;
        return points;
    }
    int events(RunId run, const std::string &kind) const {
        int n = 0;
        for (const RunEvent &e : store.events(run))
            n += e.kind == kind ? 1 : 0;
        return n;
    }

    FixtureProject fixture;
    RunStore store;
    std::int64_t tokenizer = 0;
};

} // namespace retort
