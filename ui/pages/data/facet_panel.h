// SPDX-License-Identifier: GPL-3.0-or-later
// The facets of a version with their counts; ticking one filters the table. GUI thread.
#pragma once

#include "core/data/versions/version_store.h"

#include <QVariantMap>
#include <QWidget>

#include <vector>

class QTreeWidget;
class QTreeWidgetItem;

namespace retort {

class AppState;

class FacetPanel final : public QWidget {
    Q_OBJECT

public:
    struct Tick {
        RowColumn column;
        std::string value;
        QString text; // "Language: Chinese"
    };

    FacetPanel(AppState &app, QWidget *parent);
    // Counts anew: each facet as the search and the ticks of the others leave it.
    void count(VersionId version, const RowFilter &filter);
    // Puts the ticked values into `filter`, leaving its text search as it is.
    void applyTo(RowFilter &filter) const;
    const std::vector<Tick> &ticks() const { return m_ticks; }
    void setTicked(RowColumn column, const std::string &value, bool on);
    void clear();
    QVariantMap viewState() const; // what is ticked
    void setViewState(const QVariantMap &state);

Q_SIGNALS:
    void changed();

private:
    void show(const Facets &facets);
    QTreeWidgetItem *itemOf(RowColumn column, const std::string &value) const;
    bool isTicked(RowColumn column, const std::string &value) const;

    AppState &m_app;
    QTreeWidget *m_tree;
    std::vector<Tick> m_ticks; // they outlive the items: a value whose rows are gone can still be unticked
    bool m_filling = false;
};

} // namespace retort
