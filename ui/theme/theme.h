// SPDX-License-Identifier: GPL-3.0-or-later
// The one theme of the window: colours by role, fonts by role, zoom, motion, light and dark with live
// switching. There is no style sheet: RetortStyle paints controls, and the helpers below carry what used to
// need one. GUI thread only.
#pragma once

#include "ui/theme/metrics.h"
#include "ui/theme/role.h"

#include <QFont>
#include <QObject>

class QAbstractButton;
class QApplication;
class QWidget;

namespace retort {

class ColourScheme;

enum class FontRole { body, bodyBold, caption, cardTitle, metric, pageTitle, trace, mono, monoCaption };

class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Mode { automatic, light, dark };

    static Theme &instance();

    /// Call before the QApplication is made: keeps platform themes from changing fonts and style.
    static void prepare();
    /// Sets style, palette and font of the application. Once, after the QApplication is made.
    void install(QApplication &app);

    void setMode(Mode mode);
    bool isDark() const { return m_dark; }
    QColor colour(Role role) const { return roleColour(role, m_dark); }

    /// Factor on all font sizes and on heights that hold text; clamped to 0.7 .. 2.
    void setZoom(double factor);
    double zoom() const { return m_zoom; }
    QFont font(FontRole role) const;
    int scaled(int px) const;

    void setReduceMotion(bool on) { m_reduceMotion = on; }
    /// `ms`, or 0 where motion is reduced (also under the offscreen platform, so in tests and pictures).
    int duration_ms(int ms) const;

Q_SIGNALS:
    /// Colours, fonts or zoom are new; palette and fonts of all widgets are already set when it comes.
    void changed();

private:
    Theme();
    void resolve();
    bool wantsDark() const;
    void apply();
    void restyle();

    Mode m_mode = Mode::automatic;
    bool m_dark = false;
    double m_zoom = 1.0;
    bool m_reduceMotion = false;
    ColourScheme *m_scheme = nullptr; // once installed
};

/// Colour of a role now.
inline QColor colour(Role role) {
    return Theme::instance().colour(role);
}

/// Side of an icon beside text now.
inline int iconSide() {
    return Theme::instance().scaled(size::icon);
}

// Marks on widgets. They stay right through theme and zoom changes.
void setFontRole(QWidget *widget, FontRole role);
void setTextRole(QWidget *widget, Role role);

enum class ButtonKind { secondary, primary, ghost, danger, dangerFilled };
void setButtonKind(QAbstractButton *button, ButtonKind kind);
ButtonKind buttonKind(const QWidget *button);

/// Makes the controls below `widget` 28 px high instead of 32.
void setDense(QWidget *widget, bool dense);
bool isDense(const QWidget *widget);

/// Cursor, text colour and accessible name of an icon-only tool button, in one call.
void setIconButton(QAbstractButton *button, const QString &iconName, const QString &accessibleName);

} // namespace retort
