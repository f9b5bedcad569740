// SPDX-License-Identifier: GPL-3.0-or-later
// Puts questions to a model and checks its answers.
#pragma once

#include "core/learn/eval_job.h"

namespace retort {

// As Engine::evaluate() says.
EvalResult evaluateModel(const EvalConfig &config, JobContext &job);

} // namespace retort
