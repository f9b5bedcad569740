// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/language.h"

#include "test_main.h"

using namespace retort;

class TestLanguage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void judges_by_prose_data();
    void judges_by_prose();
    void formulas_do_not_make_a_text_english();
    void finds_switched_sentences();
    void sentences_cover_the_text();
};

void TestLanguage::judges_by_prose_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::newRow("zh") << "首先，我们需要计算总数。"
                        << "zh";
    QTest::newRow("en") << "First, we need to add the numbers."
                        << "en";
    QTest::newRow("mixed") << "首先，we need 计算总数，then 再检查一次结果 again."
                           << "mixed";
    QTest::newRow("variables") << "设 x 为甲，y 为乙，则 x+y=10，A 点在左。"
                               << "zh";
    QTest::newRow("numbers") << "3+4=7"
                             << "other";
    QTest::newRow("empty") << ""
                           << "other";
    QTest::newRow("russian") << "Сначала сложим числа."
                             << "other";
    QTest::newRow("japanese") << "まず、合計を計算します。"
                              << "other";
    QTest::newRow("code") << "看代码：\n```python\nfor index in range(10): print(index)\n```\n运行它。"
                          << "zh";
}

void TestLanguage::judges_by_prose() {
    QFETCH(QString, text);
    QFETCH(QString, id);
    QCOMPARE(QString::fromLatin1(languageId(judgeLanguage(text.toStdString()))), id);
}

void TestLanguage::formulas_do_not_make_a_text_english() {
    const std::string text = "由 $\\text{area}=\\pi r^2$ 和 \\frac{width}{height} 可知，见 "
                             "https://example.org/long/english/path 。";
    QCOMPARE(languageId(judgeLanguage(text)), languageId(Language::Chinese));
    QCOMPARE(latinShare(text), 0.0);
}

void TestLanguage::finds_switched_sentences() {
    const std::string text = "首先计算总数是多少，再看每一份有几个苹果，最后把两边加起来就得到结果。Wait, "
                             "let me check that again. Is it right? 好的，总数是十二个苹果。所以答案是十二。";
    const auto spans = languageSwitches(text);
    QCOMPARE(spans.size(), std::size_t(1));
    QCOMPARE(text.substr(spans[0].begin, spans[0].end - spans[0].begin),
             std::string("Wait, let me check that again. Is it right? "));
    QVERIFY(languageSwitches("全是中文的一段话。没有别的。").empty());
    QVERIFY(languageSwitches("").empty());
}

void TestLanguage::sentences_cover_the_text() {
    const std::string text = "一。”二！？\n三 3.14 四. Five";
    const auto borders = sentenceBoundaries(text);
    QCOMPARE(borders.front(), std::size_t(0));
    QCOMPARE(borders.back(), text.size());
    QCOMPARE(borders.size(), std::size_t(5)); // 一。”|二！？\n|三 3.14 四. |Five
    QCOMPARE(sentenceBoundaries("").size(), std::size_t(2));
}

RETORT_TEST(TestLanguage)
#include "tst_language.moc"
