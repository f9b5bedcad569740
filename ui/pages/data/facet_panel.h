// SPDX-License-Identifier: GPL-3.0-or-later
// The facets of a version with their counts; ticking one filters the table. GUI thread.
#pragma once

#include "core/data/versions/version_store.h"

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
        std::string facet, id;
        QString text; // "Language: Chinese"
    };

    FacetPanel(AppState &app, QWidget *parent);
    void setVersion(VersionId version); // counts are read again
    // Puts the ticked facets into `filter`, leaving its text search as it is.
    void applyTo(RowFilter &filter) const;
    std::vector<Tick> ticks() const;
    void setTicked(const std::string &facet, const std::string &id, bool on);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void show(const Facets &facets);
    QString labelOf(const std::string &facet, const std::string &id) const;
    std::vector<QTreeWidgetItem *> items() const; // those that can be ticked
    std::vector<std::string> ticked(const std::string &facet) const;

    AppState &m_app;
    QTreeWidget *m_tree;
    VersionId m_version = 0;
    bool m_filling = false;
};

} // namespace retort
