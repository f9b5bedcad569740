// SPDX-License-Identifier: GPL-3.0-or-later
// Line edits of forms: one with a unit inside its right end, one for paths with a browse button.
#pragma once

#include <QLineEdit>

#include <functional>

namespace retort {

/// Text at the left, unit in text3 at the right. Up and Down step through `stepBy` where it is set.
class UnitEdit final : public QLineEdit {
    Q_OBJECT

public:
    explicit UnitEdit(QWidget *parent = nullptr);
    void setUnit(const QString &unit);
    QString unit() const { return m_unit; }
    /// Called with +1 or -1 (10 times that with Page Up and Down).
    std::function<void(int)> stepBy;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateMargins();
    QString shownUnit() const;
    QString m_unit;
};

/// Numbers as people type and read them: 3e-4 instead of 0.0003, 120,000 with groups.
QString formatTypedFloat(double value);
QString formatTypedInt(qint64 value);

} // namespace retort
