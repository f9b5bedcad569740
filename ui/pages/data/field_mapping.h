// SPDX-License-Identifier: GPL-3.0-or-later
// Which column of a file goes where, and the same as options of the format "mapping", whose option table is
// the one list of places. Pure functions.
#pragma once

#include "core/import/import_job.h"

#include <string>
#include <vector>

namespace retort {

// Ids of the options of "mapping" that name a path ("question" … "tags"), in its order.
const std::vector<std::string> &mappingTargets();

struct MappedColumn {
    FieldColumn column;
    // Ids of mappingTargets(), or another word of core for where it goes ("faults"); none: metadata. A
    // recognised format may put one column to several ("reasoning", "answer"), and several columns to one.
    std::vector<std::string> targets;
};

// As the format of the preview places them.
std::vector<MappedColumn> recognisedColumns(const FilePreview &file);
// As the options of "mapping" do. Typed paths that are no column of the file follow behind its columns.
std::vector<MappedColumn> mappedColumns(const FilePreview &file, const OptionValues &options);
// Options that place every column as `columns` does. Of several columns with the same target the first wins;
// reasoning within an answer is left to the option split_tags.
OptionValues mappingOf(const std::vector<MappedColumn> &columns);
// The same options, but the column goes to `target` (empty: metadata), which no other column then has.
OptionValues withColumnAt(const OptionValues &options, const std::string &path, const std::string &target);
// Whether both files have the same columns, in any order.
bool sameColumns(const FilePreview &a, const FilePreview &b);

} // namespace retort
