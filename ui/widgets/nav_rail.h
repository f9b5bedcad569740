// SPDX-License-Identifier: GPL-3.0-or-later
// The rail at the left: icon over word, 84 px wide, in groups, with one current page. Keys: up and down
// within the rail; the shortcuts belong to the actions.
#pragma once

#include <QWidget>

class QAction;
class QButtonGroup;
class QVBoxLayout;

namespace retort {

class NavRail final : public QWidget {
    Q_OBJECT

public:
    explicit NavRail(QWidget *parent = nullptr);

    /// Text, tooltip and keys come from the action. The icon is drawn in the colours of the rail.
    void addPage(const QString &id, QAction *action, const QString &iconName, bool atFoot = false);
    /// Leaves the 8 px between two groups.
    void addGroupGap();

    void setCurrent(const QString &id);
    QString current() const;
    /// A small dot at the icon: something runs or waits there.
    void setBadge(const QString &id, bool on);

Q_SIGNALS:
    void activated(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Item;
    Item *find(const QString &id) const;

    QVBoxLayout *m_top;
    QVBoxLayout *m_foot;
    QButtonGroup *m_group;
};

} // namespace retort
