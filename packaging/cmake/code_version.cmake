# SPDX-License-Identifier: GPL-3.0-or-later
# Run at build time by the target retort_code_version.
set(described "")
find_program(git git)
if(git AND EXISTS "${SOURCE}/.git")
    execute_process(COMMAND ${git} -C "${SOURCE}" describe --always --dirty --abbrev=12
        OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(described)
    set(described "+${described}")
endif()
set(text "// Written by the build.\n#pragma once\n#define RETORT_VERSION \"${VERSION}\"\n#define RETORT_CODE_VERSION \"${VERSION}${described}\"\n")
if(EXISTS "${HEADER}")
    file(READ "${HEADER}" old)
endif()
if(NOT "${old}" STREQUAL "${text}")
    file(WRITE "${HEADER}" "${text}")
endif()
