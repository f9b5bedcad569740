// SPDX-License-Identifier: GPL-3.0-or-later
// A message in the page that stays until its cause is gone, with one action or a choice of two: read-only
// project, health of a run, …
#pragma once

#include "ui/theme/role.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace retort {

class Banner final : public QWidget {
    Q_OBJECT

public:
    using Kind = MessageKind;

    explicit Banner(QWidget *parent = nullptr);

    /// Shows the banner; empty action text: no button.
    void show(Kind kind, const QString &text, const QString &actionText = {}, const QString &secondText = {});
    void setClosable(bool closable);
    QString text() const;
    Kind kind() const { return m_kind; }
    using QWidget::show;

Q_SIGNALS:
    void actionActivated();
    void secondActivated();
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateIcon();

    Kind m_kind = Kind::info;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_second;
    QToolButton *m_close;
};

} // namespace retort
