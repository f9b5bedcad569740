// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/model/model_folder.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace retort {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr const char *temporary = ".tmp";

// JSON has no NaN: null stands for "none yet".
Json orNull(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}
double orNaN(const Json &j, const char *name) {
    const auto it = j.find(name);
    return it != j.end() && it->is_number() ? it->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

fs::path freeName(const fs::path &parent, std::int64_t step) {
    // No fmt here: LibTorch brings headers of another version of it.
    char name[32];
    std::snprintf(name, sizeof name, "%06lld", static_cast<long long>(step));
    fs::path folder = parent / name;
    for (int n = 2; fs::exists(folder); ++n)
        folder = parent / (std::string(name) + "-" + std::to_string(n));
    return folder;
}

void writeState(const fs::path &folder, Learner &learner, const TrainState &state,
                const CheckpointFiles &files) {
    writeModelFiles(folder, learner.student());
    writeTokenizerFiles(folder, files.tokenizerFile, files.chat);
    writeSafeTensors(folder / "optimizer.safetensors", learner.optimizer().state());
    CheckedFile train(folder / "train.json");
    train.write(files.trainConfigJson);
    train.close();
    CheckedFile out(folder / "state.json");
    out.write(trainStateToJson(state));
    out.close();
}

} // namespace

std::string trainStateToJson(const TrainState &s) {
    return Json{{"format", 1},
                {"step", s.step},
                {"total_steps", s.totalSteps},
                {"tokens", s.tokens},
                {"seconds", s.seconds},
                {"last_loss", orNull(s.lastLoss)},
                {"best_val_loss", orNull(s.bestValLoss)},
                {"val_accuracy", orNull(s.valAccuracy)},
                {"best_step", s.bestStep},
                {"validations_without_gain", s.validationsWithoutGain},
                {"loss_sum", s.lossSum},
                {"term_sums", s.termSums},
                {"loss_count", s.lossCount},
                {"point_tokens", s.pointTokens},
                {"point_seconds", s.pointSeconds},
                {"step_seconds", s.stepSeconds},
                {"validation_due", s.validationDue},
                {"warmup_steps", s.warmupSteps},
                {"seed", s.seed},
                {"tokenizer_hash", s.tokenizerHash},
                {"code_version", s.codeVersion},
                {"device", s.compute.device},
                {"device_name", s.compute.name},
                {"precision", s.compute.precision},
                {"version", s.version}}
        .dump(1);
}

TrainState trainStateFromJson(const std::string &json) {
    const Json j = Json::parse(json, nullptr, false);
    TrainState s;
    try {
        s.step = j.at("step").get<std::int64_t>();
        s.totalSteps = j.at("total_steps").get<std::int64_t>();
        s.tokens = j.at("tokens").get<std::int64_t>();
        s.seconds = j.at("seconds").get<double>();
        s.lastLoss = orNaN(j, "last_loss");
        s.bestValLoss = orNaN(j, "best_val_loss");
        s.valAccuracy = orNaN(j, "val_accuracy");
        s.bestStep = j.at("best_step").get<std::int64_t>();
        s.validationsWithoutGain = j.at("validations_without_gain").get<std::int64_t>();
        s.lossSum = j.at("loss_sum").get<double>();
        s.lossCount = j.at("loss_count").get<std::int64_t>();
        s.pointTokens = j.at("point_tokens").get<std::int64_t>();
        s.seed = j.at("seed").get<std::uint64_t>();
        s.tokenizerHash = j.at("tokenizer_hash").get<std::string>();
        s.codeVersion = j.at("code_version").get<std::string>();
        s.version = j.at("version").get<std::int64_t>();
        // Checkpoints of earlier versions lack these. They had one term.
        s.termSums = j.value("term_sums", std::vector<double>{s.lossSum});
        s.stepSeconds = j.value("step_seconds", s.seconds);
        s.pointSeconds = j.value(
            "point_seconds", s.tokens > 0 ? double(s.pointTokens) * s.stepSeconds / double(s.tokens) : 0.0);
        s.validationDue = j.value("validation_due", false);
        s.warmupSteps = j.value("warmup_steps", std::int64_t(-1));
        s.compute = {j.value("device", ""), j.value("device_name", ""), j.value("precision", "")};
    } catch (const Json::exception &e) {
        throw Error(ErrorCode::BadFormat,
                    text(RETORT_TR("core", "The state of the run cannot be read: %1."), e.what()));
    }
    return s;
}

fs::path saveCheckpoint(const fs::path &parent, Learner &learner, const TrainState &state,
                        const CheckpointFiles &files) {
    std::error_code status;
    fs::create_directories(parent, status);
    if (status)
        throw systemError(status.value(), "create", parent.string());
    const fs::path folder = freeName(parent, state.step);
    const fs::path working = folder.string() + temporary;
    fs::remove_all(working, status);
    fs::create_directory(working, status);
    if (status)
        throw systemError(status.value(), "create", working.string());
    try {
        writeState(working, learner, state, files);
        writeManifest(working);
        renameDurably(working, folder);
    } catch (...) {
        fs::remove_all(working, status);
        throw;
    }
    return folder;
}

TrainState loadCheckpoint(const fs::path &folder, Learner &learner) {
    verifyManifest(folder);
    const TrainState state = trainStateFromJson(readFile(folder / "state.json"));
    if (!(studentFromJson(readFile(folder / "student.json")) == learner.student().config()))
        throw Error(ErrorCode::Mismatch,
                    text(RETORT_TR("core", "The checkpoint “%1” is of another student than the run."),
                         folder.string()));
    loadWeights(folder / "model.safetensors", learner.student());
    learner.optimizer().restore(SafeTensorsReader(folder / "optimizer.safetensors"));
    return state;
}

void sweepCheckpoints(const fs::path &parent) {
    std::error_code status;
    for (const fs::directory_entry &entry : fs::directory_iterator(parent, status))
        if (entry.path().filename().string().ends_with(temporary)) {
            std::error_code ignored;
            fs::remove_all(entry.path(), ignored);
        }
}

} // namespace retort
