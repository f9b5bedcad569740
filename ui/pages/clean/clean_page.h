// SPDX-License-Identifier: GPL-3.0-or-later
// Clean: steps | options of the chosen one | before and after of real rows; footer with kept, changed,
// dropped and "Apply as version n". The counts follow every edit; nothing is written before Apply. GUI
// thread.
#pragma once

#include "core/clean/clean_job.h"
#include "ui/pages/page.h"

#include <QTimer>

class QComboBox;
class QStackedWidget;

namespace retort {

class Banner;
class OptionForm;
class ProgressLine;
class ReadingView;
class RecipeList;
class SplitBar;
class TableView;
template <typename Record>
class RecordModel;

class CleanPage final : public Page {
    Q_OBJECT

public:
    CleanPage(AppState &app, QWidget *parent);
    void activated() override;
    bool canUndo() const override { return !m_before.empty(); } // changes of the recipe
    bool canRedo() const override { return !m_after.empty(); }
    void undo() override { goBack(m_before, m_after); }
    void redo() override { goBack(m_after, m_before); }

private:
    using PairRef = std::shared_ptr<const CleanPair>; // whole samples: not copied by row and step
    QWidget *makeWork();
    QWidget *makeOptions();
    QWidget *makeBeforeAfter();
    QWidget *makeFooter();
    void showRecipe(const Recipe &recipe, int step);
    struct Shown {
        Recipe recipe;
        int step = 0;
    };
    void recordChange();
    void goBack(std::vector<Shown> &from, std::vector<Shown> &to);
    void showStep(int step);
    void preview();
    void showPreview(CleanPreview preview);
    void forgetPairs(const Recipe &before);
    void showPairs();
    void showPair();
    void apply();
    void showTask(const Task &task);
    void showState();
    void showVersion();

    QStackedWidget *m_stack = nullptr;
    RecipeList *m_steps = nullptr;
    OptionForm *m_form = nullptr;
    QLabel *m_stepTitle = nullptr, *m_stepHelp = nullptr, *m_reasons = nullptr;
    Banner *m_banner = nullptr;
    TableView *m_table = nullptr;
    RecordModel<PairRef> *m_pairs = nullptr;
    ReadingView *m_diff = nullptr;
    quint64 m_wantedDiff = 0; // the diff of an earlier row comes too late
    SplitBar *m_bar = nullptr;
    QLabel *m_seen = nullptr;
    QComboBox *m_sample = nullptr;
    ProgressLine *m_progress = nullptr;
    QAction *m_apply = nullptr;
    CleanPreview m_preview;          // its pairs are in m_allPairs
    std::vector<PairRef> m_allPairs; // of all steps
    QTimer m_previewSoon;
    VersionId m_previewed = 0;
    int m_wantedStep = 0;                 // of the recipe that comes back
    std::vector<Shown> m_before, m_after; // what undo and redo put back
    Recipe m_shown;                       // as of the last recorded change
    bool m_replaying = false;
    bool m_busy = false, m_sound = true;
    bool m_idle = false; // the recipe changes nothing: all rows were counted
};

} // namespace retort
