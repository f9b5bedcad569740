// SPDX-License-Identifier: GPL-3.0-or-later
// The only way to LibTorch: an interface that retort_learn implements, and the loader that finds LibTorch and
// opens both on first use. Nothing is ever closed. Any thread; engine() blocks about 0.4 s the
// first time.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/learn/eval_job.h"
#include "core/learn/generate.h"
#include "core/learn/train_job.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace retort {

struct EngineFacts {
    bool cuda = false; // libtorch_cuda is in and sees a device
    Text cudaNote;     // why not, where a driver is present
};

class RETORT_DATA_API Engine {
public:
    virtual ~Engine();
    virtual EngineFacts facts() const = 0;
    virtual TrainResult train(const TrainConfig &config, RunId run, bool resume, JobContext &job) = 0;
    virtual EvalResult evaluate(const EvalConfig &config, JobContext &job) = 0;
    virtual std::shared_ptr<LanguageModel> openModel(const std::filesystem::path &folder,
                                                     const std::string &device) = 0;
};

// Opens LibTorch and retort_learn once. Throws Error(MissingLibrary) saying what is missing, where it was
// looked for and the command that gets it; a later call tries again.
RETORT_DATA_API Engine &engine();

// What would happen, without loading: for the window's status and for `retort-cli` help.
struct EngineStatus {
    bool loaded = false;
    bool available = false;
    std::filesystem::path torchFolder; // where LibTorch was found
    std::string version;
    Text problem; // what is missing and how to get it; empty when available
};
RETORT_DATA_API EngineStatus engineStatus();

// Of the loader, for facts() of retort_learn: EngineFacts::cudaNote.
RETORT_DATA_API Text loaderCudaNote();

// The symbol of retort_learn.
inline constexpr const char *engineSymbol = "retort_engine";

} // namespace retort
