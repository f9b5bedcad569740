// SPDX-License-Identifier: GPL-3.0-or-later
// Free mapping: the user says which path of a record is what. Never chosen by itself.
#include "core/base/option_make.h"
#include "core/import/json_path.h"
#include "core/import/record.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <algorithm>
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

class Reader : public RecordReader {
public:
    Reader(std::vector<Mapped> mapped, bool splitTags, bool usualFields)
        : m_mapped(std::move(mapped)),
          m_splitTags(splitTags),
          m_usualFields(usualFields) {}

    RecordResult read(Record &record) const override {
        Sample sample;
        for (const Mapped &mapped : m_mapped) {
            std::optional<std::string> text = textAt(record, mapped.steps);
            if (!text)
                continue;
            if (mapped.target->field)
                sample.*mapped.target->field = std::move(*text);
            else
                sample.tags = linesOf(*text); // a list comes as lines
            if (mapped.steps.size() == 1)
                record.place(mapped.steps[0].name, mapped.target->placed);
            else
                record.notePlace(mapped.path,
                                 mapped.target->placed); // the field around it stays in the metadata
        }
        sample.split = splitWord(sample.split);
        if (m_splitTags && !isBlank(sample.answer)) {
            std::string answer = std::move(sample.answer);
            sample.answer.clear();
            placeAssistantText(record, sample, std::move(answer));
        }
        return finishRecord(record, std::move(sample), m_usualFields);
    }

private:
    static std::vector<std::string> linesOf(const std::string &text) {
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            if (const auto line = trimWhiteSpace(std::string_view(text).substr(at, end - at)); !line.empty())
                lines.emplace_back(line);
            at = end + 1;
        }
        return lines;
    }

    std::vector<Mapped> m_mapped;
    bool m_splitTags, m_usualFields;
};

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

class Mapping : public ImportFormat {
public:
    const char *id() const override { return "mapping"; }
    Text label() const override { return RETORT_TR("core", "Own mapping"); }
    Text help() const override {
        return RETORT_TR("core", "For records of any other shape: say which field is the question, the "
                                 "reasoning, the answer. All other fields are kept as metadata.");
    }
    const OptionTable &options() const override {
        static const OptionTable table = optionTable();
        return table;
    }
    double detect(const std::vector<Record> &) const override { return 0; }

    std::unique_ptr<RecordReader> reader(const OptionValues &values) const override {
        std::vector<Mapped> mapped;
        bool texts = false;
        for (const Target &target : targets) {
            const std::string path(trimWhiteSpace(optionText(options(), values, target.id)));
            if (path.empty())
                continue;
            mapped.push_back({&target, path, parseJsonPath(path)});
            texts = texts || target.field == &Sample::question || target.field == &Sample::answer;
        }
        if (!texts)
            throw Error(
                ErrorCode::InvalidArgument,
                RETORT_TR("core", "A mapping needs at least the field of the question or of the answer."));
        return std::make_unique<Reader>(std::move(mapped), optionBool(options(), values, "split_tags"),
                                        optionBool(options(), values, "usual_fields"));
    }

    std::vector<FormatExample> examples() const override {
        Sample nested;
        nested.question = "7×8=?";
        nested.reasoning = "七八五十六。";
        nested.answer = "56";
        nested.reference = "56";
        nested.metadata = R"({"doc":{"turns":["7×8=?","<think>七八五十六。</think>56"]}})";
        Sample flat;
        flat.question = "甲\n乙";
        flat.answer = "<think>想</think>答";
        flat.metadata = R"({"q":[{"t":"甲"},{"t":"乙"}]})";
        Sample tagged;
        tagged.question = "甲";
        tagged.answer = "乙";
        tagged.tags = {"数学", "短"};
        tagged.metadata = R"({"repo_name":"r"})";
        return {
            {R"({"doc":{"turns":["7×8=?","<think>七八五十六。</think>56"]},"gold.value":"56"})",
             {nested},
             {{"question", std::string("doc.turns[0]")},
              {"answer", std::string("doc.turns[-1]")},
              {"reference", std::string("[\"gold.value\"]")}}},
            {R"({"q":[{"t":"甲"},{"t":"乙"}],"a":"<think>想</think>答"})",
             {flat},
             {{"question", std::string("q[*].t")}, {"answer", std::string("/a")}, {"split_tags", false}}},
            {R"({"q":"甲","a":"乙","labels":["数学","短"],"repo_name":"r"})",
             {tagged},
             {{"question", std::string("q")},
              {"answer", std::string("a")},
              {"tags", std::string("labels")},
              {"usual_fields", false}}},
            {R"({"other":"1"})", {}, {{"question", std::string("q")}}},
        };
    }
};

} // namespace

RETORT_DEFINE_FORMAT(mapping, Mapping)

} // namespace retort
