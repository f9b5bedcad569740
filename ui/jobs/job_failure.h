// SPDX-License-Identifier: GPL-3.0-or-later
// How a job failed, as a value: what the worker's exception was. Any thread.
#pragma once

#include "core/base/error.h"

namespace retort {

struct JobFailure {
    ErrorCode code = ErrorCode::Internal;
    Text text;
};

} // namespace retort
