# SPDX-License-Identifier: GPL-3.0-or-later
# How our own targets are made. Sources are globbed by folder: a new file needs no edit here.

set(RETORT_EMPTY_SOURCE "${CMAKE_BINARY_DIR}/generated/empty.cpp")
if(NOT EXISTS "${RETORT_EMPTY_SOURCE}")
    file(WRITE "${RETORT_EMPTY_SOURCE}" "// A target needs a source.\n")
endif()

set(RETORT_STD_HEADERS <algorithm> <array> <atomic> <charconv> <chrono> <condition_variable> <cstdint> <cstring>
    <deque> <filesystem> <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span> <sstream> <string>
    <string_view> <thread> <unordered_map> <utility> <variant> <vector>)

# retort_sources(<out> <top> <folder>...): every .cpp below these folders of <top>.
function(retort_sources out top)
    set(patterns "")
    foreach(folder ${ARGN})
        list(APPEND patterns "${CMAKE_SOURCE_DIR}/${top}/${folder}/*.cpp")
    endforeach()
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${patterns})
    set(${out} "${found}" PARENT_SCOPE)
endfunction()

function(retort_target_defaults target)
    target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${target} PRIVATE retort_warnings)
endfunction()

function(retort_library target kind)
    set(sources ${ARGN})
    if(NOT sources)
        set(sources "${RETORT_EMPTY_SOURCE}")
    endif()
    add_library(${target} ${kind} ${sources})
    retort_target_defaults(${target})
    set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN")
endfunction()

# retort_precompiled(<target> LINK <targets> DEFINE <macros> [VISIBLE] HEADERS <headers>): a precompiled header to
# borrow. VISIBLE for borrowers whose symbols are visible by default.
function(retort_precompiled target)
    cmake_parse_arguments(arg "VISIBLE" "" "LINK;DEFINE;HEADERS" ${ARGN})
    retort_library(${target} OBJECT "${RETORT_EMPTY_SOURCE}")
    set_target_properties(${target} PROPERTIES AUTOMOC OFF)
    if(arg_VISIBLE)
        set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET default)
    endif()
    target_link_libraries(${target} PUBLIC ${arg_LINK})
    target_compile_definitions(${target} PRIVATE ${arg_DEFINE})
    target_precompile_headers(${target} PRIVATE ${arg_HEADERS})
endfunction()

# Most of the time of a small source goes into headers: they are compiled once, and the sources of a folder together,
# at most eight at a time. Names in anonymous namespaces must therefore differ within a folder, except in folders of
# plug-ins, each of which is compiled by itself.
function(retort_quick_build target pch)
    target_precompile_headers(${target} REUSE_FROM ${pch})
    if(NOT RETORT_UNITY)
        return()
    endif()
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "^${CMAKE_SOURCE_DIR}/.*\\.cpp$")
    foreach(source ${sources})
        cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${CMAKE_SOURCE_DIR}" OUTPUT_VARIABLE path)
        cmake_path(GET path PARENT_PATH folder)
        cmake_path(GET folder FILENAME name)
        if(EXISTS "${CMAKE_SOURCE_DIR}/${folder}/../${name}.def" OR EXISTS "${CMAKE_SOURCE_DIR}/${folder}/${name}.def")
            set_property(SOURCE "${source}" PROPERTY SKIP_UNITY_BUILD_INCLUSION ON)
            continue()
        endif()
        string(REPLACE "/" "_" folder "${folder}")
        math(EXPR count_${folder} "0${count_${folder}} + 1")
        math(EXPR batch "(${count_${folder}} - 1) / 8")
        set_property(SOURCE "${source}" PROPERTY UNITY_GROUP "${folder}_${batch}")
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    # A source of its own may keep types of an anonymous namespace in its classes; the compiler takes it for a header.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
endfunction()

function(retort_program target)
    set(sources ${ARGN})
    if(NOT sources)
        set(sources "${CMAKE_BINARY_DIR}/generated/empty_main.cpp")
        file(WRITE "${sources}" "int main() { return 0; }\n")
    endif()
    add_executable(${target} ${sources})
    retort_target_defaults(${target})
    set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR};$ORIGIN/../lib")
endfunction()

# Gives <target> the header code_version.h: RETORT_VERSION and RETORT_CODE_VERSION (git describe), which runs
# record. Rewritten at every build, but only touched when the answer changes.
function(retort_code_version target)
    set(header "${CMAKE_BINARY_DIR}/generated/code_version/code_version.h")
    add_custom_target(retort_code_version
        COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DSOURCE=${CMAKE_SOURCE_DIR} -DVERSION=${PROJECT_VERSION}
            -P "${CMAKE_SOURCE_DIR}/packaging/cmake/code_version.cmake"
        BYPRODUCTS "${header}" COMMENT "" VERBATIM)
    add_dependencies(${target} retort_code_version)
    target_include_directories(${target} PRIVATE "${CMAKE_BINARY_DIR}/generated/code_version")
endfunction()

# libarrow beside our libraries, in the build tree by a link.
function(retort_bundle_arrow target)
    foreach(library ${RETORT_ARROW_BUNDLE})
        get_filename_component(name "${library}" NAME)
        file(MAKE_DIRECTORY "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
        file(CREATE_LINK "${library}" "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}/${name}" SYMBOLIC)
    endforeach()
endfunction()
