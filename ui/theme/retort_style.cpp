// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/retort_style.h"

#include "ui/theme/icon.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSlider>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>
#include <QTreeView>

namespace retort {
namespace {

bool isTextView(const QWidget *widget) {
    return qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
}

bool changesByWheel(const QWidget *widget) {
    return qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
           || qobject_cast<const QSlider *>(widget);
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
    if (qobject_cast<QHeaderView *>(widget))
        setTextRole(widget, Role::text2);
    if (changesByWheel(widget)) {
        if (widget->focusPolicy() == Qt::WheelFocus)
            widget->setFocusPolicy(Qt::StrongFocus);
        widget->installEventFilter(this);
    }
    // The rounded frame fills the ground itself; a filled viewport would cut its corners square.
    if (auto *area = qobject_cast<QAbstractScrollArea *>(widget);
        area && isTextView(widget) && area->frameWidth() > 0)
        area->viewport()->setAutoFillBackground(false);
}

// Who scrolls a page must not change the fields that pass below the pointer.
bool RetortStyle::eventFilter(QObject *object, QEvent *event) {
    if (event->type() == QEvent::Wheel && !static_cast<QWidget *>(object)->hasFocus()) {
        event->ignore(); // what lies around it scrolls
        return true;
    }
    return QProxyStyle::eventFilter(object, event);
}

void RetortStyle::unpolish(QWidget *widget) {
    if (changesByWheel(widget))
        widget->removeEventFilter(this);
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
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(o);
            frame && frame->lineWidth > 0)
            paint::inputBox(p, o, w);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paint::checkIndicator(p, o);
    case PE_FrameFocusRect:
        // Views set the keyboard flag always; there the accent bar of the selection says it already.
        if (!(o->state & State_KeyboardFocusChange)
            || (qobject_cast<const QAbstractItemView *>(w) && (o->state & State_Selected)))
            return;
        return paint::focusRing(p, o->rect,
                                qobject_cast<const QAbstractItemView *>(w) ? 2 : size::radiusControl);
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
        return paint::chevron(p, o->rect,
                              element == PE_IndicatorArrowDown   ? Qt::DownArrow
                              : element == PE_IndicatorArrowUp   ? Qt::UpArrow
                              : element == PE_IndicatorArrowLeft ? Qt::LeftArrow
                                                                 : Qt::RightArrow,
                              arrow);
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
        // Only trees: their rows begin with branches, which belong to no item.
        if (qobject_cast<const QTreeView *>(w) && (o->state & State_Selected))
            paint::selectedRow(p, o->rect, o->state & State_Enabled, true);
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(o))
            paint::itemPanel(p, item, w);
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        return paint::box(p, o->rect, colour(Role::surface), colour(Role::borderS), 0);
    case PE_FrameMenu:
    case PE_PanelScrollAreaCorner:
        return;
    case PE_FrameTabBarBase: {
        const double y = o->rect.bottom();
        return paint::hairline(p, {double(o->rect.left()), y}, {double(o->rect.right()), y},
                               colour(Role::border));
    }
    case PE_Frame:
        return paint::frame(p, o, w);
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, o, p, w);
}

void RetortStyle::drawButtonLabel(const QStyleOptionButton *o, QPainter *p, const QWidget *w) const {
    QStyleOptionButton copy(*o);
    copy.palette.setColor(QPalette::ButtonText, paint::buttonTextColour(o, w));
    // Our icons are recoloured to the label; a filled button would show grey on accent otherwise.
    if (const QString name = copy.icon.name(); !name.isEmpty() && (o->state & State_Enabled)) {
        const ButtonKind kind = buttonKind(w);
        const bool asDefault = o->features & QStyleOptionButton::DefaultButton;
        if (kind == ButtonKind::primary || (asDefault && kind == ButtonKind::secondary))
            copy.icon = themeIcon(name, Role::onAccent);
        else if (kind == ButtonKind::dangerFilled)
            copy.icon = themeIcon(name, Role::onBad);
        else if (kind == ButtonKind::danger)
            copy.icon = themeIcon(name, Role::bad);
    }
    if (!copy.icon.isNull() && !copy.text.isEmpty())
        copy.iconSize.rwidth() += space::xs; // some of our icons fill their square, and would touch the text
    QProxyStyle::drawControl(CE_PushButtonLabel, &copy, p, w);
}

// Qt puts the arrow of a button with a menu below the middle, on the frame.
void RetortStyle::drawMenuButtonBevel(const QStyleOptionButton *o, QPainter *p, const QWidget *w) const {
    QStyleOptionButton copy(*o);
    copy.features &= ~QStyleOptionButton::HasMenu;
    QProxyStyle::drawControl(CE_PushButtonBevel, &copy, p, w);
    const int side = size::icon / 2;
    copy.rect = QRect(o->rect.right() - space::s - side, o->rect.center().y() - side / 2, side, side);
    proxy()->drawPrimitive(PE_IndicatorArrowDown, &copy, p, w);
}

void RetortStyle::drawTabLabel(const QStyleOptionTab *o, QPainter *p, const QWidget *w) const {
    QStyleOptionTab copy(*o);
    const bool on = o->state & State_Enabled, selected = o->state & State_Selected;
    copy.palette.setColor(QPalette::WindowText, colour(!on        ? Role::text3
                                                       : selected ? Role::text
                                                                  : Role::text2));
    copy.state &= ~State_HasFocus; // the ring is drawn with the shape
    QProxyStyle::drawControl(CE_TabBarTabLabel, &copy, p, w);
}

void RetortStyle::drawControl(ControlElement element, const QStyleOption *o, QPainter *p,
                              const QWidget *w) const {
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(o);
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(o);
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(o);
    if (element == CE_PushButtonBevel && button && (button->features & QStyleOptionButton::HasMenu))
        return drawMenuButtonBevel(button, p, w);
    if (element == CE_PushButtonLabel && button)
        return drawButtonLabel(button, p, w);
    if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(o);
        element == CE_ToolButtonLabel && tool && tool->toolButtonStyle == Qt::ToolButtonTextBesideIcon) {
        QStyleOptionToolButton copy(*tool); // Qt puts the icon at the very edge, where the focus ring is
        copy.rect.setLeft(copy.rect.left() + space::xs);
        return QProxyStyle::drawControl(element, &copy, p, w);
    }
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(o);
        element == CE_ComboBoxLabel && combo && !combo->editable) {
        QStyleOptionComboBox copy(*combo); // Fusion cuts a long text in the middle of a letter
        const QRect room = proxy()->subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, w);
        const int icon = combo->currentIcon.isNull() ? 0 : combo->iconSize.width() + space::xs;
        copy.currentText =
            combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, room.width() - icon - 2);
        return QProxyStyle::drawControl(element, &copy, p, w);
    }
    if (element == CE_HeaderSection && header)
        return paint::headerSection(p, header);
    if (element == CE_TabBarTabShape && tab)
        return paint::tabShape(p, tab);
    if (element == CE_TabBarTabLabel && tab)
        return drawTabLabel(tab, p, w);
    if (element == CE_HeaderEmptyArea) {
        p->fillRect(o->rect, colour(Role::surface));
        return paint::hairline(p, o->rect.bottomLeft(), o->rect.bottomRight(), colour(Role::border));
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

QIcon RetortStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *o, const QWidget *w) const {
    static constexpr struct {
        StandardPixmap pixmap;
        const char *name;
        Role role = Role::text2;
    } own[] = {{SP_LineEditClearButton, "edit-clear"},
               {SP_MessageBoxWarning, "dialog-warning", Role::warn}, // of file dialogs
               {SP_DirIcon, "folder-open"},
               {SP_FileIcon, "document-open"}};
    for (const auto &icon : own)
        if (icon.pixmap == pixmap)
            return themeIcon(QString::fromLatin1(icon.name), icon.role);
    return QProxyStyle::standardIcon(pixmap, o, w);
}

} // namespace retort
