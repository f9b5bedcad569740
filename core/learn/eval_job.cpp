// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval_job.h"

#include "core/base/error.h"
#include "core/learn/engine.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace retort {

using Json = nlohmann::json;

EvalResult runEvalJob(const EvalConfig &config, JobContext &job) {
    requireOptions(evalOptions(), config.options);
    if (config.checkpoint == 0 && config.run == 0)
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core", "Choose a checkpoint, or a run whose untrained student is to be measured."));
    return engine().evaluate(config, job);
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

Json groupsToJson(const std::vector<ScoreGroup> &groups) {
    Json list = Json::array();
    for (const ScoreGroup &g : groups)
        list.push_back({{"id", g.id},
                        {"asked", g.asked},
                        {"correct", g.correct},
                        {"accuracy", g.accuracy},
                        {"low95", g.low95},
                        {"high95", g.high95}});
    return list;
}

std::vector<ScoreGroup> groupsFromJson(const Json &list) {
    std::vector<ScoreGroup> groups;
    for (const Json &g : list)
        groups.push_back({g.value("id", ""), g.value("asked", std::int64_t(0)),
                          g.value("correct", std::int64_t(0)), g.value("accuracy", 0.0),
                          g.value("low95", 0.0), g.value("high95", 1.0)});
    return groups;
}

struct IntField {
    const char *name;
    std::int64_t EvalSummary::*value;
};
constexpr IntField intFields[] = {{"asked", &EvalSummary::asked},
                                  {"correct", &EvalSummary::correct},
                                  {"rows", &EvalSummary::rows},
                                  {"without_reference", &EvalSummary::withoutReference},
                                  {"too_long", &EvalSummary::tooLong},
                                  {"repeats", &EvalSummary::repeats},
                                  {"finished", &EvalSummary::finished},
                                  {"think_closed", &EvalSummary::thinkClosed},
                                  {"trace_checked", &EvalSummary::traceChecked},
                                  {"trace_holds", &EvalSummary::traceHolds},
                                  {"model_bytes", &EvalSummary::modelBytes},
                                  {"parameters", &EvalSummary::parameters}};
struct FloatField {
    const char *name;
    double EvalSummary::*value;
};
constexpr FloatField floatFields[] = {
    {"accuracy", &EvalSummary::accuracy},      {"low95", &EvalSummary::low95},
    {"high95", &EvalSummary::high95},          {"most_frequent_accuracy", &EvalSummary::mostFrequentAccuracy},
    {"mean_tokens", &EvalSummary::meanTokens}, {"tokens_per_s", &EvalSummary::tokensPerSecond},
    {"seconds", &EvalSummary::seconds},        {"memory_mib", &EvalSummary::memory_MiB}};

} // namespace

std::string evalSummaryToJson(const EvalSummary &s) {
    Json j{{"by_kind", groupsToJson(s.byKind)},
           {"by_level", groupsToJson(s.byLevel)},
           {"most_frequent_answer", s.mostFrequentAnswer},
           {"device", s.device},
           {"device_name", s.deviceName},
           {"precision", s.precision}};
    if (!s.badge.empty())
        j["badge"] = Json::parse(textToJson(s.badge));
    for (const IntField &f : intFields)
        j[f.name] = s.*f.value;
    for (const FloatField &f : floatFields)
        j[f.name] = s.*f.value;
    return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

EvalSummary evalSummaryFromJson(std::string_view json) {
    const Json j = Json::parse(json, nullptr, false);
    EvalSummary s;
    if (!j.is_object())
        throw Error(ErrorCode::BadFormat,
                    RETORT_TR("core", "The summary of this evaluation cannot be read."));
    try {
        s.byKind = groupsFromJson(j.value("by_kind", Json::array()));
        s.byLevel = groupsFromJson(j.value("by_level", Json::array()));
        s.mostFrequentAnswer = j.value("most_frequent_answer", "");
        s.device = j.value("device", "");
        s.deviceName = j.value("device_name", "");
        s.precision = j.value("precision", "");
        if (j.contains("badge"))
            s.badge = textFromJson(j["badge"].dump());
        for (const IntField &f : intFields)
            s.*f.value = j.value(f.name, s.*f.value);
        for (const FloatField &f : floatFields)
            s.*f.value = j.value(f.name, s.*f.value);
    } catch (const Json::exception &e) {
        throw Error(ErrorCode::BadFormat,
                    text(RETORT_TR("core", "The summary of this evaluation cannot be read: %1."), e.what()));
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
