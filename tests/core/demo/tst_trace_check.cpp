// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/answer/rational.h"
#include "core/demo/trace_check.h"

#include "test_main.h"

using namespace retort;

class TestTraceCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void traces_data() {
        QTest::addColumn<QString>("question");
        QTest::addColumn<QString>("trace");
        QTest::addColumn<QString>("reference");
        QTest::addColumn<bool>("holds");
        QTest::addColumn<int>("statements");
        const auto row = [](const char *name, const char *q, const char *t, const char *r, bool holds,
                            int statements) { QTest::newRow(name) << q << t << r << holds << statements; };
        row("plain equation", "3+4=?", "3+4=7。", "7", true, 1);
        row("wrong equation", "3+4=?", "3+4=8。", "8", false, 1);
        row("words only", "3+4=?", "答案很明显。", "7", false, 0);
        row("a number is no statement", "3+4=?", "答案是7。", "7", false, 0);
        row("a question is no statement", "3+4=?", "3+4=？", "7", false, 0);
        row("chain", "", "2×3+4=6+4=10", "10", true, 1);
        row("broken chain", "", "2×3+4=7+4=10", "10", false, 1);
        row("full width", "", "１２＋３＝１５", "15", true, 1);
        row("real minus and division", "", "9−3=6，6÷4=1.5", "1.5", true, 2);
        row("brackets", "", "(1+2)×3=9", "9", true, 1);
        row("full-width brackets", "", "（1+2）×3=9", "9", true, 1);
        row("comparison", "", "0.5<0.75", "", true, 1);
        row("wrong comparison", "", "9.11>9.8", "", false, 1);
        row("unequal", "", "3≠4", "", true, 1);
        row("unit behind", "", "3×100=300厘米", "300", true, 1);
        row("arrives elsewhere", "", "3+4=7", "9", false, 1);
        row("reference is a word", "", "3+4=7", "小明", true, 1);
        row("division by zero", "", "3÷0=1", "", false, 1);
        row("not computable", "", "3+=4", "", false, 1);
        row("percent", "", "200×25%=50", "50", true, 1);

        const char *q = "算一算47+85。";
        const char *sound = "算47+85。\n十位4和8，个位7和5。\n个位：7+5=12，进1，得2。\n十位：4+8+1="
                            "13，进1，得32。\n百位：1，得132。";
        row("column", q, sound, "132", true, 5);
        row("column with talk around it", q,
            "好的。算47+85。\n十位4和8，个位7和5。\n个位：7+5=12，进1，得2。\n十位：4+8+1="
            "13，进1，得32。\n百位：1，得132。\n检查：132-85=47，对。",
            "132", true, 6);
        row("carry forgotten", q,
            "算47+85。\n十位4和8，个位7和5。\n个位：7+5=12，得2。\n十位：4+8="
            "12，进1，得22。\n百位：1，得122。",
            "122", false, 2);
        row("cut off", q, "算47+85。\n十位4和8，个位7和5。\n个位：7+5=12，进1，得2。", "132", false, 3);
        row("other numbers than asked", "算一算46+85。", sound, "132", false, 0);
        row("numbers swapped", "算一算85+47。", sound, "132", true, 5);
        row("right column, other reference", q, sound, "133", false, 5);
        row("borrow", "42-7=",
            "算42-7。\n十位4和0，个位2和7。\n个位：2-7不够，借1，12-7=5，得5。\n十位：4-0-1=3，得35。", "35",
            true, 4);
        row("borrow not repaid",
            "42-7=", "算42-7。\n十位4和0，个位2和7。\n个位：2-7不够，借1，12-7=5，得5。\n十位：4-0=4，得45。",
            "45", false, 3);
        row("negative", "3-5=", "算3-5。\n个位3和5。\n个位：3-5不够，借1，13-5=8，得8。", "-2", false, 0);
        row("second column works on the first", "12+5，再加9",
            "算12+5。\n十位1和0，个位2和5。\n个位：2+5=7，得7。\n十位：1+0=1，得17。\n算17+"
            "9。\n十位1和0，个位7和9。\n个位：7+9=16，进1，得6。\n"
            "十位：1+0+1=2，得26。",
            "26", true, 8);
    }
    void traces() {
        QFETCH(QString, question);
        QFETCH(QString, trace);
        QFETCH(QString, reference);
        QFETCH(bool, holds);
        QFETCH(int, statements);
        const TraceCheck check =
            checkTrace(question.toStdString(), trace.toStdString(), reference.toStdString());
        QVERIFY2(check.holds == holds, renderEnglish(check.why).c_str());
        QCOMPARE(check.statements, statements);
        QCOMPARE(check.why.empty(), holds);
    }

    void reasons_show_the_place() {
        const TraceCheck check = checkTrace("", "先算2×3=6，再算6+4=11。", "");
        QCOMPARE(QString::fromStdString(renderEnglish(check.why)), QStringLiteral("“6+4=11” is not true."));
    }

    void anything_may_come_from_a_model() {
        for (const std::string &text :
             {std::string(5000, '('), std::string(5000, '9'), std::string(3000, '='),
              std::string("1=") + std::string(4000, '-') + "1", std::string("算999999999999999999999+1。\n"),
              std::string("算1+1。\n"), std::string("1/0=1/0"), std::string("2^99999=1"),
              std::string("\xff\xfe=1")})
            QVERIFY(!checkTrace(text, text, "1").holds);
    }

    void calculator_data() {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("value"); // empty: none
        const auto row = [](const char *expression, const char *value) {
            QTest::newRow(expression) << expression << value;
        };
        row("1+2*3", "7");
        row("(1+2)*3", "9");
        row("10/4", "5/2");
        row("0.1+0.2", "3/10");
        row("-3+5", "2");
        row("2--3", "5");
        row("2(1/3)", "7/3");
        row("2(3+4)", "");
        row("37.5%", "3/8");
        row("(5/7)", "5/7");
        row("(2/3)/(4/9)", "3/2");
        row("120/(25-15)", "12");
        row("2^10", "1024");
        row("2^-1", "1/2");
        row("2^0.5", "");
        row("-2^2", "-4");
        row(" 1 + 1 ", "2");
        row("1+", "");
        row("", "");
        row("()", "");
        row("1/0", "");
        row("1.2.3", "");
        row(".5", "1/2");
        row("5.", "5");
        row(".", "");
        row("9999999999999999999999999999999999999", "9999999999999999999999999999999999999");
        row("99999999999999999999999999999999999999999", "");
        row("9999999999999999999*9999999999999999999*9999999999999999999", "");
        row("10^40", "");
    }
    void calculator() {
        QFETCH(QString, expression);
        QFETCH(QString, value);
        const auto result = evaluate(expression.toStdString());
        QCOMPARE(result ? QString::fromStdString(result->toString()) : QString(), value);
    }
};

RETORT_TEST(TestTraceCheck)
#include "tst_trace_check.moc"
