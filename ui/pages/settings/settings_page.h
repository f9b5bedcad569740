// SPDX-License-Identifier: GPL-3.0-or-later
// The settings page: every row of Settings::table() in groups with a search box, applied at once; export,
// import, reset; where things lie on disk. GUI thread.
#pragma once

#include "ui/pages/page.h"

namespace retort {

class OptionField;

class SettingsPage final : public Page {
    Q_OBJECT

public:
    SettingsPage(AppState &app, QWidget *parent);

private:
    Card *makeStorage();
    void addField(OptionField *field);
    void search(const QString &words);
    void askExport();
    void askImport();
    void readSizes(QLabel *label);

    std::vector<std::pair<Card *, std::vector<OptionField *>>> m_groups;
    Card *m_storage = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace retort
