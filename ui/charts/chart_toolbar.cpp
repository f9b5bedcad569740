// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_toolbar.h"

#include "ui/charts/chart_group.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace retort {
namespace {
constexpr int shortestSlider = 40, longestSlider = 120, narrowestAxis = 72;
}

ChartToolbar::ChartToolbar(ChartGroup *group, QWidget *parent)
    : QWidget(parent),
      m_group(group),
      m_axis(new QComboBox(this)),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_number(new QDoubleSpinBox(this)),
      m_clip(new QCheckBox(tr("Leave outliers out"), this)) {
    setDense(this, true);
    const std::pair<const char *, XAxis> axes[] = {{QT_TR_NOOP("Step"), XAxis::step},
                                                   {QT_TR_NOOP("Tokens"), XAxis::tokens},
                                                   {QT_TR_NOOP("Epoch"), XAxis::epoch},
                                                   {QT_TR_NOOP("Time since start"), XAxis::relative},
                                                   {QT_TR_NOOP("Time of day"), XAxis::wall}};
    for (const auto &[text, axis] : axes)
        m_axis->addItem(tr(text), static_cast<int>(axis));
    m_axis->setAccessibleName(tr("X axis"));
    m_axis->setToolTip(tr("What the X axis counts (X)"));
    m_slider->setRange(0, 99);
    m_slider->setMinimumWidth(shortestSlider); // these two give way before a word is cut
    m_slider->setMaximumWidth(longestSlider);
    m_axis->setMinimumWidth(Theme::instance().scaled(narrowestAxis));
    m_slider->setAccessibleName(tr("Smoothing"));
    m_number->setRange(0, 0.999);
    m_number->setDecimals(3);
    m_number->setSingleStep(0.01);
    m_number->setAccessibleName(tr("Smoothing weight"));
    m_number->setToolTip(tr("0 draws the curves as logged; the higher, the smoother"));
    m_clip->setToolTip(tr("The Y axis covers the middle 90 % of the values (O)"));

    rowIn(this, {makeLabel(tr("X axis"), FontRole::body, Role::text2, this),
                 m_axis,
                 makeLabel(tr("Smoothing"), FontRole::body, Role::text2, this),
                 {m_slider, 1000},
                 m_number,
                 m_clip,
                 stretch});

    connect(m_axis, &QComboBox::currentIndexChanged, group,
            [this] { m_group->setXAxis(static_cast<XAxis>(m_axis->currentData().toInt())); });
    connect(m_slider, &QSlider::valueChanged, group, [this](int v) { m_group->setSmoothing(v / 100.0); });
    connect(m_number, &QDoubleSpinBox::valueChanged, group, [this](double v) { m_group->setSmoothing(v); });
    connect(m_clip, &QCheckBox::toggled, group, &ChartGroup::setClipOutliers);
    connect(group, &ChartGroup::settingsChanged, this, &ChartToolbar::showSettings);
    showSettings();
}

void ChartToolbar::showSettings() {
    const QSignalBlocker quiet[] = {QSignalBlocker(m_axis), QSignalBlocker(m_slider),
                                    QSignalBlocker(m_number), QSignalBlocker(m_clip)};
    m_axis->setCurrentIndex(m_axis->findData(static_cast<int>(m_group->xAxis())));
    m_slider->setValue(std::min(99, static_cast<int>(std::lround(m_group->smoothing() * 100))));
    m_number->setValue(m_group->smoothing());
    m_clip->setChecked(m_group->clipOutliers());
}

} // namespace retort
