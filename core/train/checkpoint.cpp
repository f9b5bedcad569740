// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json_fields.h"
#include "core/model/model_folder.h"

#include <cstdio>
#include <unistd.h>

namespace retort {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr const char *temporary = ".tmp";

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

template <typename State, typename Visit>
void eachField(State &s, Visit &&field) {
    field("step", s.step);
    field("total_steps", s.totalSteps);
    field("tokens", s.tokens);
    field("seconds", s.seconds);
    field("last_loss", s.lastLoss);
    field("best_val_loss", s.bestValLoss);
    field("val_accuracy", s.valAccuracy);
    field("best_step", s.bestStep);
    field("validations_without_gain", s.validationsWithoutGain);
    field("loss_sum", s.lossSum);
    field("term_sums", s.termSums);
    field("loss_count", s.lossCount);
    field("point_tokens", s.pointTokens);
    field("point_seconds", s.pointSeconds);
    field("step_seconds", s.stepSeconds);
    field("validation_due", s.validationDue);
    field("warmup_steps", s.warmupSteps);
    field("seed", s.seed);
    field("tokenizer_hash", s.tokenizerHash);
    field("code_version", s.codeVersion);
    field("device", s.compute.device);
    field("device_name", s.compute.name);
    field("precision", s.compute.precision);
    field("version", s.version);
}

} // namespace

std::string trainStateToJson(const TrainState &s) {
    JsonWriter writer;
    writer("format", 1);
    eachField(s, writer);
    return writer.object.dump(1);
}

TrainState trainStateFromJson(const std::string &json) {
    const Json j = Json::parse(json, nullptr, false);
    TrainState s;
    try {
        j.at("step");
        eachField(s, JsonReader{j});
        // Checkpoints of earlier versions lack these. They had one term.
        if (!j.contains("term_sums"))
            s.termSums = {s.lossSum};
        if (!j.contains("step_seconds"))
            s.stepSeconds = s.seconds;
        if (!j.contains("point_seconds") && s.tokens > 0)
            s.pointSeconds = double(s.pointTokens) * s.stepSeconds / double(s.tokens);
    } catch (const Json::exception &e) {
        throw Error(ErrorCode::BadFormat, RETORT_TR("core", "The state of the run cannot be read: %1."),
                    e.what());
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
                    RETORT_TR("core", "The checkpoint “%1” is of another student than the run."),
                    folder.string());
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
