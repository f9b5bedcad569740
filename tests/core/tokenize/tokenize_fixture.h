// SPDX-License-Identifier: GPL-3.0-or-later
// A project with one source of small reasoning samples, in a folder that vanishes.
#pragma once

#include "core/data/project/project.h"
#include "core/data/versions/version_store.h"

#include <QTemporaryDir>

#include <memory>
#include <string>
#include <vector>

namespace retort {

inline std::vector<Sample> fixtureSamples(int count) {
    std::vector<Sample> samples;
    for (int i = 0; i < count; ++i) {
        const int a = (i * 37 + 11) % 1000, b = (i * 91 + 5) % 1000;
        Sample sample;
        sample.question = "计算 " + std::to_string(a) + " + " + std::to_string(b) + " 等于多少？（第"
                          + std::to_string(i) + "题）";
        sample.reasoning = "先看个位，再看十位。\n等一下，检查一遍：" + std::to_string(a + b) + " 对吗？\n";
        sample.answer = "答案是 \\boxed{" + std::to_string(a + b) + "}。";
        if (i % 7 == 0)
            sample.system = "你是一个数学老师。";
        samples.push_back(sample);
    }
    return samples;
}

class FixtureProject {
public:
    explicit FixtureProject(const std::vector<Sample> &samples) {
        project = Project::create(folder.filePath("p").toStdString(), "test");
        SourceWriterConfig config;
        config.name = "fixture";
        config.format = "test";
        config.split.validation = 0.1;
        config.split.test = 0.1;
        config.split.atLeast = 5;
        SourceWriter writer(project, config);
        for (const Sample &sample : samples)
            writer.add(sample);
        version = writer.finish(0).version.value();
    }
    QTemporaryDir folder;
    std::shared_ptr<Project> project;
    VersionId version = 0;
};

} // namespace retort
