// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/codec/tiny_tokenizer.h"
#include "core/model/model_fixture.h"
#include "core/model/model_folder.h"
#include "core/train/checkpoint.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

using namespace retort;
using torch::Tensor;
namespace fs = std::filesystem;

namespace {

StudentConfig studentForTiny() {
    StudentConfig s = tinyStudent();
    s.vocabSize = tinyTokenizer()->vocabSize();
    return s;
}

struct Saved {
    Saved() : learner(studentForTiny(), {}, {}), set(randomSet({30, 20, 40}, 37)) {
        learner.student().initialise(1);
        JobContext job;
        job.setThreads(1);
        ThreadPool::with(job, [&](ThreadPool &pool) {
            for (int i = 0; i < 3; ++i)
                learner.step(set, allOf(set), 1e-3, pool);
        });
        const fs::path tokenizer = folder.filePath("tiny.model").toStdString();
        atomicWrite(tokenizer, tinyModel());
        state.step = 3;
        state.totalSteps = 10;
        state.seconds = 0.1 + 0.2;
        state.lossSum = 1.0 / 3;
        state.tokenizerHash = "abc";
        files = {tokenizer, TemplateConfig{}, "{}"};
        parent = fs::path(folder.path().toStdString()) / "checkpoints";
    }
    fs::path save() { return saveCheckpoint(parent, learner, state, files); }
    QTemporaryDir folder;
    Learner learner;
    EncodedSet set;
    TrainState state;
    CheckpointFiles files;
    fs::path parent;
};

} // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_brings_back_weights_optimizer_and_state() {
        Saved saved;
        const fs::path folder = saved.save();
        QCOMPARE(folder.filename().string(), std::string("000003"));
        QVERIFY(!fs::exists(folder.string() + ".tmp"));
        Learner other(studentForTiny(), {}, {});
        const TrainState state = loadCheckpoint(folder, other);
        QCOMPARE(state.step, std::int64_t(3));
        QCOMPARE(state.seconds, saved.state.seconds);
        QCOMPARE(state.lossSum, saved.state.lossSum);
        QVERIFY(std::isnan(state.bestValLoss));
        for (const ParameterGroup group : {ParameterGroup::Decay, ParameterGroup::NoDecay})
            QVERIFY(at::equal(other.student().parameters().flat(group),
                              saved.learner.student().parameters().flat(group)));
        const NamedTensors a = saved.learner.optimizer().state(), b = other.optimizer().state();
        for (std::size_t i = 0; i < a.size(); ++i)
            QVERIFY2(at::equal(a[i].second, b[i].second), a[i].first.c_str());
        QVERIFY(a[0].first == "step" && a[0].second.item<float>() == 3.0f);
    }

    // Moments lie under the names of their weights, whatever the order of the buffers.
    void moments_are_stored_by_name() {
        Saved saved;
        const SafeTensorsReader reader(saved.save() / "optimizer.safetensors");
        for (const Parameter &p : saved.learner.student().parameters().parameters())
            for (const char *moment : {".exp_avg", ".exp_avg_sq"})
                QCOMPARE(reader.read(p.name + moment).sizes(), p.master.sizes());
        QCOMPARE(reader.read("step").item<float>(), 3.0f);
    }

    // A checkpoint of an earlier version has one piece per group; the run goes on from it all the same.
    void an_optimizer_of_an_earlier_version_is_read() {
        Saved saved;
        const fs::path folder = saved.save();
        NamedTensors flat;
        ParameterStore &parameters = saved.learner.student().parameters();
        const NamedTensors now = saved.learner.optimizer().state();
        for (const auto &[group, name] : {std::pair{ParameterGroup::Decay, std::string("decay")},
                                          {ParameterGroup::NoDecay, "no_decay"}}) {
            for (const std::string moment : {".exp_avg", ".exp_avg_sq"}) {
                Tensor whole = at::zeros_like(parameters.flat(group));
                for (const Parameter &p : parameters.parameters())
                    for (const auto &[known, value] : now)
                        if (p.group == group && known == p.name + moment)
                            parameters.partOf(whole, p).copy_(value);
                flat.emplace_back(name + moment, whole);
            }
            flat.emplace_back(name + ".step", at::scalar_tensor(3.0f));
        }
        writeSafeTensors(folder / "optimizer.safetensors", flat);
        fs::remove(folder / "manifest.json");
        writeManifest(folder);
        Learner other(studentForTiny(), {}, {});
        loadCheckpoint(folder, other);
        const NamedTensors then = other.optimizer().state();
        QCOMPARE(then.size(), now.size());
        for (std::size_t i = 0; i < now.size(); ++i)
            QVERIFY2(at::equal(then[i].second, now[i].second), now[i].first.c_str());
    }

    // Fields that came later: a checkpoint without them is read as what it was.
    void a_state_of_an_earlier_version_is_read() {
        TrainState s;
        s.step = 40;
        s.tokens = 1'000;
        s.seconds = s.stepSeconds = 10;
        s.pointTokens = 500;
        s.pointSeconds = 5;
        s.validationDue = true;
        s.warmupSteps = 7;
        const TrainState same = trainStateFromJson(trainStateToJson(s));
        QVERIFY(same.validationDue && same.warmupSteps == 7 && same.pointSeconds == 5);
        auto json = nlohmann::json::parse(trainStateToJson(s));
        for (const char *field : {"point_seconds", "step_seconds", "validation_due", "warmup_steps",
                                  "term_sums", "device", "device_name", "precision"})
            QCOMPARE(json.erase(field), std::size_t(1));
        const TrainState old = trainStateFromJson(json.dump());
        QCOMPARE(old.step, std::int64_t(40));
        QVERIFY(!old.validationDue);
        QCOMPARE(old.warmupSteps, std::int64_t(-1)); // as in the settings
        QCOMPARE(old.stepSeconds, 10.0);
        QVERIFY(old.compute == ComputeInfo{});
        QCOMPARE(old.termSums, std::vector<double>{s.lossSum}); // there was one term
        QCOMPARE(old.pointSeconds, 5.0);                        // at the speed of the run
    }

    void a_taken_name_gets_a_number() {
        Saved saved;
        saved.save();
        QCOMPARE(saved.save().filename().string(), std::string("000003-2"));
    }

    // Every file, cut by a byte, changed by a bit, or missing: never loaded, always named.
    void a_damaged_file_is_named() {
        Saved saved;
        const fs::path folder = saved.save();
        for (const ManifestFile &file : verifyManifest(folder)) {
            const std::string whole = readFile(folder / file.name);
            std::string flipped = whole;
            flipped[flipped.size() / 2] = char(flipped[flipped.size() / 2] ^ 1);
            for (const std::string &bytes : {whole.substr(0, whole.size() - 1), flipped, whole + " "}) {
                atomicWrite(folder / file.name, bytes);
                try {
                    verifyManifest(folder);
                    QFAIL(file.name.c_str());
                } catch (const Error &e) {
                    QCOMPARE(e.code(), ErrorCode::Damaged);
                    QVERIFY(QString(e.what()).contains(QString::fromStdString(file.name)));
                }
            }
            fs::remove(folder / file.name);
            QVERIFY_EXCEPTION_THROWN(verifyManifest(folder), Error);
            atomicWrite(folder / file.name, whole);
        }
        verifyManifest(folder);
        fs::remove(folder / "manifest.json");
        Learner other(studentForTiny(), {}, {});
        QVERIFY_EXCEPTION_THROWN(loadCheckpoint(folder, other), Error);
    }

    void another_student_is_refused() {
        Saved saved;
        const fs::path folder = saved.save();
        StudentConfig bigger = studentForTiny();
        bigger.intermediate += 8;
        Learner other(bigger, {}, {});
        try {
            loadCheckpoint(folder, other);
            QFAIL("loaded");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::Mismatch);
        }
    }

    void nothing_remains_of_a_failed_save() {
        Saved saved;
        saved.files.tokenizerFile = "/absent/tiny.model";
        QVERIFY_EXCEPTION_THROWN(saved.save(), Error);
        QVERIFY(fs::is_empty(saved.parent));
    }

    void what_a_killed_process_left_is_swept() {
        Saved saved;
        const fs::path folder = saved.save();
        fs::create_directories(saved.parent / "000009.tmp");
        atomicWrite(saved.parent / "000009.tmp" / "model.safetensors", "half");
        sweepCheckpoints(saved.parent);
        QVERIFY(!fs::exists(saved.parent / "000009.tmp"));
        QVERIFY(fs::exists(folder / "manifest.json"));
        sweepCheckpoints(saved.parent / "absent");
    }

    void a_model_folder_opens_whole() {
        Saved saved;
        const fs::path folder = saved.save();
        const LoadedModel model = loadModel(folder, {});
        QCOMPARE(model.chat->tokenizer()->hash(), tinyTokenizer()->hash());
        QVERIFY(at::equal(model.student->parameters().flat(ParameterGroup::Decay),
                          saved.learner.student().parameters().flat(ParameterGroup::Decay)));
        const auto config = nlohmann::json::parse(readFile(folder / "config.json"));
        QCOMPARE(config["model_type"].get<std::string>(), std::string("llama"));
        QCOMPARE(config["num_key_value_heads"].get<int>(), 2);
    }
};

RETORT_TEST(TestCheckpoint)
#include "tst_checkpoint.moc"
