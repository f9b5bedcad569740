// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a family of models without tensors: settings, presets, checks and cost formulas. Each
// family is families/<id>.info.cpp here, core/model/families/<id>.cpp with the network, and one line in
// families/families.def.
#pragma once

#include "core/base/export.h"
#include "core/learn/student_option.h"

#include <string>
#include <string_view>
#include <vector>

namespace retort {

struct FamilyInfo {
    std::string id;
    StudentOptions (*options)() = nullptr; // without those of its blocks
    std::vector<StudentPreset> (*presets)() = nullptr;
    void (*check)(const StudentConfig &, std::vector<OptionFault> &) = nullptr;
    ParameterCount (*parameters)(const StudentConfig &) = nullptr;
    std::int64_t (*layerParameters)(const StudentConfig &, std::int64_t layer) = nullptr;
    std::int64_t (*activations)(const StudentConfig &,
                                std::int64_t sequenceLength) =
        nullptr;                                                  // values per token at the peak of a step
    std::int64_t (*tableValues)(const StudentConfig &) = nullptr; // constants, once per process
    std::int64_t (*stateValues)(const StudentConfig &,
                                std::int64_t tokens) = nullptr; // of one row that is being decoded
    double (*trainFlops)(const StudentConfig &, std::int64_t sequenceLength) = nullptr; // per token
    std::string (*hubConfig)(const StudentConfig &) = nullptr; // config.json as transformers reads it
};

RETORT_DATA_API const std::vector<FamilyInfo> &familyInfos(); // order of families.def
RETORT_DATA_API const FamilyInfo *findFamily(std::string_view id);
RETORT_DATA_API const FamilyInfo &familyInfo(std::string_view id); // throws Error(InvalidArgument)

} // namespace retort
