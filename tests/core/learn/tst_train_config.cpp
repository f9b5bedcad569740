// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train_job.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/learn/eval_job.h"
#include "core/learn/generate.h"
#include "core/train/run_fixture.h"

#include "test_main.h"

#include <set>

using namespace retort;

namespace {

bool namesFault(const std::vector<OptionFault> &faults, const char *id) {
    for (const OptionFault &f : faults)
        if (f.id == id && !renderEnglish(f.reason).empty())
            return true;
    return false;
}

} // namespace

class TestTrainConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_option_is_complete() {
        for (const OptionTable *table :
             {&trainOptions(), &evalOptions(), &generateOptions(), &studentOptions()}) {
            std::set<std::string> ids;
            for (const OptionSpec &o : *table) {
                QVERIFY2(ids.insert(o.id).second, o.id.c_str());
                QVERIFY2(!o.label.empty() && !o.help.empty() && !o.group.empty(), o.id.c_str());
                QVERIFY2(o.type != OptionType::Choice || !o.choices.empty(), o.id.c_str());
            }
            QVERIFY(checkOptions(*table, withDefaults(*table, {})).empty());
        }
        int basic = 0;
        for (const OptionSpec &o : trainOptions())
            basic += o.level == OptionLevel::Basic ? 1 : 0;
        QVERIFY(basic <= 8);
    }

    void presets_are_sound() {
        for (const TrainPreset &p : trainPresets())
            QVERIFY2(checkOptions(trainOptions(), p.options).empty(), p.id.c_str());
    }

    void json_brings_back_the_settings() {
        const RunFixture f(20);
        TrainConfig c = f.config({{"learning_rate", 3e-4}});
        c.name = "名字";
        c.note = "n";
        c.studentId = 4;
        const TrainConfig back = trainConfigFromJson(trainConfigToJson(c), c.project);
        QCOMPARE(back.name, c.name);
        QCOMPARE(back.studentId, c.studentId);
        QVERIFY(back.student == c.student);
        QVERIFY(back.options == c.options && !back.fork);
        c.fork = TrainFork{3, 9, {{"learning_rate", 1e-4}}};
        QVERIFY(trainConfigFromJson(trainConfigToJson(c), c.project).fork == c.fork);
        for (const char *json : {"", "{}", "[1]", R"({"version":"x","tokenizer":1,"options":{}})"})
            QVERIFY_EXCEPTION_THROWN(trainConfigFromJson(json, c.project), Error);
    }

    void what_only_the_whole_can_tell_is_told() {
        const RunFixture f(20);
        QVERIFY(checkTrain(f.config()).empty());
        QVERIFY(namesFault(checkTrain(f.config({{"max_steps", std::int64_t(0)}})), "max_steps"));
        QVERIFY(checkTrain(f.config({{"max_steps", std::int64_t(0)}, {"max_minutes", 1.0}})).empty());
        QVERIFY(namesFault(checkTrain(f.config({{"warmup_steps", std::int64_t(24)}})), "warmup_steps"));
        QVERIFY(namesFault(checkTrain(f.config({{"micro_batch_tokens", std::int64_t(4096)}})),
                           "micro_batch_tokens"));
        QVERIFY(namesFault(checkTrain(f.config({{"max_length", std::int64_t(4096)}})), "max_length"));
        QVERIFY(namesFault(checkTrain(f.config({{"precision", std::string("bf16")}})), "precision"));
        QVERIFY(namesFault(checkTrain(f.config({{"device", std::string("tpu")}})), "device"));
        TrainConfig c = f.config();
        c.student->kvHeads = 3;
        QVERIFY(namesFault(checkTrain(c), "kv_heads"));
        c = f.config();
        c.student->vocabSize = 20;
        QVERIFY(namesFault(checkTrain(c), "vocab_size"));
        c = f.config();
        c.student.reset();
        QVERIFY(!checkTrain(c).empty());
        c = f.config();
        c.version = 99;
        QVERIFY(!checkTrain(c).empty());
    }

    void requests_travel_by_file() {
        RunFixture f(20);
        RunRecord record;
        record.configJson = "{}";
        const RunId run = f.store.addRun(record);
        const std::filesystem::path folder = f.store.run(run).folder;
        QVERIFY(!takeRequest(folder));
        for (const JobRequest request :
             {JobRequest::Pause, JobRequest::Stop, JobRequest::Abort, JobRequest::GoOn}) {
            sendRequest(f.store, run, request);
            QVERIFY(takeRequest(folder) == request);
            QVERIFY(!takeRequest(folder));
        }
        atomicWrite(folder / "request", "nonsense");
        QVERIFY(!takeRequest(folder));
    }

    void wilson_intervals_by_the_book() {
        // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        const auto near = [](double a, double b) { return std::abs(a - b) < 5e-5; };
        QVERIFY(near(wilson95(81, 263).low, 0.2553) && near(wilson95(81, 263).high, 0.3662));
        QVERIFY(near(wilson95(15, 148).low, 0.0624) && near(wilson95(15, 148).high, 0.1605));
        QVERIFY(near(wilson95(0, 20).low, 0.0) && near(wilson95(0, 20).high, 0.1611));
        QVERIFY(near(wilson95(1, 29).low, 0.0061) && near(wilson95(1, 29).high, 0.1718));
        QCOMPARE(wilson95(20, 20).high, 1.0);
        QCOMPARE(wilson95(0, 0).high, 1.0);
    }
};

RETORT_TEST(TestTrainConfig)
#include "tst_train_config.moc"
