// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demo_data_job.h"
#include "core/base/option_make.h"

#include "core/base/file.h"
#include "core/base/output_path.h"
#include "core/base/utf8.h"
#include "core/data/samples/sample.h"
#include "core/demo/faults.h"
#include "core/demo/kind.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>
#include <unordered_set>

namespace retort {

using namespace option_make;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t pieceBytes = 1 << 20;   // written at once
constexpr std::size_t duplicateReach = 5'000; // how far back the original of a duplicate may lie

struct Original {
    std::uint64_t line = 0;
    DemoProblem problem;
};

// Differences that leave the problem what it is, as they come from sites that copy each other.
std::string reworded(const std::string &question, DemoRandom &random) {
    switch (random.below(3)) {
    case 0:
        return "请问：" + question;
    case 1:
        return question + " ";
    default:
        return question + "请一步步推理。";
    }
}

std::string jsonLine(const DemoProblem &problem, const std::optional<std::string> &inBand) {
    Json record;
    record["id"] = problem.id;
    record["question"] = problem.question;
    if (!inBand)
        record["reasoning_content"] = problem.reasoning;
    record["content"] = inBand ? *inBand : problem.answer;
    record["reference_answer"] = problem.reference;
    record["level"] = problem.level;
    record["kind"] = problem.kind;
    record["problem_key"] = problem.problemKey;
    record["tags"] = problem.tags;
    return record.dump() + "\n";
}

void requireSensible(const DemoOptions &options) {
    const auto refuse = [](Text why) { throw Error(ErrorCode::InvalidArgument, std::move(why)); };
    if (options.count == 0)
        refuse(RETORT_TR("core", "Demo data needs at least one record."));
    for (const double share : {options.faultShare, options.duplicateShare})
        if (!(share >= 0 && share <= 1))
            refuse(text(RETORT_TR("core", "A share lies between 0 and 1, not %1."), share));
    if (options.faultShare + options.duplicateShare > 1)
        refuse(RETORT_TR("core", "The shares of faults and duplicates together are above 1."));
    if (options.noTraces && options.faultShare > 0)
        refuse(RETORT_TR(
            "core", "Faults are planted in traces: switch the traces on, or set the share of faults to 0."));
}

class DemoWriter {
public:
    DemoWriter(const DemoOptions &options, JobContext &job)
        : m_options(options),
          m_job(job),
          m_generator(options) {}

    void write(CheckedFile &file) {
        std::string piece;
        for (std::uint64_t line = 1; line <= m_options.count; ++line) {
            piece += makeLine(line);
            if (piece.size() < pieceBytes && line < m_options.count)
                continue;
            file.write(piece);
            m_result.bytes += piece.size();
            piece.clear();
            m_job.checkCancelled();
            m_job.progress(line, m_options.count, RETORT_TR("core", "Writing demo problems"));
        }
        m_result.lines = m_options.count;
        m_result.distinctKeys = m_keys.size();
    }

    const std::string &key() const { return m_key; }
    DemoDataResult result() const { return m_result; }

private:
    std::string makeLine(std::uint64_t line) {
        DemoRandom random(mixBits(m_options.seed ^ xxh3("lines")) ^ mixBits(line));
        const double ticket = static_cast<double>(random.below(1'000'000)) / 1e6;
        if (ticket < m_options.duplicateShare && !m_originals.empty())
            return duplicateLine(line, random);
        DemoProblem problem = m_generator.next();
        m_keys.insert(xxh3(problem.problemKey));
        ++m_result.byKind[problem.kind];
        if (ticket >= m_options.duplicateShare && ticket < m_options.duplicateShare + m_options.faultShare)
            return faultLine(line, problem, random);
        std::string text = jsonLine(problem, inBand(problem));
        if (m_options.duplicateShare > 0)
            remember({line, std::move(problem)});
        return text;
    }

    std::optional<std::string> inBand(const DemoProblem &problem) const {
        return m_options.faultShare > 0 ? std::optional(soundText(problem)) : std::nullopt;
    }

    std::string faultLine(std::uint64_t line, const DemoProblem &problem, DemoRandom &random) {
        const DemoFault &fault = pickFault(problem, random);
        ++m_result.faults;
        ++m_result.byFault[std::string(fault.id)];
        m_key +=
            Json{{"line", line}, {"id", problem.id}, {"fault", fault.id}, {"expect", faultIds(fault.expect)}}
                .dump()
            + "\n";
        return jsonLine(problem, fault.text(problem, random));
    }

    std::string duplicateLine(std::uint64_t line, DemoRandom &random) {
        const Original &original = random.pick(m_originals);
        DemoProblem copy = original.problem;
        copy.id += "-copy-" + std::to_string(line);
        const bool near = random.oneIn(2);
        if (near)
            copy.question = reworded(copy.question, random);
        ++m_result.duplicates;
        ++m_result.byKind[copy.kind];
        m_key += Json{{"line", line},
                      {"id", copy.id},
                      {"duplicate", near ? "near" : "exact"},
                      {"of_line", original.line},
                      {"of_id", original.problem.id}}
                     .dump()
                 + "\n";
        return jsonLine(copy, inBand(copy));
    }

    void remember(Original original) {
        m_originals.push_back(std::move(original));
        if (m_originals.size() > duplicateReach)
            m_originals.pop_front();
    }

    const DemoOptions &m_options;
    JobContext &m_job;
    DemoGenerator m_generator;
    std::deque<Original> m_originals;
    std::unordered_set<std::uint64_t> m_keys;
    std::string m_key;
    DemoDataResult m_result;
};

int levelFrom(const std::string &item) {
    int level = 0;
    const auto [end, error] = std::from_chars(item.data(), item.data() + item.size(), level);
    if (error != std::errc() || end != item.data() + item.size())
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "“%1” is not a level; levels are 1, 2 and 3."), item);
    return level;
}

OptionTable makeTable() {
    const Text content = RETORT_TR("core", "Content"), cleaning = RETORT_TR("core", "To measure cleaning");
    return {
        intOption(
            "count", 20'000, content, RETORT_TR("core", "Records"),
            RETORT_TR("core",
                      "How many lines are written. No problem is asked twice until all have been asked."))
            .between(1, 100'000'000)
            .logScale(),
        intOption("seed", 1, content, RETORT_TR("core", "Seed"),
                  RETORT_TR("core", "The same seed and options give the same file on every machine."))
            .atLeast(0),
        textOption(
            "levels", "1", content, RETORT_TR("core", "Levels"),
            RETORT_TR(
                "core",
                "Comma-separated: 1 is column addition and subtraction of up to three digits with their word "
                "forms, 2 and 3 add larger numbers, more kinds, doubts and checks. Empty: all.")),
        textOption("kinds", "", content, RETORT_TR("core", "Kinds"),
                   text(RETORT_TR("core", "Comma-separated, empty for all: %1."), plugInIds(demoKinds()))),
        boolOption(
            "no_traces", false, content, RETORT_TR("core", "Without traces"),
            RETORT_TR("core", "The same problems without their reasoning: the control of an experiment.")),
        floatOption(
            "fault_share", 0, cleaning, RETORT_TR("core", "Share of faults"),
            RETORT_TR("core",
                      "This share of the lines gets a planted fault; traces then stand inside the content."))
            .between(0, 1)
            .step(0.01),
        floatOption(
            "duplicate_share", 0, cleaning, RETORT_TR("core", "Share of duplicates"),
            RETORT_TR(
                "core",
                "This share of the lines repeats an earlier one, half of them in slightly other words."))
            .between(0, 1)
            .step(0.01)};
}

} // namespace

DemoDataResult runDemoDataJob(const DemoDataConfig &config, JobContext &job) {
    requireSensible(config.options);
    for (const auto &path : {config.path, config.keyPath})
        if (!path.empty())
            requireOutputPath(path);
    DemoWriter writer(config.options, job);
    atomicWrite(config.path, [&](CheckedFile &file) { writer.write(file); });
    if (!config.keyPath.empty())
        atomicWrite(config.keyPath, writer.key());
    return writer.result();
}

const OptionTable &demoDataOptions() {
    static const OptionTable table = makeTable();
    return table;
}

DemoOptions demoOptionsFrom(const OptionValues &values) {
    requireOptions(demoDataOptions(), values);
    const ChosenOptions chosen{demoDataOptions(), values};
    DemoOptions options{.count = std::uint64_t(chosen.integer("count")),
                        .seed = std::uint64_t(chosen.integer("seed")),
                        .levels = {},
                        .kinds = splitTrimmed(chosen.text("kinds"), ", "),
                        .noTraces = chosen.flag("no_traces"),
                        .faultShare = chosen.real("fault_share"),
                        .duplicateShare = chosen.real("duplicate_share")};
    for (const std::string &item : splitTrimmed(chosen.text("levels"), ", "))
        options.levels.push_back(levelFrom(item));
    requireSensible(options);
    DemoGenerator{options}; // says at once when kinds and levels leave nothing
    return options;
}

} // namespace retort
