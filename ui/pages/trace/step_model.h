// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a trace as a list: a number and the first words of each, cut with … where the list ends. GUI
// thread.
#pragma once

#include "ui/pages/trace/trace_text.h"

#include <QAbstractListModel>

namespace retort {

class StepModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setHeads(std::vector<StepHead> heads);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<StepHead> m_heads;
};

} // namespace retort
