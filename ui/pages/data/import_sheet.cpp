// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_sheet.h"

#include "core/import/format.h"
#include "ui/app_state.h"
#include "ui/jobs/job_hub.h"
#include "ui/models/labels.h"
#include "ui/models/record_model.h"
#include "ui/pages/data/sample_inspector.h"
#include "ui/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/scroll_column.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QVBoxLayout>

namespace retort {

namespace {
constexpr int filesWidth = 320, inspectorWidth = 320, previewRows = 100;
}

ImportSheet::ImportSheet(AppState &app, QWidget *parent) : QWidget(parent), m_app(app) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pageX, space::pageY, space::pageX, space::pageY);
    column->setSpacing(space::cardGap);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::cardGap);
    row->addWidget(makeFiles());
    row->addWidget(makePreview(), 1);
    column->addLayout(row, 1);
    column->addWidget(makeFooter());
    showState();
}

QWidget *ImportSheet::makeFiles() {
    auto *card = new Card(tr("Files and format"), this);
    card->setFixedWidth(Theme::instance().scaled(filesWidth));
    auto *add = new ActionButton(tr("Add files…"), ButtonKind::ghost, card);
    card->addHeaderWidget(add);
    connect(add, &QAbstractButton::clicked, this, &ImportSheet::addFilesByDialog);
    auto *column = card->body();
    column->setSpacing(space::s);
    m_list = new QListWidget(card);
    m_list->setAccessibleName(tr("Files to import"));
    m_list->setMaximumHeight(Theme::instance().scaled(120));
    column->addWidget(m_list);
    m_format = new QComboBox(card);
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("Recognise the format"), QStringLiteral("auto"));
    for (const auto *format : importFormats()) {
        m_format->addItem(retort::render(format->label()), QString::fromLatin1(format->id()));
        m_format->setItemData(m_format->count() - 1, retort::render(format->help()), Qt::ToolTipRole);
    }
    column->addWidget(m_format);
    m_role = new QComboBox(card);
    m_role->setAccessibleName(tr("Role"));
    m_role->addItem(tr("Train pool"), int(SourceRole::TrainPool));
    m_role->addItem(tr("Benchmark: never trained on"), int(SourceRole::Benchmark));
    column->addWidget(m_role);
    m_name = new QLineEdit(card);
    m_name->setPlaceholderText(tr("Name of the source (from the file)"));
    m_name->setAccessibleName(tr("Name of the source"));
    column->addWidget(m_name);
    m_options = new OptionForm(importOptions(), card);
    auto *area = new ScrollColumn(m_options, card);
    column->addWidget(area, 1);
    connect(m_format, &QComboBox::activated, this, &ImportSheet::chooseFormat);
    connect(m_options, &OptionForm::changed, this, &ImportSheet::preview);
    return card;
}

QWidget *ImportSheet::makePreview() {
    auto *card = new Card(tr("Preview of the first records"), this);
    auto *column = card->body();
    column->setSpacing(space::s);
    m_banner = new Banner(card);
    m_banner->hide();
    m_recognised = makeLabel({}, FontRole::body, Role::text, card);
    m_recognised->setWordWrap(true);
    m_fields = makeLabel({}, FontRole::caption, Role::text2, card);
    m_fields->setWordWrap(true);
    m_counts = makeLabel({}, FontRole::body, Role::text2, card);
    m_counts->setWordWrap(true);
    for (QWidget *w : std::initializer_list<QWidget *>{m_banner, m_recognised, m_fields, m_counts})
        column->addWidget(w);
    auto *splitter = new QSplitter(card);
    m_model = new RecordModel<PreviewSample>(
        {{tr("Line"), true, [](const PreviewSample &s) { return formatCount(s.line); }},
         {tr("Question"), false,
          [](const PreviewSample &s) { return fromUtf8(s.sample.question).simplified(); }},
         {tr("Reasoning"), false,
          [](const PreviewSample &s) { return fromUtf8(s.sample.reasoning).left(200).simplified(); }},
         {tr("Answer"), false,
          [](const PreviewSample &s) { return fromUtf8(s.sample.answer).left(200).simplified(); }},
         {tr("Faults"), false,
          [](const PreviewSample &s) { return faultWords(s.sample.faults).join(QStringLiteral(", ")); }}},
        this);
    m_table = new TableView(splitter);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("First records"));
    m_table->setEmptyText(tr("Add files, or drop them on the window."));
    m_table->setColumnWidths({7, 26, 26, 20, 18});
    m_inspector = new SampleInspector(m_app, splitter);
    m_inspector->setMinimumWidth(Theme::instance().scaled(inspectorWidth) / 2);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    column->addWidget(splitter, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (const auto *sample = m_model->record(now.row()))
                    m_inspector->showSample(sample->sample);
            });
    return card;
}

QWidget *ImportSheet::makeFooter() {
    auto *footer = new QWidget(this);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_phase = makeLabel({}, FontRole::body, Role::text2, footer);
    m_progress = new ProgressLine(footer);
    m_cancel = new ActionButton(tr("Cancel"), ButtonKind::secondary, footer);
    m_import = new ActionButton(tr("Import"), ButtonKind::primary, footer);
    row->addWidget(m_phase);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_import);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        if (m_busy)
            m_app.jobs().data().cancel(m_job);
        else
            Q_EMIT closed();
    });
    connect(m_import, &QAbstractButton::clicked, this, &ImportSheet::startImport);
    return footer;
}

void ImportSheet::setFiles(const QStringList &files) {
    m_files = files;
    m_list->clear();
    for (const auto &file : files) {
        auto *item = new QListWidgetItem(
            QStringLiteral("%1 · %2").arg(QFileInfo(file).fileName(), formatBytes(QFileInfo(file).size())),
            m_list);
        item->setToolTip(file);
    }
    preview();
}

void ImportSheet::addFilesByDialog() {
    auto *dialog = new QFileDialog(this, tr("Import files"), {},
                                   tr("Data (*.jsonl *.json *.jsonl.gz *.json.gz);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
            [this](const QStringList &files) { setFiles(m_files + files); });
    dialog->open();
}

void ImportSheet::chooseFormat() {
    const auto *format = findImportFormat(toUtf8(m_format->currentData().toString()));
    OptionTable table = importOptions();
    if (format)
        for (const auto &spec : format->options())
            if (!findOption(table, spec.id))
                table.push_back(spec);
    m_options->setTable(table);
    preview();
}

ImportConfig ImportSheet::config() const {
    ImportConfig config;
    config.project = m_app.project();
    for (const auto &file : m_files)
        config.files.emplace_back(toUtf8(file));
    config.format = toUtf8(m_format->currentData().toString());
    OptionValues general, own;
    for (const auto &[id, value] : m_options->values())
        (findOption(importOptions(), id) ? general : own)[id] = value;
    applyImportOptions(config, general);
    config.options = own;
    config.role = SourceRole(m_role->currentData().toInt());
    config.name = toUtf8(m_name->text().trimmed());
    return config;
}

void ImportSheet::preview() {
    m_ready = false;
    showState();
    if (m_files.isEmpty()) {
        m_model->setRecords({});
        return;
    }
    m_app.jobs().preview().start(
        {this, tr("Looking at the files"), QStringLiteral("import-preview"), true},
        [config = config()](JobContext &job) { return previewImport(config, previewRows, job); },
        [this](const ImportPreview &preview) { showPreview(preview); },
        [this](const JobFailure &failure) {
            m_model->setRecords({});
            m_banner->show(Banner::Kind::bad, retort::render(failure.text));
        });
}

void ImportSheet::showPreview(const ImportPreview &preview) {
    m_ready = preview.ready;
    QStringList recognised, fields, counts;
    for (const auto &file : preview.files) {
        const auto *format = findImportFormat(file.format);
        recognised << tr("%1: %2").arg(fromUtf8(file.path.filename().string()),
                                       format ? retort::render(format->label())
                                              : tr("not recognised: choose a format, or map the fields"));
        for (const auto &field : file.fields)
            fields << tr("%1 → %2").arg(fromUtf8(field.field), fromUtf8(field.place));
    }
    counts << tr("%1 records looked at, %2 refused")
                  .arg(formatCount(preview.recordsRead), formatCount(preview.refused));
    for (const auto &info : faultTable())
        if (const auto found = preview.faults.find(info.id); found != preview.faults.end())
            counts << tr("%1: %2").arg(retort::render(info.label), formatCount(found->second));
    m_recognised->setText(recognised.join(QLatin1Char('\n')));
    m_fields->setText(fields.join(QStringLiteral("   ")));
    m_counts->setText(counts.join(QStringLiteral(" · ")));
    m_model->setRecords(preview.samples);
    if (!preview.samples.empty())
        m_table->selectRow(0);
    if (preview.issues.empty()) {
        m_banner->hide();
    } else {
        const auto &issue = preview.issues.front();
        m_banner->show(preview.samples.empty() ? Banner::Kind::bad : Banner::Kind::warn,
                       tr("%1, line %2: %3")
                           .arg(QFileInfo(fromUtf8(issue.file)).fileName(), formatCount(issue.line),
                                retort::render(issue.reason)));
    }
    showState();
}

void ImportSheet::startImport() {
    if (!m_ready || m_busy)
        return;
    m_busy = true;
    showState();
    auto &runner = m_app.jobs().data();
    JobRequest request{this, tr("Importing")};
    request.onTick = showProgressOf(runner, m_progress, m_phase);
    request.onEnd = [this] {
        m_busy = false;
        showState();
    };
    m_job = runner.start(
        std::move(request), [config = config()](JobContext &job) { return runImportJob(config, job); },
        [this](const ImportResult &result) { importDone(result); },
        [this](const JobFailure &failure) {
            m_banner->show(Banner::Kind::bad, retort::render(failure.text));
        });
}

void ImportSheet::importDone(const ImportResult &result) {
    m_app.refresh();
    const QString detail =
        result.refused > 0 ? tr("%1 records were refused.").arg(formatCount(result.refused)) : QString();
    m_app.toast({result.refused > 0 ? ToastKind::Warning : ToastKind::Success,
                 tr("Imported %1 rows in %2.").arg(formatCount(result.rows), formatDuration(result.seconds)),
                 detail,
                 {},
                 {}});
    m_files.clear();
    m_list->clear();
    m_model->setRecords({});
    Q_EMIT imported(result.version.value_or(0));
}

void ImportSheet::showState() {
    m_import->setEnabled(m_ready && !m_busy);
    m_import->setBusy(m_busy);
    m_progress->setVisible(m_busy);
    if (!m_busy)
        m_phase->setText(m_files.isEmpty() ? QString() : tr("%1 files").arg(m_files.size()));
}

} // namespace retort
