// SPDX-License-Identifier: GPL-3.0-or-later
// Labels by role: a plain one, one that elides, and the reason under a wrong field.
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

class QLineEdit;

namespace retort {

QLabel *makeLabel(const QString &text, FontRole font = FontRole::body, Role role = Role::text,
                  QWidget *parent = nullptr);

/// The same, with as many lines as it needs.
QLabel *makeText(const QString &text, FontRole font = FontRole::body, Role role = Role::text,
                 QWidget *parent = nullptr);
/// Out of sight while there is nothing to say.
QLineEdit *makeSearchField(const QString &placeholder, QWidget *parent); // with icon and clear button
void showText(QLabel *label, const QString &text);

/// One line that is cut with … where it does not fit; the whole text is then the tooltip.
class ElidedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text = {}, QWidget *parent = nullptr);
    void setElideMode(Qt::TextElideMode mode);
    QSize minimumSizeHint() const override;
    bool isElided() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateToolTip();
    Qt::TextElideMode m_mode = Qt::ElideRight;
    QString m_autoToolTip;
};

/// Tells a screen reader of a message that has appeared by itself; its accessible name is read.
void announce(QWidget *message);

/// 9 pt, bad, with an icon; takes no space while the text is empty.
class InlineError final : public QWidget {
    Q_OBJECT

public:
    explicit InlineError(QWidget *parent = nullptr);
    void setText(const QString &text);
    QString text() const { return m_label->text(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();
    QLabel *m_icon;
    QLabel *m_label;
};

} // namespace retort
