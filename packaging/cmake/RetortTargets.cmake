# SPDX-License-Identifier: GPL-3.0-or-later
# How our own targets are made. Sources are globbed by folder: a new file needs no edit here.

set(RETORT_EMPTY_SOURCE "${CMAKE_BINARY_DIR}/generated/empty.cpp")
if(NOT EXISTS "${RETORT_EMPTY_SOURCE}")
    file(WRITE "${RETORT_EMPTY_SOURCE}" "// A target needs a source.\n")
endif()

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

# With LibTorch's header even an empty source costs 7 s: several are compiled as one. Names in anonymous namespaces
# must therefore differ within a target.
function(retort_unity target)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
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
