// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_sheet.h"

#include "core/base/error.h"
#include "core/import/format.h"
#include "ui/pages/data/field_mapping.h"
#include "ui/pages/data/import_file_list.h"
#include "ui/pages/data/import_preview.h"
#include "ui/pages/data/import_report.h"
#include "ui/pages/data/issue_table.h"
#include "ui/pages/data/mapping_row.h"
#include "ui/pages/page.h"
#include "ui/state/refresh_when_shown.h"
#include "ui/widgets/option_form.h"
#include "ui/widgets/progress_line.h"

#include <QComboBox>
#include <QStackedWidget>

#include <algorithm>

namespace retort {
namespace {

constexpr int filesWidth = 332, previewRows = 100;

// Options of every import, then those of the format. Paths of the mapping are chosen over the columns; typed
// ones are for those who know them.
OptionTable formTable(const ImportFormat *format) {
    OptionTable table = importOptions();
    if (!format)
        return table;
    for (OptionSpec spec : format->options) {
        if (std::string_view(format->id) == "mapping" && spec.type == OptionType::Text)
            spec.level = OptionLevel::Advanced;
        if (!findOption(table, spec.id))
            table.push_back(std::move(spec));
    }
    return table;
}

bool hasRecords(const FilePreview &file) {
    return !file.shape.empty() && file.shape != "empty"; // "": it could not be read
}

QString recognisedAs(const FilePreview &file, const std::string &format) {
    if (file.shape.empty())
        return ImportSheet::tr("cannot be read");
    if (!hasRecords(file))
        return ImportSheet::tr("empty");
    const auto *known = findImportFormat(format == "auto" ? file.format : format);
    return known ? retort::render(known->label) : ImportSheet::tr("not recognised: say what each field is");
}

constexpr QLatin1String importTask("data/import");

} // namespace

ImportSheet::ImportSheet(AppState &app, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_stack(new QStackedWidget(this)) {
    columnIn(this, {m_stack});
    m_report = new ImportReport(app, m_stack);
    m_stack->addWidget(makeSheet());
    m_stack->addWidget(m_report);
    connect(m_report, &ImportReport::done, this, [this] {
        m_app.jobs().forget(importTask);
        Q_EMIT imported(m_version);
    });
    showState();
    refreshWhenShown(app, this, {ArtifactKind::Version}, [this] { showState(); }); // what it builds on
    app.jobs().follow(importTask, this, [this](const Task &task) { showTask(task); });
}

bool ImportSheet::open() const {
    return m_app.jobs().find(importTask) != nullptr;
}

QWidget *ImportSheet::makeSheet() {
    auto *sheet = new QWidget(m_stack);
    m_preview = new ImportPreviewCard(m_app, sheet);
    pageColumn(sheet, {{rowOf({makeFiles(), {m_preview, 1}}, space::cardGap), 1}, makeFooter()});
    connect(m_preview->mapping(), &MappingRow::placed, this, &ImportSheet::place);
    return sheet;
}

QWidget *ImportSheet::makeFiles() {
    m_filesCard = new Card(tr("Files and format"), this);
    m_filesCard->setFixedWidth(Theme::instance().scaled(filesWidth));
    m_files = new ImportFileList(m_app, m_filesCard);
    m_format = new QComboBox(m_filesCard);
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("Recognise the format"), QStringLiteral("auto"));
    for (const auto &format : importFormats()) {
        m_format->addItem(retort::render(format.label), QString::fromLatin1(format.id));
        m_format->setItemData(m_format->count() - 1, retort::render(format.help), Qt::ToolTipRole);
    }
    m_options = new OptionForm(formTable(nullptr), m_filesCard);
    m_filesCard->body()->setSpacing(space::s);
    addTo(m_filesCard->body(), {m_files, m_format, {new ScrollColumn(m_options, m_filesCard), 1}});
    connect(m_files, &ImportFileList::changed, this, &ImportSheet::preview);
    connect(m_files, &ImportFileList::currentFileChanged, this, &ImportSheet::showColumns);
    connect(m_files, &ImportFileList::nothingFound, this, [this] {
        m_preview->showFailure(Banner::Kind::warn, tr("There is no file of a known kind in this folder."));
    });
    connect(m_format, &QComboBox::activated, this, &ImportSheet::chooseFormat);
    connect(m_options, &OptionForm::changed, this, &ImportSheet::preview);
    return m_filesCard;
}

QWidget *ImportSheet::makeFooter() {
    auto *footer = new QWidget(this);
    m_phase = makeLabel({}, FontRole::body, Role::text2, footer);
    m_progress = new ProgressLine(footer);
    m_cancel = new ActionButton(tr("Cancel"), ButtonKind::secondary, footer);
    m_import = new ActionButton({}, ButtonKind::primary, footer);
    m_hindrance = new ElidedLabel({}, footer);
    setFontRole(m_hindrance, FontRole::body);
    setTextRole(m_hindrance, Role::warn);
    rowIn(footer, {m_phase, {m_hindrance, 1}, {m_progress, 1}, stretch, m_cancel, m_import});
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        if (m_busy)
            return m_app.jobs().cancel(m_job);
        m_app.jobs().forget(importTask);
        Q_EMIT closed();
    });
    connect(m_import, &QAbstractButton::clicked, this, &ImportSheet::startImport);
    return footer;
}

void ImportSheet::begin() {
    if (m_busy)
        return;
    m_app.jobs().forget(importTask);
    m_stack->setCurrentIndex(0);
    m_files->clear();
    preview();
}

void ImportSheet::addFiles(const QStringList &paths) {
    if (!m_busy)
        m_files->add(paths);
}

void ImportSheet::addFilesByDialog() {
    if (!m_busy)
        m_files->choose(false);
}

QVariantMap ImportSheet::state() const {
    if (m_files->files().isEmpty())
        return {};
    return {{QStringLiteral("files"), m_files->files()},
            {QStringLiteral("format"), m_format->currentData()},
            {QStringLiteral("options"), m_options->state()}};
}

void ImportSheet::setState(const QVariantMap &state) {
    const std::string format = toUtf8(state.value(QStringLiteral("format")).toString());
    if (format == "auto" || findImportFormat(format)) {
        setFormat(format, {});
        m_options->setState(state.value(QStringLiteral("options")).toString());
    }
    m_files->add(state.value(QStringLiteral("files")).toStringList());
}

std::string ImportSheet::format() const {
    return toUtf8(m_format->currentData().toString());
}

ImportConfig ImportSheet::config() const {
    ImportConfig config;
    config.project = m_app.project();
    for (const auto &file : m_files->files())
        config.files.emplace_back(toUtf8(file));
    config.format = format();
    OptionValues general;
    for (const auto &[id, value] : m_options->values())
        (findOption(importOptions(), id) ? general : config.options)[id] = value;
    applyImportOptions(config, general);
    return config;
}

// --- preview

void ImportSheet::preview() {
    m_ready = false;
    m_why.clear();
    showState();
    if (m_files->files().isEmpty()) {
        m_looked = {};
        m_preview->clear();
        return;
    }
    showColumns(); // a mapping shows at once; the samples follow
    m_app.jobs().preview().start(
        {this, tr("Looking at the files"), QStringLiteral("import-preview"), true},
        [config = config()](JobContext &job) { return previewImport(config, previewRows, job); },
        [this](ImportPreview preview) { takePreview(std::move(preview)); },
        [this](const JobFailure &failure) {
            const bool unfinished = failure.code == ErrorCode::InvalidArgument; // no question mapped yet
            m_why = retort::render(failure.text);
            m_preview->showFailure(unfinished ? Banner::Kind::info : Banner::Kind::bad, m_why);
            showState();
        });
}

void ImportSheet::takePreview(ImportPreview preview) {
    m_looked = std::move(preview);
    m_ready = m_looked.ready;
    m_why = retort::render(m_looked.hindrance);
    m_preview->showPreview(m_looked);
    showColumns();
    showState();
}

const FilePreview *ImportSheet::currentFile() const {
    const std::filesystem::path path = toUtf8(m_files->currentFile());
    for (const FilePreview &file : m_looked.files)
        if (file.path == path)
            return &file;
    return m_looked.files.empty() ? nullptr : &m_looked.files.front();
}

void ImportSheet::showColumns() {
    const FilePreview *file = currentFile();
    if (!file)
        return m_preview->showColumns({}, {}, {});
    const QString recognised =
        tr("%1: %2").arg(m_files->shownName(fromUtf8(file->path.string())), recognisedAs(*file, format()));
    m_preview->showColumns(recognised,
                           format() == "mapping" ? mappedColumns(*file, m_options->values())
                                                 : recognisedColumns(*file),
                           mappingRemark(*file));
}

QString ImportSheet::mappingRemark(const FilePreview &file) const {
    QStringList remarks;
    const auto others = std::ranges::count_if(m_looked.files, [&](const FilePreview &other) {
        return hasRecords(other) && !sameColumns(file, other);
    });
    if (others > 0 && hasRecords(file))
        remarks << (format() == "mapping"
                        ? tr("This mapping holds for all files; %Ln file(s) with other fields than %1.",
                             nullptr, int(others))
                              .arg(m_files->shownName(fromUtf8(file.path.string())))
                        : tr("The files differ in their fields; a place chosen here holds for all of them."));
    if (format() == "mapping" && !m_lost.isEmpty())
        remarks << m_lost;
    return remarks.join(QLatin1Char(' '));
}

// --- format and places

void ImportSheet::setFormat(const std::string &format, const OptionValues &options) {
    OptionValues values = options;
    for (const auto &[id, value] : m_options->values())
        if (findOption(importOptions(), id))
            values[id] = value;
    m_format->setCurrentIndex(m_format->findData(fromUtf8(format)));
    m_options->setTable(formTable(findImportFormat(format)));
    m_options->setValues(values);
}

void ImportSheet::chooseFormat() {
    OptionValues options;
    m_lost.clear();
    if (const FilePreview *file = currentFile(); format() == "mapping" && file)
        options = mappingOf(recognisedColumns(*file));
    setFormat(format(), options);
    preview();
}

void ImportSheet::place(const QString &path, const QString &target) {
    const FilePreview *file = currentFile();
    if (!file)
        return;
    const bool mapped = format() == "mapping";
    const auto before = mapped ? mappedColumns(*file, m_options->values()) : recognisedColumns(*file);
    OptionValues options = mappingOf(before);
    if (const auto now = m_options->values(); mapped && now.contains("split_tags"))
        options["split_tags"] = now.at("split_tags");
    options = withColumnAt(options, toUtf8(path), toUtf8(target));
    m_lost.clear();
    if (!mapped) {
        QStringList dropped;
        const auto after = mappedColumns(*file, options);
        for (std::size_t i = 0; i < before.size() && i < after.size(); ++i)
            if (!before[i].targets.empty() && after[i].targets.empty()
                && fromUtf8(before[i].column.path) != path)
                dropped << fromUtf8(before[i].column.path);
        if (!dropped.isEmpty())
            m_lost = tr("A place takes one field; now kept as metadata: %1.")
                         .arg(dropped.join(QStringLiteral(", ")));
    }
    setFormat("mapping", options);
    preview();
}

// --- import

void ImportSheet::startImport() {
    if (!m_ready || m_busy)
        return;
    m_app.jobs().start(
        Resource::Disk, {importTask, [] { return tr("Importing"); }, [] { return tr("Import finished"); }},
        [config = config()](JobContext &job) { return runImportJob(config, job); },
        [&app = m_app](const ImportResult &result) {
            app.refresh();
            app.toastSuccess(tr("Imported %Ln row(s) in %1.", nullptr, int(result.rows))
                                 .arg(formatDuration(result.seconds)));
        });
}

void ImportSheet::showTask(const Task &task) {
    m_job = task.number;
    const bool was = std::exchange(m_busy, task.going());
    if (was != m_busy)
        showState();
    if (m_busy) {
        showProgress(task, m_progress, m_phase);
        if (task.info.left_s)
            m_phase->setText(tr("%1 · %2 left").arg(m_phase->text(), formatDuration(*task.info.left_s)));
    } else if (task.state == Task::State::Finished) {
        importDone(task);
    } else if (task.state == Task::State::Failed) {
        m_preview->issues()->setIssues(task.context->issues());
        m_preview->showFailure(Banner::Kind::bad, retort::render(task.failure.text));
    }
}

// Until the report has been read, a page that is made anew shows it too.
void ImportSheet::importDone(const Task &task) {
    const auto &result = task.as<ImportResult>();
    m_version = result.version.value_or(0);
    m_files->clear();
    m_looked = {};
    m_ready = false;
    m_preview->clear();
    if (result.refused > 0) {
        m_report->show(result, task.context->issues(), task.context->issueCount());
        m_stack->setCurrentWidget(m_report);
        return;
    }
    m_app.jobs().forget(importTask);
    Q_EMIT imported(m_version);
}

void ImportSheet::showState() {
    const auto n = m_files->files().size();
    m_import->setText(n == 0 ? tr("Import") : tr("Import %Ln file(s)", nullptr, int(n)));
    m_import->setEnabled(m_ready && !m_busy);
    m_import->setToolTip(m_busy ? QString() : m_why);
    m_hindrance->setText(m_why);
    m_hindrance->setVisible(!m_busy && !m_why.isEmpty());
    m_import->setBusy(m_busy);
    m_progress->setVisible(m_busy);
    m_filesCard->setEnabled(!m_busy);
    m_preview->mapping()->setEnabled(!m_busy);
    if (m_busy)
        return;
    const QString size = formatBytes(m_files->bytes());
    m_phase->setText(n == 0 ? QString() : tr("%Ln file(s) · %1", nullptr, int(n)).arg(size));
    const auto &versions = m_app.snapshot().versions;
    if (n > 0 && !versions.empty() && m_app.selected(ArtifactKind::Version) != versions.back().id)
        m_phase->setText(tr("%1 · on top of “%2”, the newest version")
                             .arg(m_phase->text(), fromUtf8(versions.back().name)));
}

} // namespace retort
