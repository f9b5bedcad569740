// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/field_mapping.h"

#include "core/import/format.h"

#include "test_main.h"

using namespace retort;

namespace {

using Targets = std::vector<std::string>;

FilePreview fileOf(const std::vector<std::pair<std::string, std::string>> &columns,
                   const std::vector<std::pair<std::string, std::string>> &fields) {
    FilePreview file;
    for (const auto &[path, example] : columns)
        file.columns.push_back({path, example, 1});
    for (const auto &[field, place] : fields)
        file.fields.push_back({field, place, 1});
    return file;
}

Targets targetsAt(const std::vector<MappedColumn> &columns, const std::string &path) {
    for (const MappedColumn &column : columns)
        if (column.column.path == path)
            return column.targets;
    return {"no such column"};
}

std::string option(const OptionValues &options, const char *id) {
    return optionText(requireImportFormat("mapping").options, options, id);
}

} // namespace

class TstFieldMapping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void targets_are_the_path_options_of_the_mapping_format() {
        QVERIFY(!mappingTargets().empty());
        for (const std::string &target : mappingTargets()) {
            const auto *spec = findOption(requireImportFormat("mapping").options, target);
            QVERIFY(spec && spec->type == OptionType::Text);
        }
    }

    void places_of_a_format_are_found_for_its_columns() {
        const FilePreview file =
            fileOf({{"q", "1?"}, {"[\"a.b\"]", "1"}, {"ans", "1"}, {"key", "k"}, {"x", "y"}},
                   {{"q", "question"},
                    {"a.b", "reasoning + answer"},
                    {"ans", "answer + reference"},
                    {"key", "group key"},
                    {"x", "metadata"}});
        const auto columns = recognisedColumns(file);
        QCOMPARE(targetsAt(columns, "q"), Targets{"question"});
        QCOMPARE(targetsAt(columns, "[\"a.b\"]"), (Targets{"reasoning", "answer"}));
        QCOMPARE(targetsAt(columns, "ans"), (Targets{"answer", "reference"}));
        QCOMPARE(targetsAt(columns, "key"), Targets{"group_key"});
        QCOMPARE(targetsAt(columns, "x"), Targets{});
        const OptionValues options = mappingOf(columns);
        QCOMPARE(option(options, "question"), "q");
        QCOMPARE(option(options, "answer"), "[\"a.b\"]"); // the first of two
        QCOMPARE(option(options, "reasoning"), "");       // taken out of the answer by its tags
        QCOMPARE(option(options, "reference"), "ans");
        QCOMPARE(option(options, "group_key"), "key");
        (void)requireImportFormat("mapping").reader(options); // throws when wrong
    }

    void turns_of_a_conversation_go_by_who_speaks() {
        const FilePreview file =
            fileOf({{"messages[0].role", "user"},
                    {"messages[0].content", "1?"},
                    {"messages[-1].role", "assistant"},
                    {"messages[-1].content", "[{}]"}},
                   {{"messages[].content", "reasoning + answer"}, {"messages[].content[text]", "answer"}});
        const auto columns = recognisedColumns(file);
        QCOMPARE(targetsAt(columns, "messages[0].content"), Targets{"question"});
        QCOMPARE(targetsAt(columns, "messages[-1].content"), (Targets{"reasoning", "answer"}));
        QCOMPARE(targetsAt(columns, "messages[0].role"), Targets{});
    }

    void a_place_has_one_column_and_typed_paths_are_shown() {
        const FilePreview file = fileOf({{"q", "1?"}, {"a", "1"}}, {});
        OptionValues options = mappingOf(mappedColumns(file, {{"question", std::string("q")}}));
        options = withColumnAt(options, "a", "question");
        auto columns = mappedColumns(file, options);
        QCOMPARE(targetsAt(columns, "a"), Targets{"question"});
        QCOMPARE(targetsAt(columns, "q"), Targets{});
        options = withColumnAt(options, "a", "");
        QCOMPARE(option(options, "question"), "");
        options["answer"] = std::string("turns[*].t");
        columns = mappedColumns(file, options);
        QCOMPARE(columns.size(), 3u);
        QCOMPARE(targetsAt(columns, "turns[*].t"), Targets{"answer"});
    }

    void files_are_alike_by_their_columns() {
        const FilePreview a = fileOf({{"q", ""}, {"a", ""}}, {}), b = fileOf({{"a", ""}, {"q", "x"}}, {});
        QVERIFY(sameColumns(a, b));
        QVERIFY(!sameColumns(a, fileOf({{"q", ""}}, {})));
    }
};

RETORT_TEST(TstFieldMapping)
#include "tst_field_mapping.moc"
