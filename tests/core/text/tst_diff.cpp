// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/diff.h"

#include "core/base/hash.h"

#include "test_main.h"

#include <string>

using namespace retort;

namespace {
std::string side(const std::vector<DiffPiece> &pieces, DiffKind kind, const std::string &before,
                 const std::string &after) {
    std::string out;
    for (const DiffPiece &piece : pieces) {
        if (piece.kind != DiffKind::Same && piece.kind != kind)
            continue;
        out += (piece.kind == DiffKind::Added ? after : before).substr(piece.begin, piece.end - piece.begin);
    }
    return out;
}
} // namespace

class TestDiff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void one_word_is_replaced();
    void pieces_rebuild_both_sides();
    void chinese_is_cut_into_words();
    void very_different_texts_are_quick();
};

void TestDiff::one_word_is_replaced() {
    const std::string before = "我们喜欢苹果和香蕉", after = "我们喜欢葡萄和香蕉";
    const auto pieces = diffWords(before, after);
    QCOMPARE(pieces.size(), std::size_t(4));
    QCOMPARE(pieces[0].kind, DiffKind::Same);
    QCOMPARE(before.substr(pieces[1].begin, pieces[1].end - pieces[1].begin), std::string("苹果"));
    QCOMPARE(after.substr(pieces[2].begin, pieces[2].end - pieces[2].begin), std::string("葡萄"));
    QVERIFY(diffWords("", "").empty());
    QCOMPARE(diffWords("", "一").size(), std::size_t(1));
}

void TestDiff::pieces_rebuild_both_sides() {
    static const char *words[] = {"苹果", "香蕉", "和", " ", "\n", "12", "</think>", "the", ",", "𠀀"};
    SplitMix64 random(3);
    for (int i = 0; i < 500; ++i) {
        std::string before, after;
        for (std::uint64_t n = random.below(30); n > 0; --n) {
            const std::string word = words[random.below(std::size(words))];
            if (random.below(5) > 0)
                before += word;
            if (random.below(5) > 0)
                after += word;
        }
        const auto pieces = diffWords(before, after);
        QCOMPARE(side(pieces, DiffKind::Removed, before, after), before);
        QCOMPARE(side(pieces, DiffKind::Added, before, after), after);
        if (before == after)
            QVERIFY(pieces.size() <= 1);
    }
}

void TestDiff::chinese_is_cut_into_words() {
    const auto borders = wordBoundaries("农业技术的发展");
    QVERIFY(borders.size() >= 4 && borders.size() < 8); // words, not seven characters
    QCOMPARE(borders.back(), std::string("农业技术的发展").size());
}

void TestDiff::very_different_texts_are_quick() {
    std::string before, after;
    for (int i = 0; i < 40000; ++i) {
        before += "a" + std::to_string(i) + " ";
        after += "b" + std::to_string(i) + ",";
    }
    QElapsedTimer timer;
    timer.start();
    const auto pieces = diffWords(before, after);
    QCOMPARE(side(pieces, DiffKind::Added, before, after), after);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

RETORT_TEST(TestDiff)
#include "tst_diff.moc"
