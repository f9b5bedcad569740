// SPDX-License-Identifier: GPL-3.0-or-later
// The files of an import: added by dialog, folder or drop, removed with Del. Holds each path once. GUI
// thread; folders are walked in a job.
#pragma once

#include <QStringList>
#include <QWidget>

class QListWidget;

namespace retort {

class ActionButton;
class AppState;

class ImportFileList final : public QWidget {
    Q_OBJECT

public:
    ImportFileList(AppState &app, QWidget *parent);
    const QStringList &files() const { return m_files; }
    qint64 bytes() const;
    QString currentFile() const; // empty: none
    // The file name, with its folder where two files of the list have the same.
    QString shownName(const QString &file) const;
    // Files, and folders for all files of a known ending below them.
    void add(const QStringList &paths);
    void clear();             // emits nothing
    void choose(bool folder); // else files, in a dialog

Q_SIGNALS:
    void changed();
    void currentFileChanged();
    void nothingFound(); // in the folders that were added

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    struct File {
        QString path;
        qint64 bytes = 0;
    };
    void addFiles(const std::vector<File> &files);
    void removeChosen();
    void showNames();

    AppState &m_app;
    QStringList m_files;
    QHash<QString, qint64> m_sizes; // read when they were added, off the GUI thread
    int m_adds = 0;
    QListWidget *m_list;
    ActionButton *m_remove;
};

} // namespace retort
