// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of a run: JSON, the student they name, and what is wrong with them.
#include "core/data/versions/version_store.h"
#include "core/learn/device.h"
#include "core/learn/loss_info.h"
#include "core/learn/train_job.h"

#include "core/base/error.h"

#include <array>
#include <nlohmann/json.hpp>

namespace retort {

using Json = nlohmann::json;

std::string trainConfigToJson(const TrainConfig &config) {
    Json j{{"version", config.version},
           {"tokenizer", config.tokenizer},
           {"student_id", config.studentId},
           {"name", config.name},
           {"note", config.note},
           {"options", Json::parse(optionsToJson(config.options))}};
    if (config.student)
        j["student"] = Json::parse(studentToJson(*config.student));
    if (config.fork)
        j["fork"] = {{"run", config.fork->run},
                     {"checkpoint", config.fork->checkpoint},
                     {"changed", Json::parse(optionsToJson(config.fork->changed))}};
    return j.dump();
}

TrainConfig trainConfigFromJson(const std::string &json, std::shared_ptr<Project> project) {
    const Json j = Json::parse(json, nullptr, false);
    TrainConfig config;
    config.project = std::move(project);
    try {
        config.version = j.at("version").get<std::int64_t>();
        config.tokenizer = j.at("tokenizer").get<std::int64_t>();
        config.studentId = j.value("student_id", std::int64_t(0));
        config.name = j.value("name", "");
        config.note = j.value("note", "");
        config.options = optionsFromJson(j.at("options").dump());
        if (const auto student = j.find("student"); student != j.end())
            config.student = studentFromJson(student->dump());
        if (const auto fork = j.find("fork"); fork != j.end())
            config.fork = TrainFork{fork->at("run").get<RunId>(), fork->at("checkpoint").get<std::int64_t>(),
                                    optionsFromJson(fork->at("changed").dump())};
    } catch (const Json::exception &e) {
        throw Error(ErrorCode::BadFormat, RETORT_TR("core", "The settings of this run cannot be read: %1."),
                    e.what());
    }
    return config;
}

StudentConfig resolveStudent(const TrainConfig &config) {
    const RunStore store(config.project);
    StudentConfig student;
    if (config.studentId != 0)
        student = studentFromJson(store.student(config.studentId).configJson);
    else if (config.student)
        student = *config.student;
    else
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "No student was chosen: give a preset or a saved student."));
    if (student.vocabSize == 0)
        student.vocabSize = store.tokenizer(config.tokenizer).vocabSize;
    return student;
}

TrainConfig forkConfig(std::shared_ptr<Project> project, RunId run, std::int64_t checkpoint,
                       const OptionValues &options) {
    const RunStore store(project);
    TrainConfig config = trainConfigFromJson(store.run(run).configJson, std::move(project));
    const OptionValues before = withDefaults(trainOptions(), config.options);
    config.name.clear();
    config.note.clear();
    config.fork = TrainFork{run, checkpoint, {}};
    for (const auto &[id, value] : options) {
        config.options[id] = value;
        const OptionSpec *spec = findOption(trainOptions(), id);
        if (!spec || formatOption(*spec, before.at(id)) != formatOption(*spec, value))
            config.fork->changed[id] = value;
    }
    return config;
}

namespace {

// Which samples there are and in which order they come follows from these.
constexpr std::array keptByFork = {"tokens_per_step", "seed", "max_length", "without_traces"};

class Faults {
public:
    void add(const char *id, Text reason) { m_list.push_back({id, std::move(reason)}); }
    void add(std::vector<OptionFault> more) { m_list.insert(m_list.end(), more.begin(), more.end()); }
    bool empty() const { return m_list.empty(); }
    std::vector<OptionFault> take() { return std::move(m_list); }

private:
    std::vector<OptionFault> m_list;
};

void checkLimits(const OptionValues &v, Faults &faults) {
    const OptionTable &t = trainOptions();
    const std::int64_t steps = optionInt(t, v, "max_steps"), warmup = optionInt(t, v, "warmup_steps");
    const bool limited =
        steps > 0 || optionFloat(t, v, "max_epochs") > 0 || optionFloat(t, v, "max_minutes") > 0;
    if (!limited)
        faults.add("max_steps", RETORT_TR("core", "Nothing ends this run: give steps, epochs or minutes."));
    if (steps > 0 && warmup >= steps)
        faults.add(
            "warmup_steps",
            pluralText(RETORT_TR("core", "A warm-up of %n step(s) leaves nothing of a run that has %1."),
                       warmup, steps));
    if (optionInt(t, v, "micro_batch_tokens") > optionInt(t, v, "tokens_per_step"))
        faults.add("micro_batch_tokens",
                   RETORT_TR("core", "A micro-batch cannot be larger than the tokens of a step."));
}

void checkDevice(const OptionValues &v, Faults &faults) {
    const OptionTable &t = trainOptions();
    const std::string precision = optionText(t, v, "precision");
    try {
        const std::string device = resolveDevice(optionText(t, v, "device"));
        if (precision == "bf16" && device == "cpu")
            faults.add(
                "precision",
                RETORT_TR("core", "The CPU computes bf16 far slower than fp32: choose fp32 or automatic."));
    } catch (const Error &e) {
        faults.add("device", e.text());
    }
}

void checkData(const TrainConfig &config, const StudentConfig &student, Faults &faults) {
    const OptionTable &t = trainOptions();
    const std::int64_t length = optionInt(t, config.options, "max_length");
    if (length > student.maxPositions)
        faults.add("max_length",
                   pluralText(RETORT_TR("core", "The student holds texts of up to %n token(s), not %1."),
                              student.maxPositions, length));
    const int vocabulary = RunStore(config.project).tokenizer(config.tokenizer).vocabSize;
    if (student.vocabSize < vocabulary)
        faults.add(
            "vocab_size",
            pluralText(RETORT_TR("core", "The tokenizer has %n piece(s), the student only room for %1: make "
                                         "the student for this tokenizer."),
                       vocabulary, student.vocabSize));
    if (VersionStore(config.project).rowCount(config.version, Split::Train) == 0)
        faults.add("version", RETORT_TR("core", "This version has no training rows."));
}

void checkFork(const TrainConfig &config, Faults &faults) {
    const OptionTable &t = trainOptions();
    const RunStore store(config.project);
    const RunRecord run = store.run(config.fork->run);
    for (const char *id : keptByFork)
        if (config.fork->changed.contains(id))
            faults.add(id,
                       text(RETORT_TR("core", "“%1” cannot change here: going on from a checkpoint of run "
                                              "“%2” keeps its samples and their order. Start a new run to "
                                              "change it."),
                            findOption(t, id)->label, run.name));
    const CheckpointRecord from = store.checkpoint(config.fork->checkpoint);
    if (from.run != run.id)
        faults.add("checkpoint",
                   text(RETORT_TR("core", "Checkpoint %1 is not one of run “%2”."), from.id, run.name));
    const std::int64_t steps = optionInt(t, config.options, "max_steps");
    if (steps > 0 && steps <= from.step)
        faults.add(
            "max_steps",
            pluralText(RETORT_TR("core",
                                 "The checkpoint is at step %1 already: a run of %n step(s) has nothing "
                                 "left to do. Give more steps."),
                       steps, from.step));
}

} // namespace

std::vector<OptionFault> checkTrain(const TrainConfig &config) {
    Faults faults;
    faults.add(checkOptions(trainOptions(), config.options));
    if (!faults.empty())
        return faults.take();
    checkLimits(config.options, faults);
    checkDevice(config.options, faults);
    try {
        const StudentConfig student = resolveStudent(config);
        faults.add(checkStudent(student));
        checkData(config, student, faults);
        if (config.fork)
            checkFork(config, faults);
    } catch (const Error &e) {
        faults.add("student", e.text());
    }
    return faults.take();
}

} // namespace retort
