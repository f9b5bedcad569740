// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text.h"

#include "core/base/error.h"
#include "ui/window/language.h"

#include "test_main.h"
#include <QDateTime>
#include <QDir>

#include <cerrno>
#include <cmath>
#include <limits>

using namespace retort;

class TstText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbers_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("nan") << std::nan("") << "–";
        QTest::newRow("inf") << std::numeric_limits<double>::infinity() << "∞";
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("loss") << 0.84123 << "0.8412";
        QTest::newRow("whole") << 3.0 << "3";
        QTest::newRow("negative") << -1.5 << "−1.5";
        QTest::newRow("thousands") << 12400.4 << "12,400";
        QTest::newRow("rate") << 0.0003 << "3e-4";
        QTest::newRow("rate, digits") << 0.00031257 << "3.126e-4";
        QTest::newRow("huge") << 2.5e12 << "2.5e12";
    }
    void numbers() {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(formatNumber(value), text);
    }

    void counts_bytes_and_shares() {
        QCOMPARE(formatCount(41208), "41,208");
        QCOMPARE(formatCount(-1204), "−1,204");
        QCOMPARE(formatSigned(12), "+12");
        QCOMPARE(formatSigned(-12), "−12");
        QCOMPARE(formatSigned(0), "0");
        QCOMPARE(formatBytes(0), "0 B");
        QCOMPARE(formatBytes(999), "999 B");
        QCOMPARE(formatBytes(1000), "1.0 kB");
        QCOMPARE(formatBytes(1'440'000'000), "1.4 GB");
        QCOMPARE(formatShare(0.0712), "7.1 %");
        QCOMPARE(formatShare(1, 0), "100 %");
    }

    void large_numbers_in_a_sentence_are_counted_as_the_language_counts() {
        WindowLanguage language;
        language.apply("zh_CN");
        QCOMPARE(formatInWords(6.49e6), "649 万");
        QCOMPARE(formatInWords(1.234e9), "12.3 亿");
        QCOMPARE(formatInWords(8200), "8,200");
        language.apply("en");
        QCOMPARE(formatInWords(6.49e6), "6.49 million");
        QCOMPARE(formatInWords(1.234e9), "1.23 billion");
    }

    void durations_follow_the_language() {
        WindowLanguage language;
        language.apply("en");
        QCOMPARE(formatDuration(0.84), "0.8 s");
        QCOMPARE(formatDuration(42), "42 s");
        QCOMPARE(formatDuration(200), "3 min 20 s");
        QCOMPARE(formatDuration(180), "3 min");
        QCOMPARE(formatDuration(7500), "2 h 5 min");
        QCOMPARE(formatDuration(100 * 3600), "4 d 4 h");
        language.apply("zh_CN");
        QCOMPARE(formatDuration(200), "3 分 20 秒");
        QCOMPARE(formatDuration(7500), "2 小时 5 分");
    }

    void core_texts_are_rendered_once_over() {
        WindowLanguage language;
        language.apply("en");
        QCOMPARE(render(text("“%1” and “%2”", "%2", "x")), "“%2” and “x”");
        QCOMPARE(render(pluralText("%n row(s) of %1", 1, "a")), "1 row of a");
        QCOMPARE(render(pluralText("%n row(s) of %1", 41208, "a")), "41,208 rows of a");
        QCOMPARE(render(Text()), QString());
        language.apply("zh_CN");
        QCOMPARE(render(systemError(ENOENT, "open", "/a").text()), "无法打开“/a”：不存在。");
        QCOMPARE(render(systemError(EACCES, "remove", "open").text()).count("open"), 1); // a name stays
        QVERIFY(render(systemError(EACCES, "remove", "/a").text()).contains("删除"));
    }

    void times_are_local_and_near_ones_are_words() {
        WindowLanguage language;
        language.apply("en");
        const QDateTime now = QDateTime::currentDateTime();
        const auto iso = [](const QDateTime &t) { return toUtf8(t.toUTC().toString(Qt::ISODate)); };
        QCOMPARE(formatTime(iso(now)), "today " + now.toString("HH:mm"));
        QCOMPARE(formatTime(iso(now.addDays(-1))), "yesterday " + now.toString("HH:mm"));
        QCOMPARE(formatTime("2020-02-03T12:00:00Z"), "2020-02-03");
        QCOMPARE(formatTime("never"), QString());
    }

    void paths_show_home_as_tilde_and_are_cut_in_the_middle() {
        QCOMPARE(formatPath(QDir::homePath() + "/a"), "~/a");
        const QString path = "/" + QString(200, 'a') + "/end";
        QCOMPARE(formatPath(path, 40).size(), 40);
        QVERIFY(formatPath(path, 40).endsWith("/end"));
    }
};

RETORT_TEST(TstText)
#include "tst_text.moc"
