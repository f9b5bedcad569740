// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/colour_scheme.h"
#include "ui/theme/icon.h"
#include "ui/theme/retort_style.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFontDatabase>
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
    const auto c = [dark](Role role) { return roleColour(role, dark); };
    QPalette p;
    p.setColor(QPalette::Window, c(Role::window));
    p.setColor(QPalette::WindowText, c(Role::text));
    p.setColor(QPalette::Base, c(Role::surface));
    p.setColor(QPalette::AlternateBase, c(Role::sunken));
    p.setColor(QPalette::Text, c(Role::text));
    p.setColor(QPalette::Button, c(Role::surface));
    p.setColor(QPalette::ButtonText, c(Role::text));
    p.setColor(QPalette::BrightText, c(Role::bad));
    p.setColor(QPalette::ToolTipBase, c(Role::surface));
    p.setColor(QPalette::ToolTipText, c(Role::text));
    p.setColor(QPalette::PlaceholderText, c(Role::text3));
    p.setColor(QPalette::Highlight, c(Role::soft));
    p.setColor(QPalette::HighlightedText, c(Role::text));
    p.setColor(QPalette::Link, c(Role::accent));
    p.setColor(QPalette::LinkVisited, c(Role::accent));
    p.setColor(QPalette::Light, c(Role::surface));
    p.setColor(QPalette::Midlight, c(Role::border));
    p.setColor(QPalette::Mid, c(Role::border));
    p.setColor(QPalette::Dark, c(Role::borderS));
    p.setColor(QPalette::Shadow, c(Role::borderS));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, c(Role::text3));
    p.setColor(QPalette::Disabled, QPalette::Base, c(Role::window));
    p.setColor(QPalette::Disabled, QPalette::Highlight, c(Role::sunken));
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
    m_installed = true;
    app.setStyle(new RetortStyle);
    m_scheme = new ColourScheme(&app);
    connect(m_scheme, &ColourScheme::changed, this, &Theme::resolve);
    m_dark = m_mode == Mode::dark || (m_mode == Mode::automatic && m_scheme->prefersDark());
    apply();
    m_scheme->start();
}

void Theme::setMode(Mode mode) {
    m_mode = mode;
    resolve();
}

void Theme::resolve() {
    const bool dark =
        m_mode == Mode::dark || (m_mode == Mode::automatic && m_scheme && m_scheme->prefersDark());
    if (dark == m_dark)
        return;
    m_dark = dark;
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
    if (m_installed) {
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
    const bool mono = role == FontRole::mono || role == FontRole::monoCaption;
    double size = points::body;
    switch (role) {
    case FontRole::caption:
    case FontRole::monoCaption:
        size = points::caption;
        break;
    case FontRole::cardTitle:
        size = points::cardTitle;
        break;
    case FontRole::metric:
        size = points::metric;
        break;
    case FontRole::pageTitle:
        size = points::pageTitle;
        break;
    case FontRole::trace:
        size = points::trace;
        break;
    case FontRole::body:
    case FontRole::bodyBold:
    case FontRole::mono:
        break;
    }
    QFont f;
    // CJK behind Noto Sans, which alone has the narrow · … × ÷; SC by name, or LANG=C picks Japanese forms.
    f.setFamilies(mono ? QStringList{"Noto Sans Mono", "Noto Sans Mono CJK SC"}
                       : QStringList{"Noto Sans", "Noto Sans CJK SC"});
    f.setPointSizeF(size * m_zoom);
    const bool bold = role == FontRole::bodyBold || role == FontRole::cardTitle || role == FontRole::metric
                      || role == FontRole::pageTitle;
    f.setWeight(bold ? QFont::Bold : QFont::Normal);
    f.setStyleHint(mono ? QFont::Monospace : QFont::SansSerif);
    return f;
}

int Theme::scaled(int px) const {
    return static_cast<int>(std::lround(px * m_zoom));
}

void Theme::setReduceMotion(bool on) {
    m_reduceMotion = on;
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
