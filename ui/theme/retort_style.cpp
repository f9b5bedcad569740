// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/retort_style.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>

#include <cmath>

namespace retort {
namespace {

int controlHeight(const QWidget *widget) {
    return Theme::instance().scaled(isDense(widget) ? size::controlDense : size::control);
}

bool isTextView(const QWidget *widget) {
    return qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
}

QRectF wholeTrack(const QStyleOptionSlider *o) {
    return QRectF(o->rect);
}

} // namespace

void setInvalid(QWidget *input, bool invalid) {
    input->setProperty("retortInvalid", invalid);
    input->update();
}

RetortStyle::RetortStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void RetortStyle::polish(QWidget *widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QTabBar *>(widget) || qobject_cast<QLineEdit *>(widget)
        || qobject_cast<QScrollBar *>(widget) || isTextView(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *tabs = qobject_cast<QTabBar *>(widget))
        tabs->setExpanding(false);
    // The rounded frame fills the ground itself; a filled viewport would cut its corners square.
    if (auto *area = qobject_cast<QAbstractScrollArea *>(widget);
        area && isTextView(widget) && area->frameWidth() > 0)
        area->viewport()->setAutoFillBackground(false);
}

void RetortStyle::unpolish(QWidget *widget) {
    if (auto *area = qobject_cast<QAbstractScrollArea *>(widget); area && isTextView(widget))
        area->viewport()->setAutoFillBackground(true);
    QProxyStyle::unpolish(widget);
}

void RetortStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *o, QPainter *p,
                                const QWidget *w) const {
    const QColor arrow = colour(o->state & State_Enabled ? Role::text2 : Role::text3);
    switch (element) {
    case PE_PanelButtonCommand:
        return paint::buttonPanel(p, o, w);
    case PE_PanelButtonTool:
        return paint::toolPanel(p, o, w);
    case PE_PanelLineEdit:
        return paint::inputPanel(p, o, w);
    case PE_FrameLineEdit:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paint::checkIndicator(p, o);
    case PE_IndicatorRadioButton:
        return paint::radioIndicator(p, o);
    case PE_FrameFocusRect:
        if ((o->state & State_KeyboardFocusChange) || qobject_cast<const QAbstractItemView *>(w))
            paint::focusRing(p, o->rect,
                             qobject_cast<const QAbstractItemView *>(w) ? 2 : size::radiusControl);
        return;
    case PE_IndicatorArrowDown:
        return paint::chevron(p, o->rect, Qt::DownArrow, arrow);
    case PE_IndicatorArrowUp:
        return paint::chevron(p, o->rect, Qt::UpArrow, arrow);
    case PE_IndicatorArrowLeft:
        return paint::chevron(p, o->rect, Qt::LeftArrow, arrow);
    case PE_IndicatorArrowRight:
        return paint::chevron(p, o->rect, Qt::RightArrow, arrow);
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(o);
            header && header->sortIndicator != QStyleOptionHeader::None)
            paint::chevron(p, o->rect,
                           header->sortIndicator == QStyleOptionHeader::SortDown ? Qt::DownArrow
                                                                                 : Qt::UpArrow,
                           colour(Role::accent), 7);
        return;
    case PE_IndicatorBranch:
        if (o->state & State_Children)
            paint::chevron(p, o->rect, o->state & State_Open ? Qt::DownArrow : Qt::RightArrow, arrow);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(o))
            paint::itemPanel(p, item, w);
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        return paint::box(p, o->rect, colour(Role::surface), colour(Role::borderS), 0);
    case PE_FrameMenu:
        return;
    case PE_PanelStatusBar:
        p->fillRect(o->rect, colour(Role::sunken));
        return paint::hairline(p, o->rect.topLeft(), o->rect.topRight(), colour(Role::border));
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelScrollAreaCorner:
        return;
    case PE_PanelMenuBar:
    case PE_FrameWindow:
        break;
    case PE_FrameTabBarBase: {
        const double y = o->rect.bottom();
        return paint::hairline(p, {double(o->rect.left()), y}, {double(o->rect.right()), y},
                               colour(Role::border));
    }
    case PE_FrameTabWidget:
        return paint::hairline(p, o->rect.topLeft(), o->rect.topRight(), colour(Role::border));
    case PE_FrameGroupBox:
        return paint::box(p, o->rect, {}, colour(Role::border), size::radiusCard);
    case PE_Frame:
        return paint::frame(p, o, w);
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, o, p, w);
}

void RetortStyle::drawControl(ControlElement element, const QStyleOption *o, QPainter *p,
                              const QWidget *w) const {
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(o)) {
            QStyleOptionButton copy(*button);
            const QColor c = paint::buttonTextColour(o, w);
            copy.palette.setColor(QPalette::ButtonText, c);
            // Our icons are recoloured to the label; a filled button would show grey on accent otherwise.
            if (const QString name = copy.icon.name(); !name.isEmpty() && (o->state & State_Enabled)) {
                const ButtonKind kind = buttonKind(w);
                const bool asDefault = button->features & QStyleOptionButton::DefaultButton;
                if (kind == ButtonKind::primary || (asDefault && kind == ButtonKind::secondary))
                    copy.icon = themeIcon(name, Role::onAccent);
                else if (kind == ButtonKind::dangerFilled)
                    copy.icon = themeIcon(name, Role::onBad);
                else if (kind == ButtonKind::danger)
                    copy.icon = themeIcon(name, Role::bad);
            }
            return QProxyStyle::drawControl(element, &copy, p, w);
        }
        break;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(o))
            return paint::headerSection(p, header);
        break;
    case CE_HeaderEmptyArea:
        p->fillRect(o->rect, colour(Role::surface));
        return paint::hairline(p, o->rect.bottomLeft(), o->rect.bottomRight(), colour(Role::border));
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(o)) {
            QStyleOptionHeaderV2 copy;
            if (const auto *v2 = qstyleoption_cast<const QStyleOptionHeaderV2 *>(o))
                copy = *v2;
            else
                static_cast<QStyleOptionHeader &>(copy) = *header;
            copy.palette.setColor(QPalette::ButtonText, colour(Role::text2));
            copy.state &= ~State_On; // no bold for the sections of selected cells
            return QProxyStyle::drawControl(element, &copy, p, w);
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(o))
            return paint::menuItem(p, item, w);
        break;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(o))
            return paint::menuBarItem(p, item);
        break;
    case CE_MenuBarEmptyArea:
        p->fillRect(o->rect, colour(Role::window));
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(o))
            return paint::tabShape(p, tab);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(o)) {
            QStyleOptionTab copy(*tab);
            const bool on = o->state & State_Enabled, selected = o->state & State_Selected;
            copy.palette.setColor(QPalette::WindowText, colour(!on        ? Role::text3
                                                               : selected ? Role::text
                                                                          : Role::text2));
            copy.state &= ~State_HasFocus; // the ring is drawn with the shape
            return QProxyStyle::drawControl(element, &copy, p, w);
        }
        break;
    case CE_SizeGrip:
        return;
    case CE_Splitter:
        return paint::splitter(p, o);
    case CE_ProgressBarGroove:
        return paint::box(p, o->rect, colour(Role::sunken), colour(Role::border), o->rect.height() / 2.0);
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(o)) {
            const double range = bar->maximum - bar->minimum;
            QRectF r(o->rect);
            if (range > 0)
                r.setWidth(r.width() * std::clamp((bar->progress - bar->minimum) / range, 0.0, 1.0));
            if (r.width() >= r.height())
                paint::box(p, r, colour(o->state & State_Enabled ? Role::accent : Role::text3), {},
                           r.height() / 2);
        }
        return;
    case CE_FocusFrame:
        return paint::focusRing(p, o->rect, size::radiusControl);
    default:
        break;
    }
    QProxyStyle::drawControl(element, o, p, w);
}

void RetortStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *o, QPainter *p,
                                     const QWidget *w) const {
    if (control == CC_ToolButton)
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(o);
            button && button->toolButtonStyle == Qt::ToolButtonIconOnly
            && !(button->features & QStyleOptionToolButton::MenuButtonPopup)) {
            // An arrow beside a lone icon says nothing: the icon itself opens the menu.
            QStyleOptionToolButton copy(*button);
            copy.features &= ~(QStyleOptionToolButton::HasMenu | QStyleOptionToolButton::Menu);
            return QProxyStyle::drawComplexControl(control, &copy, p, w);
        }
    if (control == CC_ComboBox)
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(o))
            return paint::comboBox(p, combo, w);
    if (control == CC_SpinBox)
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(o))
            return paint::spinBox(p, spin, w);
    if (control == CC_Slider || control == CC_ScrollBar)
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(o))
            return control == CC_Slider ? paint::slider(p, bar, w) : paint::scrollBar(p, bar, w);
    QProxyStyle::drawComplexControl(control, o, p, w);
}

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
        return size::icon;
    case PM_ToolBarIconSize:
        return size::icon;
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
        s.setHeight(Theme::instance().scaled(36));
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
    case SE_RadioButtonFocusRect:
        return o->rect;
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return o->rect;
    case SE_ItemViewItemFocusRect:
        return o->rect;
    default:
        return r;
    }
}

QRect RetortStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *o, SubControl sub,
                                  const QWidget *w) const {
    const QRect &r = o->rect;
    if (control == CC_ComboBox) {
        const QRect arrow(r.right() - 25, r.top(), 22, r.height());
        if (sub == SC_ComboBoxArrow)
            return visualRect(o->direction, r, arrow);
        if (sub == SC_ComboBoxEditField)
            return visualRect(o->direction, r,
                              QRect(r.left() + 6, r.top() + 1, r.width() - 6 - 26, r.height() - 2));
    }
    if (control == CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(o);
        const bool bare = spin && spin->buttonSymbols == QAbstractSpinBox::NoButtons;
        const int x = r.right() - 22, half = r.height() / 2;
        if (sub == SC_SpinBoxUp)
            return bare ? QRect() : visualRect(o->direction, r, QRect(x, r.top() + 2, 20, half - 2));
        if (sub == SC_SpinBoxDown)
            return bare ? QRect()
                        : visualRect(o->direction, r, QRect(x, r.top() + half, 20, r.height() - half - 2));
        if (sub == SC_SpinBoxEditField)
            return visualRect(
                o->direction, r,
                QRect(r.left() + 6, r.top() + 2, r.width() - 6 - (bare ? 6 : 24), r.height() - 4));
    }
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(o);
        if (!bar)
            return r;
        const QRect track = wholeTrack(bar).toRect();
        const bool across = bar->orientation == Qt::Horizontal;
        const int length = across ? track.width() : track.height();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        const int minimum = std::min(length, pixelMetric(PM_ScrollBarSliderMin, o, w));
        const int thumb =
            range > 0 ? std::max(minimum, int(qint64(length) * bar->pageStep / (range + bar->pageStep)))
                      : length;
        const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                               length - thumb, bar->upsideDown);
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
    return QProxyStyle::subControlRect(control, o, sub, w);
}

QIcon RetortStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *o, const QWidget *w) const {
    switch (pixmap) {
    case SP_LineEditClearButton:
        return themeIcon(QStringLiteral("edit-clear"));
    case SP_MessageBoxWarning:
        return themeIcon(QStringLiteral("dialog-warning"), Role::warn);
    case SP_MessageBoxCritical:
        return themeIcon(QStringLiteral("dialog-error"), Role::bad);
    case SP_MessageBoxInformation:
        return themeIcon(QStringLiteral("dialog-information"), Role::accent);
    case SP_MessageBoxQuestion:
        return themeIcon(QStringLiteral("question"), Role::accent);
    case SP_ToolBarHorizontalExtensionButton:
        return themeIcon(QStringLiteral("overflow-menu"));
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
        return themeIcon(QStringLiteral("window-close"));
    case SP_DirIcon:
        return themeIcon(QStringLiteral("folder-open"));
    case SP_FileIcon:
        return themeIcon(QStringLiteral("document-open"));
    default:
        return QProxyStyle::standardIcon(pixmap, o, w);
    }
}

} // namespace retort
