// SPDX-License-Identifier: GPL-3.0-or-later
// A project with a million samples: import, opening, filter, sort, search, facets, a page of rows, splits.
// Environment: RETORT_BENCH_ROWS (1000000), RETORT_BENCH_FOLDER (a temporary one; kept and used again when it
// is given).
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/data/artifacts/artifact.h"
#include "core/data/project/project.h"
#include "core/data/versions/derive.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>

using namespace retort;
namespace fs = std::filesystem;

namespace {

std::int64_t rowsWanted() {
    const char *const rows = std::getenv("RETORT_BENCH_ROWS");
    return rows ? std::atoll(rows) : 1'000'000;
}

// Chinese text of about `characters` characters, different for every seed.
std::string chinese(std::uint64_t seed, int characters) {
    static const std::string pieces[] = {"首先我们", "把这个数", "相加得到", "需要进位", "再看十位",
                                         "检查一下", "答案应该", "等等，",   "不对，",   "所以",
                                         "计算",     "等于12",   "因此。\n"};
    SplitMix64 random(seed);
    std::string out;
    for (int n = 0; n < characters; n += 4)
        out += pieces[random.below(std::size(pieces))];
    return out;
}

Sample sampleOf(std::int64_t i, int characters) {
    SplitMix64 random{std::uint64_t(i)};
    Sample s;
    s.question = "第" + std::to_string(i) + "题 " + chinese(std::uint64_t(i), 20);
    s.reasoning =
        chinese(std::uint64_t(i) * 7, characters / 2 + int(random.below(std::uint64_t(characters))));
    s.answer = "\\boxed{" + std::to_string(random.below(1000)) + "}";
    s.language = random.below(10) ? "zh" : "en";
    s.source = "repo" + std::to_string(random.below(12));
    s.faults = random.below(20) ? 0 : 1u << random.below(15);
    s.groupKey = "k" + std::to_string(random.below(std::uint64_t(rowsWanted()) / 2 + 1));
    return s;
}

struct Store {
    fs::path folder;
    std::shared_ptr<Project> project;
    VersionId version = 0;
};

Store &store() {
    static Store made = [] {
        Store s;
        const char *const given = std::getenv("RETORT_BENCH_FOLDER");
        s.folder = given ? fs::path(given) : fs::temp_directory_path() / "retort-bench-store";
        if (!given)
            fs::remove_all(s.folder);
        if (Project::isProject(s.folder)) {
            s.project = Project::open(s.folder);
        } else {
            s.project = Project::create(s.folder, "bench");
            SourceWriterConfig config;
            config.name = "bench";
            SourceWriter writer(s.project, config);
            for (std::int64_t i = 0; i < rowsWanted(); ++i)
                writer.add(sampleOf(i, 120));
            writer.finish(0);
        }
        s.version = *VersionStore(s.project).newestVersion();
        return s;
    }();
    return made;
}

// Long, R1-like samples; bytes of text per second, with everything that makes them durable.
void importing(benchmark::State &state) {
    std::vector<Sample> samples;
    std::int64_t bytes = 0;
    for (std::int64_t i = 0; i < 2000; ++i) {
        samples.push_back(sampleOf(i, int(state.range(0))));
        bytes += std::int64_t(samples.back().question.size() + samples.back().reasoning.size()
                              + samples.back().answer.size());
    }
    const std::int64_t times = 300'000'000 / bytes + 1;
    const fs::path folder = fs::temp_directory_path() / "retort-bench-import";
    for (auto _ : state) {
        state.PauseTiming();
        fs::remove_all(folder);
        auto project = Project::create(folder, "bench");
        state.ResumeTiming();
        SourceWriterConfig config;
        config.name = "bench";
        SourceWriter writer(project, config);
        for (std::int64_t n = 0; n < times; ++n)
            for (const auto &sample : samples)
                writer.add(sample);
        writer.finish(0);
    }
    state.SetBytesProcessed(std::int64_t(state.iterations()) * times * bytes);
    fs::remove_all(folder);
}

void opening(benchmark::State &state) {
    store().project.reset();
    for (auto _ : state) {
        auto project = Project::open(store().folder);
        benchmark::DoNotOptimize(project);
    }
    store().project = Project::open(store().folder);
}

// From a closed project to the sorted list of all rows.
void firstList(benchmark::State &state) {
    store().project.reset();
    for (auto _ : state) {
        auto project = Project::open(store().folder);
        JobContext job;
        benchmark::DoNotOptimize(
            VersionStore(project).rowIds(store().version, {}, {RowColumn::ReasoningChars, true}, job));
    }
    store().project = Project::open(store().folder);
}

void list(benchmark::State &state, const RowFilter &filter, const RowSort &sort) {
    const VersionStore versions(store().project);
    JobContext job;
    std::size_t rows = versions.rowIds(store().version, filter, sort, job).size();
    for (auto _ : state)
        benchmark::DoNotOptimize(rows = versions.rowIds(store().version, filter, sort, job).size());
    state.counters["rows"] = double(rows);
}
void listAll(benchmark::State &state) {
    list(state, {}, {});
}
void listSorted(benchmark::State &state) {
    list(state, {}, {RowColumn::ReasoningChars, true});
}
void listFiltered(benchmark::State &state) {
    RowFilter filter;
    filter.values[RowColumn::Language] = {"zh"};
    filter.values[RowColumn::Faults] = {"none"};
    list(state, filter, {RowColumn::QuestionChars, false});
}
void searchTwoCharacters(benchmark::State &state) {
    RowFilter filter;
    filter.contains = "不对";
    list(state, filter, {});
}
void searchRare(benchmark::State &state) {
    RowFilter filter;
    filter.contains = "第777777题";
    list(state, filter, {});
}
void searchIgnoringCase(benchmark::State &state) {
    RowFilter filter;
    filter.contains = "BOXED{77";
    filter.ignoreCase = true;
    list(state, filter, {});
}

void pageOfRows(benchmark::State &state) {
    const VersionStore versions(store().project);
    JobContext job;
    const auto ids = versions.rowIds(store().version, {}, {RowColumn::ReasoningChars, true}, job);
    SplitMix64 random(1);
    for (auto _ : state) {
        std::vector<SampleId> page;
        for (int i = 0; i < 100; ++i)
            page.push_back(ids[random.below(ids.size())]);
        benchmark::DoNotOptimize(versions.rows(store().version, page));
    }
}

void facets(benchmark::State &state) {
    const VersionStore versions(store().project);
    JobContext job;
    for (auto _ : state)
        benchmark::DoNotOptimize(versions.facets(store().version, {}, job));
}

void derivedVersion(benchmark::State &state) { // membership and splits of every row
    VersionStore versions(store().project);
    JobContext job;
    const VersionInfo info = versions.version(store().version);
    for (auto _ : state) {
        const VersionId made =
            runDeriveJob({versions.project(), info.id, info.sources, info.split, "bench"}, job).id;
        state.PauseTiming();
        moveArtifactToTrash(versions.project(), {"version", made});
        state.ResumeTiming();
    }
}

void readEverySample(benchmark::State &state) {
    const VersionStore versions(store().project);
    JobContext job;
    std::size_t bytes = 0;
    for (auto _ : state)
        versions.forEachSample(store().version, {}, job, [&](SampleId, const Sample &s) {
            bytes += s.question.size() + s.reasoning.size() + s.answer.size();
            return true;
        });
    state.SetBytesProcessed(std::int64_t(bytes));
}

void markOneRow(benchmark::State &state) { // until the list shows it
    VersionStore versions(store().project);
    JobContext job;
    const auto ids = versions.rowIds(store().version, {}, {}, job);
    std::size_t n = 0;
    for (auto _ : state) {
        versions.addPending(store().version, {ids[n * 997 % ids.size()]}, PendingKind::Tag,
                            "told" + std::to_string(n / ids.size()));
        ++n;
        benchmark::DoNotOptimize(versions.rows(store().version, {ids[0]}));
    }
    versions.discardPending(store().version);
}

} // namespace

BENCHMARK(importing)->Arg(200)->Arg(2000)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(opening)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(firstList)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(listAll)->Unit(benchmark::kMillisecond)->Iterations(10);
BENCHMARK(listSorted)->Unit(benchmark::kMillisecond)->Iterations(10);
BENCHMARK(listFiltered)->Unit(benchmark::kMillisecond)->Iterations(10);
BENCHMARK(searchTwoCharacters)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(searchRare)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(searchIgnoringCase)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(pageOfRows)->Unit(benchmark::kMillisecond)->Iterations(20);
BENCHMARK(facets)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(derivedVersion)->Unit(benchmark::kMillisecond)->Iterations(2);
BENCHMARK(readEverySample)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(markOneRow)->Unit(benchmark::kMillisecond)->Iterations(10);

BENCHMARK_MAIN();
