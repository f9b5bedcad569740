// SPDX-License-Identifier: GPL-3.0-or-later
// "Drop to import" over the whole window while files are dragged over it. GUI thread.
#pragma once

#include <QWidget>

namespace retort {

class DropHint final : public QWidget {
    Q_OBJECT

public:
    explicit DropHint(QWidget *window);
    void cover(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace retort
