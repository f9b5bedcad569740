// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clean/recipe_list.h"

#include "ui/actions/action_table.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/layouts.h"

#include <QListWidget>
#include <QMenu>
#include <QToolButton>

namespace retort {
namespace {
constexpr int stepRole = Qt::UserRole;

QString stepLabel(const RecipeStep &step) {
    const auto *op = findCleanOperator(step.op);
    return op ? retort::render(op->label) : fromUtf8(step.op);
}

QToolButton *toolButton(QAction *action, QWidget *parent) {
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setObjectName(action->objectName());
    button->setAccessibleName(action->text());
    return button;
}
} // namespace

RecipeList::RecipeList(QWidget *parent) : QWidget(parent) {
    m_list = new QListWidget(this);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Steps of the recipe"));
    m_list->setWordWrap(true);
    auto *menu = new QMenu(this);
    QAction *add =
        addCommand(this, "recipe_add", [this] { m_add->showMenu(); }); // the button opens it itself
    m_add = new ActionButton(add, ButtonKind::secondary, this);
    menu->setToolTipsVisible(true);
    for (const auto &op : cleanOperators()) {
        auto *entry =
            menu->addAction(retort::render(op.label), this, [this, id = std::string(op.id)] { addStep(id); });
        entry->setToolTip(retort::render(op.help));
    }
    m_add->setMenu(menu);
    auto *up = toolButton(addCommand(this, "recipe_earlier", [this] { move(-1); }), this);
    auto *down = toolButton(addCommand(this, "recipe_later", [this] { move(1); }), this);
    auto *remove = toolButton(addCommand(this, "recipe_remove", [this] { removeCurrent(); }), this);
    columnIn(this, {{m_list, 1}, rowOf({m_add, stretch, up, down, remove}, space::xs)}, space::s);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (!m_filling)
            Q_EMIT currentChanged(row);
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (m_filling)
            return;
        m_recipe.steps[std::size_t(m_list->row(item))].enabled = item->checkState() == Qt::Checked;
        Q_EMIT changed();
    });
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &RecipeList::takeOrder);
}

void RecipeList::setRecipe(const Recipe &recipe) {
    m_recipe = recipe;
    fill();
    setCurrent(recipe.steps.empty() ? -1 : 0);
}

void RecipeList::fill() {
    m_filling = true;
    m_list->clear();
    for (std::size_t i = 0; i < m_recipe.steps.size(); ++i) {
        auto *item = new QListWidgetItem(stepLabel(m_recipe.steps[i]), m_list);
        item->setData(stepRole, int(i));
        item->setCheckState(m_recipe.steps[i].enabled ? Qt::Checked : Qt::Unchecked);
        item->setSizeHint({0, Theme::instance().scaled(size::rowComfortable)});
        if (const auto *op = findCleanOperator(m_recipe.steps[i].op))
            item->setToolTip(retort::render(op->help));
    }
    m_filling = false;
}

int RecipeList::current() const {
    return m_list->currentRow();
}
void RecipeList::setCurrent(int step) {
    m_list->setCurrentRow(step);
    Q_EMIT currentChanged(step);
}

void RecipeList::setOptions(int step, const OptionValues &options) {
    if (step < 0 || std::size_t(step) >= m_recipe.steps.size()
        || m_recipe.steps[std::size_t(step)].options == options)
        return;
    m_recipe.steps[std::size_t(step)].options = options;
    Q_EMIT changed();
}

void RecipeList::setCounts(const std::vector<StepCounts> &counts) {
    m_filling = true;
    for (int i = 0; i < m_list->count(); ++i) {
        QString text = stepLabel(m_recipe.steps[std::size_t(i)]);
        for (const auto &count : counts) {
            if (int(count.step) != i)
                continue;
            QStringList numbers;
            if (count.dropped)
                numbers << formatSigned(-count.dropped);
            if (count.changed)
                numbers << tr("%1 changed").arg(formatCount(count.changed));
            if (numbers.isEmpty())
                numbers << tr("nothing to do");
            text += QStringLiteral("\n") + numbers.join(QStringLiteral(" · "));
        }
        m_list->item(i)->setText(text);
    }
    m_filling = false;
}

void RecipeList::addStep(const std::string &op) {
    m_recipe.steps.push_back({op, true, {}});
    fill();
    setCurrent(int(m_recipe.steps.size()) - 1);
    Q_EMIT changed();
}

void RecipeList::removeCurrent() {
    const int row = current();
    if (row < 0)
        return;
    m_recipe.steps.erase(m_recipe.steps.begin() + row);
    fill();
    setCurrent(std::min(row, int(m_recipe.steps.size()) - 1));
    Q_EMIT changed();
}

void RecipeList::move(int by) {
    const int from = current(), to = from + by;
    if (from < 0 || to < 0 || to >= int(m_recipe.steps.size()))
        return;
    std::swap(m_recipe.steps[std::size_t(from)], m_recipe.steps[std::size_t(to)]);
    fill();
    setCurrent(to);
    Q_EMIT changed();
}

void RecipeList::takeOrder() {
    Recipe ordered;
    for (int i = 0; i < m_list->count(); ++i) {
        auto *item = m_list->item(i);
        ordered.steps.push_back(m_recipe.steps[std::size_t(item->data(stepRole).toInt())]);
    }
    m_filling = true;
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setData(stepRole, i);
    m_filling = false;
    m_recipe = ordered;
    Q_EMIT changed();
    Q_EMIT currentChanged(current());
}

} // namespace retort
