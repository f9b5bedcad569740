// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a recipe: a switch per step, "−1,204" beside it; moved by drag or by the buttons below, added
// from a menu of all operators. GUI thread.
#pragma once

#include "core/clean/clean_job.h"

#include <QWidget>

class QListWidget;

namespace retort {

class ActionButton;

class RecipeList final : public QWidget {
    Q_OBJECT

public:
    explicit RecipeList(QWidget *parent = nullptr);
    void setRecipe(const Recipe &recipe);
    const Recipe &recipe() const { return m_recipe; }
    int current() const;
    void setCurrent(int step);
    void setOptions(int step, const OptionValues &options); // emits changed()
    void setCounts(const std::vector<StepCounts> &counts);  // empty: unknown

Q_SIGNALS:
    void changed(); // steps, order, switches or options
    void currentChanged(int step);

private:
    void fill();
    void addStep(const std::string &op);
    void removeCurrent();
    void move(int by);
    void takeOrder();

    Recipe m_recipe;
    QListWidget *m_list;
    ActionButton *m_add;
    bool m_filling = false;
};

} // namespace retort
