// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval_job.h"

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/data/artifacts/artifact.h"
#include "core/learn/engine.h"

#include <algorithm>
#include <cmath>

namespace retort {

using Json = nlohmann::json;

EvalResult runEvalJob(const EvalConfig &config, JobContext &job) {
    requireOptions(evalOptions(), config.options);
    if (config.checkpoint == 0 && config.run == 0)
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core", "Choose a checkpoint, or a run whose untrained student is to be measured."));
    if (config.queued != 0) // it has waited
        requireOutOfTrash(
            config.project,
            {{"version", config.version}, {"run", config.run}, {"checkpoint", config.checkpoint}});
    return engine().evaluate(config, job);
}

std::string givenEvaluationName(const std::string &of, Split split, std::int64_t asked) {
    return of + " · " + splitName(split) + " · " + std::to_string(asked);
}

std::string evalConfigToJson(const EvalConfig &config) {
    Json j{{"checkpoint", config.checkpoint},
           {"run", config.run},
           {"version", config.version},
           {"split", splitName(config.split)},
           {"options", Json::parse(optionsToJson(config.options))}};
    if (!config.name.empty())
        j["name"] = config.name;
    return j.dump();
}

EvalConfig evalConfigFromJson(const std::string &json, std::shared_ptr<Project> project) {
    EvalConfig config;
    config.project = std::move(project);
    try {
        const Json j = Json::parse(json);
        config.checkpoint = j.value("checkpoint", std::int64_t(0));
        config.run = j.value("run", std::int64_t(0));
        config.version = j.value("version", std::int64_t(0));
        config.name = j.value("name", "");
        const std::string split = j.value("split", "test");
        config.options = optionsFromJson(j.value("options", Json::object()).dump());
        if (const auto known = splitFromWord(split))
            config.split = *known;
        else
            throw Error(ErrorCode::BadFormat, RETORT_TR("core", "There is no split “%1”."), split);
    } catch (const Json::exception &e) {
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "The settings of this evaluation cannot be read: %1."), e.what());
    }
    return config;
}

std::shared_ptr<LanguageModel> openModel(const std::filesystem::path &folder, const std::string &device) {
    return engine().openModel(folder, device);
}

Interval wilson95(std::int64_t successes, std::int64_t trials) {
    if (trials <= 0)
        return {0, 1};
    constexpr double z = 1.959963984540054;
    const double n = double(trials), p = double(successes) / n, z2 = z * z;
    const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    const double half = z / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return {successes == 0 ? 0.0 : std::max(0.0, centre - half),
            successes == trials ? 1.0 : std::min(1.0, centre + half)};
}

namespace {

template <typename Summary, typename Visit>
void eachField(Summary &s, Visit &&field) {
    field("by_kind", s.byKind);
    field("by_level", s.byLevel);
    field("asked", s.asked);
    field("correct", s.correct);
    field("rows", s.rows);
    field("without_reference", s.withoutReference);
    field("too_long", s.tooLong);
    field("repeats", s.repeats);
    field("finished", s.finished);
    field("think_closed", s.thinkClosed);
    field("trace_checked", s.traceChecked);
    field("trace_holds", s.traceHolds);
    field("model_bytes", s.modelBytes);
    field("parameters", s.parameters);
    field("accuracy", s.accuracy);
    field("low95", s.low95);
    field("high95", s.high95);
    field("most_frequent_answer", s.mostFrequentAnswer);
    field("most_frequent_accuracy", s.mostFrequentAccuracy);
    field("mean_tokens", s.meanTokens);
    field("tokens_per_s", s.tokensPerSecond);
    field("seconds", s.seconds);
    field("memory_mib", s.memory_MiB);
    field("device", s.device);
    field("device_name", s.deviceName);
    field("precision", s.precision);
}

} // namespace

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ScoreGroup, id, asked, correct, accuracy, low95, high95)

std::string evalSummaryToJson(const EvalSummary &s) {
    JsonWriter writer;
    eachField(s, writer);
    if (!s.badge.empty())
        writer.object["badge"] = Json::parse(textToJson(s.badge));
    return writer.object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

EvalSummary evalSummaryFromJson(std::string_view json) {
    const Json j = Json::parse(json, nullptr, false);
    EvalSummary s;
    try {
        if (!j.is_object())
            throw Error(ErrorCode::BadFormat,
                        RETORT_TR("core", "The summary of this evaluation cannot be read."));
        eachField(s, JsonReader{j});
        if (j.contains("badge"))
            s.badge = textFromJson(j["badge"].dump());
    } catch (const Json::exception &e) {
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "The summary of this evaluation cannot be read: %1."), e.what());
    }
    return s;
}

EvalSummary evalSummaryOf(const EvaluationRecord &record) {
    try {
        return evalSummaryFromJson(record.summaryJson);
    } catch (const Error &) {
        EvalSummary s;
        s.asked = record.asked;
        s.correct = record.correct;
        s.accuracy = record.accuracy;
        s.low95 = record.low95;
        s.high95 = record.high95;
        s.tokensPerSecond = record.tokensPerSecond;
        s.seconds = record.secondsTotal;
        s.memory_MiB = record.memory_MiB;
        s.modelBytes = record.modelBytes;
        return s;
    }
}

} // namespace retort
