// SPDX-License-Identifier: GPL-3.0-or-later
// Import, page-wide: files and format | a place over each column, and the first records as they would become
// samples | footer with counts, size, time, Cancel, Import n files; then a report, where records were
// refused. Nothing is written before Import. GUI thread; preview and import are jobs.
#pragma once

#include "core/import/import_job.h"
#include "ui/jobs/job_runner.h"

#include <QStringList>
#include <QVariantMap>
#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace retort {

class ActionButton;
class AppState;
class Card;
class ElidedLabel;
class ImportFileList;
class ImportPreviewCard;
class ImportReport;
class OptionForm;
class ProgressLine;
struct Task;

class ImportSheet final : public QWidget {
    Q_OBJECT

public:
    ImportSheet(AppState &app, QWidget *parent);
    void begin();                            // a new import, without files
    void addFiles(const QStringList &paths); // also folders
    void addFilesByDialog();
    bool busy() const { return m_busy; }
    bool open() const; // an import goes on, has failed, or its report is to be read
    // Files, format and options, for a page that is made anew; empty without files.
    QVariantMap state() const;
    void setState(const QVariantMap &state);

Q_SIGNALS:
    void closed();
    void imported(qint64 version); // and its report has been read; 0: a benchmark

private:
    QWidget *makeSheet();
    QWidget *makeFiles();
    QWidget *makeFooter();
    std::string format() const; // id, or "auto"
    ImportConfig config() const;
    const FilePreview *currentFile() const; // as last looked at
    void preview();
    void takePreview(ImportPreview preview);
    void showColumns();
    QString mappingRemark(const FilePreview &file) const;
    void setFormat(const std::string &format, const OptionValues &options);
    void chooseFormat();
    void place(const QString &path, const QString &target);
    void startImport();
    void showTask(const Task &task);
    void importDone(const Task &task);
    void showState();

    AppState &m_app;
    QStackedWidget *m_stack;
    Card *m_filesCard = nullptr;
    ImportFileList *m_files = nullptr;
    QComboBox *m_format = nullptr;
    OptionForm *m_options = nullptr;
    ImportPreviewCard *m_preview = nullptr;
    ImportReport *m_report = nullptr;
    QLabel *m_phase = nullptr;
    ElidedLabel *m_hindrance = nullptr; // why Import is off
    ProgressLine *m_progress = nullptr;
    ActionButton *m_import = nullptr;
    ActionButton *m_cancel = nullptr;
    ImportPreview m_looked;
    QString m_lost; // what a switch to the free mapping could not carry over
    QString m_why;  // an import cannot start; empty while the files are looked at
    bool m_ready = false, m_busy = false;
    JobNumber m_job = 0;
    qint64 m_version = 0;
};

} // namespace retort
