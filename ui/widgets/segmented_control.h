// SPDX-License-Identifier: GPL-3.0-or-later
// Two to five choices side by side in one outline, exactly one chosen; arrows move the choice.
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace retort {

class SegmentedControl final : public QWidget {
    Q_OBJECT

public:
    explicit SegmentedControl(QWidget *parent = nullptr);

    /// An icon-only segment has an icon and uses `text` as tooltip and accessible name.
    void addSegment(const QString &id, const QString &text, const QString &iconName = {});
    void setText(const QString &id, const QString &text);
    QString current() const;
    void setCurrent(const QString &id);

Q_SIGNALS:
    void currentChanged(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Segment;

    QHBoxLayout *m_row;
    QButtonGroup *m_group;
};

} // namespace retort
