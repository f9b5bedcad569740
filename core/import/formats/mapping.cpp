// SPDX-License-Identifier: GPL-3.0-or-later
// Free mapping: the user says which path of a record is what. Never chosen by itself.
#include "core/base/option_make.h"
#include "core/import/json_path.h"
#include "core/import/record.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <array>

namespace retort {

using namespace option_make;

namespace {

struct Target {
    const char *id;
    const char *label;
    const char *placed;
    std::string Sample::*field; // nullptr: the tags
};
const std::array<Target, 9> targets{{
    {"question", RETORT_TR("core", "Question"), place::question, &Sample::question},
    {"reasoning", RETORT_TR("core", "Reasoning"), place::reasoning, &Sample::reasoning},
    {"answer", RETORT_TR("core", "Answer"), place::answer, &Sample::answer},
    {"reference", RETORT_TR("core", "Reference answer"), place::reference, &Sample::reference},
    {"system", RETORT_TR("core", "System prompt"), place::system, &Sample::system},
    {"source", RETORT_TR("core", "Source"), place::source, &Sample::source},
    {"group_key", RETORT_TR("core", "Problem key"), place::groupKey, &Sample::groupKey},
    {"split", RETORT_TR("core", "Split"), place::split, &Sample::split},
    {"tags", RETORT_TR("core", "Tags"), place::tags, nullptr},
}};

struct Mapped {
    const Target *target;
    std::string path;
    JsonPath steps;
};

RecordResult read(Record &record, const std::vector<Mapped> &mappings, bool splitTags, bool usualFields) {
    Sample sample;
    for (const Mapped &mapped : mappings) {
        std::optional<std::string> text = textAt(record, mapped.steps);
        if (!text)
            continue;
        if (mapped.target->field)
            sample.*mapped.target->field = std::move(*text);
        else
            sample.tags = splitTrimmed(*text, "\n"); // a list comes as lines
        if (mapped.steps.size() == 1)
            record.place(mapped.steps[0].name, mapped.target->placed);
        else
            record.notePlace(mapped.path, mapped.target->placed); // the field around it stays in the metadata
    }
    sample.split = splitWord(sample.split);
    if (splitTags && !isBlank(sample.answer)) {
        std::string answer = std::move(sample.answer);
        sample.answer.clear();
        placeAssistantText(record, sample, std::move(answer));
    }
    return finishRecord(record, std::move(sample), usualFields);
}

OptionTable optionTable() {
    OptionTable table;
    for (const Target &target : targets) {
        table.push_back(
            textOption(target.id, "", target.label,
                       RETORT_TR("core", "Where it stands in a record: name, name.other, name[0], name[-1], "
                                         "name[*] or [\"odd name\"]. Empty: nowhere.")));
    }
    table.push_back(boolOption(
        "split_tags", true, RETORT_TR("core", "Split think tags in the answer"),
        RETORT_TR("core",
                  "Takes the reasoning out of think tags in the answer when no other field holds it.")));
    table.push_back(boolOption(
        "usual_fields", true, RETORT_TR("core", "Take fields of usual names"),
        RETORT_TR("core", "Also takes source, reference answer, split and tags from fields with the usual "
                          "names (repo_name, tags …). Off: only what is mapped; the rest is metadata.")));
    return table;
}

RecordReader readerWith(const ChosenOptions &options) {
    std::vector<Mapped> mapped;
    bool texts = false;
    for (const Target &target : targets) {
        const std::string path(trimWhiteSpace(options.text(target.id)));
        if (path.empty())
            continue;
        mapped.push_back({&target, path, parseJsonPath(path)});
        texts = texts || target.field == &Sample::question || target.field == &Sample::answer;
    }
    if (!texts)
        throw Error(
            ErrorCode::InvalidArgument,
            RETORT_TR("core", "A mapping needs at least the field of the question or of the answer."));
    return [mapped = std::move(mapped), splitTags = options.flag("split_tags"),
            usualFields = options.flag("usual_fields")](Record &record) {
        return read(record, mapped, splitTags, usualFields);
    };
}

std::vector<FormatExample> examples() {
    return {
        {R"({"doc":{"turns":["7×8=?","<think>七八五十六。</think>56"]},"gold.value":"56"})",
         {{.question = "7×8=?",
           .reasoning = "七八五十六。",
           .answer = "56",
           .reference = "56",
           .metadata = R"({"doc":{"turns":["7×8=?","<think>七八五十六。</think>56"]}})"}},
         {{"question", std::string("doc.turns[0]")},
          {"answer", std::string("doc.turns[-1]")},
          {"reference", std::string("[\"gold.value\"]")}}},
        {R"({"q":[{"t":"甲"},{"t":"乙"}],"a":"<think>想</think>答"})",
         {{.question = "甲\n乙",
           .answer = "<think>想</think>答",
           .metadata = R"({"q":[{"t":"甲"},{"t":"乙"}]})"}},
         {{"question", std::string("q[*].t")}, {"answer", std::string("/a")}, {"split_tags", false}}},
        {R"({"q":"甲","a":"乙","labels":["数学","短"],"repo_name":"r"})",
         {{.question = "甲", .answer = "乙", .tags = {"数学", "短"}, .metadata = R"({"repo_name":"r"})"}},
         {{"question", std::string("q")},
          {"answer", std::string("a")},
          {"tags", std::string("labels")},
          {"usual_fields", false}}},
        {R"({"other":"1"})", {}, {{"question", std::string("q")}}},
    };
}

} // namespace

ImportFormat mappingFormat() {
    return {.id = "mapping",
            .label = RETORT_TR("core", "Own mapping"),
            .help = RETORT_TR("core", "For records of any other shape: say which field is the question, the "
                                      "reasoning, the answer. All other fields are kept as metadata."),
            .options = optionTable(),
            .detect = [](const std::vector<Record> &) { return 0.0; },
            .readerWith = readerWith,
            .examples = examples};
}

} // namespace retort
