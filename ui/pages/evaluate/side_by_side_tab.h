// SPDX-License-Identifier: GPL-3.0-or-later
// Side by side: one question put to two checkpoints, equal columns, the same sampling for both. GUI thread;
// the answers are made by one live job.
#pragma once

#include "core/learn/generate.h"

#include "ui/widgets/kept_state.h"

#include <QWidget>

#include <array>
#include <cstdint>
#include <vector>

class QComboBox;
class QLineEdit;
class QAction;
class QLabel;

namespace retort {

class ActionButton;
class AppState;
class Banner;
class EmptyState;
class ReadingView;
struct Task;

class SideBySideTab final : public QWidget {
    Q_OBJECT

public:
    SideBySideTab(AppState &app, QWidget *parent);
    void refresh();
    void choose(const std::vector<std::int64_t> &checkpoints); // left, then right
    void ask();
    QVariantMap viewState() const { return m_kept.values(); }
    void setViewState(const QVariantMap &state);

private:
    struct Side {
        QComboBox *checkpoint = nullptr;
        ReadingView *text = nullptr;
        QLabel *remark = nullptr;
    };
    struct Answers {
        std::string question;
        std::vector<std::pair<GenerateResult, Text>> sides; // with the badge of the device
    };
    void showTask(const Task &task);
    void showAnswers(const Answers &answers);
    QWidget *makeSide(Side &side, const QString &name);

    AppState &m_app;
    KeptState m_kept;
    EmptyState *m_empty;
    QWidget *m_full;
    QLineEdit *m_question;
    QAction *m_ask = nullptr;
    ActionButton *m_button;
    Banner *m_banner;
    std::array<Side, 2> m_sides;
    bool m_busy = false;
};

} // namespace retort
