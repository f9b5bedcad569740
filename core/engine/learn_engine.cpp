// SPDX-License-Identifier: GPL-3.0-or-later
// The Engine of retort_learn, and the one symbol that the loader asks for.
#include "core/eval/run_eval.h"
#include "core/learn/engine.h"
#include "core/model/chat_model.h"
#include "core/model/device.h"
#include "core/train/train_run.h"

#include <ATen/Context.h>

namespace retort {
namespace {

class LearnEngine : public Engine {
public:
    // One OpenMP thread per thread of ours: work is split by ThreadPool, not inside operations.
    LearnEngine() { useThreads(1); }

    EngineFacts facts() const override { return {at::globalContext().hasCUDA(), loaderCudaNote()}; }
    TrainResult train(const TrainConfig &config, RunId run, bool resume, JobContext &job) override {
        return trainRun(config, run, resume, job);
    }
    EvalResult evaluate(const EvalConfig &config, JobContext &job) override {
        return evaluateModel(config, job);
    }
    std::shared_ptr<LanguageModel> openModel(const std::filesystem::path &folder,
                                             const std::string &device) override {
        return openChatModel(folder, device);
    }
};

} // namespace

} // namespace retort

extern "C" RETORT_LEARN_API retort::Engine *retort_engine() {
    static retort::Engine *engine = new retort::LearnEngine; // never destroyed, as LibTorch is never closed
    return engine;
}
