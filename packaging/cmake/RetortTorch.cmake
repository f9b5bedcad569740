# SPDX-License-Identifier: GPL-3.0-or-later
# LibTorch and Arrow as imported targets of our own: find_package(Torch) of the CUDA wheel demands a CUDA
# toolkit, and the pyarrow wheel has no CMake files. Both come from packaging/fetch_libraries.sh.

set(retort_cache "$ENV{RETORT_CACHE}")
if(NOT retort_cache)
    if(NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
        set(retort_cache "$ENV{XDG_CACHE_HOME}/retort")
    else()
        set(retort_cache "$ENV{HOME}/.cache/retort")
    endif()
endif()

file(READ "${CMAKE_SOURCE_DIR}/packaging/libraries.lock" retort_lock)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/packaging/libraries.lock")
string(JSON RETORT_TORCH_VERSION GET "${retort_lock}" torch version)
string(JSON RETORT_TORCH_FOLDER GET "${retort_lock}" torch folder)
string(JSON retort_arrow_folder GET "${retort_lock}" arrow folder)

# Sets <out> to the first of: CMake variable <name>, environment variable <name>, the cache.
function(retort_library_root out name cached)
    if(${name})
        set(root "${${name}}")
    elseif(NOT "$ENV{${name}}" STREQUAL "")
        set(root "$ENV{${name}}")
    else()
        set(root "${retort_cache}/libraries/${cached}")
    endif()
    file(REAL_PATH "${root}" root)
    set(${out} "${root}" PARENT_SCOPE)
endfunction()

function(retort_import target library)
    add_library(${target} SHARED IMPORTED GLOBAL)
    set_target_properties(${target} PROPERTIES IMPORTED_LOCATION "${library}")
    target_include_directories(${target} SYSTEM INTERFACE ${ARGN})
endfunction()

# ---- Arrow --------------------------------------------------------------------------------------
set(RETORT_ARROW_BUNDLE "")
if(NOT RETORT_ARROW AND "$ENV{RETORT_ARROW}" STREQUAL "")
    find_package(Arrow CONFIG QUIET)
    find_package(Parquet CONFIG QUIET)
endif()
if(Arrow_FOUND AND Parquet_FOUND)
    add_library(Retort::Arrow ALIAS Arrow::arrow_shared)
    add_library(Retort::Parquet ALIAS Parquet::parquet_shared)
    message(STATUS "Arrow ${Arrow_VERSION} of the system")
else()
    retort_library_root(arrow_root RETORT_ARROW ${retort_arrow_folder})
    if(NOT EXISTS "${arrow_root}/lib/libarrow.so" OR NOT EXISTS "${arrow_root}/include/arrow/api.h")
        message(FATAL_ERROR "Apache Arrow is not in ${arrow_root}: run packaging/fetch_libraries.sh, or set RETORT_ARROW.")
    endif()
    retort_import(Retort::Arrow "${arrow_root}/lib/libarrow.so" "${arrow_root}/include")
    retort_import(Retort::Parquet "${arrow_root}/lib/libparquet.so" "${arrow_root}/include")
    target_link_libraries(Retort::Parquet INTERFACE Retort::Arrow)
    file(GLOB RETORT_ARROW_BUNDLE "${arrow_root}/lib/libarrow.so.*")
    message(STATUS "Arrow in ${arrow_root}")
endif()

# ---- LibTorch -----------------------------------------------------------------------------------
if(RETORT_LEARN)
    retort_library_root(RETORT_TORCH_ROOT RETORT_TORCH ${RETORT_TORCH_FOLDER})
    set(torch_include "${RETORT_TORCH_ROOT}/include")
    set(torch_version_header "${torch_include}/torch/headeronly/version.h")
    if(NOT EXISTS "${torch_version_header}")  # where it was in older versions
        set(torch_version_header "${torch_include}/torch/csrc/api/include/torch/version.h")
    endif()
    if(NOT EXISTS "${RETORT_TORCH_ROOT}/lib/libtorch_cpu.so" OR NOT EXISTS "${torch_version_header}")
        message(FATAL_ERROR "LibTorch is not in ${RETORT_TORCH_ROOT}: run packaging/fetch_libraries.sh, "
            "set RETORT_TORCH, or build without it (-DRETORT_LEARN=OFF).")
    endif()
    set(found "")
    foreach(part MAJOR MINOR PATCH)
        file(STRINGS "${torch_version_header}" line REGEX "#define TORCH_VERSION_${part} [0-9]+")
        string(REGEX MATCH "[0-9]+$" number "${line}")
        list(APPEND found "${number}")
    endforeach()
    list(JOIN found "." found)
    if(found VERSION_LESS 2.6)
        message(FATAL_ERROR "LibTorch in ${RETORT_TORCH_ROOT} is ${found}; Retort needs 2.6 or newer "
            "(tested with ${RETORT_TORCH_VERSION}).")
    endif()
    set(RETORT_TORCH_VERSION "${found}")  # the loader refuses any other at run time
    message(STATUS "LibTorch ${found} in ${RETORT_TORCH_ROOT}")
    retort_import(Retort::C10 "${RETORT_TORCH_ROOT}/lib/libc10.so"
        "${torch_include}" "${torch_include}/torch/csrc/api/include")
    retort_import(Retort::Torch "${RETORT_TORCH_ROOT}/lib/libtorch_cpu.so"
        "${torch_include}" "${torch_include}/torch/csrc/api/include")
    target_link_libraries(Retort::Torch INTERFACE Retort::C10 Threads::Threads)
endif()
