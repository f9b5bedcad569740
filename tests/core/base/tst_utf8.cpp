// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"

#include "core/base/hash.h"

#include "test_main.h"

using namespace retort;

class TestUtf8 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void invalid_sequences_are_found_at_their_byte_data();
    void invalid_sequences_are_found_at_their_byte();
    void every_code_point_survives_encode_and_decode();
    void cuts_only_between_code_points();
    void folds_digits_letters_and_operators_only();
    void fold_key_ignores_width_case_and_space_but_keeps_numbers();
    void snippet_counts_code_points_and_keeps_marks();
    void trims_unicode_white_space();
};

void TestUtf8::invalid_sequences_are_found_at_their_byte_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("at"); // -1: valid
    QTest::newRow("empty") << QByteArray() << -1;
    QTest::newRow("ascii") << QByteArray("plain text, longer than eight bytes") << -1;
    QTest::newRow("chinese") << QByteArray("首先，我们来看。𠀀") << -1;
    QTest::newRow("cut at the end") << QByteArray("abc\xE9\xA6") << 3;
    QTest::newRow("overlong") << QByteArray("ab\xC0\xAF") << 2;
    QTest::newRow("surrogate") << QByteArray("a\xED\xA0\x80") << 1;
    QTest::newRow("above range") << QByteArray("\xF4\x90\x80\x80") << 0;
    QTest::newRow("lone continuation") << QByteArray("中\x80") << 3;
    QTest::newRow("latin-1 after a long ascii head") << QByteArray("0123456789012345678\xFF"
                                                                   "01234567")
                                                     << 19;
}

void TestUtf8::invalid_sequences_are_found_at_their_byte() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, at);
    const std::size_t found = firstInvalidUtf8({bytes.constData(), std::size_t(bytes.size())});
    QCOMPARE(found == std::string_view::npos ? -1 : int(found), at);
}

void TestUtf8::every_code_point_survives_encode_and_decode() {
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        std::string text;
        appendCodePoint(text, c);
        QVERIFY(isValidUtf8(text));
        std::size_t at = 0;
        QCOMPARE(std::uint32_t(decodeCodePoint(text, at)), std::uint32_t(c));
        QCOMPARE(at, text.size());
        QCOMPARE(codePointCount(text), std::size_t(1));
    }
}

void TestUtf8::cuts_only_between_code_points() {
    const std::string text = "a中é𠀀z";
    QCOMPARE(codePointCount(text), std::size_t(5));
    for (std::size_t at = 0; at <= text.size(); ++at)
        QVERIFY(isValidUtf8(std::string_view(text).substr(0, codePointFloor(text, at))));
}

void TestUtf8::folds_digits_letters_and_operators_only() {
    QCOMPARE(foldWidth("１２＋３＝１５，ＡＢｃ（注）"), std::string("12+3=15，ABc（注）"));
    QCOMPARE(foldWidth("３．５米．"), std::string("3.5米．")); // a stop at the end of a sentence stays
    QCOMPARE(foldWidth("x² 10⁻³ ½ ①"), std::string("x² 10⁻³ ½ ①"));
    QCOMPARE(foldWidth("“引号”：《书》。"), std::string("“引号”：《书》。"));
}

void TestUtf8::fold_key_ignores_width_case_and_space_but_keeps_numbers() {
    QCOMPARE(foldKey("求 ３ + 4 ＝ ？"), foldKey("求3＋4=?"));
    QCOMPARE(foldKey("ABC\u3000\u00A0d"), std::string("abcd"));
    QVERIFY(foldKey("求3+4") != foldKey("求3+5"));
    QVERIFY(foldKey("x²") != foldKey("x2"));
}

void TestUtf8::snippet_counts_code_points_and_keeps_marks() {
    QCOMPARE(snippet("  一二\n\n三四  ", 10), std::string("一二 三四"));
    QCOMPARE(snippet("一二三四五", 3), std::string("一二三…"));
    QCOMPARE(snippet("abe\u0301fg", 3), std::string("abe\u0301…")); // the accent stays with its letter
    QCOMPARE(snippet("", 5), std::string());
}

void TestUtf8::trims_unicode_white_space() {
    QCOMPARE(trimWhiteSpace("\u3000\n 中 文 \uFEFF\t"), std::string_view("中 文"));
    QVERIFY(isBlank(" \n\u3000\u200B"));
    QVERIFY(!isBlank("。"));
}

RETORT_TEST(TestUtf8)
#include "tst_utf8.moc"
