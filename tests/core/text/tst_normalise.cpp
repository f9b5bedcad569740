// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/normalise.h"

#include "test_main.h"

using namespace retort;

class TestNormalise : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void prose_leaves_out_formulas_code_and_addresses_data();
    void prose_leaves_out_formulas_code_and_addresses();
    void finds_the_last_closed_box();
    void hostile_formulas_are_linear();
};

void TestNormalise::prose_leaves_out_formulas_code_and_addresses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("prose");
    QTest::newRow("plain") << "今天下雨。"
                           << "今天下雨。";
    QTest::newRow("inline") << "设$x+y=2$，则"
                            << "设 ，则";
    QTest::newRow("display") << "有$$a\nb$$所以"
                             << "有 所以";
    QTest::newRow("parens") << "有\\(x\\)和\\[y\\]。"
                            << "有 和 。";
    QTest::newRow("command") << "得\\frac{1}{2}米"
                             << "得 米";
    QTest::newRow("money is no formula") << "paid $80,000 and then $50,000 more"
                                         << "paid $80,000 and then $50,000 more";
    QTest::newRow("fence") << "写\n```python\nprint(1)\n```\n完"
                           << "写\n \n完";
    QTest::newRow("span") << "用`print`打印"
                          << "用 打印";
    QTest::newRow("address") << "见https://example.org/a?b=c 。"
                             << "见  。";
    QTest::newRow("broken") << "坏的\\frac{1}{ 公式 $ 和 \\(x"
                            << "坏的 { 公式 $ 和 \\(x";
}

void TestNormalise::prose_leaves_out_formulas_code_and_addresses() {
    QFETCH(QString, text);
    QFETCH(QString, prose);
    const std::string all = text.toStdString();
    QStringList spans;
    for (const TextSpan &span : proseSpans(all))
        spans << QString::fromStdString(all.substr(span.begin, span.end - span.begin));
    QCOMPARE(spans.join(' '), prose);
}

void TestNormalise::finds_the_last_closed_box() {
    const std::string text = "先 \\boxed{1}，后 \\boxed{\\frac{3}{4}}，坏 \\boxed{9";
    const BoxedSpan boxed = lastBoxed(text);
    QVERIFY(boxed.found());
    QCOMPARE(text.substr(boxed.contentBegin, boxed.contentEnd - boxed.contentBegin),
             std::string("\\frac{3}{4}"));
    QCOMPARE(text.substr(boxed.begin, boxed.end - boxed.begin), std::string("\\boxed{\\frac{3}{4}}"));
    QVERIFY(!lastBoxed("box boxed{3} \\box{3}").found());
    QVERIFY(lastBoxed("\\fbox {a\\}b}").found());
    QVERIFY(!lastBoxed("").found());
}

void TestNormalise::hostile_formulas_are_linear() {
    QElapsedTimer timer;
    timer.start();
    std::string text;
    for (int i = 0; i < 100000; ++i)
        text += "$x\\frac{";
    (void)proseSpans(text);
    for (const char *piece : {"\\(", "\\[", "$$ $", "`", "``` ````", "www."}) {
        std::string soup;
        while (soup.size() < 200000)
            soup += piece;
        (void)proseSpans(soup);
    }
    std::string boxes;
    for (int i = 0; i < 20000; ++i)
        boxes += "\\boxed{";
    QVERIFY(!lastBoxed(boxes).found());
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

RETORT_TEST(TestNormalise)
#include "tst_normalise.moc"
