// SPDX-License-Identifier: GPL-3.0-or-later
// Training's entry for the engine.
#include "core/train/train_run.h"

namespace retort {

TrainResult trainRun(const TrainConfig &config, RunId run, bool resume, JobContext &job) {
    DeviceTraits device;
    TrainResult result;
    try {
        TrainSetup setup = prepareTraining(config, job);
        device = setup.device;
        ThreadPool::with(job, [&](ThreadPool &pool) {
            TrainRun loop(config, run, std::move(setup), job, pool);
            if (resume)
                loop.resume();
            else
                loop.start();
            result = loop.run();
        });
    } catch (...) {
        rethrowTorch(device);
    }
    return result;
}

} // namespace retort
