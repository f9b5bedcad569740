// SPDX-License-Identifier: GPL-3.0-or-later
// Contrast of every pair of roles that can meet, series colours that stay apart for the colour-blind, and the
// switches of the theme.
#include "ui/theme/colour_scheme.h"
#include "ui/theme/icon.h"
#include "ui/theme/series_colours.h"
#include "ui/theme/theme.h"

#include "ui/widgets/action_button.h"

#include "test_main.h"
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>
#include <functional>

using namespace retort;

namespace {

double linearChannel(double c) {
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c) {
    return 0.2126 * linearChannel(c.redF()) + 0.7152 * linearChannel(c.greenF())
           + 0.0722 * linearChannel(c.blueF());
}

// WCAG 2.1, 1 to 21.
double contrastRatio(const QColor &a, const QColor &b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

const Role kGrounds[] = {Role::window, Role::surface, Role::sunken, Role::soft};
const Role kTexts[] = {Role::text, Role::text2, Role::text3, Role::accent, Role::accentHover,
                       Role::ok,   Role::warn,  Role::bad,   Role::think};

using Vec = std::array<double, 3>;

Vec linear(const QColor &c) {
    const auto f = [](double x) { return x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4); };
    return {f(c.redF()), f(c.greenF()), f(c.blueF())};
}

// Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
Vec seenBy(const Vec &c, int kind) {
    static const double m[4][9] = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}};
    Vec out{};
    for (size_t r = 0; r < 3; ++r)
        for (size_t k = 0; k < 3; ++k)
            out[r] += m[kind][r * 3 + k] * c[k];
    for (double &x : out)
        x = std::clamp(x, 0.0, 1.0);
    return out;
}

Vec okLab(const Vec &c) {
    const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

double distance(const QColor &a, const QColor &b, int kind) {
    const Vec x = okLab(seenBy(linear(a), kind)), y = okLab(seenBy(linear(b), kind));
    return 100 * std::sqrt(std::pow(x[0] - y[0], 2) + std::pow(x[1] - y[1], 2) + std::pow(x[2] - y[2], 2));
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }
    void init() {
        Theme::instance().setMode(Theme::Mode::light);
        Theme::instance().setZoom(1.0);
    }

    void contrast_formula_agrees_with_wcag() {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QVERIFY(std::abs(contrastRatio(QColor("#777777"), Qt::white) - 4.478) < 0.005);
        QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
    }

    void text_is_readable_on_every_ground() {
        for (bool dark : {false, true})
            for (Role ground : kGrounds)
                for (Role text : kTexts) {
                    const double ratio = contrastRatio(roleColour(text, dark), roleColour(ground, dark));
                    QVERIFY2(ratio >= 4.69, qPrintable(QString("text role %1 on ground %2, dark %3: %4")
                                                           .arg(int(text))
                                                           .arg(int(ground))
                                                           .arg(dark)
                                                           .arg(ratio)));
                }
    }

    void signals_are_readable_on_their_tint() {
        for (bool dark : {false, true})
            for (Role role : {Role::ok, Role::warn, Role::bad, Role::think}) {
                const double ratio = contrastRatio(roleColour(role, dark), roleColour(tintOf(role), dark));
                QVERIFY2(ratio >= 5.3,
                         qPrintable(QString("role %1, dark %2: %3").arg(int(role)).arg(dark).arg(ratio)));
                QVERIFY(contrastRatio(roleColour(Role::text, dark), roleColour(tintOf(role), dark)) >= 4.69);
            }
    }

    void filled_buttons_and_outlines_are_seen() {
        for (bool dark : {false, true}) {
            QVERIFY(contrastRatio(roleColour(Role::onAccent, dark), roleColour(Role::accent, dark)) >= 4.69);
            QVERIFY(contrastRatio(roleColour(Role::onAccent, dark), roleColour(Role::accentHover, dark))
                    >= 4.69);
            QVERIFY(contrastRatio(roleColour(Role::onBad, dark), roleColour(Role::bad, dark)) >= 4.69);
            for (Role ground : {Role::window, Role::surface, Role::sunken})
                QVERIFY(contrastRatio(roleColour(Role::borderS, dark), roleColour(ground, dark)) >= 3.0);
        }
    }

    void heat_keeps_text_readable_and_grows() {
        for (bool dark : {false, true}) {
            double before = contrastRatio(roleColour(Role::text, dark), heatColour(0, dark));
            for (int i = 0; i <= 20; ++i) {
                const double ratio = contrastRatio(roleColour(Role::text, dark), heatColour(i / 20.0, dark));
                QVERIFY2(ratio >= 4.5,
                         qPrintable(QString("%1, dark %2: %3").arg(i / 20.0).arg(dark).arg(ratio)));
                QVERIFY(ratio <= before);
                before = ratio;
            }
            QCOMPARE(heatColour(std::nan(""), dark), heatColour(0, dark));
        }
    }

    void series_stay_apart_for_every_kind_of_sight() {
        for (bool dark : {false, true}) {
            double least = 1e9;
            for (int a = 0; a < kSeriesColourCount; ++a) {
                QVERIFY(contrastRatio(seriesColour(a, dark), roleColour(Role::surface, dark)) >= 3.0);
                for (int b = a + 1; b < kSeriesColourCount; ++b)
                    for (int kind = 0; kind < 4; ++kind)
                        least = std::min(least, distance(seriesColour(a, dark), seriesColour(b, dark), kind));
            }
            const double wanted = dark ? 10.8 : 8.3;
            QVERIFY2(least >= wanted, qPrintable(QString("dark %1: %2").arg(dark).arg(least)));
        }
    }

    void runs_differ_by_more_than_colour() {
        for (int a = 0; a < 16; ++a)
            for (int b = a + 1; b < 16; ++b) {
                const QPen x = seriesPen(a, false, Qt::black), y = seriesPen(b, false, Qt::black);
                QVERIFY2(x.dashPattern() != y.dashPattern() || seriesMarker(a) != seriesMarker(b),
                         qPrintable(QString("%1 and %2").arg(a).arg(b)));
            }
    }

    void a_validation_never_looks_like_a_training() {
        for (int run = 0; run < 8; ++run)
            for (int other = 0; other < 8; ++other) {
                const QPen curve = seriesPen(run, false, Qt::black),
                           checked = seriesPen(other, true, Qt::black);
                QVERIFY(curve.dashPattern() != checked.dashPattern() && curve.widthF() > checked.widthF());
            }
    }

    void switching_the_theme_reaches_palette_and_marked_widgets() {
        QLabel label("x");
        setTextRole(&label, Role::text2);
        QSignalSpy spy(&Theme::instance(), &Theme::changed);
        Theme::instance().setMode(Theme::Mode::dark);
        QCOMPARE(spy.count(), 1);
        QVERIFY(Theme::instance().isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), roleColour(Role::window, true));
        QCOMPARE(label.palette().color(QPalette::WindowText), roleColour(Role::text2, true));
        Theme::instance().setMode(Theme::Mode::dark);
        QCOMPARE(spy.count(), 1);
    }

    void zoom_changes_fonts_and_control_heights() {
        QPushButton button("Start");
        QLabel title("Data");
        setFontRole(&title, FontRole::pageTitle);
        const int before = button.sizeHint().height();
        Theme::instance().setZoom(1.5);
        QCOMPARE(QApplication::font().pointSizeF(), 15.0);
        QCOMPARE(title.font().pointSizeF(), 24.0);
        QVERIFY(button.sizeHint().height() >= int(before * 1.4));
        Theme::instance().setZoom(99);
        QCOMPARE(Theme::instance().zoom(), 2.0);
    }

    void controls_have_the_sizes_of_the_look() {
        QPushButton button("Start");
        QCOMPARE(button.sizeHint().height(), size::control);
        setDense(&button, true);
        QCOMPARE(button.sizeHint().height(), size::controlDense);
    }

    void keyboard_focus_is_seen_on_every_control_data() {
        QTest::addColumn<int>("kind");
        int kind = 0;
        for (const char *name : {"button", "primary", "ghost", "tool", "check", "slider", "combo", "line",
                                 "spin", "text", "tabs", "switch"})
            QTest::newRow(name) << kind++;
    }
    void keyboard_focus_is_seen_on_every_control() {
        QFETCH(int, kind);
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        const std::function<QWidget *()> makers[] = {
            [] { return new QPushButton("Start"); },
            [] { return new ActionButton("Start", ButtonKind::primary); },
            [] { return new ActionButton("Start", ButtonKind::ghost); },
            [] {
                auto *tool = new QToolButton;
                setIconButton(tool, "go-home", "Home");
                return tool;
            },
            [] { return new QCheckBox("Keep"); },
            [] { return new QSlider(Qt::Horizontal); },
            [] { return new QComboBox; },
            [] { return new QLineEdit; },
            [] { return new QSpinBox; },
            [] { return new QPlainTextEdit; },
            [] {
                auto *tabs = new QTabBar;
                tabs->addTab("Log");
                return tabs;
            },
            [] { return new QCheckBox("On"); },
        };
        auto *other = new QPushButton("other");
        QWidget *control = makers[kind]();
        column->addWidget(other);
        column->addWidget(control);
        control->setFocusPolicy(Qt::StrongFocus);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        other->setFocus(Qt::TabFocusReason);
        window.setAttribute(Qt::WA_KeyboardFocusChange);
        const QImage without = control->grab().toImage();
        control->setFocus(Qt::TabFocusReason);
        window.setAttribute(Qt::WA_KeyboardFocusChange);
        QVERIFY(control->hasFocus());
        const QImage with = control->grab().toImage();
        int accent = 0;
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x)
                accent += with.pixelColor(x, y) == colour(Role::accent)
                          && without.pixelColor(x, y) != colour(Role::accent);
        QVERIFY2(accent >= 20 || (kind == 1 && with != without), qPrintable(QString::number(accent)));
    }

    void fonts_name_simplified_chinese() {
        for (auto role : {FontRole::body, FontRole::mono, FontRole::trace})
            QVERIFY(Theme::instance().font(role).families().last().endsWith("CJK SC"));
    }

    void an_icon_follows_role_and_theme() {
        const QIcon icon = themeIcon("go-home", Role::text2, Role::accent);
        const auto ink = [&icon](QIcon::Mode mode, QIcon::State state) {
            const QImage image = icon.pixmap(QSize(22, 22), mode, state).toImage();
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (image.pixelColor(x, y).alpha() == 255)
                        return image.pixelColor(x, y).rgb();
            return QRgb(0);
        };
        QCOMPARE(ink(QIcon::Normal, QIcon::Off), roleColour(Role::text2, false).rgb());
        QCOMPARE(ink(QIcon::Normal, QIcon::On), roleColour(Role::accent, false).rgb());
        QCOMPARE(ink(QIcon::Disabled, QIcon::Off), roleColour(Role::text3, false).rgb());
        Theme::instance().setMode(Theme::Mode::dark);
        QCOMPARE(ink(QIcon::Normal, QIcon::Off), roleColour(Role::text2, true).rgb());
    }

    void an_unknown_icon_is_said_once() {
        QTest::ignoreMessage(QtWarningMsg, "icon \"no-such-icon\" is not in resources/icons.txt");
        QVERIFY(themeIcon("no-such-icon").isNull());
        QVERIFY(themeIcon("no-such-icon").isNull());
    }

    void without_a_bus_the_theme_stays_light() {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", "/nonexistent");
        ColourScheme scheme;
        scheme.start();
        QVERIFY(!scheme.prefersDark());
    }
};

RETORT_TEST(TestTheme)
#include "tst_theme.moc"
