// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/piece_view.h"

#include "test_main.h"
#include "ui/pages/tokenize/inspected_pieces.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

#include <cmath>

using namespace retort;

namespace {

InspectedPiece piece(TokenId id, const char *text, ChatSegment segment, float weight, bool control = false) {
    InspectedPiece one;
    one.id = id;
    one.shown = one.bytes = text;
    one.segment = segment;
    one.lossWeight = weight;
    one.control = control;
    return one;
}

const std::vector<InspectedPiece> sample{
    piece(1, "<s>", ChatSegment::Special, 0, true), piece(7, "三", ChatSegment::Question, 0),
    piece(9, "因此答案", ChatSegment::Answer, 1), piece(7, "三", ChatSegment::Answer, 1)};

bool paints(PieceView &view, const QColor &colour) {
    const QImage picture = view.grab().toImage();
    for (int x = 0; x < picture.width(); ++x)
        for (int y = 0; y < picture.height(); ++y)
            if (picture.pixelColor(x, y).rgb() == colour.rgb())
                return true;
    return false;
}

} // namespace

class TestPieceView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void equal_pieces_share_a_look_and_what_is_learned_is_marked() {
        const ShownPieces shown = shownPieces(sample, false, false);
        QCOMPARE(shown.looks.size(), 3u);
        QCOMPARE(shown.pieces[1].look, shown.pieces[3].look);
        QVERIFY(!shown.pieces[1].mark);
        QCOMPARE(*shown.pieces[3].mark, Role::ok);
        QVERIFY(std::isnan(shown.pieces[2].value));
        QCOMPARE(shownPieces(sample, true, false).looks[1].text, QString("三[7]"));
    }

    void the_tint_tells_the_characters_of_a_piece() {
        const ShownPieces shown = shownPieces(sample, false, true);
        QVERIFY(std::isnan(shown.pieces[0].value)); // a control stands for no character
        QCOMPARE(shown.pieces[1].value, 0.25f);
        QCOMPARE(shown.pieces[2].value, 1.f);
        QVERIFY(pieceTip(sample[2]).contains('4'));
    }

    void a_value_is_a_heat_and_no_value_the_usual_ground() {
        PieceView view;
        view.resize(400, 60);
        const auto tip = [](std::size_t at) { return QString("piece %1").arg(at); };
        view.setPieces({{"ab"}, {"cd"}}, {{0, {}, 1.f}, {1, Role::ok}}, tip);
        view.show();
        QVERIFY(paints(view, heatColour(1, false)));
        QVERIFY(paints(view, colour(Role::sunken))); // the second, without a value
        QVERIFY(paints(view, colour(Role::ok)));
        view.setPieces({{"ab"}, {"cd"}}, {{0}, {1}}, tip);
        QVERIFY(paints(view, colour(Role::soft)) && !paints(view, heatColour(1, false)));
        QHelpEvent help(QEvent::ToolTip, {3, 3}, view.mapToGlobal(QPoint(3, 3)));
        QApplication::sendEvent(&view, &help);
        QTRY_COMPARE(QToolTip::text(), QString("piece 0"));
    }
};

RETORT_TEST(TestPieceView)
#include "tst_piece_view.moc"
