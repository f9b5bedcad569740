// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/field_mapping.h"

#include "core/import/format.h"

#include <algorithm>
#include <set>

namespace retort {
namespace {

bool has(const std::vector<std::string> &list, std::string_view id) {
    return std::ranges::find(list, id) != list.end();
}

// "messages[-1].content" → "messages[].content", as formats note places inside lists.
std::string withoutIndexes(const std::string &path) {
    std::string general;
    bool inside = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '[' && i + 1 < path.size() && path[i + 1] != '"')
            inside = true;
        else if (path[i] == ']')
            inside = false;
        if (!inside || path[i] == '[')
            general += path[i];
    }
    return general;
}

// "reasoning + answer", "group key" → ids.
std::vector<std::string> targetsOf(const std::string &place) {
    std::vector<std::string> ids;
    for (std::size_t at = 0; at <= place.size();) {
        const std::size_t end = std::min(place.find(" + ", at), place.size());
        std::string id = place.substr(at, end - at);
        std::ranges::replace(id, ' ', '_');
        if (id != "metadata" && !id.empty())
            ids.push_back(std::move(id));
        at = end + 3;
    }
    return ids;
}

// Who speaks in the turn that a column like "messages[0].content" belongs to, in the first record.
std::string roleOf(const FilePreview &file, const std::string &path) {
    const std::string turn = path.substr(0, path.find(']') + 1);
    for (const FieldColumn &column : file.columns)
        if (column.path == turn + ".role" || column.path == turn + ".from")
            return column.example;
    return {};
}

std::vector<std::string> recognised(const FilePreview &file, const std::string &path) {
    const bool turn = path.find("[0]") != std::string::npos || path.find("[-1]") != std::string::npos;
    const std::string general = withoutIndexes(path);
    const FieldPlacement *best = nullptr;
    for (const FieldPlacement &field : file.fields) {
        const bool exact = field.field == path || "[\"" + field.field + "\"]" == path;
        // Also "messages[].content[text]" for "messages[-1].content": formats look deeper than columns.
        const bool inside = turn && field.field.starts_with(general)
                            && (field.field.size() == general.size() || field.field[general.size()] == '['
                                || field.field[general.size()] == '.');
        if ((exact || inside) && !targetsOf(field.place).empty() && (!best || field.records > best->records))
            best = &field;
    }
    if (!best)
        return {};
    // Formats note the field of all turns alike.
    const std::string role = turn ? roleOf(file, path) : std::string();
    if (role == "system")
        return {"system"};
    if (role == "user" || role == "human")
        return {"question"};
    return targetsOf(best->place);
}

std::string pathOf(const OptionValues &options, const std::string &target) {
    const auto found = options.find(target);
    const auto *path = found == options.end() ? nullptr : std::get_if<std::string>(&found->second);
    return path ? *path : std::string();
}

} // namespace

const std::vector<std::string> &mappingTargets() {
    static const std::vector<std::string> targets = [] {
        std::vector<std::string> ids;
        for (const OptionSpec &spec : requireImportFormat("mapping").options)
            if (spec.type == OptionType::Text)
                ids.push_back(spec.id);
        return ids;
    }();
    return targets;
}

std::vector<MappedColumn> recognisedColumns(const FilePreview &file) {
    std::vector<MappedColumn> columns;
    for (const FieldColumn &column : file.columns)
        columns.push_back({column, recognised(file, column.path)});
    return columns;
}

std::vector<MappedColumn> mappedColumns(const FilePreview &file, const OptionValues &options) {
    std::vector<MappedColumn> columns;
    for (const FieldColumn &column : file.columns)
        columns.push_back({column, {}});
    for (const std::string &target : mappingTargets()) {
        const std::string path = pathOf(options, target);
        if (path.empty())
            continue;
        auto column =
            std::ranges::find_if(columns, [&](const MappedColumn &c) { return c.column.path == path; });
        if (column == columns.end())
            column = columns.insert(column, MappedColumn{{path, {}, 0}, {}});
        column->targets.push_back(target);
    }
    const auto usual = options.find("usual_fields");
    if (usual != options.end() && usual->second == OptionValue(false))
        return columns;
    for (MappedColumn &column : columns)
        if (column.targets.empty())
            column.targets = recognised(file, column.column.path);
    return columns;
}

OptionValues mappingOf(const std::vector<MappedColumn> &columns) {
    OptionValues options = withDefaults(requireImportFormat("mapping").options, {});
    options["usual_fields"] = false; // they are among the columns
    for (const MappedColumn &column : columns) {
        const bool split = has(column.targets, "reasoning") && has(column.targets, "answer");
        for (const std::string &target : column.targets)
            if (has(mappingTargets(), target) && !(split && target == "reasoning")
                && pathOf(options, target).empty())
                options[target] = column.column.path;
    }
    return options;
}

OptionValues withColumnAt(const OptionValues &options, const std::string &path, const std::string &target) {
    OptionValues changed = options;
    for (const std::string &other : mappingTargets())
        if (pathOf(changed, other) == path)
            changed[other] = std::string();
    if (!target.empty())
        changed[target] = path;
    return changed;
}

bool sameColumns(const FilePreview &a, const FilePreview &b) {
    const auto paths = [](const FilePreview &file) {
        std::set<std::string> set;
        for (const FieldColumn &column : file.columns)
            set.insert(column.path);
        return set;
    };
    return paths(a) == paths(b);
}

} // namespace retort
