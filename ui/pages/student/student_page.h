// SPDX-License-Identifier: GPL-3.0-or-later
// Student: presets, the form of every size with its reason in place, the stack drawn, and what it costs:
// parameters, memory by part, compute. Nothing here needs LibTorch. GUI thread.
#pragma once

#include "core/learn/device.h"
#include "core/learn/student.h"
#include "ui/pages/page.h"

class QLineEdit;

namespace retort {

struct Cost;
template <typename Source>
class MetricPanel;
class OptionForm;
class SplitBar;
class StackDrawing;

class StudentPage final : public Page {
    Q_OBJECT

public:
    StudentPage(AppState &app, QWidget *parent);
    void activated() override;
    void open(const QVariantMap &args) override; // "duplicate": id of a student whose sizes are taken over
    void setViewState(const QVariantMap &state) override;

private:
    QWidget *makePresets();
    QWidget *makeForm();
    QWidget *makeCost();
    void choosePreset(const std::string &id);
    void markPreset(const std::string &id);
    void update();
    void showCost(const StudentConfig &config);
    void duplicate(std::int64_t student);
    void save();
    std::int64_t vocabSize() const;

    std::vector<std::pair<std::string, Card *>> m_presets;
    OptionForm *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    StackDrawing *m_stack = nullptr;
    MetricPanel<Cost> *m_numbers = nullptr;
    SplitBar *m_parameterBar = nullptr;
    SplitBar *m_memoryBar = nullptr;
    QLabel *m_fit = nullptr;
    QAction *m_save = nullptr;
    std::vector<DeviceInfo> m_devices; // as of the last time the page was shown
};

} // namespace retort
