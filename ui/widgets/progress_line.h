// SPDX-License-Identifier: GPL-3.0-or-later
// Thin progress (6 px), a placeholder for what is being loaded, and a bar of shares with their numbers.
#pragma once

#include "ui/theme/role.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;

namespace retort {

struct Task;

class ProgressLine final : public QWidget {
    Q_OBJECT

public:
    explicit ProgressLine(QWidget *parent = nullptr);
    /// 0..1; negative: the end is not known (hatched, nothing moves).
    void setValue(double fraction);
    double value() const { return m_value; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_value = 0;
};

/// Grey bars in the place of rows; stays empty for the first 200 ms, so that quick loads do not flicker.
class Skeleton final : public QWidget {
    Q_OBJECT

public:
    explicit Skeleton(int rows, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    int m_rows;
    bool m_visible = false;
    QTimer m_wait;
};

/// Kept, changed, dropped: a bar in proportion; under it a legend of numbers in as many lines as it needs.
class SplitBar final : public QWidget {
    Q_OBJECT

public:
    struct Part {
        QString name;
        qint64 count = 0;
        Role role = Role::accent;
        QString amount = {}; // as the legend writes it ("3.2 MB"); empty: the count
    };

    explicit SplitBar(QWidget *parent = nullptr);
    void setParts(const std::vector<Part> &parts);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    std::vector<double> widths(double total) const;

    std::vector<Part> m_parts;
};

// A task's progress on the line and, if given, its phase in a label: in sight while it goes.
void showProgress(const Task &task, ProgressLine *line, QLabel *phase = nullptr);

} // namespace retort
