// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing of a student: embedding, layers, head, each with its parameters; the kind of attention by colour
// and letter (F full, L local, A linear). Tells a screen reader the same in words. GUI thread.
#pragma once

#include "core/learn/student.h"

#include <QWidget>

namespace retort {

class StackDrawing final : public QWidget {
    Q_OBJECT

public:
    explicit StackDrawing(QWidget *parent = nullptr);
    void setStudent(const StudentConfig &config);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Block {
        QString letter; // empty: embedding and head
        QString title, detail;
        bool layer = false;
    };
    int blockHeight() const;
    std::vector<Block> m_blocks; // drawn from the bottom, as data flows
};

} // namespace retort
