// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/format.h"

#include "core/base/error.h"
#include "core/import/record.h"

namespace retort {

#define RETORT_FORMAT(id) const ImportFormat &id##Format();
#include "core/import/formats.def"
#undef RETORT_FORMAT

RecordReader::~RecordReader() = default;
ImportFormat::~ImportFormat() = default;

const OptionTable &ImportFormat::options() const {
    static const OptionTable none;
    return none;
}

OptionValues ImportFormat::resolve(const std::vector<Record> &, const OptionValues &values) const {
    return withDefaults(options(), values);
}

const std::vector<const ImportFormat *> &importFormats() {
    static const std::vector<const ImportFormat *> all{
#define RETORT_FORMAT(id) &id##Format(),
#include "core/import/formats.def"
#undef RETORT_FORMAT
    };
    return all;
}

const ImportFormat *findImportFormat(std::string_view id) {
    for (const ImportFormat *format : importFormats())
        if (format->id() == id)
            return format;
    return nullptr;
}

const ImportFormat &requireImportFormat(std::string_view id) {
    if (const ImportFormat *format = findImportFormat(id))
        return *format;
    std::string known = "auto";
    for (const ImportFormat *format : importFormats())
        (known += ", ") += format->id();
    throw Error(ErrorCode::InvalidArgument,
                text(RETORT_TR("core", "There is no import format “%1”. Known ones: %2."), id, known));
}

} // namespace retort
