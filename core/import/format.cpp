// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/format.h"

#include "core/base/plug_ins.h"
#include "core/import/record.h"

namespace retort {

#define RETORT_FORMAT(id) ImportFormat id##Format();
#include "core/import/formats.def"
#undef RETORT_FORMAT

OptionValues ImportFormat::resolve(const std::vector<Record> &head, const OptionValues &values) const {
    OptionValues all = withDefaults(options, values);
    if (decide)
        decide(head, all);
    return all;
}

const std::vector<ImportFormat> &importFormats() {
    static const std::vector<ImportFormat> all{
#define RETORT_FORMAT(id) id##Format(),
#include "core/import/formats.def"
#undef RETORT_FORMAT
    };
    return all;
}

const ImportFormat *findImportFormat(std::string_view id) {
    return findPlugIn(importFormats(), id);
}

const ImportFormat &requireImportFormat(std::string_view id) {
    return requirePlugIn(importFormats(), id,
                         RETORT_TR("core", "There is no import format “%1”. Known ones: auto, %2."));
}

} // namespace retort
