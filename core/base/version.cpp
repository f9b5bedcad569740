// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"

#include "code_version.h" // written by the build

namespace retort {

const char *programVersion() {
    return RETORT_VERSION;
}
const char *codeVersion() {
    return RETORT_CODE_VERSION;
}

} // namespace retort
