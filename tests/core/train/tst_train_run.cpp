// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 300
// Whole runs through the front door: runTrainJob, the engine, the project.
#include "torch_main.h"

#include "core/base/error.h"
#include "core/codec/chat_template.h"
#include "core/model/safetensors.h"
#include "core/train/run_fixture.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <thread>

using namespace retort;
namespace fs = std::filesystem;

namespace {

std::string weightsOf(const RunStore &store, RunId run) {
    return readFile(store.checkpoints(run).back().folder / "model.safetensors")
           + readFile(store.checkpoints(run).back().folder / "optimizer.safetensors");
}

// Sets a wish as soon as a curve has a point at `step` or later: from outside, like a person.
class WishAt {
public:
    WishAt(JobContext &job, std::int64_t step, JobWish wish)
        : m_thread([&job, step, wish](const std::stop_token &stop) {
              while (!stop.stop_requested()) {
                  for (const MetricPoint &p : job.mailbox().drainMetrics())
                      if (p.name == "train/loss" && p.step >= step) {
                          job.setWish(wish);
                          return;
                      }
                  std::this_thread::sleep_for(std::chrono::milliseconds(1));
              }
          }) {}

private:
    std::jthread m_thread;
};

} // namespace

class TestTrainRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_run_learns_logs_and_saves() {
        RunFixture f;
        JobContext job;
        job.setThreads(2);
        const TrainResult result = runTrainJob(f.config({{"max_steps", std::int64_t(40)}}), job);
        QCOMPARE(result.state, RunState::Finished);
        QCOMPARE(result.step, std::int64_t(40));
        const auto losses = f.curve(result.run, "train/loss");
        QCOMPARE(losses.size(), std::size_t(8)); // every fifth step
        QVERIFY2(losses.at(40) < 0.8 * losses.at(5),
                 qPrintable(QString("%1 → %2").arg(losses.at(5)).arg(losses.at(40))));
        QCOMPARE(f.curve(result.run, "val/loss").size(), std::size_t(4));
        QCOMPARE(f.curve(result.run, "val/accuracy").size(), std::size_t(4));
        QCOMPARE(f.curve(result.run, "lr").at(40), f.curve(result.run, "lr").rbegin()->second);
        QVERIFY(f.curve(result.run, "grad_norm").at(5) > 0);
        QVERIFY(f.curve(result.run, "tokens_per_s").at(5) > 0);

        const RunRecord record = f.store.run(result.run);
        QCOMPARE(record.state, RunState::Finished);
        QCOMPARE(record.step, std::int64_t(40));
        QCOMPARE(record.device, std::string("cpu"));
        QCOMPARE(record.lastLoss, result.lastLoss);
        QCOMPARE(record.bestValLoss, result.bestValLoss);
        QVERIFY(!record.finishedAt.empty() && !record.codeVersion.empty());
        QVERIFY(QString::fromStdString(record.name).contains("lr 0.002"));
        QVERIFY(!f.store.runOwned(result.run));

        const std::vector<CheckpointRecord> checkpoints = f.store.checkpoints(result.run);
        QCOMPARE(checkpoints.back().step, std::int64_t(40));
        QCOMPARE(checkpoints.back().reason, std::string("final"));
        QCOMPARE(checkpoints.back().id, result.checkpoint);
        for (const CheckpointRecord &c : checkpoints)
            QVERIFY(fs::exists(c.folder / "manifest.json") && c.bytes > 0);
        QVERIFY(f.events(result.run, "started") == 1 && f.events(result.run, "finished") == 1);
        QVERIFY(f.events(result.run, "sample") == 4);

        // The mailbox carries the same.
        bool started = false;
        for (const RunEvent &e : job.mailbox().drainEvents())
            started = started || (e.kind == "started" && e.run == result.run);
        QVERIFY(started);
    }

    // Stopped by a person at some step, resumed: weights, optimizer and every curve as if nothing had
    // happened.
    void resume_equals_the_uninterrupted_run_data() {
        QTest::addColumn<int>("stopAfter");
        QTest::newRow("first point") << 1;
        QTest::newRow("middle") << 10;
    }
    void resume_equals_the_uninterrupted_run() {
        QFETCH(int, stopAfter);
        RunFixture f;
        JobContext whole;
        whole.setThreads(1);
        const TrainResult one = runTrainJob(f.config(), whole);

        JobContext first;
        first.setThreads(2);
        TrainResult two;
        {
            const WishAt stop(first, stopAfter, JobWish::Stop);
            two = runTrainJob(f.config(), first);
        }
        QCOMPARE(two.state, RunState::Stopped);
        QVERIFY(two.step < 24);
        QCOMPARE(f.store.checkpoints(two.run).back().step, two.step);
        QVERIFY(canResume(f.store, two.run));
        JobContext second;
        second.setThreads(1);
        const TrainResult resumed = resumeTrainJob(f.fixture.project, two.run, second);
        QCOMPARE(resumed.run, two.run);
        QCOMPARE(resumed.step, one.step);
        QCOMPARE(weightsOf(f.store, two.run), weightsOf(f.store, one.run));
        for (const char *name : {"train/loss", "val/loss", "val/accuracy", "lr", "grad_norm", "epoch"})
            QCOMPARE(f.curve(two.run, name), f.curve(one.run, name));
        QCOMPARE(resumed.lastLoss, one.lastLoss);
        QCOMPARE(resumed.trainedTokens, one.trainedTokens);
        QCOMPARE(f.store.run(two.run).state, RunState::Finished);
        QVERIFY(!canResume(f.store, two.run));
    }

    void resume_walks_back_over_a_damaged_checkpoint() {
        RunFixture f;
        JobContext first;
        first.setThreads(1);
        TrainResult stopped;
        {
            const WishAt stop(first, 15, JobWish::Stop);
            stopped = runTrainJob(f.config(), first);
        }
        const std::vector<CheckpointRecord> checkpoints = f.store.checkpoints(stopped.run);
        QVERIFY(checkpoints.size() >= 2);
        atomicWrite(checkpoints.back().folder / "optimizer.safetensors", "garbage");
        JobContext second;
        second.setThreads(1);
        const TrainResult resumed = resumeTrainJob(f.fixture.project, stopped.run, second);
        QCOMPARE(resumed.step, std::int64_t(24));
        QCOMPARE(f.events(stopped.run, "damaged_checkpoint"), 1);
        JobContext whole;
        const TrainResult one = runTrainJob(f.config(), whole);
        QCOMPARE(weightsOf(f.store, stopped.run), weightsOf(f.store, one.run));
    }

    void abort_keeps_the_last_checkpoint() {
        RunFixture f;
        JobContext job;
        job.setThreads(2);
        const WishAt abort(job, 10, JobWish::Abort);
        QVERIFY_EXCEPTION_THROWN(runTrainJob(f.config({{"max_steps", std::int64_t(100'000)}}), job),
                                 Cancelled);
        const RunRecord record = f.store.runs().back();
        QCOMPARE(record.state, RunState::Stopped);
        QVERIFY(!f.store.checkpoints(record.id).empty());
        QVERIFY(canResume(f.store, record.id));
        QVERIFY(!f.store.runOwned(record.id));
    }

    void pause_holds_and_goes_on() {
        RunFixture f;
        JobContext job;
        job.setThreads(2);
        RunState whilePaused = RunState::Created;
        std::jthread person([&] {
            const WishAt pause(job, 5, JobWish::Pause);
            for (int i = 0; i < 2000 && whilePaused != RunState::Paused; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
                if (const auto runs = f.store.runs(); !runs.empty())
                    whilePaused = runs.back().state;
            }
            job.setWish(JobWish::GoOn);
        });
        const TrainResult result = runTrainJob(f.config(), job);
        person.join();
        QCOMPARE(whilePaused, RunState::Paused);
        QCOMPARE(result.state, RunState::Finished);
    }

    // As another process asks: a file in the run's folder.
    void a_requested_wish_is_obeyed() {
        RunFixture f;
        JobContext job;
        job.setThreads(1);
        std::jthread person([&] {
            for (int i = 0; i < 2000; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                for (const MetricPoint &p : job.mailbox().drainMetrics())
                    if (p.step >= 5)
                        return requestWish(f.store, p.run, JobWish::Stop);
            }
        });
        const TrainResult result = runTrainJob(f.config({{"max_steps", std::int64_t(100'000)}}), job);
        QCOMPARE(result.state, RunState::Stopped);
        QVERIFY(!fs::exists(f.store.run(result.run).folder / "wish"));
    }

    void early_stopping_ends_a_run_that_gains_nothing() {
        RunFixture f;
        JobContext job;
        const TrainResult result = runTrainJob(f.config({{"learning_rate", 1e-8},
                                                         {"eval_every", std::int64_t(1)},
                                                         {"accuracy_questions", std::int64_t(0)},
                                                         {"max_steps", std::int64_t(500)},
                                                         {"weight_decay", 0.0},
                                                         {"patience", std::int64_t(3)},
                                                         {"warmup_steps", std::int64_t(400)}}),
                                               job);
        QCOMPARE(result.state, RunState::Finished);
        QVERIFY(result.step < 500);
        QCOMPARE(f.events(result.run, "early_stop"), 1);
    }

    void a_checkpoint_carries_the_validation_loss_of_its_own_step() {
        RunFixture f;
        JobContext job;
        const TrainResult result = runTrainJob(f.config({{"learning_rate", 0.3}, // overshoots
                                                         {"warmup_steps", std::int64_t(12)},
                                                         {"eval_every", std::int64_t(4)},
                                                         {"checkpoint_every", std::int64_t(4)},
                                                         {"keep_last", std::int64_t(0)},
                                                         {"patience", std::int64_t(0)},
                                                         {"accuracy_questions", std::int64_t(0)},
                                                         {"max_steps", std::int64_t(24)}}),
                                               job);
        const auto losses = f.curve(result.run, "val/loss");
        bool worse = false;
        for (const CheckpointRecord &c : f.store.checkpoints(result.run)) {
            QVERIFY2(losses.count(c.step), qPrintable(QString::number(c.step)));
            QCOMPARE(c.valLoss, losses.at(c.step));
            worse = worse || c.valLoss > result.bestValLoss;
        }
        QVERIFY(worse); // else this run proves nothing
    }

    void a_loss_that_explodes_ends_as_failed_with_sound_checkpoints() {
        RunFixture f;
        JobContext job;
        try {
            runTrainJob(f.config({{"learning_rate", 1.0},
                                  {"clip_norm", 0.0},
                                  {"beta2", 0.0},
                                  {"adam_eps", 1e-16},
                                  {"weight_decay", 10.0},
                                  {"warmup_steps", std::int64_t(0)},
                                  {"checkpoint_every", std::int64_t(1)},
                                  {"eval_every", std::int64_t(0)},
                                  {"max_steps", std::int64_t(3'000)}}),
                        job);
            QSKIP("this machine kept the loss finite");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::NonFinite);
        }
        const RunRecord record = f.store.runs().back();
        QCOMPARE(record.state, RunState::Failed);
        QVERIFY(!record.errorJson.empty());
        QCOMPARE(f.events(record.id, "non_finite"), 1);
        const SafeTensorsReader reader(f.store.checkpoints(record.id).back().folder / "model.safetensors");
        for (const SafeTensorInfo &t : reader.header().tensors)
            QVERIFY(at::isfinite(reader.read(t.name)).all().item<bool>());
    }

    void the_control_run_trains_without_traces() {
        RunFixture f;
        JobContext job;
        const TrainResult result =
            runTrainJob(f.config({{"without_traces", true}, {"max_steps", std::int64_t(6)}}), job);
        QCOMPARE(result.state, RunState::Finished);
        const auto chat =
            nlohmann::json::parse(readFile(f.store.checkpoints(result.run).back().folder / "template.json"));
        QVERIFY(!templateFromJson(chat.at("template").dump()).withReasoning);
    }

    void bad_settings_make_no_run() {
        RunFixture f;
        JobContext job;
        const std::vector<OptionValues> bad = {
            {{"max_steps", std::int64_t(0)}},
            {{"warmup_steps", std::int64_t(24)}},
            {{"precision", std::string("bf16")}},
            {{"device", std::string("cuda:77")}},
            {{"max_length", std::int64_t(129)}},
            {{"nonsense", true}},
            {{"learning_rate", 5.0}},
        };
        for (const OptionValues &options : bad)
            QVERIFY_EXCEPTION_THROWN(runTrainJob(f.config(options), job), Error);
        TrainConfig small = f.config();
        small.student->vocabSize = 100;
        QVERIFY_EXCEPTION_THROWN(runTrainJob(small, job), Error);
        QVERIFY(f.store.runs().empty());
    }

    void old_checkpoints_make_room() {
        RunFixture f;
        JobContext job;
        const TrainResult result = runTrainJob(f.config({{"checkpoint_every", std::int64_t(2)},
                                                         {"eval_every", std::int64_t(0)},
                                                         {"accuracy_questions", std::int64_t(0)},
                                                         {"keep_last", std::int64_t(2)}}),
                                               job);
        QVERIFY(f.store.checkpoints(result.run).size() <= 3);
        QCOMPARE(f.store.checkpoints(result.run).back().step, std::int64_t(24));
    }

    void a_run_can_be_watched_from_outside() {
        RunFixture f;
        JobContext job;
        const TrainResult result = runTrainJob(f.config({{"max_steps", std::int64_t(10)}}), job);
        RunTail tail(f.fixture.project, result.run);
        const RunTail::Update update = tail.poll();
        QVERIFY(!update.active && !update.metrics.empty() && !update.events.empty());
        QCOMPARE(update.record.state, RunState::Finished);
        const RunTail::Update again = tail.poll();
        QVERIFY(again.metrics.empty() && again.events.empty());
    }
};

RETORT_TORCH_TEST(TestTrainRun)
#include "tst_train_run.moc"
