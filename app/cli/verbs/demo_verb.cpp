// SPDX-License-Identifier: GPL-3.0-or-later
// demo-data: the generator as a file. demo: the whole main job on it, from data to a student's score, with
// the figures that the README quotes.
#include "app/cli/run_json.h"
#include "app/cli/verb.h"
#include "core/clean/clean_job.h"
#include "core/data/runs/run_store.h"
#include "core/demo/demo_data_job.h"
#include "core/demo/demo_project.h"
#include "core/import/import_job.h"
#include "core/learn/generate.h"

#include <filesystem>
#include <fmt/format.h>

namespace retort::cli {

namespace fs = std::filesystem;

Verb demoDataVerb() {
    Verb v{"demo-data", "Write generated R1-style problems, right by construction", "FILE",
           "The JSONL file to write."};
    v.table = [] {
        return joinTables(
            {pathOption("key",
                        "Write the key file of planted faults and repeats here; default: beside the file.")},
            demoDataOptions());
    };
    v.needsPositional = true;
    v.mostPositionals = 1;
    v.run = [](const VerbArgs &args, JobContext &job, const Console &) {
        if (args.positionals.size() != 1)
            throw Error(ErrorCode::InvalidArgument, "Name exactly one file to write.");
        const fs::path path = args.positionals.front();
        DemoDataConfig config{demoOptionsFrom(args.valuesOf(demoDataOptions())), path, args.text("key")};
        if (config.keyPath.empty() && (config.options.faultShare > 0 || config.options.duplicateShare > 0))
            config.keyPath = fs::path(path).replace_extension(".key.jsonl");
        const auto made = runDemoDataJob(config, job);
        Json j{{"file", path.string()},         {"key", config.keyPath.string()},
               {"lines", made.lines},           {"faults", made.faults},
               {"duplicates", made.duplicates}, {"distinct_keys", made.distinctKeys},
               {"by_kind", made.byKind},        {"by_fault", made.byFault}};
        return j;
    };
    v.print = [](const Json &j, const Console &console) {
        console.line(fmt::format(
            "Wrote {} problems to {} ({} with a planted fault, {} repeats; {} distinct problems).",
            groupedDigits(j["lines"]), j["file"].get<std::string>(), groupedDigits(j["faults"]),
            groupedDigits(j["duplicates"]), groupedDigits(j["distinct_keys"])));
    };
    return v;
}

namespace {

struct Line {
    std::string name;
    Json eval;
};

class Demo {
public:
    Demo(const VerbArgs &args, JobContext &job, const Console &console)
        : m_args(args),
          m_job(job),
          m_console(console) {}

    Json run() {
        openOrMake();
        prepare();
        Json j{
            {"project", m_project->folder().string()}, {"lines", Json::array()}, {"charts", Json::array()}};
        const auto seeds = m_args.integer("seeds");
        for (std::int64_t seed = 1; seed <= seeds; ++seed)
            trainAndAsk(seed, false, j);
        if (m_args.flag("control"))
            trainAndAsk(1, true, j);
        if (!m_args.text("ask").empty())
            ask();
        return j;
    }

private:
    void openOrMake() {
        const fs::path folder =
            m_args.text("dir").empty() ? defaultDemoFolder() : fs::path(m_args.text("dir"));
        if (Project::isProject(folder)) {
            m_console.note("Using the demo project in " + folder.string());
            m_project = Project::open(folder);
            return;
        }
        DemoProjectConfig config;
        config.folder = folder;
        config.problems = std::uint64_t(m_args.integer("problems"));
        config.import = importFile;
        m_project = makeDemoProject(config, m_job);
    }

    // Clean and tokenize once; a second run of the demo uses what is there.
    void prepare() {
        const VersionStore versions(m_project);
        const RunStore runs(m_project);
        if (const auto known = runs.tokenizers(); !known.empty()) {
            m_tokenizer = known.back().id;
            m_version = known.back().version;
            return;
        }
        CleanConfig clean{m_project, versions.newestVersion().value(), defaultRecipe(), {}, {}};
        const auto cleaned = runCleanJob(clean, m_job);
        m_version = cleaned.version != 0 ? cleaned.version : clean.version;
        m_console.note(fmt::format("Cleaned: kept {}, changed {}, dropped {}", groupedDigits(cleaned.kept),
                                   groupedDigits(cleaned.changed), groupedDigits(cleaned.dropped)));
        TokenizeConfig tokenize;
        tokenize.project = m_project;
        tokenize.version = m_version;
        m_tokenizer = runTokenizeJob(tokenize, m_job).tokenizerId;
    }

    void trainAndAsk(std::int64_t seed, bool control, Json &j) {
        TrainConfig config;
        config.project = m_project;
        config.version = m_version;
        config.tokenizer = m_tokenizer;
        const RunStore store(m_project);
        config.student =
            studentFromOptions({{"preset", std::string("demo")}}, store.tokenizer(m_tokenizer).vocabSize);
        if (const auto *preset = findTrainPreset("demo"))
            config.options = preset->options;
        config.options["seed"] = seed;
        if (m_args.typed("max_minutes"))
            config.options["max_minutes"] = m_args.real("max_minutes");
        if (m_args.typed("max_steps"))
            config.options["max_steps"] = m_args.integer("max_steps");
        if (control)
            config.options["without_traces"] = true;
        config.name = control ? "control without traces" : fmt::format("demo seed {}", seed);
        followTraining(m_job, m_console);
        const auto trained = runTrainJob(config, m_job);
        const std::string folder = (m_project->folder() / "charts").string();
        for (const auto &chart : writeRunCharts(store, trained.run, folder))
            j["charts"].push_back(chart);
        if (seed == 1 && !control)
            askQuestions("untrained student", trained, 0, j);
        const auto checkpoints = store.checkpoints(trained.run);
        const auto *best = bestCheckpoint(checkpoints);
        if (!best)
            return;
        askQuestions(config.name, trained, best->id, j);
        m_lastCheckpoint = control ? m_lastCheckpoint : best->id;
    }

    void askQuestions(const std::string &name, const TrainResult &trained, std::int64_t checkpoint, Json &j) {
        EvalConfig config;
        config.project = m_project;
        config.checkpoint = checkpoint;
        config.run = trained.run;
        config.version = m_version;
        config.name = name;
        config.options = {{"limit", m_args.integer("questions")}, {"temperature", 0.0}};
        Json line = evalJson(runEvalJob(config, m_job));
        line["name"] = name;
        line["train_seconds"] = checkpoint == 0 ? 0.0 : trained.seconds;
        line["steps"] = checkpoint == 0 ? 0 : trained.step;
        j["lines"].push_back(line);
    }

    void ask() {
        const RunStore store(m_project);
        const auto model = openModel(store.checkpoint(m_lastCheckpoint).folder);
        m_console.line("\n> " + m_args.text("ask"));
        GenerateConfig greedy;
        greedy.temperature = 0;
        const auto r =
            model->generate({{"user", m_args.text("ask"), {}}}, greedy, m_job, [](const GeneratedPiece &) {});
        m_console.line("<think>\n" + r.reasoning + "\n</think>\n" + r.answer);
    }

    const VerbArgs &m_args;
    JobContext &m_job;
    const Console &m_console;
    std::shared_ptr<Project> m_project;
    VersionId m_version = 0;
    std::int64_t m_tokenizer = 0, m_lastCheckpoint = 0;
};

void printDemo(const Json &j, const Console &console) {
    std::vector<std::vector<std::string>> rows;
    for (const auto &e : j["lines"])
        rows.push_back(
            {e["name"], groupedDigits(e["steps"]), fmt::format("{:.0f}", e["train_seconds"].get<double>()),
             groupedDigits(e["asked"]), fmt::format("{:.1f}", 100 * e["accuracy"].get<double>()),
             fmt::format("{:.1f}–{:.1f}", 100 * e["low95"].get<double>(), 100 * e["high95"].get<double>()),
             e["trace_checked"].get<int>() ? fmt::format("{:.0f}", 100.0 * e["trace_holds"].get<double>()
                                                                       / e["trace_checked"].get<double>())
                                           : "–",
             fmt::format("{:.0f}", e["tokens_per_s"].get<double>())});
    printTable(console,
               {"student", "steps", "train s", "asked", "right %", "95 %", "trace holds %", "tokens/s"},
               rows);
    if (!j["lines"].empty()) {
        const auto &e = j["lines"].back();
        console.line(fmt::format("Always answering “{}” would reach {:.1f} %.",
                                 e["most_frequent_answer"].get<std::string>(),
                                 100 * e["most_frequent_accuracy"].get<double>()));
    }
    for (const auto &c : j["charts"])
        console.line("chart: " + c.get<std::string>());
    console.line("project: " + j["project"].get<std::string>());
}

} // namespace

Verb demoVerb() {
    Verb v{"demo", "The whole job on generated data: import, clean, tokenize, train, evaluate, ask"};
    v.print = printDemo;
    v.table = [] {
        return OptionTable{
            pathOption("dir", "The project's folder; default: the one the window opens."),
            intOption("problems", "Problems to generate.", 30'000, 100, 1e7),
            intOption("questions", "Unseen problems to ask after training, no two of them alike.", 500, 1,
                      1e6),
            intOption("seeds", "Train so many times, each with its own seed.", 1, 1, 100),
            flagOption("control", "Also train on the same problems without traces."),
            intOption("max_steps", "Optimizer steps; default: the demo recipe's.", 0, 0, 1e9),
            floatOption("max_minutes", "Stop training after so many minutes; default: the demo recipe's.", 0,
                        0, 1e6),
            textOption("ask", "Put this question to the student at the end.", "347+285等于多少？")};
    };
    v.run = [](const VerbArgs &args, JobContext &job, const Console &console) {
        return Demo(args, job, console).run();
    };
    return v;
}

} // namespace retort::cli
