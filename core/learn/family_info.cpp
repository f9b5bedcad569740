// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/family_info.h"

#include "core/base/plug_ins.h"

namespace retort {

#define RETORT_FAMILY(id) FamilyInfo id##_family_info();
#include "core/learn/families/families.def"
#undef RETORT_FAMILY

const std::vector<FamilyInfo> &familyInfos() {
    static const std::vector<FamilyInfo> infos = {
#define RETORT_FAMILY(id) id##_family_info(),
#include "core/learn/families/families.def"
#undef RETORT_FAMILY
    };
    return infos;
}

const FamilyInfo *findFamily(std::string_view id) {
    return findPlugIn(familyInfos(), id);
}

const FamilyInfo &familyInfo(std::string_view id) {
    return requirePlugIn(familyInfos(), id, RETORT_TR("core", "There is no family of models “%1”."));
}

} // namespace retort
