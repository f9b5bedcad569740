// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/colour_scheme.h"
#include "ui/theme/icon.h"
#include "ui/theme/retort_style.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QPalette>
#include <QToolButton>
#include <QToolTip>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {

constexpr const char *kFontRole = "retortFontRole";
constexpr const char *kTextRole = "retortTextRole";
constexpr const char *kButtonKind = "retortButtonKind";
constexpr const char *kDense = "retortDense";

QPalette makePalette(bool dark) {
    static constexpr std::pair<QPalette::ColorRole, Role> all[] = {{QPalette::Window, Role::window},
                                                                   {QPalette::WindowText, Role::text},
                                                                   {QPalette::Base, Role::surface},
                                                                   {QPalette::AlternateBase, Role::sunken},
                                                                   {QPalette::Text, Role::text},
                                                                   {QPalette::Button, Role::surface},
                                                                   {QPalette::ButtonText, Role::text},
                                                                   {QPalette::BrightText, Role::bad},
                                                                   {QPalette::ToolTipBase, Role::surface},
                                                                   {QPalette::ToolTipText, Role::text},
                                                                   {QPalette::PlaceholderText, Role::text3},
                                                                   {QPalette::Highlight, Role::soft},
                                                                   {QPalette::HighlightedText, Role::text},
                                                                   {QPalette::Link, Role::accent},
                                                                   {QPalette::LinkVisited, Role::accent},
                                                                   {QPalette::Light, Role::surface},
                                                                   {QPalette::Midlight, Role::border},
                                                                   {QPalette::Mid, Role::border},
                                                                   {QPalette::Dark, Role::borderS},
                                                                   {QPalette::Shadow, Role::borderS}};
    static constexpr std::pair<QPalette::ColorRole, Role> disabled[] = {
        {QPalette::WindowText, Role::text3}, {QPalette::Text, Role::text3},
        {QPalette::ButtonText, Role::text3}, {QPalette::HighlightedText, Role::text3},
        {QPalette::Base, Role::window},      {QPalette::Highlight, Role::sunken}};
    QPalette p;
    for (const auto &[slot, role] : all)
        p.setColor(slot, roleColour(role, dark));
    for (const auto &[slot, role] : disabled)
        p.setColor(QPalette::Disabled, slot, roleColour(role, dark));
    return p;
}

void applyTextRole(QWidget *widget, Role role) {
    QPalette p = widget->palette();
    for (const auto slot : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Active, slot, colour(role));
        p.setColor(QPalette::Inactive, slot, colour(role));
        p.setColor(QPalette::Disabled, slot, colour(Role::text3));
    }
    widget->setPalette(p);
}

void applyMarks(QWidget *widget) {
    if (const QVariant v = widget->property(kFontRole); v.isValid())
        widget->setFont(Theme::instance().font(static_cast<FontRole>(v.toInt())));
    if (const QVariant v = widget->property(kTextRole); v.isValid())
        applyTextRole(widget, static_cast<Role>(v.toInt()));
}

} // namespace

Theme::Theme() = default;

Theme &Theme::instance() {
    // Never destroyed: widgets that outlive main's locals still ask for colours while they die.
    static auto *theme = new Theme;
    return *theme;
}

void Theme::prepare() {
    QApplication::setDesktopSettingsAware(false);
}

void Theme::install(QApplication &app) {
    app.setStyle(new RetortStyle);
    m_scheme = new ColourScheme(&app);
    connect(m_scheme, &ColourScheme::changed, this, &Theme::resolve);
    m_dark = wantsDark();
    apply();
    m_scheme->start();
}

void Theme::setMode(Mode mode) {
    m_mode = mode;
    resolve();
}

bool Theme::wantsDark() const {
    return m_mode == Mode::dark || (m_mode == Mode::automatic && m_scheme && m_scheme->prefersDark());
}

void Theme::resolve() {
    if (std::exchange(m_dark, wantsDark()) != m_dark)
        apply();
}

void Theme::setZoom(double factor) {
    factor = std::clamp(std::round(factor * 20) / 20, 0.7, 2.0);
    if (factor == m_zoom)
        return;
    m_zoom = factor;
    apply();
}

void Theme::apply() {
    if (m_scheme) {
        const QPalette palette = makePalette(m_dark);
        QApplication::setPalette(palette);
        QApplication::setFont(font(FontRole::body));
        QToolTip::setPalette(palette);
        QToolTip::setFont(font(FontRole::body));
        restyle();
    }
    Q_EMIT changed();
}

void Theme::restyle() {
    const auto widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        applyMarks(widget);
        // Links have the colour of the palette under which their text was set.
        if (auto *label = qobject_cast<QLabel *>(widget);
            label && label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text())) {
            const QString text = label->text();
            label->clear();
            label->setText(text);
        }
    }
    // Heights come from the style and depend on the zoom: a style change event makes every layout ask again.
    for (QWidget *widget : widgets) {
        QEvent event(QEvent::StyleChange);
        QApplication::sendEvent(widget, &event);
        widget->updateGeometry();
        widget->update();
    }
}

QFont Theme::font(FontRole role) const {
    static constexpr struct {
        double points;
        bool bold = false, mono = false;
    } looks[] = {// in the order of the enum
                 {points::body},
                 {points::body, true},
                 {points::caption},
                 {points::cardTitle, true},
                 {points::metric, true},
                 {points::pageTitle, true},
                 {points::trace},
                 {points::body, false, true},
                 {points::caption, false, true}};
    const auto &look = looks[std::size_t(role)];
    QFont f;
    // CJK behind Noto Sans, which alone has the narrow · … × ÷; SC by name, or LANG=C picks Japanese forms.
    f.setFamilies(look.mono ? QStringList{"Noto Sans Mono", "Noto Sans Mono CJK SC"}
                            : QStringList{"Noto Sans", "Noto Sans CJK SC"});
    f.setPointSizeF(look.points * m_zoom);
    f.setWeight(look.bold ? QFont::Bold : QFont::Normal);
    f.setStyleHint(look.mono ? QFont::Monospace : QFont::SansSerif);
    return f;
}

int Theme::scaled(int px) const {
    return static_cast<int>(std::lround(px * m_zoom));
}

int Theme::duration_ms(int ms) const {
    const bool still = m_reduceMotion || QGuiApplication::platformName() == QLatin1String("offscreen");
    return still ? 0 : ms;
}

void setFontRole(QWidget *widget, FontRole role) {
    widget->setProperty(kFontRole, static_cast<int>(role));
    widget->setFont(Theme::instance().font(role));
}

void setTextRole(QWidget *widget, Role role) {
    widget->setProperty(kTextRole, static_cast<int>(role));
    applyTextRole(widget, role);
}

void setButtonKind(QAbstractButton *button, ButtonKind kind) {
    button->setProperty(kButtonKind, static_cast<int>(kind));
    button->update();
}

ButtonKind buttonKind(const QWidget *button) {
    const QVariant v = button ? button->property(kButtonKind) : QVariant();
    return v.isValid() ? static_cast<ButtonKind>(v.toInt()) : ButtonKind::secondary;
}

void setDense(QWidget *widget, bool dense) {
    widget->setProperty(kDense, dense);
    // Buttons keep their size hint until something of their look changes.
    QList<QWidget *> all = widget->findChildren<QWidget *>();
    all << widget;
    for (QWidget *each : all) {
        QEvent event(QEvent::StyleChange);
        QApplication::sendEvent(each, &event);
        each->updateGeometry();
    }
}

bool isDense(const QWidget *widget) {
    for (; widget; widget = widget->parentWidget()) {
        if (const QVariant v = widget->property(kDense); v.isValid())
            return v.toBool();
        if (widget->isWindow())
            break;
    }
    return false;
}

void setIconButton(QAbstractButton *button, const QString &iconName, const QString &accessibleName) {
    button->setIcon(themeIcon(iconName));
    button->setAccessibleName(accessibleName);
    if (button->toolTip().isEmpty())
        button->setToolTip(accessibleName);
    if (auto *tool = qobject_cast<QToolButton *>(button))
        tool->setAutoRaise(true);
    else
        setButtonKind(button, ButtonKind::ghost);
}

} // namespace retort
