// SPDX-License-Identifier: GPL-3.0-or-later
// The front of training: makes the run, owns it while it trains, and writes down how it ended, whatever
// happens.
#include "core/learn/train_job.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/version.h"
#include "core/data/artifacts/artifact.h"
#include "core/data/artifacts/run_import.h"
#include "core/data/care/project_open.h"
#include "core/data/runs/run_journal.h"
#include "core/data/runs/run_writer.h"
#include "core/data/versions/version_store.h"
#include "core/learn/device.h"
#include "core/learn/engine.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>

namespace retort {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// A student given as sizes is stored, so that it can be found and trained again.
std::int64_t storedStudent(RunStore &store, const TrainConfig &config, const StudentConfig &student) {
    if (config.studentId != 0)
        return config.studentId;
    StudentRecord record;
    record.configJson = studentToJson(student);
    record.tokenizer = config.tokenizer;
    record.parameters = parameterCount(student).total;
    record.name = suggestedStudentName(student);
    for (const StudentRecord &known : store.students())
        if (known.tokenizer == record.tokenizer && studentFromJson(known.configJson) == student)
            return known.id;
    return store.addStudent(record);
}

RunId makeRun(RunStore &store, const TrainConfig &config, const StudentConfig &student) {
    TrainConfig whole = config;
    whole.studentId = storedStudent(store, config, student);
    whole.student = student;
    whole.options = withDefaults(trainOptions(), config.options);
    const VersionInfo version = VersionStore(config.project).version(config.version);
    RunRecord record;
    record.name = config.name;
    record.note = config.note;
    record.configJson = trainConfigToJson(whole);
    record.version = config.version;
    record.tokenizer = config.tokenizer;
    record.student = whole.studentId;
    record.recipeHash = version.recipeHash;
    record.tokenizerHash = store.tokenizer(config.tokenizer).hash;
    record.codeVersion = codeVersion();
    record.seed = std::uint64_t(optionInt(trainOptions(), config.options, "seed"));
    record.lastLoss = record.bestValLoss = record.valAccuracy = none;
    std::string suffix;
    if (optionBool(trainOptions(), config.options, "without_traces"))
        suffix = " · no traces";
    if (config.fork) {
        record.parent = config.fork->run;
        record.forkStep = store.checkpoint(config.fork->checkpoint).step;
        suffix += " · " + std::to_string(config.fork->run) + "@" + std::to_string(record.forkStep);
    }
    const RunId run = store.addRun(record, config.queued);
    if (config.name.empty() && !suffix.empty())
        renameArtifact(config.project, {"run", run}, store.run(run).name + suffix);
    return run;
}

constexpr std::chrono::seconds importWait{10}; // for others to end what they do with the project

// Reports to the project, or the journal, and the mailbox how a run ended.
class Ending {
public:
    Ending(RunStore &store, RunId run, JobContext &job)
        : m_store(store),
          m_run(run),
          m_folder(store.run(run).folder),
          m_job(job) {}

    void finish(RunState state, const char *kind, const Text &what, bool failed) {
        m_job.mailbox().post(openRunWriter(m_store.project(), m_run)->finish(state, kind, what, failed));
        importLast();
    }
    // The disk may be what failed: the first failure is what counts.
    void tryFinish(RunState state, const char *kind, const Text &what, bool failed) noexcept {
        try {
            finish(state, kind, what, failed);
        } catch (...) {
        }
    }

private:
    // Where the project was closed for others; if one of them has it now, the journal stays where it is.
    void importLast() {
        const Project &project = *m_store.project();
        if (!project.isClosed())
            return;
        Text why;
        try {
            if (importRunOfClosed(project.folder(), m_run, importWait))
                return;
            why = RETORT_TR("core", "The project is open elsewhere.");
        } catch (const Error &e) {
            why = e.text();
        }
        log(LogLevel::Warning,
            renderEnglish(text(RETORT_TR("core", "%1 What run %2 wrote is in “%3” and is imported by whoever "
                                                 "has the project open, or when it is opened next."),
                               why, m_run, m_folder.string())));
    }

    RunStore &m_store;
    RunId m_run;
    std::filesystem::path m_folder; // kept: the project may be closed by then
    JobContext &m_job;
};

// Its number, which it got when the journal was imported; `otherwise` where somebody else has the project.
std::int64_t newestCheckpoint(const Project &closed, RunId run, std::int64_t otherwise) {
    try {
        const auto all = RunStore(Project::open(closed.folder())).checkpoints(run);
        return all.empty() ? otherwise : all.back().id;
    } catch (const Error &e) {
        if (e.code() != ErrorCode::Busy)
            throw;
        return otherwise;
    }
}

TrainResult trainOwned(RunStore &store, const TrainConfig &config, RunId run, bool resume, JobContext &job) {
    Ending ending(store, run, job);
    const FileLock own = store.ownRun(run);
    importRun(*store.project(), run, true); // of the process that trained it before
    try {
        RunRecord record = store.run(run);
        takeRequest(record.folder); // asked of the process that trained it before, and come too late
        record.state = RunState::Running;
        record.errorJson.clear();
        record.finishedAt.clear();
        store.updateRun(record);
        const RunEvent event{run, record.step, "started", Text(record.name), double(std::time(nullptr))};
        store.addEvents({event});
        job.mailbox().post(event);
        TrainResult result = engine().train(config, run, resume, job);
        ending.finish(result.state, result.state == RunState::Stopped ? "stopped" : "finished", result.reason,
                      false);
        if (store.project()->isClosed() && !hasJournal(*store.project(), run))
            result.checkpoint = newestCheckpoint(*store.project(), run, result.checkpoint);
        return result;
    } catch (const Cancelled &) {
        ending.tryFinish(RunState::Stopped, "aborted", RETORT_TR("core", "Aborted."), false);
        throw;
    } catch (const Error &e) {
        ending.tryFinish(RunState::Failed, e.code() == ErrorCode::NonFinite ? "non_finite" : "failed",
                         e.text(), true);
        throw;
    } catch (const std::exception &e) {
        ending.tryFinish(RunState::Failed, "failed", Text(std::string("%1"), {e.what()}), true);
        throw;
    }
}

} // namespace

namespace {

// Before a run is made: a machine out of memory swaps for hours and says nothing.
void requireMemoryFor(const TrainConfig &config, const StudentConfig &student) {
    const std::vector<DeviceInfo> devices = listDevices();
    const DeviceInfo *device = findDevice(devices, optionText(trainOptions(), config.options, "device"));
    if (!device)
        return; // said when it is opened
    const MemoryShape shape = trainMemoryShape(student, config.options, device);
    constexpr std::int64_t MiB = 1 << 20;
    if (const std::int64_t needed = memoryEstimate(student, shape).total; needed > device->freeMemory_B)
        throw Error(
            ErrorCode::OutOfMemory,
            RETORT_TR("core",
                      "Training this student takes about %1 MiB on %2, where %3 MiB are free. Choose a "
                      "smaller student, a smaller micro-batch or another device."),
            needed / MiB, device->id, device->freeMemory_B / MiB);
}

void requireTokenizerOf(const RunStore &store, const RunRecord &run) {
    if (store.tokenizer(run.tokenizer).hash != run.tokenizerHash)
        throw Error(ErrorCode::Mismatch,
                    RETORT_TR("core", "The tokenizer of this run is no longer the one it was trained with."));
}

} // namespace

MemoryShape trainMemoryShape(const StudentConfig &student, const OptionValues &options,
                             const DeviceInfo *device) {
    const OptionTable &t = trainOptions();
    const bool cuda = device && device->cuda;
    MemoryShape shape;
    shape.tokensPerStep = optionInt(t, options, "tokens_per_step");
    shape.step = stepShape(student, shape.tokensPerStep, optionInt(t, options, "micro_batch_tokens"), cuda);
    const std::int64_t longest = optionInt(t, options, "max_length");
    shape.sequenceLength = longest > 0 ? longest : student.maxPositions;
    const std::string precision = optionText(t, options, "precision");
    const bool half = precision == "bf16" || (precision == "auto" && cuda && device->bf16);
    shape.bytesPerActivation = half ? 2 : 4;
    return shape;
}

TrainResult runTrainJob(const TrainConfig &config, JobContext &job) {
    engine();                 // without LibTorch no run is made
    if (config.queued != 0) { // it has waited
        const TrainFork from = config.fork.value_or(TrainFork{});
        requireOutOfTrash(config.project, {{"version", config.version},
                                           {"tokenizer", config.tokenizer},
                                           {"student", config.studentId},
                                           {"run", from.run},
                                           {"checkpoint", from.checkpoint}});
    }
    const std::vector<OptionFault> faults = checkTrain(config);
    if (!faults.empty())
        throw Error(ErrorCode::InvalidArgument, faults.front().reason);
    RunStore store(config.project);
    if (config.fork)
        requireTokenizerOf(store, store.run(config.fork->run));
    const StudentConfig student = resolveStudent(config);
    requireMemoryFor(config, student);
    const RunId run = makeRun(store, config, student);
    TrainConfig stored = trainConfigFromJson(store.run(run).configJson, config.project);
    stored.closeProject = config.closeProject;
    return trainOwned(store, stored, run, false, job);
}

bool canResume(const RunStore &store, RunId run) {
    const RunState state = store.run(run).state;
    return state != RunState::Created && state != RunState::Finished && !store.runOwned(run)
           && !store.checkpoints(run).empty();
}

Text trainingPhase(double loss) {
    return std::isfinite(loss) ? text(RETORT_TR("core", "Training · loss %1"), std::round(loss * 1000) / 1000)
                               : RETORT_TR("core", "Training");
}

TrainResult resumeTrainJob(std::shared_ptr<Project> project, RunId run, JobContext &job, bool closeProject) {
    engine();
    RunStore store(project);
    importRun(*project, run);
    const RunRecord record = store.run(run);
    TrainConfig config = trainConfigFromJson(record.configJson, project);
    config.closeProject = closeProject;
    if (store.checkpoints(run).empty())
        throw Error(
            ErrorCode::NotFound,
            RETORT_TR("core",
                      "This run has no checkpoint to go on from. Start it again with the same settings."));
    requireTokenizerOf(store, record);
    requireMemoryFor(config, resolveStudent(config));
    return trainOwned(store, config, run, true, job);
}

RunTail::RunTail(std::shared_ptr<Project> project, RunId run) : m_store(std::move(project)), m_run(run) {}
RunTail::~RunTail() = default;

RunTail::Update RunTail::poll() {
    Update update;
    update.active = m_store.runOwned(m_run); // asked first: what it wrote last is then in the rows below
    watchRun(*m_store.project(), m_run);     // of a cluster job
    std::int64_t last = m_lastRow;
    update.metrics = m_store.metrics(m_run, m_lastRow, &last);
    m_lastRow = last;
    std::vector<RunEvent> events = m_store.events(m_run);
    const std::size_t seen = std::min(m_eventsSeen, events.size());
    update.events.assign(events.begin() + std::ptrdiff_t(seen), events.end());
    m_eventsSeen = events.size();
    update.record = m_store.run(m_run);
    update.resumable = !update.active && canResume(m_store, m_run);
    return update;
}

namespace {

constexpr const char *requestNames[] = {"go on", "pause", "stop", "abort"};

} // namespace

void sendRequest(const RunStore &store, RunId run, JobRequest request) {
    atomicWrite(store.run(run).folder / "request", requestNames[int(request)]);
}

std::optional<JobRequest> takeRequest(const std::filesystem::path &runFolder) {
    const std::filesystem::path file = runFolder / "request";
    std::error_code status;
    if (!std::filesystem::exists(file, status))
        return {};
    const std::string name = readFile(file);
    std::filesystem::remove(file, status);
    for (int i = 0; i < 4; ++i)
        if (name == requestNames[i])
            return JobRequest(i);
    return {};
}

} // namespace retort
