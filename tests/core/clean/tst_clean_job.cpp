// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clean/clean_job.h"

#include "core/base/error.h"
#include "core/base/hash.h"

#include "test_main.h"
#include <QTemporaryDir>

#include <set>

using namespace retort;

namespace {

Sample row(const std::string &question, const std::string &reasoning, const std::string &answer,
           std::uint32_t faults = 0) {
    Sample sample;
    sample.question = question;
    sample.reasoning = reasoning;
    sample.answer = answer;
    sample.faults = faults;
    return sample;
}

const std::string trace = "先把两个数写下来，再一位一位地相加，最后检查一遍。";

// 0-3 good, 4 stray tag, 5 a duplicate of 0 once its tag is gone, 6 no answer, 7 too short.
std::vector<Sample> rows() {
    return {row("甲加乙等于几？", trace, "7"),
            row("乙加丙等于几？", trace, "8"),
            row("丙加丁等于几？", trace, "9"),
            row("丁加戊等于几？", trace, "10"),
            row("戊加己等于几？", trace + "</think>", "11", faultBit(Fault::TagInField)),
            row("甲加乙 等于几？", trace + "\n</think>", "7", faultBit(Fault::TagInField)),
            row("己加庚等于几？", trace, ""),
            row("庚加辛等于几？", "短。", "12")};
}

std::vector<std::string> questionsOf(const VersionStore &store, VersionId version) {
    std::vector<std::string> questions;
    JobContext job;
    store.forEachSample(version, std::nullopt, job, [&](SampleId, const Sample &sample) {
        questions.push_back(sample.question);
        return true;
    });
    return questions;
}

} // namespace

class TestCleanJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = Project::create(m_folder->filePath("project").toStdString(), "Probe");
    }
    void cleanup() {
        m_project.reset();
        m_folder.reset();
    }
    void preview_counts_and_shows_pairs_without_writing();
    void reasons_are_true_of_all_rows_they_count();
    void the_job_makes_a_version_with_history();
    void preview_and_job_agree_for_any_number_of_threads();
    void the_order_of_steps_matters_to_what_is_learnt();
    void a_limited_preview_stops_early();
    void wrong_recipes_are_refused();
    void cancelling_leaves_no_version();
    void a_recipe_that_changes_nothing_makes_no_version();

private:
    VersionId import(const std::vector<Sample> &samples) {
        SourceWriterConfig config;
        config.name = "made";
        config.format = "test";
        SourceWriter writer(m_project, config);
        for (const Sample &sample : samples)
            writer.add(sample);
        return *writer.finish(0).version;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Project> m_project;
};

void TestCleanJob::preview_counts_and_shows_pairs_without_writing() {
    const VersionId version = import(rows());
    const VersionStore store(m_project);
    JobContext job;
    const CleanPreview preview = previewClean(store, version, defaultRecipe(), {}, job);
    QCOMPARE(store.versions().size(), std::size_t(1));
    QCOMPARE(preview.rowsSeen, std::int64_t(8));
    QCOMPARE(preview.rowsTotal, std::int64_t(8));
    QCOMPARE(preview.kept, std::int64_t(4));
    QCOMPARE(preview.changed, std::int64_t(1));
    QCOMPARE(preview.dropped, std::int64_t(3));
    // repair, missing parts, duplicates, length: each sees what the one before left.
    std::vector<std::vector<std::int64_t>> counts;
    for (const StepCounts &step : preview.steps) {
        counts.push_back({step.seen, step.kept, step.changed, step.dropped});
        QCOMPARE(step.kept + step.changed + step.dropped, step.seen);
    }
    QCOMPARE(counts, (std::vector<std::vector<std::int64_t>>{
                         {8, 6, 2, 0}, {8, 7, 0, 1}, {7, 6, 0, 1}, {6, 5, 0, 1}}));
    QCOMPARE(preview.steps[0].reasons.size(), std::size_t(1));
    QCOMPARE(preview.steps[0].reasons[0].rows, std::int64_t(2));
    QCOMPARE(renderEnglish(preview.steps[0].reasons[0].reason),
             std::string("A stray </think> at the end of the reasoning was removed."));
    QCOMPARE(preview.pairs.size(), std::size_t(5));
    const CleanPair &first = preview.pairs[0];
    QCOMPARE(first.kind, OutcomeKind::Change);
    QCOMPARE(first.before.reasoning, trace + "</think>");
    QCOMPARE(first.after.reasoning, trace);
    QCOMPARE(first.after.faults, 0u);
    // A disabled step keeps its place in the numbering.
    Recipe recipe = defaultRecipe();
    recipe.steps[0].enabled = false;
    const CleanPreview without = previewClean(store, version, recipe, {0, 1}, job);
    QCOMPARE(without.steps.size(), std::size_t(3));
    QCOMPARE(without.steps[0].step, std::size_t(1));
    QCOMPARE(without.changed, std::int64_t(0));
}

void TestCleanJob::reasons_are_true_of_all_rows_they_count() {
    std::vector<Sample> samples;
    for (int i = 0; i < 12; ++i) // three questions, each three times more
        samples.push_back(row("第" + std::to_string(i % 3) + "题等于几？", trace, "7"));
    for (int i = 0; i < 5; ++i)
        samples.push_back(row("长" + std::to_string(i), trace + std::string(std::size_t(i), 'x'), "7"));
    for (const int letters : {1, 3, 6})
        samples.push_back(row("短" + std::to_string(letters), std::string(std::size_t(letters), 'x'), "7"));
    const VersionStore store(m_project);
    JobContext job;
    const Recipe recipe{{{"exact_duplicates", true, {}}, {"length_window", true, {}}}};
    const CleanPreview preview = previewClean(store, import(samples), recipe, {}, job);
    QCOMPARE(preview.steps[0].reasons.size(), std::size_t(1));
    QCOMPARE(preview.steps[0].reasons[0].rows, std::int64_t(9));
    QCOMPARE(renderEnglish(preview.steps[0].reasons[0].reason), std::string("Asks the same as another row."));
    QCOMPARE(preview.steps[1].reasons.size(), std::size_t(1));
    QCOMPARE(preview.steps[1].reasons[0].rows, std::int64_t(3));
    QCOMPARE(renderEnglish(preview.steps[1].reasons[0].reason),
             std::string("Reasoning of fewer than 20 characters."));
    std::set<std::string> ofRows;
    for (const CleanPair &pair : preview.pairs)
        ofRows.insert(renderEnglish(pair.reason));
    QCOMPARE(ofRows.size(), std::size_t(3 + 3)); // which row each repeats; how long each is
}

void TestCleanJob::the_job_makes_a_version_with_history() {
    const VersionId version = import(rows());
    JobContext job;
    CleanConfig config;
    config.project = m_project;
    config.version = version;
    config.recipe = defaultRecipe();
    config.note = "try";
    const CleanResult result = runCleanJob(config, job);
    QCOMPARE(result.rows, std::int64_t(8));
    QCOMPARE(result.kept, std::int64_t(4));
    QCOMPARE(result.changed, std::int64_t(1));
    QCOMPARE(result.dropped, std::int64_t(3));
    const VersionStore store(m_project);
    const VersionInfo info = store.version(result.version);
    QCOMPARE(info.parent, std::optional<VersionId>(version));
    QCOMPARE(info.rows, std::int64_t(5));
    QCOMPARE(info.note, std::string("try"));
    QVERIFY(!info.name.empty());
    QCOMPARE(recipeFromJson(info.recipeJson).steps.size(), defaultRecipe().steps.size());
    QCOMPARE(questionsOf(store, result.version),
             (std::vector<std::string>{"甲加乙等于几？", "乙加丙等于几？", "丙加丁等于几？", "丁加戊等于几？",
                                       "戊加己等于几？"}));
    const std::vector<SampleId> ids = store.rowIds(version, {}, {}, job);
    QCOMPARE(store.sample(result.version, ids[4]).reasoning, trace);
    QCOMPARE(store.originalSample(ids[4]).reasoning, trace + "</think>");
    QCOMPARE(store.sample(version, ids[4]).reasoning, trace + "</think>"); // the parent is as it was
    const std::vector<RowDecision> history = store.history(ids[5]);
    QCOMPARE(history.size(), std::size_t(1));
    QCOMPARE(history[0].decision, Decision::Drop);
    QCOMPARE(history[0].op, std::string("exact_duplicates"));
    QCOMPARE(renderEnglish(history[0].reason), "Asks the same as row " + std::to_string(ids[0]) + ".");
}

void TestCleanJob::preview_and_job_agree_for_any_number_of_threads() {
    SplitMix64 random(21);
    std::vector<Sample> many;
    for (int i = 0; i < 5000; ++i) {
        const std::string n = std::to_string(random.below(3000));
        many.push_back(row("第" + n + "题？", random.below(4) ? trace + n : trace + n + "</think>",
                           random.below(9) ? n : ""));
    }
    const VersionId version = import(many);
    const VersionStore store(m_project);
    Recipe recipe = defaultRecipe();
    recipe.steps[2].options = {{"keep", std::string("longest")}};
    CleanPreview previews[2];
    for (int run = 0; run < 2; ++run) {
        JobContext job;
        job.setThreads(run == 0 ? 1 : 5);
        previews[run] = previewClean(store, version, recipe, {}, job);
    }
    JobContext job;
    CleanConfig config{m_project, version, recipe, "clean", {}};
    const CleanResult result = runCleanJob(config, job);
    QCOMPARE(store.version(result.version).rows, result.kept + result.changed);
    for (const CleanPreview &preview : previews) {
        QCOMPARE(preview.kept, result.kept);
        QCOMPARE(preview.changed, result.changed);
        QCOMPARE(preview.dropped, result.dropped);
        QCOMPARE(preview.pairs.size(), previews[0].pairs.size());
        for (std::size_t i = 0; i < preview.pairs.size(); ++i)
            QCOMPARE(preview.pairs[i].id, previews[0].pairs[i].id);
        for (std::size_t i = 0; i < preview.steps.size(); ++i)
            QCOMPARE(preview.steps[i].dropped, result.steps[i].dropped);
    }
    std::map<std::size_t, int> pairs;
    for (const CleanPair &pair : previews[0].pairs)
        ++pairs[pair.step];
    QCOMPARE(pairs[0], 20); // of thousands of changes, the first
    const std::vector<std::string> questions = questionsOf(store, result.version);
    QCOMPARE(std::set<std::string>(questions.begin(), questions.end()).size(), questions.size());
    // Cleaning the clean changes nothing.
    const CleanPreview again = previewClean(store, result.version, recipe, {}, job);
    QCOMPARE(again.kept, again.rowsTotal);
}

void TestCleanJob::the_order_of_steps_matters_to_what_is_learnt() {
    const VersionId version = import({row("甲？", "短。", "1"), row("甲？", trace, "2")});
    const VersionStore store(m_project);
    JobContext job;
    const Recipe lengthFirst{{{"length_window", true, {}}, {"exact_duplicates", true, {}}}};
    const Recipe duplicatesFirst{{{"exact_duplicates", true, {}}, {"length_window", true, {}}}};
    QCOMPARE(previewClean(store, version, lengthFirst, {}, job).kept,
             std::int64_t(1)); // the short one no longer counts
    QCOMPARE(previewClean(store, version, duplicatesFirst, {}, job).kept, std::int64_t(0));
}

void TestCleanJob::a_limited_preview_stops_early() {
    std::vector<Sample> many;
    for (int i = 0; i < 3000; ++i)
        many.push_back(row("第" + std::to_string(i) + "题？", trace + "</think>", "1"));
    const VersionId version = import(many);
    const VersionStore store(m_project);
    JobContext job;
    const CleanPreview preview = previewClean(store, version, defaultRecipe(), {100, 3}, job);
    QCOMPARE(preview.rowsSeen, std::int64_t(100));
    QCOMPARE(preview.rowsTotal, std::int64_t(3000));
    QCOMPARE(preview.pairs.size(), std::size_t(3));
}

void TestCleanJob::wrong_recipes_are_refused() {
    const VersionId version = import(rows());
    const VersionStore store(m_project);
    JobContext job;
    QVERIFY_EXCEPTION_THROWN(previewClean(store, version, {}, {}, job), Error);
    QVERIFY_EXCEPTION_THROWN(previewClean(store, version, {{{"nonsense", true, {}}}}, {}, job), Error);
    QVERIFY_EXCEPTION_THROWN(previewClean(store, version, {{{"pattern_filter", true, {}}}}, {}, job), Error);
    QVERIFY_EXCEPTION_THROWN(previewClean(store, 999, defaultRecipe(), {}, job), Error);
    // A pattern that explodes ends the job with a reason, not with an hour of work.
    const VersionId long_ = import({row("甲？", std::string(5000, 'a') + "!", "1")});
    try {
        previewClean(store, long_, {{{"pattern_filter", true, {{"pattern", std::string("^(a+)+$")}}}}}, {},
                     job);
    } catch (const Error &error) {
        QVERIFY(std::string(error.what()).find("too many steps") != std::string::npos);
    }
}

void TestCleanJob::a_recipe_that_changes_nothing_makes_no_version() {
    const VersionId version = import({row("甲加乙等于几？", trace, "7"), row("乙加丙等于几？", trace, "8")});
    JobContext job;
    const CleanResult result = runCleanJob({m_project, version, defaultRecipe(), {}, {}}, job);
    QCOMPARE(result.version, VersionId(0));
    QCOMPARE(result.kept, std::int64_t(2));
    QCOMPARE(VersionStore(m_project).versions().size(), std::size_t(1));
}

void TestCleanJob::cancelling_leaves_no_version() {
    std::vector<Sample> many;
    for (int i = 0; i < 20000; ++i)
        many.push_back(row("第" + std::to_string(i) + "题？", trace + "</think>", "1"));
    const VersionId version = import(many);
    JobContext job;
    job.setOnProgress([&](const Progress &progress) {
        if (progress.done > progress.total * 3 / 4)
            job.cancel();
    });
    QVERIFY_EXCEPTION_THROWN(runCleanJob({m_project, version, defaultRecipe(), {}, {}}, job), Cancelled);
    const VersionStore store(m_project);
    QCOMPARE(store.versions(true).size(), std::size_t(1));
    std::size_t files = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(m_project->samplesFolder()))
        ++files;
    QCOMPARE(files, std::size_t(1));
}

RETORT_TEST(TestCleanJob)
#include "tst_clean_job.moc"
