// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include "test_main.h"

using namespace retort;

class TestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void arguments_are_put_in_once() {
        QCOMPARE(renderEnglish(text("%1 of %2", "%2", 7)), std::string("%2 of 7"));
        QCOMPARE(renderEnglish(text("100 % of %3", 1)), std::string("100 % of %3"));
    }
    void whole_numbers_are_grouped() {
        QCOMPARE(renderEnglish(text("%1 of %2", 999, 28498)), std::string("999 of 28,498"));
        QCOMPARE(renderEnglish(text("%1", -1234567)), std::string("-1,234,567"));
        QCOMPARE(renderEnglish(pluralText("%n row(s)", 100000)), std::string("100,000 rows"));
        for (const auto &[n, words] :
             {std::pair{1, "1 run was stopped and is here"}, {2, "2 runs were stopped and are here"}})
            QCOMPARE(renderEnglish(pluralText("%n run(s) (was|were) stopped and (is|are) here", n)),
                     std::string(words));
        QCOMPARE(renderEnglish(pluralText("%n file(s) | %1 (2|3", 1, 4)), std::string("1 file | 4 (2|3"));
        QCOMPARE(renderEnglish(text("%1", std::to_string(1234))), std::string("1234")); // as it is
    }
    void plural_follows_the_number() {
        QCOMPARE(renderEnglish(pluralText("%n row(s) in %1", 1, "a")), std::string("1 row in a"));
        QCOMPARE(renderEnglish(pluralText("%n row(s) in %1", 3, "a")), std::string("3 rows in a"));
    }
    void a_sentence_inside_a_sentence_is_rendered_with_it() {
        const Text outer = text("Line %1: %2", 7, text("Byte %1 of “%2” is wrong.", 3, "甲"));
        QCOMPARE(renderEnglish(outer), std::string("Line 7: Byte 3 of “甲” is wrong."));
        QCOMPARE(renderEnglish(textFromJson(textToJson(outer))), renderEnglish(outer));
    }
    void json_keeps_everything() {
        const Text t = pluralText("问 %1", 5, "引号 \" 与换行\n");
        QVERIFY(textFromJson(textToJson(t)) == t);
        QCOMPARE(textFromJson("no json").pattern, std::string("no json"));
    }
};

RETORT_TEST(TestText)
#include "tst_text.moc"
