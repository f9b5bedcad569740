// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reading_view.h"

#include "ui/widgets/reading_text.h"

#include "test_main.h"
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QTextBlock>
#include <QTextLayout>

#include <thread>

using namespace retort;

namespace {

const QString sentence = QStringLiteral("首先把两个数相加，等于 1207，then check the carry once more。");

QString endless(int characters) {
    QString text;
    while (text.size() < characters)
        text += sentence;
    return text;
}

Dress aside() {
    Dress dress;
    dress.aside = true;
    return dress;
}

Dress struck() {
    Dress dress;
    dress.text = Role::bad;
    dress.struck = true;
    return dress;
}

QList<QTextLayout::FormatRange> formats(const ReadingView &view, int paragraph) {
    return view.document()->findBlockByNumber(paragraph).layout()->formats();
}

} // namespace

class TstReadingView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }
    void cleanup() { Theme::instance().setMode(Theme::Mode::light); }

    void the_keyboard_is_seen_in_it() {
        QWidget window;
        QLineEdit before(&window);
        ReadingView view(&window);
        view.setGeometry(0, 50, 200, 100);
        ReadingText text;
        text.add(sentence);
        view.setText(std::move(text));
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        before.setFocus();
        const auto edge = [&] { return view.grab().toImage().pixelColor(100, 0); };
        QVERIFY(edge() != colour(Role::accent));
        QTest::keyClick(&before, Qt::Key_Tab);
        QVERIFY(view.hasFocus());
        QCOMPARE(edge(), colour(Role::accent));
    }

    void only_what_is_in_sight_is_laid_out() {
        ReadingText text;
        text.add(endless(300'000)); // one line
        for (int i = 0; i < 10'000; ++i) {
            text.beginParagraph();
            text.add(sentence);
        }
        ReadingView view;
        view.resize(600, 400);
        view.setText(std::move(text));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.showStretch(450'000, 10);
        view.grab();
        int laidOut = 0;
        for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next())
            laidOut += block.layout()->lineCount() > 0 ? 1 : 0;
        QVERIFY(laidOut > 0);
        QVERIFY2(laidOut < 300, qPrintable(QString::number(laidOut)));
        QVERIFY(view.viewport()->rect().contains(view.cursorRect().center()));
    }

    void lines_stand_at_one_distance_whatever_they_are_written_in() {
        ReadingText text;
        for (int i = 0; i < 6; ++i) {
            text.beginParagraph();
            text.add(i % 2 ? QStringLiteral("only Latin letters here") : QStringLiteral("这一行只有汉字"));
        }
        text.beginParagraph();
        text.add(endless(1'000)); // and within one paragraph
        ReadingView view;
        view.setReadingFont(FontRole::trace);
        view.setLineHeight(165);
        view.resize(500, 900);
        view.setText(std::move(text));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.grab();
        const double height = QFontInfo(Theme::instance().font(FontRole::trace)).pixelSize() * 1.65;
        QTextCursor cursor(view.document());
        QList<int> bottoms;
        for (int i = 0; i < 12; ++i) {
            bottoms << view.cursorRect(cursor).bottom();
            cursor.movePosition(QTextCursor::Down);
        }
        for (int i = 1; i < bottoms.size(); ++i)
            QVERIFY2(std::abs(bottoms[i] - bottoms[i - 1] - height) <= 3,
                     qPrintable(QString("line %1: %2").arg(i).arg(bottoms[i] - bottoms[i - 1])));
        QVERIFY(std::abs(bottoms[11] - bottoms[0] - 11 * height) <= 11);
    }

    void a_copy_is_what_was_written() {
        const QString before = endless(7'000), after = "line one\n\nline three";
        ReadingText text;
        text.add("12  ", aside());
        text.add(before);
        text.beginParagraph();
        text.add("13  ", aside());
        text.add(after);
        ReadingView view;
        view.setText(text);
        QVERIFY(view.document()->blockCount() > 6); // cut into pieces that are quick to lay out
        QCOMPARE(view.document()->blockCount(), text.paragraphCount());
        view.selectAll();
        view.copy();
        QCOMPARE(QApplication::clipboard()->text(), before + "\n" + after);
        QTextCursor cursor(view.document());
        cursor.setPosition(4 + 10);
        cursor.setPosition(4 + 20, QTextCursor::KeepAnchor);
        view.setTextCursor(cursor);
        view.copy();
        QCOMPARE(QApplication::clipboard()->text(), before.mid(10, 10));
    }

    void no_character_of_a_text_can_shift_what_follows() {
        ReadingText text;
        text.add(QStringLiteral("a\r\nb\u2028c\u2029d") + QChar(0xfdd0) + QChar(0) + "e");
        const int at = text.size();
        text.add("marked", struck());
        ReadingView view;
        view.setText(text);
        QCOMPARE(view.document()->blockCount(), text.paragraphCount());
        QTextCursor cursor(view.document());
        cursor.setPosition(at);
        cursor.setPosition(at + 6, QTextCursor::KeepAnchor);
        QCOMPARE(cursor.selectedText(), QString("marked"));
    }

    void stretches_follow_the_theme() {
        Theme::instance().setMode(Theme::Mode::light);
        ReadingText text;
        text.add("plain ");
        text.add("struck", struck());
        ReadingView view;
        view.setText(std::move(text));
        view.show();
        view.grab();
        QCOMPARE(formats(view, 0).size(), 1);
        QCOMPARE(formats(view, 0)[0].start, 6);
        QCOMPARE(formats(view, 0)[0].length, 6);
        QVERIFY(formats(view, 0)[0].format.fontStrikeOut());
        const QColor light = formats(view, 0)[0].format.foreground().color();
        QCOMPARE(light, colour(Role::bad));
        Theme::instance().setMode(Theme::Mode::dark);
        view.grab();
        QCOMPARE(formats(view, 0)[0].format.foreground().color(), colour(Role::bad));
        QVERIFY(light != colour(Role::bad));
    }

    void a_sheet_is_made_on_another_thread() {
        ReadingView view;
        view.resize(400, 300);
        view.show();
        for (int i = 0; i < 20; ++i) {
            SheetPtr sheet;
            std::thread worker([&sheet, look = view.look(), i] {
                const auto made = [&look](const QString &words) {
                    ReadingText text;
                    text.add(words + endless(20'000));
                    return std::make_shared<const ReadingSheet>(std::move(text), look);
                };
                made("nobody wants it"); // is freed where it was made
                sheet = made(QString("sheet %1").arg(i));
            });
            worker.join();
            view.setSheet(sheet);
            view.grab();
            QVERIFY(view.toPlainText().startsWith(QString("sheet %1").arg(i)));
            QCOMPARE(view.document()->thread(), view.thread());
        }
        Theme::instance().setZoom(1.5); // what was made before gets the new font
        ReadingText text;
        text.add("zoomed");
        const ReadingLook old{Theme::instance().font(FontRole::caption), 3};
        view.setSheet(std::make_shared<const ReadingSheet>(std::move(text), old));
        QCOMPARE(view.document()->defaultFont(), view.font());
        Theme::instance().setZoom(1);
    }

    void another_text_begins_at_its_beginning() {
        ReadingText longOne, shortOne;
        longOne.add(endless(20'000));
        shortOne.add("short");
        ReadingView view;
        view.resize(300, 200);
        view.show();
        view.setText(longOne);
        view.showStretch(19'000, 5);
        view.setText(shortOne);
        QCOMPARE(view.toPlainText(), QString("short"));
        QCOMPARE(view.textCursor().position(), 0);
        QVERIFY(view.viewport()->rect().contains(view.cursorRect().center()));
        view.setText(longOne);
        QVERIFY(view.viewport()->rect().contains(view.cursorRect().center()));
    }

    void a_difference_shows_both_texts() {
        ReadingText text;
        addDiff(text, "Question", Role::accent, "one two three", "one 2 three");
        QVERIFY(text.text().startsWith("Question\n"));
        QString removed, added;
        for (int n = 0; n < text.paragraphCount(); ++n)
            for (const auto &stretch : text.stretches(n))
                (stretch.dress.struck ? removed : added) +=
                    stretch.dress.tint ? text.text().mid(9 + stretch.start, stretch.length) : QString();
        QCOMPARE(removed, QString("two"));
        QCOMPARE(added, QString("2"));
        QCOMPARE(text.text().mid(firstTinted(text), 3), QString("two"));
        ReadingText nothing;
        addDiff(nothing, "Answer", Role::ok, "", "");
        QVERIFY(nothing.isEmpty());
    }
};

RETORT_TEST(TstReadingView)
#include "tst_reading_view.moc"
