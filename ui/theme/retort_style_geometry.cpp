// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of RetortStyle; the painting is in retort_style.cpp and style_paint*.cpp.
#include "ui/theme/retort_style.h"

#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QStyleOption>

#include <algorithm>

namespace retort {
namespace {

int controlHeight(const QWidget *widget) {
    return Theme::instance().scaled(isDense(widget) ? size::controlDense : size::control);
}

struct Metric {
    QStyle::PixelMetric metric;
    int px;
    bool scaled = false; // with the zoom
};
constexpr Metric metrics[] = {
    {QStyle::PM_DefaultFrameWidth, 1},
    {QStyle::PM_ButtonMargin, space::s},
    {QStyle::PM_ButtonShiftHorizontal, 0},
    {QStyle::PM_ButtonShiftVertical, 0},
    {QStyle::PM_IndicatorWidth, 16, true},
    {QStyle::PM_IndicatorHeight, 16, true},
    {QStyle::PM_CheckBoxLabelSpacing, space::s},
    {QStyle::PM_SmallIconSize, size::icon, true},
    {QStyle::PM_ButtonIconSize, size::icon, true},
    {QStyle::PM_ListViewIconSize, size::icon, true},
    {QStyle::PM_TabBarIconSize, size::icon, true},
    {QStyle::PM_SliderThickness, 18, true},
    {QStyle::PM_SliderControlThickness, 18, true},
    {QStyle::PM_SliderLength, 18, true},
    {QStyle::PM_ScrollBarExtent, 12},
    {QStyle::PM_ScrollBarSliderMin, 32},
    {QStyle::PM_SplitterWidth, space::m},
    {QStyle::PM_HeaderMargin, space::s},
    {QStyle::PM_HeaderMarkSize, 10},
    {QStyle::PM_FocusFrameHMargin, space::s - 1}, // padding of cells is this plus 1: that of PM_HeaderMargin
    {QStyle::PM_FocusFrameVMargin, 3},
    {QStyle::PM_TabBarTabHSpace, space::xl},
    {QStyle::PM_TabBarTabVSpace, space::l},
    {QStyle::PM_TabBarBaseOverlap, 0},
    {QStyle::PM_TabBarTabShiftVertical, 0},
    {QStyle::PM_MenuVMargin, space::xs},
    {QStyle::PM_ToolTipLabelFrameWidth, 6},
    {QStyle::PM_LayoutLeftMargin, space::l},
    {QStyle::PM_LayoutRightMargin, space::l},
    {QStyle::PM_LayoutTopMargin, space::m},
    {QStyle::PM_LayoutBottomMargin, space::m},
    {QStyle::PM_LayoutHorizontalSpacing, space::s},
    {QStyle::PM_LayoutVerticalSpacing, space::s},
};

constexpr std::pair<QStyle::StyleHint, int> hints[] = {
    {QStyle::SH_ComboBox_Popup, 0},
    {QStyle::SH_EtchDisabledText, 0},
    {QStyle::SH_DialogButtonBox_ButtonsHaveIcons, 0},
    {QStyle::SH_Widget_Animation_Duration, 0},
    {QStyle::SH_MessageBox_CenterButtons, 0},
    {QStyle::SH_ItemView_ShowDecorationSelected, 1},
    {QStyle::SH_UnderlineShortcut, 1},
    {QStyle::SH_Slider_AbsoluteSetButtons, Qt::LeftButton},
    {QStyle::SH_ToolTip_WakeUpDelay, 500},
    {QStyle::SH_FormLayoutFormAlignment, Qt::AlignLeft | Qt::AlignTop},
    {QStyle::SH_FormLayoutLabelAlignment, Qt::AlignLeft | Qt::AlignVCenter},
    {QStyle::SH_TabBar_ElideMode, Qt::ElideNone},
};

} // namespace

int RetortStyle::pixelMetric(PixelMetric metric, const QStyleOption *o, const QWidget *w) const {
    if (metric == PM_DefaultFrameWidth && paint::isReadingText(w))
        return size::focusRing;
    for (const Metric &own : metrics)
        if (own.metric == metric)
            return own.scaled ? Theme::instance().scaled(own.px) : own.px;
    return QProxyStyle::pixelMetric(metric, o, w);
}

int RetortStyle::styleHint(StyleHint hint, const QStyleOption *o, const QWidget *w,
                           QStyleHintReturn *data) const {
    for (const auto &[own, value] : hints)
        if (own == hint)
            return value;
    return QProxyStyle::styleHint(hint, o, w, data);
}

QSize RetortStyle::sizeFromContents(ContentsType type, const QStyleOption *o, const QSize &contents,
                                    const QWidget *w) const {
    const auto scaled = [](int px) { return Theme::instance().scaled(px); };
    QSize s = QProxyStyle::sizeFromContents(type, o, contents, w);
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(o);
        const bool hasMenu = button && (button->features & QStyleOptionButton::HasMenu);
        const int h = controlHeight(w), iconGap = button && !button->icon.isNull() ? space::xs : 0;
        return {button && button->text.isEmpty()
                    ? h
                    : contents.width() + iconGap + 2 * space::m + (hasMenu ? space::l : 0),
                std::max(h, contents.height() + space::xs)};
    }
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(o);
        const int h = controlHeight(w);
        const bool iconOnly = button
                              && (button->toolButtonStyle == Qt::ToolButtonIconOnly || button->text.isEmpty())
                              && !(button->features & QStyleOptionToolButton::MenuButtonPopup);
        return {iconOnly ? h : std::max(h, s.width() + space::m), h};
    }
    case CT_LineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(o);
            frame && frame->lineWidth > 0)
            s.setHeight(controlHeight(w));
        return s;
    case CT_ComboBox:
        return {contents.width() + 2 * space::s + 26, controlHeight(w)};
    case CT_SpinBox:
        return {contents.width() + space::l + 22, controlHeight(w)};
    case CT_ItemViewItem:
        s.setHeight(std::max(s.height(), scaled(28)));
        return s;
    case CT_HeaderSection:
        s.setHeight(scaled(size::row));
        return s;
    case CT_TabBarTab:
        s.setHeight(scaled(isDense(w) ? size::controlDense : size::tab));
        return s;
    default:
        return s;
    }
}

QRect RetortStyle::subElementRect(SubElement element, const QStyleOption *o, const QWidget *w) const {
    if (element == SE_PushButtonFocusRect || element == SE_CheckBoxFocusRect
        || element == SE_ItemViewItemFocusRect)
        return o->rect;
    const QRect r = QProxyStyle::subElementRect(element, o, w);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(o);
    return element == SE_LineEditContents && frame && frame->lineWidth > 0 ? r.adjusted(6, 0, -6, 0) : r;
}

// Fusion's arrows are closer to the frame than our outline wants them.
QRect RetortStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *o, SubControl sub,
                                  const QWidget *w) const {
    const QRect &r = o->rect;
    if (control == CC_ComboBox && (sub == SC_ComboBoxArrow || sub == SC_ComboBoxEditField))
        return visualRect(o->direction, r,
                          sub == SC_ComboBoxArrow
                              ? QRect(r.right() - 25, r.top(), 22, r.height())
                              : QRect(r.left() + 6, r.top() + 1, r.width() - 32, r.height() - 2));
    return QProxyStyle::subControlRect(control, o, sub, w);
}

} // namespace retort
