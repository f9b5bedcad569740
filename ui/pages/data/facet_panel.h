// SPDX-License-Identifier: GPL-3.0-or-later
// The facets of a version with their counts; ticking one filters the table. GUI thread.
#pragma once

#include "core/data/version_store.h"

#include <QWidget>

class QTreeWidget;
class QTreeWidgetItem;

namespace retort {

class AppState;

class FacetPanel final : public QWidget {
    Q_OBJECT

public:
    FacetPanel(AppState &app, QWidget *parent);
    void setVersion(VersionId version); // counts are read again
    // Puts the ticked facets into `filter`, leaving its text search as it is.
    void applyTo(RowFilter &filter) const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    void show(const Facets &facets);
    QString labelOf(const std::string &facet, const std::string &id) const;
    std::vector<std::string> ticked(const std::string &facet) const;

    AppState &m_app;
    QTreeWidget *m_tree;
    VersionId m_version = 0;
    bool m_filling = false;
};

} // namespace retort
