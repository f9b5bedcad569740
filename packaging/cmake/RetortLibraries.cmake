# SPDX-License-Identifier: GPL-3.0-or-later
# Debian's libraries for core. `retort_public_deps` may appear in our headers, `retort_data_deps` may not.
find_package(PkgConfig REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(simdjson REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(ZLIB REQUIRED)
find_package(CLI11 REQUIRED)
# Not by its .pc file: Debian 13's asks for the development files of protobuf, which nothing needs.
find_path(sentencepiece_include sentencepiece_trainer.h REQUIRED)
find_library(sentencepiece_library sentencepiece REQUIRED)
find_library(sentencepiece_train_library sentencepiece_train REQUIRED)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)

add_library(retort_public_deps INTERFACE)
target_link_libraries(retort_public_deps INTERFACE nlohmann_json::nlohmann_json fmt::fmt spdlog::spdlog)
target_compile_definitions(retort_public_deps INTERFACE SPDLOG_FMT_EXTERNAL)

add_library(retort_data_deps INTERFACE)
target_link_libraries(retort_data_deps INTERFACE
    SQLiteCpp SQLite::SQLite3 simdjson::simdjson ${sentencepiece_train_library} ${sentencepiece_library} PkgConfig::xxhash PkgConfig::pcre2
    ICU::i18n ICU::uc ICU::data ZLIB::ZLIB Threads::Threads)
target_include_directories(retort_data_deps SYSTEM INTERFACE "${sentencepiece_include}")
