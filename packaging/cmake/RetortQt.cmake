# SPDX-License-Identifier: GPL-3.0-or-later
# The window's side: Qt, the ui library, icons out of Breeze, translations.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Svg DBus PrintSupport LinguistTools)
find_package(QCustomPlotQt6 REQUIRED)
set(CMAKE_AUTORCC_OPTIONS "--compress-algo;none")

# Shared, with everything visible, so that tests link it and resources register themselves.
# qcustomplot.h does not compile under QT_NO_KEYWORDS: its sources, and only they, go without.
function(retort_ui_library target)
    retort_library(${target} SHARED ${ARGN})
    set_target_properties(${target} PROPERTIES AUTOMOC ON CXX_VISIBILITY_PRESET default)
    target_compile_definitions(${target} PRIVATE QT_NO_KEYWORDS)
    foreach(source ${ARGN})
        file(STRINGS "${source}" plots REGEX "#include [<\"]qcustomplot.h[>\"]" LIMIT_COUNT 1)
        if(plots)
            set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS -UQT_NO_KEYWORDS
                SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
        endif()
    endforeach()
    file(GLOB_RECURSE resources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/resources/*.qrc")
    if(resources)
        retort_resources(${target} ${resources})
    endif()
endfunction()

function(retort_resources target)
    qt_add_resources(compiled ${ARGN})
    target_sources(${target} PRIVATE ${compiled})
    set_source_files_properties(${compiled} PROPERTIES SKIP_AUTOMOC ON)
endfunction()

# Finds <name>.svg of <size> in Debian's Breeze; actions first, since names repeat in other groups.
function(retort_breeze_icon out name size)
    set(${out} "" PARENT_SCOPE)
    foreach(group actions status places mimetypes devices categories preferences apps emblems applets)
        foreach(root /usr/share/icons/breeze)
            if(EXISTS "${root}/${group}/${size}/${name}.svg")
                file(REAL_PATH "${root}/${group}/${size}/${name}.svg" found)
                set(${out} "${found}" PARENT_SCOPE)
                return()
            endif()
        endforeach()
    endforeach()
endfunction()

# :/icons/<name>.svg (22 px drawing, else 16, 32) and :/icons16/<name>.svg for the names in resources/icons.txt.
function(retort_icons target)
    set(list "${CMAKE_SOURCE_DIR}/resources/icons.txt")
    if(NOT EXISTS "${list}")
        return()
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
    file(STRINGS "${list}" lines)
    set(large "")
    set(small "")
    foreach(line ${lines})
        string(REGEX REPLACE "#.*" "" name "${line}")
        string(STRIP "${name}" name)
        if(NOT name)
            continue()
        endif()
        retort_breeze_icon(at22 "${name}" 22)
        retort_breeze_icon(at16 "${name}" 16)
        retort_breeze_icon(at32 "${name}" 32)
        set(best ${at22} ${at16} ${at32})
        if(NOT best)
            message(FATAL_ERROR "resources/icons.txt names the icon \"${name}\", which breeze-icon-theme does not have.")
        endif()
        list(GET best 0 file)
        string(APPEND large "  <file alias=\"${name}.svg\">${file}</file>\n")
        if(at16)
            string(APPEND small "  <file alias=\"${name}.svg\">${at16}</file>\n")
        endif()
    endforeach()
    set(qrc "${CMAKE_BINARY_DIR}/generated/retort_icons.qrc")
    file(CONFIGURE OUTPUT "${qrc}" CONTENT
        "<RCC>\n <qresource prefix=\"/icons\">\n${large} </qresource>\n <qresource prefix=\"/icons16\">\n${small} </qresource>\n</RCC>\n"
        @ONLY)
    retort_resources(${target} "${qrc}")
endfunction()

# translations/retort_*.ts -> :/i18n/*.qm; target update_translations collects the texts of core, ui and app.
function(retort_translations target)
    file(GLOB catalogues CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/translations/retort_*.ts")
    set(qms "")
    set(entries "")
    foreach(ts ${catalogues})
        get_filename_component(stem "${ts}" NAME_WE)
        set(qm "${CMAKE_BINARY_DIR}/i18n/${stem}.qm")
        add_custom_command(OUTPUT "${qm}"
            COMMAND ${CMAKE_COMMAND} -E make_directory "${CMAKE_BINARY_DIR}/i18n"
            COMMAND Qt6::lrelease -silent "${ts}" -qm "${qm}"
            DEPENDS "${ts}" COMMENT "Compiling ${stem}.ts" VERBATIM)
        list(APPEND qms "${qm}")
        string(APPEND entries "  <file alias=\"${stem}.qm\">${qm}</file>\n")
    endforeach()
    # Qt's own dialogs and buttons.
    foreach(place /usr/share/qt6/translations "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_TRANSLATIONS}")
        if(EXISTS "${place}/qtbase_zh_CN.qm")
            string(APPEND entries "  <file alias=\"qtbase_zh_CN.qm\">${place}/qtbase_zh_CN.qm</file>\n")
            break()
        endif()
    endforeach()
    set(qrc "${CMAKE_BINARY_DIR}/generated/retort_i18n.qrc")
    file(CONFIGURE OUTPUT "${qrc}" CONTENT
        "<RCC>\n <qresource prefix=\"/i18n\">\n${entries} </qresource>\n</RCC>\n" @ONLY)
    if(entries)
        qt_add_resources(compiled "${qrc}")
        set_property(SOURCE ${compiled} APPEND PROPERTY OBJECT_DEPENDS "${qms}")
        add_custom_target(release_translations DEPENDS ${qms})
        target_sources(${target} PRIVATE ${compiled})
        set_source_files_properties(${compiled} PROPERTIES SKIP_AUTOMOC ON)
        add_dependencies(${target} release_translations)
    endif()

    set(arguments -silent -extensions cpp,h,def -locations none -no-obsolete
        -tr-function-alias QT_TRANSLATE_NOOP+=RETORT_TR -I "${CMAKE_SOURCE_DIR}"
        "${CMAKE_SOURCE_DIR}/core" "${CMAKE_SOURCE_DIR}/ui" "${CMAKE_SOURCE_DIR}/app")
    add_custom_target(update_translations
        COMMAND Qt6::lupdate ${arguments} -target-language zh_CN
            -ts "${CMAKE_SOURCE_DIR}/translations/retort_zh_CN.ts"
        COMMAND Qt6::lupdate ${arguments} -target-language en -pluralonly
            -ts "${CMAKE_SOURCE_DIR}/translations/retort_en.ts"
        COMMENT "Collecting texts of core, ui and app" VERBATIM)
    list(JOIN arguments " " arguments)
    set_property(GLOBAL PROPERTY RETORT_LUPDATE_ARGS "${arguments}")  # for tests/structure/tst_translations
endfunction()
