// SPDX-License-Identifier: GPL-3.0-or-later
// Head of a page, 56 px: title, pickers for the page's inputs, search, secondary buttons, the one primary at the right.
#pragma once

#include "ui/widgets/action_button.h"

#include <QComboBox>
#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedLayout;

namespace retort {

/// "Data  v3 · near-dup ▾", or, while there is nothing to pick, a link that leads to making one.
class InputPicker final : public QWidget {
    Q_OBJECT

public:
    struct Item {
        qint64 id = 0;
        QString name;
        QString detail; // tooltip
        bool stale = false;
    };

    explicit InputPicker(const QString &label, QWidget *parent = nullptr);

    void setLabel(const QString &label);
    /// Keeps the current id where it is still there, else picks the first (put the newest fitting one first).
    void setItems(const std::vector<Item> &items);
    /// What stands in the picker's place while there are no items: "Train a tokenizer first →".
    void setMissingText(const QString &text);
    bool isMissing() const;
    qint64 currentId() const; // 0: nothing
    void setCurrentId(qint64 id);
    QComboBox *combo() const { return m_combo; }

Q_SIGNALS:
    void picked(qint64 id);
    void missingActivated();

private:
    QLabel *m_label;
    QComboBox *m_combo;
    QPushButton *m_link;
};

class PageHeader final : public QWidget {
    Q_OBJECT

public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    QString title() const;
    InputPicker *addPicker(const QString &label);
    void addInput(QWidget *widget);
    /// The search field; made by the first call.
    QLineEdit *search(const QString &placeholder = {});
    ActionButton *addSecondary(QAction *action);
    ActionButton *addGhost(QAction *action);
    /// The one primary button; a second call replaces its action.
    ActionButton *setPrimary(QAction *action);
    void addTrailing(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title;
    QHBoxLayout *m_inputs;
    QHBoxLayout *m_searchPlace;
    QHBoxLayout *m_buttons;
    QLineEdit *m_search = nullptr;
    ActionButton *m_primary = nullptr;
    QHBoxLayout *m_primaryPlace;
};

} // namespace retort
