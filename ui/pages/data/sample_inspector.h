// SPDX-License-Identifier: GPL-3.0-or-later
// All texts of one sample, part by part in the parts' colours, each always with its word. Plain text only;
// read and prepared on the rows runner. GUI thread.
#pragma once

#include "core/data/versions/version_store.h"
#include "ui/widgets/reading_view.h"

#include <functional>

namespace retort {

class AppState;

class SampleInspector final : public ReadingView {
    Q_OBJECT

public:
    SampleInspector(AppState &app, QWidget *parent);
    void show(VersionId version, SampleId id, const QString &searched = {}); // 0: empty
    void showSample(const Sample &sample);
    using QWidget::show;

private:
    void read(std::function<Sample()> sample);
    void clearSample(const QString &hint);

    AppState &m_app;
    quint64 m_wanted = 0; // what was asked for before it is no longer shown
};

} // namespace retort
