// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/option.h"

#include "test_main.h"

using namespace retort;

namespace {
OptionTable optionTable() {
    OptionSpec rate;
    rate.id = "peak_lr";
    rate.type = OptionType::Float;
    rate.defaultValue = 2e-3;
    rate.minimum = 1e-7;
    rate.maximum = 1.0;
    OptionSpec steps;
    steps.id = "steps";
    steps.type = OptionType::Int;
    steps.defaultValue = std::int64_t(100);
    steps.minimum = 1;
    OptionSpec kind;
    kind.id = "decay";
    kind.type = OptionType::Choice;
    kind.defaultValue = std::string("linear");
    kind.choices = {{"linear", "Linear"}, {"none", "None"}};
    OptionSpec share;
    share.id = "decay_share";
    share.type = OptionType::Float;
    share.defaultValue = 0.5;
    share.enabledWhen = "decay=linear";
    return {rate, steps, kind, share};
}
} // namespace

class TestOption : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typed_text_becomes_a_value_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("formatted"); // empty: refused
        QTest::newRow("exponent") << "peak_lr"
                                  << "3e-4"
                                  << "0.0003";
        QTest::newRow("thousand") << "steps"
                                  << "8k"
                                  << "8000";
        QTest::newRow("grouped") << "steps"
                                 << "1,000"
                                 << "1000";
        QTest::newRow("fraction for int") << "steps"
                                          << "1.5"
                                          << "";
        QTest::newRow("word") << "steps"
                              << "many"
                              << "";
        QTest::newRow("empty") << "peak_lr"
                               << ""
                               << "";
    }
    void typed_text_becomes_a_value() {
        QFETCH(QString, id);
        QFETCH(QString, typed);
        QFETCH(QString, formatted);
        const auto options = optionTable();
        const auto &spec = *findOption(options, id.toStdString());
        if (formatted.isEmpty())
            QVERIFY_THROWS_EXCEPTION(Error, parseOption(spec, typed.toStdString()));
        else
            QCOMPARE(QString::fromStdString(formatOption(spec, parseOption(spec, typed.toStdString()))),
                     formatted);
    }
    void faults_name_the_option() {
        const auto faults =
            checkOptions(optionTable(),
                         {{"steps", std::int64_t(0)}, {"decay", std::string("cosine")}, {"nonsense", true}});
        QCOMPARE(faults.size(), std::size_t(3));
        QCOMPARE(renderEnglish(faults[0].reason),
                 std::string("“decay” is “cosine” but must be one of: linear, none."));
        QCOMPARE(faults[1].id, std::string("nonsense"));
        QCOMPARE(renderEnglish(faults[2].reason), std::string("“steps” is 0 but must be at least 1."));
        QVERIFY(checkOptions(optionTable(), {{"peak_lr", std::int64_t(1)}})
                    .empty()); // an int where a float is wanted
    }
    void enabled_when_follows_the_other() {
        const auto t = optionTable();
        QVERIFY(optionEnabled(t, {}, t[3]));
        QVERIFY(!optionEnabled(t, {{"decay", std::string("none")}}, t[3]));
    }
    void json_round_trip() {
        const OptionValues values{{"a", true}, {"b", std::int64_t(5)}, {"c", 0.25}, {"d", std::string("文")}};
        QVERIFY(optionsFromJson(optionsToJson(values)) == values);
        QVERIFY_THROWS_EXCEPTION(Error, optionsFromJson("[1]"));
        QVERIFY_THROWS_EXCEPTION(Error, optionsFromJson(R"({"a":{}})"));
    }
};

RETORT_TEST(TestOption)
#include "tst_option.moc"
