// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes and rectangles of RetortStyle; the painting is in retort_style.cpp and style_paint*.cpp.
#include "ui/theme/retort_style.h"

#include "ui/theme/theme.h"

#include <QAbstractSpinBox>
#include <QStyleOption>

#include <algorithm>

namespace retort {
namespace {

int controlHeight(const QWidget *widget) {
    return Theme::instance().scaled(isDense(widget) ? size::controlDense : size::control);
}

} // namespace

int RetortStyle::pixelMetric(PixelMetric metric, const QStyleOption *o, const QWidget *w) const {
    Theme &theme = Theme::instance();
    switch (metric) {
    case PM_DefaultFrameWidth:
        return 1;
    case PM_ButtonMargin:
        return space::s;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return theme.scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return space::s;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_ToolBarIconSize:
        return theme.scaled(size::icon);
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return theme.scaled(18);
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_SplitterWidth:
        return space::m;
    case PM_HeaderMargin:
        return space::s;
    case PM_HeaderMarkSize:
        return 10;
    case PM_FocusFrameHMargin: // cell padding of item views is this plus 1: the same 8 px as PM_HeaderMargin
        return space::s - 1;
    case PM_FocusFrameVMargin:
        return 3;
    case PM_TabBarTabHSpace:
        return space::xl;
    case PM_TabBarTabVSpace:
        return space::l;
    case PM_TabBarBaseOverlap:
        return 0;
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
        return 0;
    case PM_MenuVMargin:
        return space::xs;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
        return space::l;
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return space::m;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::s;
    case PM_TextCursorWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, o, w);
    }
}

int RetortStyle::styleHint(StyleHint hint, const QStyleOption *o, const QWidget *w,
                           QStyleHintReturn *data) const {
    switch (hint) {
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_Widget_Animation_Duration:
    case SH_MessageBox_CenterButtons:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_UnderlineShortcut:
        return 1;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_FormLayoutFormAlignment:
        return Qt::AlignLeft | Qt::AlignTop;
    case SH_FormLayoutLabelAlignment:
        return Qt::AlignLeft | Qt::AlignVCenter;
    case SH_TabBar_ElideMode:
        return Qt::ElideNone;
    case SH_ItemView_PaintAlternatingRowColorsForEmptyArea:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, o, w, data);
    }
}

QSize RetortStyle::sizeFromContents(ContentsType type, const QStyleOption *o, const QSize &contents,
                                    const QWidget *w) const {
    QSize s = QProxyStyle::sizeFromContents(type, o, contents, w);
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(o);
        const bool iconOnly = button && button->text.isEmpty();
        const bool hasMenu = button && (button->features & QStyleOptionButton::HasMenu);
        const int h = controlHeight(w);
        s.setHeight(std::max(h, contents.height() + space::xs));
        s.setWidth(iconOnly ? h : contents.width() + 2 * space::m + (hasMenu ? space::l : 0));
        return s;
    }
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(o);
        const int h = controlHeight(w);
        if (button && button->toolButtonStyle == Qt::ToolButtonTextUnderIcon)
            return s;
        const bool iconOnly =
            button && (button->toolButtonStyle == Qt::ToolButtonIconOnly || button->text.isEmpty());
        s.setHeight(h);
        if (iconOnly && !(button->features & QStyleOptionToolButton::MenuButtonPopup))
            s.setWidth(h);
        else
            s.setWidth(std::max(h, s.width() + space::m));
        return s;
    }
    case CT_LineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(o);
        if (frame && frame->lineWidth > 0)
            s.setHeight(controlHeight(w));
        return s;
    }
    case CT_ComboBox: {
        s.setHeight(controlHeight(w));
        s.setWidth(contents.width() + 2 * space::s + 26);
        return s;
    }
    case CT_SpinBox:
        s.setHeight(controlHeight(w));
        s.setWidth(contents.width() + space::l + 22);
        return s;
    case CT_ItemViewItem:
        s.setHeight(std::max(s.height(), Theme::instance().scaled(28)));
        return s;
    case CT_HeaderSection:
        s.setHeight(Theme::instance().scaled(size::row));
        return s;
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(o);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return {contents.width(), 9};
        const bool hasKeys = item && item->text.contains(QLatin1Char('\t'));
        return {contents.width() + 24 + 24 + 16 + (hasKeys ? space::xl : 0),
                Theme::instance().scaled(size::controlDense)};
    }
    case CT_MenuBarItem:
        return {contents.width() + 2 * space::s, Theme::instance().scaled(size::menuBar)};
    case CT_MenuBar:
        s.setHeight(Theme::instance().scaled(size::menuBar));
        return s;
    case CT_TabBarTab:
        s.setHeight(Theme::instance().scaled(isDense(w) ? size::controlDense : size::tab));
        return s;
    default:
        return s;
    }
}

QRect RetortStyle::subElementRect(SubElement element, const QStyleOption *o, const QWidget *w) const {
    const QRect r = QProxyStyle::subElementRect(element, o, w);
    switch (element) {
    case SE_LineEditContents: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(o);
        return frame && frame->lineWidth > 0 ? r.adjusted(6, 0, -6, 0) : r;
    }
    case SE_PushButtonFocusRect:
        return o->rect;
    case SE_CheckBoxFocusRect:
        return o->rect;
    case SE_ItemViewItemFocusRect:
        return o->rect;
    default:
        return r;
    }
}

QRect RetortStyle::comboRect(const QStyleOptionComplex *o, SubControl sub) const {
    const QRect &r = o->rect;
    const QRect place = sub == SC_ComboBoxArrow
                            ? QRect(r.right() - 25, r.top(), 22, r.height())
                            : QRect(r.left() + 6, r.top() + 1, r.width() - 6 - 26, r.height() - 2);
    return visualRect(o->direction, r, place);
}

QRect RetortStyle::spinRect(const QStyleOptionComplex *o, SubControl sub) const {
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(o);
    const bool bare = spin && spin->buttonSymbols == QAbstractSpinBox::NoButtons;
    const QRect &r = o->rect;
    const int x = r.right() - 22, half = r.height() / 2;
    QRect place(r.left() + 6, r.top() + 2, r.width() - 6 - (bare ? 6 : 24), r.height() - 4);
    if (sub == SC_SpinBoxUp)
        place = bare ? QRect() : QRect(x, r.top() + 2, 20, half - 2);
    else if (sub == SC_SpinBoxDown)
        place = bare ? QRect() : QRect(x, r.top() + half, 20, r.height() - half - 2);
    return visualRect(o->direction, r, place);
}

QRect RetortStyle::scrollBarRect(const QStyleOptionComplex *o, SubControl sub) const {
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(o);
    if (!bar)
        return o->rect;
    const QRect &track = o->rect;
    const bool across = bar->orientation == Qt::Horizontal;
    const int length = across ? track.width() : track.height();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    const int least = std::min(length, pixelMetric(PM_ScrollBarSliderMin, o, nullptr));
    const int thumb =
        range > 0 ? std::max(least, int(qint64(length) * bar->pageStep / (range + bar->pageStep))) : length;
    const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                           bar->upsideDown);
    const auto part = [&](int from, int n) {
        return across ? QRect(track.left() + from, track.top(), n, track.height())
                      : QRect(track.left(), track.top() + from, track.width(), n);
    };
    switch (sub) {
    case SC_ScrollBarSlider:
        return part(at, thumb);
    case SC_ScrollBarSubPage:
        return part(0, at);
    case SC_ScrollBarAddPage:
        return part(at + thumb, length - at - thumb);
    case SC_ScrollBarGroove:
        return track;
    default:
        return {};
    }
}

QRect RetortStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *o, SubControl sub,
                                  const QWidget *w) const {
    if (control == CC_ComboBox && (sub == SC_ComboBoxArrow || sub == SC_ComboBoxEditField))
        return comboRect(o, sub);
    if (control == CC_SpinBox && (sub == SC_SpinBoxUp || sub == SC_SpinBoxDown || sub == SC_SpinBoxEditField))
        return spinRect(o, sub);
    if (control == CC_ScrollBar)
        return scrollBarRect(o, sub);
    return QProxyStyle::subControlRect(control, o, sub, w);
}

} // namespace retort
