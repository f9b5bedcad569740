// SPDX-License-Identifier: GPL-3.0-or-later
// All texts of one sample, part by part in the parts' colours, each always with its word. Plain text only.
// GUI thread.
#pragma once

#include "core/data/version_store.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace retort {

class AppState;

class SampleInspector final : public QWidget {
    Q_OBJECT

public:
    SampleInspector(AppState &app, QWidget *parent);
    void show(VersionId version, SampleId id); // 0: empty
    void showSample(const Sample &sample);
    using QWidget::show;

private:
    void addPart(const QString &name, const std::string &text, int role);
    void clear();
    AppState &m_app;
    QVBoxLayout *m_column;
    QLabel *m_hint;
};

} // namespace retort
