// SPDX-License-Identifier: GPL-3.0-or-later
// How every standard control is painted: Fusion underneath, outlines, focus and surfaces from the colour
// roles (plain Fusion on a dark palette loses the outlines of inputs). Paints only; colours and sizes come
// from Theme and metrics.h.
#pragma once

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionTab;

namespace retort {

class RetortStyle final : public QProxyStyle {
    Q_OBJECT

public:
    RetortStyle();

    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                         const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap pixmap, const QStyleOption *option,
                       const QWidget *widget) const override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;

protected:
    bool eventFilter(QObject *object, QEvent *event) override; // wheel over a field

private:
    void drawButtonLabel(const QStyleOptionButton *option, QPainter *painter, const QWidget *widget) const;
    void drawMenuButtonBevel(const QStyleOptionButton *o, QPainter *p, const QWidget *w) const;
    void drawTabLabel(const QStyleOptionTab *option, QPainter *painter, const QWidget *widget) const;
};

/// Marks an input as wrong: its outline turns bad. The reason belongs in an InlineError under it.
void setInvalid(QWidget *input, bool invalid);

} // namespace retort
