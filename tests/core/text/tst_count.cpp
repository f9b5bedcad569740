// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/count.h"

#include "test_main.h"

using namespace retort;

class TestCount : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void duplicated_share_is_one_minus_distinct_over_all();
    void a_loop_at_the_end_is_found_with_its_beginning();
    void rulers_and_short_texts_are_no_loops();
};

void TestCount::duplicated_share_is_one_minus_distinct_over_all() {
    QCOMPARE(duplicatedNgramShare("一二三"), 0.0);
    QCOMPARE(duplicatedNgramShare("一二三四五六七八九十百千"), 0.0);
    // 20 characters of one letter: 11 grams, one distinct.
    QCOMPARE(duplicatedNgramShare(std::string(20, 'a')), 1 - 1.0 / 11);
    // abcabcabc… with n = 3: three distinct of 10 grams; white space does not count.
    QCOMPARE(duplicatedNgramShare("abc abc abc abc", 3), 1 - 3.0 / 10);
}

void TestCount::a_loop_at_the_end_is_found_with_its_beginning() {
    const std::string head = "首先我们计算总数，然后再看余下的部分。";
    std::string text = head;
    for (int i = 0; i < 40; ++i)
        text += "再检查一遍，";
    const TailLoop loop = findTailLoop(text);
    QCOMPARE(loop.period, std::size_t(6));
    QVERIFY(loop.begin >= head.size() - 3 && loop.begin <= head.size() + 18);
    QCOMPARE(findTailLoop(head).period, std::size_t(0));
    text += "好了，答案是三十五。我们得到了最后的结论，这一点很清楚。";
    QCOMPARE(findTailLoop(text).period, std::size_t(0)); // the loop was left again
}

void TestCount::rulers_and_short_texts_are_no_loops() {
    QCOMPARE(findTailLoop("标题\n" + std::string(300, '-')).period, std::size_t(0));
    QCOMPARE(findTailLoop("哈哈哈哈哈").period, std::size_t(0));
    QCOMPARE(findTailLoop("").period, std::size_t(0));
}

RETORT_TEST(TestCount)
#include "tst_count.moc"
