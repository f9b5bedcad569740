// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clean/clean_job.h"

#include "core/base/error.h"

#include "test_main.h"

using namespace retort;

namespace {
QString thrownBy(const std::string &json) {
    try {
        recipeFromJson(json);
    } catch (const Error &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}
} // namespace

class TestRecipe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void json_keeps_everything();
    void faults_name_step_and_option();
    void wrong_json_is_told();
    void the_default_recipe_is_sound();
};

void TestRecipe::json_keeps_everything() {
    const Recipe recipe{
        {{"pattern_filter", true, {{"pattern", std::string("甲\"\\d+")}, {"ignore_case", true}}},
         {"length_window", false, {{"answer_max", std::int64_t(99)}}},
         {"missing_parts", true, {}}}};
    QVERIFY(recipeFromJson(recipeToJson(recipe)) == recipe);
    QVERIFY(recipeFromJson(R"({"retort_recipe":1,"steps":[]})").steps.empty());
}

void TestRecipe::faults_name_step_and_option() {
    const Recipe recipe{
        {{"missing_parts", true, {}},
         {"length_window", true, {{"answer_min", std::int64_t(-1)}}},
         {"pattern_filter", true, {{"pattern", std::string("(")}}},
         {"length_window", true, {{"answer_min", std::int64_t(9)}, {"answer_max", std::int64_t(3)}}},
         {"nonsense", true, {}},
         {"pattern_filter", false, {}}}};
    std::vector<std::string> ids;
    for (const OptionFault &fault : checkRecipe(recipe)) {
        ids.push_back(fault.id);
        QVERIFY(!fault.reason.empty());
    }
    QCOMPARE(ids, (std::vector<std::string>{"2.answer_min", "3", "4", "5"}));
}

void TestRecipe::wrong_json_is_told() {
    QVERIFY(thrownBy("no json").contains("no cleaning recipe"));
    QVERIFY(thrownBy(R"({"steps":[]})").contains("no cleaning recipe"));
    QVERIFY(thrownBy(R"({"retort_recipe":2,"steps":[]})").contains("newer"));
    QVERIFY(thrownBy(R"({"retort_recipe":1,"steps":[{}]})").contains("no operator"));
    QVERIFY(thrownBy(R"({"retort_recipe":1,"steps":[{"op":"nonsense"}]})").contains("nonsense"));
    QVERIFY(thrownBy(R"({"retort_recipe":1,"steps":[{"op":"length_window","options":{"answer_min":"x"}}]})")
                .contains("1.answer_min"));
}

void TestRecipe::the_default_recipe_is_sound() {
    QVERIFY(checkRecipe(defaultRecipe()).empty());
}

RETORT_TEST(TestRecipe)
#include "tst_recipe.moc"
