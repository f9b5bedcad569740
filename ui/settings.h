// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of the window in $XDG_CONFIG_HOME/retort/retort.ini. What a person can set is one option table
// (the settings page and its search follow from it); beside it free keys for what the window remembers. GUI
// thread.
#pragma once

#include "core/base/option.h"

#include <QDateTime>
#include <QObject>
#include <QVariant>

#include <functional>
#include <memory>
#include <vector>

class QHeaderView;
class QSettings;
class QSplitter;

namespace retort {

struct RecentProject {
    QString folder;
    QString name;
    QDateTime openedAt;
    bool pinned = false;
};

class Settings final : public QObject {
    Q_OBJECT

public:
    explicit Settings(QObject *parent = nullptr);
    ~Settings() override;

    // --- what a person sets
    static const OptionTable &table();
    OptionValue value(const QString &id) const; // the default when never set, or when the file holds nonsense
    void setValue(const QString &id, const OptionValue &value);
    void reset(const QString &id);
    void resetAll();
    QString shownLanguage() const; // "en" or "zh_CN": auto resolved by the locale
    QString themeMode() const;     // "auto", "light", "dark"
    double zoom() const;
    bool reduceMotion() const;
    int threads() const; // of a job; never 0
    QByteArray exportJson() const;
    void importJson(const QByteArray &json); // throws Error(BadFormat, InvalidArgument); nothing changes then

    // --- what the window remembers
    QVariant remembered(const QString &key, const QVariant &fallback = {}) const;
    void remember(const QString &key, const QVariant &value);
    // Sizes set by hand come back: of a splitter (double-click on a handle gives the first ones again), and
    // widths, order and sort of a table's columns.
    void keepSplitter(QSplitter *splitter, const QString &key);
    void keepHeader(QHeaderView *header, const QString &key);

    // --- recent projects, newest first, pinned before all; at most 10
    std::vector<RecentProject> recentProjects() const;
    void addRecent(const QString &folder, const QString &name);
    void pinRecent(const QString &folder, bool pinned);
    void removeRecent(const QString &folder);
    void clearRecent(); // pinned ones stay

Q_SIGNALS:
    void changed(const QString &id);
    void recentChanged();

private:
    void changeRecent(const std::function<void(std::vector<RecentProject> &)> &change);

    std::unique_ptr<QSettings> m_file;
};

} // namespace retort
