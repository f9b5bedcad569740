// SPDX-License-Identifier: GPL-3.0-or-later
// A headline that folds what is below it (120 ms, or at once where motion is reduced).
#pragma once

#include <QVariantAnimation>
#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace retort {

class ElidedLabel;

class FoldSection final : public QWidget {
    Q_OBJECT

public:
    explicit FoldSection(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    QString title() const;
    /// Small text at the right of the headline, cut where it does not fit.
    void setRemark(const QString &remark);
    QVBoxLayout *body() const { return m_body; }
    bool isOpen() const { return m_open; }
    void setOpen(bool open);

Q_SIGNALS:
    void toggled(bool open);

private:
    void finish();

    QToolButton *m_headline;
    ElidedLabel *m_remark;
    QWidget *m_content;
    QVBoxLayout *m_body;
    QVariantAnimation m_run;
    bool m_open = false;
};

} // namespace retort
