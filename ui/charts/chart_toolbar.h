// SPDX-License-Identifier: GPL-3.0-or-later
// What all charts of a group share, in one row: X axis, smoothing (slider and number), outliers.
#pragma once

#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QComboBox;
class QSlider;

namespace retort {

class ChartGroup;

class ChartToolbar final : public QWidget {
    Q_OBJECT

public:
    explicit ChartToolbar(ChartGroup *group, QWidget *parent = nullptr);

private:
    void showSettings();

    ChartGroup *m_group;
    QComboBox *m_axis;
    QSlider *m_slider;
    QDoubleSpinBox *m_number;
    QCheckBox *m_clip;
};

} // namespace retort
