// SPDX-License-Identifier: GPL-3.0-or-later
// Import, page-wide: files and format at the left, preview of the first records with fault counts at the
// right, footer with Cancel and Import. Nothing is written before Import. GUI thread; preview and import are
// jobs.
#pragma once

#include "core/import/import_job.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;

namespace retort {

class ActionButton;
class AppState;
class Banner;
class Card;
class OptionForm;
class ProgressLine;
class SampleInspector;
class TableView;
template <typename Record>
class RecordModel;

class ImportSheet final : public QWidget {
    Q_OBJECT

public:
    ImportSheet(AppState &app, QWidget *parent);
    void setFiles(const QStringList &files);
    void addFilesByDialog();

Q_SIGNALS:
    void closed();
    void imported(qint64 version); // 0: a benchmark

private:
    QWidget *makeFiles();
    QWidget *makePreview();
    QWidget *makeFooter();
    ImportConfig config() const;
    void preview();
    void showPreview(const ImportPreview &preview);
    void chooseFormat();
    void startImport();
    void importDone(const ImportResult &result);
    void showState();

    AppState &m_app;
    QStringList m_files;
    QListWidget *m_list = nullptr;
    QComboBox *m_format = nullptr;
    QComboBox *m_role = nullptr;
    QLineEdit *m_name = nullptr;
    OptionForm *m_options = nullptr;
    Banner *m_banner = nullptr;
    QLabel *m_recognised = nullptr;
    QLabel *m_fields = nullptr;
    QLabel *m_counts = nullptr;
    TableView *m_table = nullptr;
    RecordModel<PreviewSample> *m_model = nullptr;
    SampleInspector *m_inspector = nullptr;
    QLabel *m_phase = nullptr;
    ProgressLine *m_progress = nullptr;
    ActionButton *m_import = nullptr;
    ActionButton *m_cancel = nullptr;
    bool m_ready = false, m_busy = false;
    quint64 m_job = 0;
};

} // namespace retort
