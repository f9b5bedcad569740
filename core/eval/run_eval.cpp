// SPDX-License-Identifier: GPL-3.0-or-later
// Asks a student the questions of a split and writes down every answer.
#include "core/eval/run_eval.h"

#include "core/answer/answer.h"
#include "core/base/error.h"
#include "core/data/artifacts/prune.h"
#include "core/learn/train_job.h"
#include "core/model/clock.h"
#include "core/model/model_folder.h"
#include "core/model/question_set.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <thread>

namespace retort {
namespace {

struct Subject {
    ModelPtr student;
    std::shared_ptr<const ChatTemplate> chat;
    CheckpointRecord checkpoint; // id 0: untrained
    RunRecord run;
    FileLock inUse;         // training may go on meanwhile, and prune
    std::int64_t bytes = 0; // of its weights; read first, for it may go to the trash meanwhile
};

// The first weights of a run follow from its seed.
Subject untrained(const RunStore &store, RunId runId, const std::shared_ptr<Project> &project,
                  const DeviceTraits &device) {
    Subject subject;
    subject.run = store.run(runId);
    const TrainConfig config = trainConfigFromJson(subject.run.configJson, project);
    subject.student = makeModel(resolveStudent(config), device);
    subject.student->initialise(subject.run.seed);
    TemplateConfig chat;
    chat.withReasoning = !optionBool(trainOptions(), config.options, "without_traces");
    const TokenizerRecord tokenizer = store.tokenizer(subject.run.tokenizer);
    subject.chat =
        std::make_shared<const ChatTemplate>(loadTokenizer(project->folder() / tokenizer.file), chat);
    return subject;
}

Subject openSubject(const EvalConfig &config, const RunStore &store, const DeviceTraits &device) {
    if (config.checkpoint == 0)
        return untrained(store, config.run, config.project, device);
    Subject subject;
    subject.checkpoint = store.checkpoint(config.checkpoint);
    subject.run = store.run(subject.checkpoint.run);
    subject.inUse = useCheckpoint(subject.checkpoint.folder);
    LoadedModel model = loadModel(subject.checkpoint.folder, device);
    subject.bytes = std::int64_t(std::filesystem::file_size(subject.checkpoint.folder / "model.safetensors"));
    subject.student = std::move(model.student);
    subject.chat = std::move(model.chat);
    return subject;
}

// What always giving the most frequent reference of the training split would score: the least a student must
// beat.
std::string mostFrequentReference(const VersionStore &versions, VersionId version, JobContext &job) {
    std::map<std::string, std::int64_t> counts;
    versions.forEachSample(version, Split::Train, job, [&](SampleId, const Sample &sample) {
        if (const std::string reference = checkableReference(sample); !reference.empty())
            ++counts[reference];
        return counts.size() < 2'000'000; // beyond that no answer is frequent
    });
    const auto best =
        std::ranges::max_element(counts, [](const auto &a, const auto &b) { return a.second < b.second; });
    return best == counts.end() ? std::string() : best->first;
}

void addScore(std::map<std::string, ScoreGroup> &groups, const std::string &id, bool correct) {
    if (id.empty())
        return;
    ScoreGroup &group = groups[id];
    group.id = id;
    ++group.asked;
    group.correct += correct ? 1 : 0;
}

std::vector<ScoreGroup> finished(const std::map<std::string, ScoreGroup> &groups) {
    std::vector<ScoreGroup> list;
    for (const auto &[id, group] : groups) {
        list.push_back(group);
        const Interval interval = wilson95(group.correct, group.asked);
        list.back().accuracy = double(group.correct) / double(group.asked);
        list.back().low95 = interval.low;
        list.back().high95 = interval.high;
    }
    return list;
}

class Tally {
public:
    void add(const Question &q, const Generation &g, const Judgement &j, bool frequentRight) {
        EvaluationAnswer a;
        a.sample = q.sample;
        a.question = q.question;
        a.reference = q.reference;
        a.reasoning = j.response.reasoning;
        a.answer = j.response.answer;
        a.extracted = j.extracted;
        a.rule = j.rule;
        a.correct = j.correct;
        a.finished = g.finished;
        a.thinkClosed = j.response.thinkClosed;
        a.traceHolds = j.traceHolds;
        a.tokens = int(g.ids.size());
        a.seconds = g.seconds;
        m_summary.correct += a.correct ? 1 : 0;
        m_summary.finished += a.finished ? 1 : 0;
        m_summary.thinkClosed += a.thinkClosed ? 1 : 0;
        m_summary.traceChecked += a.traceHolds ? 1 : 0;
        m_summary.traceHolds += a.traceHolds.value_or(false) ? 1 : 0;
        m_frequentRight += frequentRight ? 1 : 0;
        m_tokens += a.tokens;
        addScore(m_byKind, q.kind, a.correct);
        addScore(m_byLevel, q.level, a.correct);
        m_answers.push_back(std::move(a));
    }

    EvalSummary summary(double seconds) const {
        EvalSummary s = m_summary;
        s.asked = std::int64_t(m_answers.size());
        const double asked = double(std::max<std::int64_t>(s.asked, 1));
        const Interval interval = wilson95(s.correct, s.asked);
        s.accuracy = double(s.correct) / asked;
        s.low95 = interval.low;
        s.high95 = interval.high;
        s.mostFrequentAccuracy = double(m_frequentRight) / asked;
        s.meanTokens = double(m_tokens) / asked;
        s.seconds = seconds;
        s.tokensPerSecond = seconds > 0 ? double(m_tokens) / seconds : 0;
        s.byKind = finished(m_byKind);
        s.byLevel = finished(m_byLevel);
        return s;
    }
    const std::vector<EvaluationAnswer> &answers() const { return m_answers; }

private:
    EvalSummary m_summary;
    std::vector<EvaluationAnswer> m_answers;
    std::map<std::string, ScoreGroup> m_byKind, m_byLevel;
    std::int64_t m_frequentRight = 0, m_tokens = 0;
};

GenerationConfig generationConfig(const OptionValues &options, const ChatTemplate &chat) {
    const OptionTable &t = evalOptions();
    GenerationConfig g;
    g.sampler = {optionFloat(t, options, "temperature"), optionFloat(t, options, "top_p"),
                 int(optionInt(t, options, "top_k"))};
    g.maxNewTokens = int(optionInt(t, options, "max_new_tokens"));
    g.batchRows = int(optionInt(t, options, "batch_rows"));
    g.seed = std::uint64_t(optionInt(t, options, "seed"));
    g.endId = chat.endId();
    g.never = chat.neverGenerated();
    return g;
}

QuestionSet askedQuestions(const EvalConfig &config, VersionId version, const Subject &subject,
                           const VersionStore &versions, JobContext &job) {
    const OptionTable &t = evalOptions();
    QuestionChoice choice;
    choice.version = version;
    choice.split = config.split;
    choice.limit = optionInt(t, config.options, "limit");
    choice.seed = std::uint64_t(optionInt(t, config.options, "seed"));
    choice.kind = optionText(t, config.options, "kind");
    choice.level = optionText(t, config.options, "level");
    choice.maxPromptTokens = subject.student->config().maxPositions - 1;
    job.progress(0, 0, RETORT_TR("core", "Choosing questions"));
    QuestionSet set = chooseQuestions(versions, *subject.chat, choice, job);
    if (set.questions.empty() && set.tooLong > 0)
        throw Error(
            ErrorCode::NotFound,
            pluralText(
                RETORT_TR("core",
                          "All of the %n question(s) that could be checked (is|are) longer than the %1 "
                          "tokens that this student holds. Ask another split, or train a student for "
                          "longer texts."),
                set.tooLong, choice.maxPromptTokens));
    if (set.questions.empty())
        throw Error(
            ErrorCode::NotFound,
            RETORT_TR(
                "core",
                "No row of this split has a reference answer to check, or none is of the kind and level "
                "asked for."));
    return set;
}

std::vector<Generation> ask(const std::vector<Question> &questions, const GenerationConfig &generation,
                            Model &student, JobContext &job) {
    std::vector<std::vector<TokenId>> prompts;
    for (const Question &q : questions)
        prompts.push_back(q.prompt);
    std::atomic<std::uint64_t> done{0};
    std::vector<Generation> answers;
    const Text phase = RETORT_TR("core", "Answering questions");
    const std::thread::id caller = std::this_thread::get_id();
    const auto beforeToken = [&] {
        job.checkCancelled();
        if (std::this_thread::get_id() == caller) // progress is reported on the job's own thread
            job.progress(done, prompts.size(), phase);
    };
    ThreadPool::with(job, [&](ThreadPool &pool) {
        answers = generateAll(student, prompts, generation, pool, beforeToken, [&] { ++done; });
    });
    job.progress(prompts.size(), prompts.size(), phase);
    return answers;
}

EvalResult store(const EvalConfig &config, RunStore &store, const Subject &subject,
                 const EvalSummary &summary, const std::vector<EvaluationAnswer> &answers) {
    EvaluationRecord record;
    record.checkpoint = subject.checkpoint.id;
    record.run = subject.run.id;
    record.name = config.name;
    if (record.name.empty())
        record.name = givenEvaluationName(subject.checkpoint.id ? subject.checkpoint.name : untrainedName,
                                          config.split, summary.asked);
    EvalConfig whole = config;
    whole.run = subject.run.id;
    whole.name.clear(); // a column
    whole.options = withDefaults(evalOptions(), config.options);
    record.configJson = evalConfigToJson(whole);
    record.asked = summary.asked;
    record.correct = summary.correct;
    record.accuracy = summary.accuracy;
    record.low95 = summary.low95;
    record.high95 = summary.high95;
    record.tokensPerSecond = summary.tokensPerSecond;
    record.secondsTotal = summary.seconds;
    record.memory_MiB = summary.memory_MiB;
    record.modelBytes = summary.modelBytes;
    record.summaryJson = evalSummaryToJson(summary);
    return {store.addEvaluation(record, answers, config.queued), summary};
}

// All rows at once with the longest question and answer; on the CPU it grows as they are needed.
void requireRoomOnGpu(const std::vector<Question> &questions, const GenerationConfig &generation,
                      const StudentConfig &student, const DeviceTraits &device) {
    if (!device.cuda())
        return;
    std::size_t longest = 0;
    for (const Question &q : questions)
        longest = std::max(longest, q.prompt.size());
    requireStateRoom(student, device, std::min<std::int64_t>(generation.batchRows, std::ssize(questions)),
                     std::int64_t(longest) + generation.maxNewTokens);
}

EvalResult evaluate(EvalConfig config, const DeviceTraits &device, const Text &badge, JobContext &job) {
    RunStore runs(config.project);
    const VersionStore versions(config.project);
    const MemoryMeter memory(device);
    Subject subject = openSubject(config, runs, device);
    if (config.version == 0)
        config.version = subject.run.version;
    const QuestionSet set = askedQuestions(config, config.version, subject, versions, job);
    const std::vector<Question> &questions = set.questions;
    const GenerationConfig generation = generationConfig(config.options, *subject.chat);
    requireRoomOnGpu(questions, generation, subject.student->config(), device);
    const std::string frequent = mostFrequentReference(versions, config.version, job);
    const double start_s = steadySeconds();
    const std::vector<Generation> answers = ask(questions, generation, *subject.student, job);
    const double seconds = steadySeconds() - start_s;
    Tally tally;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const bool frequentRight =
            !frequent.empty() && compareAnswers(frequent, questions[i].reference).correct;
        tally.add(questions[i], answers[i], judge(questions[i], answers[i], *subject.chat), frequentRight);
    }
    EvalSummary summary = tally.summary(seconds);
    summary.rows = set.rows;
    summary.withoutReference = set.withoutReference;
    summary.tooLong = set.tooLong;
    summary.repeats = set.repeats;
    summary.mostFrequentAnswer = frequent;
    summary.parameters = subject.student->parameters().count();
    summary.modelBytes = subject.bytes ? subject.bytes : summary.parameters * 4;
    summary.memory_MiB = double(memory.taken_B()) / double(1 << 20);
    const ComputeInfo compute = device.info();
    summary.device = compute.device;
    summary.deviceName = compute.name;
    summary.precision = compute.precision;
    summary.badge = badge;
    return store(config, runs, subject, summary, tally.answers());
}

EvalResult evaluateOn(const EvalConfig &config, const DeviceTraits &device, const Text &badge,
                      JobContext &job) {
    try {
        return evaluate(config, device, badge, job);
    } catch (...) {
        rethrowTorch(device);
    }
}

} // namespace

EvalResult evaluateModel(const EvalConfig &config, JobContext &job) {
    const DeviceTraits device = openDevice(optionText(evalOptions(), config.options, "device"));
    try {
        return evaluateOn(config, device, {}, job);
    } catch (const Error &e) {
        if (e.code() != ErrorCode::OutOfMemory || !device.cuda())
            throw;
    }
    return evaluateOn(config, openDevice("cpu"), RETORT_TR("core", "CPU · slower"), job);
}

} // namespace retort
