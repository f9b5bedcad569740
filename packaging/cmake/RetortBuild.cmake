# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler, linker and launcher settings shared by everything that is ours.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_COMPILE_OPTIONS_PIE "-fPIC")  # programs borrow the precompiled headers of libraries
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

# The build tree is laid out as an install is, so that it can be moved; and nothing of the product ever
# gets a path to LibTorch, which core/learn opens by itself.
set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)

find_package(Threads REQUIRED)

# ccache does not cache anything that uses a precompiled header without these two.
find_program(RETORT_CCACHE ccache)
if(RETORT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros "${RETORT_CCACHE}")
endif()

# Linking against LibTorch takes memory rather than time: one at a time.
set_property(GLOBAL APPEND PROPERTY JOB_POOLS retort_link=1)
set(CMAKE_JOB_POOL_LINK retort_link)

find_program(RETORT_MOLD mold)
find_program(RETORT_LLD ld.lld)
if(RETORT_MOLD)
    add_link_options(-fuse-ld=mold)
elseif(RETORT_LLD)
    add_link_options(-fuse-ld=lld)
endif()

if(RETORT_SANITIZE)
    add_compile_options(-fsanitize=${RETORT_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${RETORT_SANITIZE})
    if(RETORT_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
elseif(RETORT_UNFINISHED)
    # While floors below are still being written: what is missing fails when it is called.
    add_link_options(-Wl,-z,lazy -Wl,--allow-shlib-undefined)
else()
    # Undefined symbols of a library shall fail its link, not the start of a program.
    add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,SHARED_LIBRARY>:-Wl,-z,defs>)
endif()

# Debian 12 is where every warning is an error. What newer compilers and libraries find or deprecate is worth a warning,
# not a build that fails on the user's machine.
add_library(retort_warnings INTERFACE)
target_compile_options(retort_warnings INTERFACE -Wall -Wextra -Wpedantic -Werror
    # What the optimiser guesses across inlined code differs between levels and is often wrong: reported, no more.
    -Wno-error=maybe-uninitialized -Wno-error=array-bounds -Wno-error=stringop-overflow -Wno-error=stringop-overread
    -Wno-error=free-nonheap-object -Wno-error=null-dereference -Wno-error=restrict -Wno-error=dangling-pointer)
if(CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
    target_compile_options(retort_warnings INTERFACE -Wno-error)
endif()
