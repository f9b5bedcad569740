// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 300
// Whole runs through the front door: runTrainJob, the engine, the project.
#include "test_main.h"

#include "core/base/error.h"
#include "core/codec/chat_template.h"
#include "core/data/artifacts/trash.h"
#include "core/model/model_folder.h"
#include "core/model/safetensors.h"
#include "core/train/run_fixture.h"
#include "core/train/train_setup.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <thread>

using namespace retort;
namespace fs = std::filesystem;

namespace {

std::string weightsOf(const RunStore &store, RunId run) {
    return readFile(store.checkpoints(run).back().folder / "model.safetensors")
           + readFile(store.checkpoints(run).back().folder / "optimizer.safetensors");
}

// Sets a request as soon as a curve has a point at `step` or later: from outside, like a person.
class RequestAt {
public:
    RequestAt(JobContext &job, std::int64_t step, JobRequest request)
        : m_thread([&job, step, request](const std::stop_token &stop) {
              while (!stop.stop_requested()) {
                  for (const MetricPoint &p : job.mailbox().drainMetrics())
                      if (p.name == "train/loss" && p.step >= step) {
                          job.setRequest(request);
                          return;
                      }
                  std::this_thread::sleep_for(std::chrono::milliseconds(1));
              }
          }) {}

private:
    std::jthread m_thread;
};

OptionValues exploding() {
    return {{"learning_rate", 1.0},
            {"weight_decay", 10.0},
            {"decay", std::string("none")},
            {"warmup_steps", std::int64_t(0)},
            {"checkpoint_every", std::int64_t(1)},
            {"keep_last", std::int64_t(0)},
            {"eval_every", std::int64_t(0)},
            {"max_steps", std::int64_t(300)}};
}

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
            const RequestAt stop(first, stopAfter, JobRequest::Stop);
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
        QCOMPARE(f.events(two.run, "device"), 1);
        QCOMPARE(f.events(two.run, "moved"), 0); // the same device: exact
    }

    void resuming_elsewhere_says_what_differs() {
        RunFixture f;
        JobContext first;
        TrainResult stopped;
        {
            const RequestAt stop(first, 5, JobRequest::Stop);
            stopped = runTrainJob(f.config(), first);
        }
        const fs::path folder = f.store.checkpoints(stopped.run).back().folder;
        auto state = nlohmann::json::parse(readFile(folder / "state.json"));
        QCOMPARE(state["device"].get<std::string>(), std::string("cpu"));
        QCOMPARE(state["precision"].get<std::string>(), std::string("fp32"));
        QVERIFY(!state["device_name"].get<std::string>().empty());
        state["device_name"] = "Another CPU";
        atomicWrite(folder / "state.json", state.dump());
        fs::remove(folder / "manifest.json");
        writeManifest(folder);
        JobContext second;
        resumeTrainJob(f.fixture.project, stopped.run, second);
        QCOMPARE(f.events(stopped.run, "moved"), 1);
        for (const RunEvent &e : f.store.events(stopped.run))
            if (e.kind == "moved") {
                const QString what = QString::fromStdString(renderEnglish(e.what));
                QVERIFY2(what.contains("Another CPU") && what.contains("not exactly"), qPrintable(what));
            }
    }

    void resume_walks_back_over_a_damaged_checkpoint() {
        RunFixture f;
        JobContext first;
        first.setThreads(1);
        TrainResult stopped;
        {
            const RequestAt stop(first, 15, JobRequest::Stop);
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
        const RequestAt abort(job, 10, JobRequest::Abort);
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
            const RequestAt pause(job, 5, JobRequest::Pause);
            for (int i = 0; i < 2000 && whilePaused != RunState::Paused; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
                if (const auto runs = f.store.runs(); !runs.empty())
                    whilePaused = runs.back().state;
            }
            job.setRequest(JobRequest::GoOn);
        });
        const TrainResult result = runTrainJob(f.config(), job);
        person.join();
        QCOMPARE(whilePaused, RunState::Paused);
        QCOMPARE(result.state, RunState::Finished);
    }

    // As another process asks: a file in the run's folder.
    void a_request_from_outside_is_obeyed() {
        RunFixture f;
        JobContext job;
        job.setThreads(1);
        std::jthread person([&] {
            for (int i = 0; i < 2000; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                for (const MetricPoint &p : job.mailbox().drainMetrics())
                    if (p.step >= 5)
                        return sendRequest(f.store, p.run, JobRequest::Stop);
            }
        });
        const TrainResult result = runTrainJob(f.config({{"max_steps", std::int64_t(100'000)}}), job);
        QCOMPARE(result.state, RunState::Stopped);
        QVERIFY(!fs::exists(f.store.run(result.run).folder / "request"));
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

    // Weight decay of 10 at a rate of 1 multiplies the matrices by -9 in each step: no machine holds that
    // for 50.
    void a_loss_that_explodes_ends_as_failed_with_sound_checkpoints() {
        RunFixture f;
        JobContext job;
        Text why;
        try {
            runTrainJob(f.config(exploding()), job);
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::NonFinite);
            why = e.text();
        }
        QVERIFY(!why.empty());
        const RunRecord record = f.store.runs().back();
        QCOMPARE(record.state, RunState::Failed);
        QVERIFY(!record.errorJson.empty());
        QCOMPARE(f.events(record.id, "non_finite"), 1);
        const CheckpointRecord last = f.store.checkpoints(record.id).back();
        const SafeTensorsReader reader(last.folder / "model.safetensors");
        for (const SafeTensorInfo &t : reader.header().tensors)
            QVERIFY(at::isfinite(reader.read(t.name)).all().item<bool>());
        // Each sound step was saved, so the bad one is the next; the command that helps stands in the text.
        QCOMPARE(why.args.front(), std::to_string(last.step + 1));
        QVERIFY(renderEnglish(why).find("--resume " + std::to_string(record.id) + " --learning-rate 0.5")
                != std::string::npos);
    }

    void a_failed_run_goes_on_as_a_fork_with_a_lower_rate() {
        RunFixture f;
        JobContext job;
        QVERIFY_EXCEPTION_THROWN(runTrainJob(f.config(exploding()), job), Error);
        const RunRecord failed = f.store.runs().back();
        const CheckpointRecord from = f.store.checkpoints(failed.id).front();
        const auto fork = [&](OptionValues options) {
            return forkConfig(f.fixture.project, failed.id, from.id, options);
        };
        const OptionValues sound{
            {"learning_rate", 1e-3}, {"weight_decay", 0.0}, {"max_steps", from.step + 12}};
        JobContext again;
        const TrainResult result = runTrainJob(fork(sound), again);
        QCOMPARE(result.state, RunState::Finished);
        QCOMPARE(result.step, from.step + 12);
        const RunRecord record = f.store.run(result.run);
        QVERIFY(record.id != failed.id && record.parent == failed.id);
        QCOMPARE(record.forkStep, from.step);
        QCOMPARE(f.events(record.id, "forked"), 1);
        const CheckpointRecord first = f.store.checkpoints(record.id).front();
        QCOMPARE(first.step, from.step);
        QVERIFY(readFile(first.folder / "model.safetensors") == readFile(from.folder / "model.safetensors"));
        QVERIFY(std::abs(f.curve(record.id, "lr").begin()->second) <= 1e-3);
        QCOMPARE(f.store.run(failed.id).state, RunState::Failed); // its parent is as it was

        // What would change the samples or leaves nothing to do is refused, and makes no run.
        const std::size_t runs = f.store.runs().size();
        for (const OptionValues &bad : std::vector<OptionValues>{{{"seed", std::int64_t(77)}},
                                                                 {{"tokens_per_step", std::int64_t(512)}},
                                                                 {{"max_length", std::int64_t(100)}},
                                                                 {{"without_traces", true}},
                                                                 {{"max_steps", from.step}}}) {
            const std::vector<OptionFault> faults = checkTrain(fork(bad));
            QVERIFY2(faults.size() == 1 && faults[0].id == bad.begin()->first, bad.begin()->first.c_str());
            JobContext none;
            QVERIFY_EXCEPTION_THROWN(runTrainJob(fork(bad), none), Error);
        }
        QCOMPARE(f.store.runs().size(), runs);
    }

    void a_student_larger_than_the_memory_makes_no_run() {
        RunFixture f;
        TrainConfig config = f.config();
        StudentConfig &s = *config.student;
        s.hidden = 16'384;
        s.intermediate = 131'072;
        s.layers = 256;
        s.blocks.assign(256, {});
        JobContext job;
        try {
            runTrainJob(config, job);
            QFAIL("it began");
        } catch (const Error &e) {
            QCOMPARE(e.code(), ErrorCode::OutOfMemory);
        }
        QVERIFY(f.store.runs().empty());
    }

    // From a checkpoint in the middle, nothing changed but the name: the same weights as its parent's in the
    // end, also when it is stopped and resumed.
    void a_fork_that_changes_nothing_equals_its_parent() {
        RunFixture f;
        JobContext job;
        job.setThreads(1);
        const TrainResult one = runTrainJob(f.config({{"keep_last", std::int64_t(0)}}), job);
        std::int64_t middle = 0;
        for (const CheckpointRecord &c : f.store.checkpoints(one.run))
            if (c.step == 8)
                middle = c.id;
        TrainConfig config = forkConfig(f.fixture.project, one.run, middle, {});
        config.name = "again";
        QVERIFY(config.fork->changed.empty());
        JobContext first;
        first.setThreads(1);
        TrainResult two;
        {
            const RequestAt stop(first, 15, JobRequest::Stop);
            two = runTrainJob(config, first);
        }
        if (two.state == RunState::Stopped) {
            JobContext second;
            two = resumeTrainJob(f.fixture.project, two.run, second);
        }
        QCOMPARE(two.state, RunState::Finished);
        QCOMPARE(f.store.run(two.run).name, std::string("again"));
        QCOMPARE(weightsOf(f.store, two.run), weightsOf(f.store, one.run));
        for (const char *name : {"train/loss", "val/loss", "val/accuracy"})
            for (const std::int64_t step : {20, 24})
                if (f.curve(one.run, name).contains(step))
                    QCOMPARE(f.curve(two.run, name).at(step), f.curve(one.run, name).at(step));
    }

    void rows_that_are_left_out_are_counted_and_told() {
        RunFixture f;
        JobContext job;
        const TrainResult all = runTrainJob(f.config({{"max_steps", std::int64_t(6)}}), job);
        QVERIFY(all.rows > 0 && all.validationRows > 0);
        QCOMPARE(all.rowsLeftOut, std::int64_t(0));
        QCOMPARE(f.events(all.run, "rows"), 1);
        QCOMPARE(f.events(all.run, "rows_left_out"), 0);
        // A length that holds some of the samples.
        OptionValues some{{"max_steps", std::int64_t(6)}};
        std::int64_t used = 0;
        for (std::int64_t length = 8; length < 128; ++length) {
            some["max_length"] = length;
            try {
                used = std::int64_t(prepareTraining(f.config(some), job).train->size());
            } catch (const Error &) {
                continue; // none fits
            }
            break;
        }
        QVERIFY(used > 0 && used < all.rows);
        JobContext cut;
        const TrainResult few = runTrainJob(f.config(some), cut);
        QCOMPARE(few.rows, all.rows);
        QCOMPARE(few.rowsLeftOut, all.rows - used);
        bool told = false;
        for (const RunEvent &e : f.store.events(few.run))
            told = told
                   || (e.kind == "rows_left_out"
                       && renderEnglish(e.what).find(std::to_string(few.rowsLeftOut)) != std::string::npos);
        QVERIFY(told);
    }

    void questions_that_cannot_be_asked_are_told() {
        std::vector<Sample> samples = sumSamples(160);
        for (std::size_t i = 0; i < samples.size(); i += 2) {
            samples[i].answer = "It depends.";
            samples[i].reference.clear();
        }
        const RunFixture f(samples);
        JobContext job;
        const TrainResult result = runTrainJob(f.config({{"max_steps", std::int64_t(5)},
                                                         {"accuracy_questions", std::int64_t(1'000)},
                                                         {"eval_every", std::int64_t(0)}}),
                                               job);
        QCOMPARE(f.events(result.run, "questions_left_out"), 1);
        for (const RunEvent &e : f.store.events(result.run))
            if (e.kind == "questions_left_out")
                QVERIFY2(e.what.plural < result.validationRows && std::stoi(e.what.args[2]) > 0,
                         renderEnglish(e.what).c_str());
        JobContext again; // six of them there are
        QCOMPARE(f.events(runTrainJob(f.config({{"max_steps", std::int64_t(5)}}), again).run,
                          "questions_left_out"),
                 0);
    }

    void a_time_limit_holds_where_steps_are_slow() {
        RunFixture f;
        TrainConfig config = f.config({{"max_steps", std::int64_t(0)},
                                       {"max_minutes", 0.05}, // 3 s
                                       {"tokens_per_step", std::int64_t(2048)},
                                       {"warmup_steps", std::int64_t(0)},
                                       {"eval_every", std::int64_t(0)},
                                       {"checkpoint_every", std::int64_t(0)},
                                       {"accuracy_questions", std::int64_t(0)},
                                       {"log_every", std::int64_t(1000)}});
        config.student->hidden = 128;
        config.student->heads = config.student->kvHeads = 4;
        config.student->headDim = 32;
        config.student->intermediate = 384;
        config.student->layers = 4;
        config.student->blocks.assign(4, {});
        JobContext job;
        job.setThreads(1);
        const TrainResult result = runTrainJob(config, job);
        QCOMPARE(result.state, RunState::Finished);
        QVERIFY2(result.seconds < 5, qPrintable(QString::number(result.seconds)));
        QCOMPARE(result.totalSteps, result.step);
        QVERIFY(f.events(result.run, "plan") >= 1);
        QVERIFY(f.curve(result.run, "lr").rbegin()->second < 0.5 * 2e-3); // the decay was in it
    }

    void a_warmup_longer_than_the_run_is_shortened_and_told() {
        RunFixture f;
        JobContext job;
        const TrainResult result = runTrainJob(f.config({{"max_steps", std::int64_t(0)},
                                                         {"max_epochs", 3.0},
                                                         {"warmup_steps", std::int64_t(200)},
                                                         {"decay", std::string("none")},
                                                         {"log_every", std::int64_t(1)}}),
                                               job);
        QVERIFY(result.step < 200);
        QCOMPARE(f.events(result.run, "warmup"), 1);
        QCOMPARE(f.curve(result.run, "lr").rbegin()->second, 2e-3); // the peak was reached
    }

    // Asked for while questions are answered: nothing of that validation is kept, and the resumed run is the
    // uninterrupted one.
    void a_stop_does_not_wait_for_a_validation_data() {
        QTest::addColumn<int>("every");
        QTest::newRow("in the middle") << 10;
        QTest::newRow("at the end") << 0;
    }
    void a_stop_does_not_wait_for_a_validation() {
        QFETCH(int, every);
        RunFixture f;
        const TrainConfig config = f.config({{"eval_every", std::int64_t(every)}});
        JobContext whole;
        whole.setThreads(1);
        const TrainResult one = runTrainJob(config, whole);
        JobContext first;
        first.setThreads(2);
        first.setOnProgress([&](const Progress &p) {
            if (p.phase.pattern.starts_with("Answering"))
                first.setRequest(JobRequest::Stop);
        });
        const TrainResult two = runTrainJob(config, first);
        QCOMPARE(two.state, RunState::Stopped);
        QCOMPARE(two.step, std::int64_t(every > 0 ? every : 24));
        QVERIFY(f.curve(two.run, "val/loss").empty() && f.curve(two.run, "val/accuracy").empty());
        QVERIFY(canResume(f.store, two.run));
        JobContext second;
        second.setThreads(1);
        const TrainResult resumed = resumeTrainJob(f.fixture.project, two.run, second);
        QCOMPARE(resumed.state, RunState::Finished);
        QCOMPARE(weightsOf(f.store, two.run), weightsOf(f.store, one.run));
        for (const char *name : {"train/loss", "val/loss", "val/accuracy", "lr"})
            QCOMPARE(f.curve(two.run, name), f.curve(one.run, name));
        QCOMPARE(resumed.bestValLoss, one.bestValLoss);
        double best = std::numeric_limits<double>::infinity(); // of what a person can choose
        for (const CheckpointRecord &c : f.store.checkpoints(two.run))
            best = std::isfinite(c.valLoss) ? std::min(best, c.valLoss) : best;
        QCOMPARE(best, one.bestValLoss);
    }

    void progress_is_that_of_the_steps_when_encoding_or_validation_is_over() {
        RunFixture f;
        JobContext job;
        job.setThreads(1);
        std::vector<Progress> told;
        job.setOnProgress([&](const Progress &p) { told.push_back(p); });
        runTrainJob(f.config({{"log_every", std::int64_t(10)}, {"eval_every", std::int64_t(12)}}), job);
        const auto after = [&](const char *phase) -> std::vector<Progress> {
            for (std::size_t i = 0; i + 1 < told.size(); ++i)
                if (told[i].phase.pattern.starts_with(phase) && !told[i + 1].phase.pattern.starts_with(phase))
                    return {told.begin() + std::ptrdiff_t(i) + 1, told.end()};
            return {};
        };
        const auto encoded = after("Making the student ready"), answered = after("Answering");
        QVERIFY(!encoded.empty() && !answered.empty());
        QCOMPARE(encoded[0].phase.pattern, std::string("Training"));
        QCOMPARE(encoded[0].done, std::uint64_t(0));
        QCOMPARE(encoded[0].total, std::uint64_t(24));
        QVERIFY(answered[0].phase.pattern.starts_with("Training"));
        QCOMPARE(answered[0].done, std::uint64_t(12));
    }

    void speed_counts_neither_pauses_nor_validations() {
        RunFixture f;
        JobContext job;
        job.setThreads(1);
        std::jthread person([&] {
            {
                const RequestAt pause(job, 25, JobRequest::Pause);
                while (job.request() != JobRequest::Pause)
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2'000));
            job.setRequest(JobRequest::GoOn);
        });
        const TrainResult result = runTrainJob(f.config({{"max_steps", std::int64_t(400)},
                                                         {"eval_every", std::int64_t(45)},
                                                         {"accuracy_questions", std::int64_t(12)},
                                                         {"accuracy_max_new_tokens", std::int64_t(100)}}),
                                               job);
        person.join();
        std::vector<double> rates;
        for (const auto &[step, rate] : f.curve(result.run, "tokens_per_s"))
            rates.push_back(rate);
        std::sort(rates.begin(), rates.end());
        const double usual = rates[rates.size() / 2];
        QVERIFY2(rates.front() > usual / 8, qPrintable(QString("%1 of %2").arg(rates.front()).arg(usual)));
        QVERIFY2(result.tokensPerSecond > usual / 3, qPrintable(QString::number(result.tokensPerSecond)));
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
        const auto kept = f.store.checkpoints(result.run);
        QVERIFY(kept.size() <= 3);
        // For good, not into the trash: there they would fill the disk all the same.
        QVERIFY(trashItems(*f.fixture.project).empty());
        const fs::directory_iterator folders(f.store.run(result.run).folder / "checkpoints");
        QCOMPARE(std::size_t(std::distance(begin(folders), end(folders))), kept.size());
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

RETORT_TEST(TestTrainRun)
#include "tst_train_run.moc"
