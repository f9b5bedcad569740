// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project/project_dialogs.h"

#include "core/data/care/backup.h"
#include "core/data/care/repair.h"
#include "core/data/project/project.h"
#include "ui/jobs/task_center.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/ask_dialog.h"
#include "ui/widgets/labels.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace retort {
namespace {

std::filesystem::path toPath(const QString &path) {
    return std::filesystem::path(toUtf8(path));
}

QString folderNameOf(const QString &projectName) {
    QString name = projectName.trimmed();
    name.replace(QRegularExpression(QStringLiteral("[/\\\\:*?\"<>|\\x00-\\x1f]+")), QStringLiteral("-"));
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    return name;
}

void pickFolder(QWidget *window, const QString &title, const QString &start,
                std::function<void(const QString &)> chosen) {
    auto *dialog = new QFileDialog(window, title, start);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [chosen = std::move(chosen)](const QString &f) { chosen(f); });
    dialog->open();
}

} // namespace

QString projectsFolder() {
    return QDir::homePath() + QStringLiteral("/Retort");
}

NewProjectDialog::NewProjectDialog(AppState &app, QWidget *parent)
    : QDialog(parent),
      m_app(app),
      m_name(new QLineEdit(this)),
      m_place(new QLineEdit(this)),
      m_result(makeLabel({}, FontRole::caption, Role::text3, this)),
      m_error(new InlineError(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("New project"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::l, space::xl, space::l);
    column->setSpacing(space::m);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(space::formRow);
    form->setHorizontalSpacing(space::m);
    auto *browseButton = new ActionButton(tr("Browse…"), ButtonKind::secondary, this);
    browseButton->setAutoDefault(false);
    auto *place = new QHBoxLayout;
    place->addWidget(m_place, 1);
    place->addWidget(browseButton);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("In folder"), place);
    column->addLayout(form);
    column->addWidget(m_result);
    column->addWidget(m_error);
    m_name->setMinimumWidth(Theme::instance().scaled(360));
    m_name->setPlaceholderText(tr("For example: R1 distill 5M"));
    m_place->setText(
        app.settings().remembered(QStringLiteral("projects_folder"), projectsFolder()).toString());
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *cancel = new ActionButton(tr("Cancel"), ButtonKind::secondary, this);
    cancel->setAutoDefault(false);
    m_create = new ActionButton(tr("Create"), ButtonKind::primary, this);
    m_create->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_create);
    column->addLayout(buttons);
    connect(browseButton, &QAbstractButton::clicked, this, &NewProjectDialog::browse);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_create, &QAbstractButton::clicked, this, &NewProjectDialog::create);
    connect(m_name, &QLineEdit::textChanged, this, &NewProjectDialog::check);
    connect(m_place, &QLineEdit::textChanged, this, &NewProjectDialog::check);
    m_name->setFocus();
    check();
}

QString NewProjectDialog::folder() const {
    return QDir(m_place->text().trimmed()).filePath(folderNameOf(m_name->text()));
}

void NewProjectDialog::check() {
    const bool named = !folderNameOf(m_name->text()).isEmpty();
    QString error;
    if (named && !QDir::isAbsolutePath(m_place->text().trimmed()))
        error = tr("Give the whole path of the folder, beginning with “/”.");
    else if (named && QFileInfo::exists(folder()))
        error = tr("%1 exists already. Choose another name.").arg(formatPath(folder()));
    m_error->setText(error);
    m_result->setText(named && error.isEmpty() ? tr("Will be made as %1").arg(formatPath(folder()))
                                               : QString());
    m_create->setEnabled(named && error.isEmpty());
}

void NewProjectDialog::browse() {
    pickFolder(this, tr("Folder for the project"), m_place->text(),
               [this](const QString &f) { m_place->setText(f); });
}

void NewProjectDialog::create() {
    m_app.settings().remember(QStringLiteral("projects_folder"), m_place->text().trimmed());
    m_app.createProject(folder(), m_name->text().trimmed());
    accept();
}

void askOpenProject(AppState &app, QWidget *window) {
    const QString start =
        app.settings().remembered(QStringLiteral("projects_folder"), projectsFolder()).toString();
    pickFolder(window, NewProjectDialog::tr("Open a project folder"), start,
               [&app](const QString &f) { app.openProject(f); });
}

void askSaveCopy(AppState &app, QWidget *window) {
    const QString start =
        app.settings().remembered(QStringLiteral("projects_folder"), projectsFolder()).toString();
    pickFolder(window, NewProjectDialog::tr("Folder in which the copy is made"), start,
               [&app](const QString &f) {
                   const QString base = folderNameOf(fromUtf8(app.snapshot().info.name));
                   QString name = base;
                   for (int n = 2; QFileInfo::exists(QDir(f).filePath(name)); ++n)
                       name = QStringLiteral("%1-%2").arg(base).arg(n);
                   app.saveCopy(QDir(f).filePath(name));
               });
}

void askRenameProject(AppState &app, QWidget *window) {
    if (!app.hasProject())
        return;
    const ProjectInfo &info = app.snapshot().info;
    auto *ask = new AskDialog(NewProjectDialog::tr("Name and note of the project"),
                              NewProjectDialog::tr("The folder keeps its name; only the shown name changes."),
                              window);
    auto *name = new QLineEdit(fromUtf8(info.name), ask);
    name->selectAll();
    name->setAccessibleName(NewProjectDialog::tr("Name"));
    auto *note = new QPlainTextEdit(fromUtf8(info.note), ask);
    note->setTabChangesFocus(true);
    note->setAccessibleName(NewProjectDialog::tr("Note"));
    note->setPlaceholderText(NewProjectDialog::tr("What is it about?"));
    note->setFixedHeight(6 * note->fontMetrics().lineSpacing());
    ask->body()->setSpacing(space::s);
    ask->body()->addWidget(name);
    ask->body()->addWidget(note);
    ask->addSafeChoice(NewProjectDialog::tr("Cancel"));
    ask->addDefaultChoice(NewProjectDialog::tr("Save"), [&app, name, note, was = info] {
        const std::string newName = toUtf8(name->text().trimmed());
        const std::string newNote = toUtf8(note->toPlainText().trimmed());
        app.jobs().writes().start(
            {&app, NewProjectDialog::tr("Saving the project's name and note"), {}, true},
            [project = app.project(), newName, newNote, was](JobContext &) {
                if (!newName.empty() && newName != was.name)
                    project->rename(newName);
                if (newNote != was.note)
                    project->setNote(newNote);
            },
            [&app] { app.refresh(); });
    });
    ask->open();
    name->setFocus();
}

namespace {

void offerBackups(AppState &app, QWidget *window, const QString &folder, const JobFailure &failure,
                  const std::vector<std::filesystem::path> &backups) {
    auto *ask = new AskDialog(NewProjectDialog::tr("The project is damaged"), render(failure.text), window);
    ask->addSafeChoice(NewProjectDialog::tr("Leave it"));
    ask->addChoice(NewProjectDialog::tr("Check and repair"), ButtonKind::secondary, [&app, folder] {
        app.jobs().start(
            Resource::Disk,
            {QStringLiteral("home/repair"), NewProjectDialog::tr("Repairing %1").arg(formatPath(folder))},
            [path = toPath(folder)](JobContext &job) { return repairProject(path, &job); },
            [&app, folder](const RepairReport &report) {
                QStringList done;
                for (const Text &t : report.done)
                    done << render(t);
                app.toast({ToastKind::Info,
                           NewProjectDialog::tr("%1 was checked.").arg(formatPath(folder)),
                           done.join(u'\n'),
                           {},
                           {}});
                app.openProject(folder);
            });
    });
    if (!backups.empty()) {
        const QFileInfo newest(fromUtf8(backups.front().string()));
        const QString when = newest.lastModified().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
        ask->addChoice(NewProjectDialog::tr("Restore the backup of %1").arg(when), ButtonKind::primary,
                       [&app, folder, backup = newest.filePath()] { app.restoreAndOpen(folder, backup); });
    }
    ask->open();
}

} // namespace

void showProjectFailure(AppState &app, QWidget *window, const QString &folder, const JobFailure &failure) {
    if (failure.code == ErrorCode::Damaged) {
        JobSpec request{&app, NewProjectDialog::tr("Looking for backups")};
        request.channel = QStringLiteral("backups");
        request.quiet = true;
        const auto offer = [&app, window, folder,
                            failure](const std::vector<std::filesystem::path> &backups) {
            offerBackups(app, window, folder, failure, backups);
        };
        app.jobs().rows().start(
            std::move(request), [path = toPath(folder)](JobContext &) { return projectBackups(path); }, offer,
            [offer](const JobFailure &) { offer({}); });
        return;
    }
    QString title = NewProjectDialog::tr("This project cannot be opened");
    if (failure.code == ErrorCode::NotOurs)
        title = NewProjectDialog::tr("This is not a Retort project");
    if (failure.code == ErrorCode::NewerVersion)
        title = NewProjectDialog::tr("This project was made by a newer Retort");
    if (failure.code == ErrorCode::AlreadyExists)
        title = NewProjectDialog::tr("There is something already");
    QString text = render(failure.text);
    if (!folder.isEmpty() && !text.contains(folder))
        text += QStringLiteral("\n\n") + folder;
    auto *ask = new AskDialog(title, text, window);
    if (failure.code == ErrorCode::NotFound)
        ask->addChoice(NewProjectDialog::tr("Remove from the list"), ButtonKind::secondary,
                       [&app, folder] { app.settings().removeRecent(folder); });
    ask->addChoice(NewProjectDialog::tr("Open another…"), ButtonKind::secondary,
                   [&app, window] { askOpenProject(app, window); });
    ask->addSafeChoice(NewProjectDialog::tr("Close"));
    const bool readable = QFileInfo(folder + QStringLiteral("/project.retort")).isReadable();
    if (failure.code == ErrorCode::Permission && readable)
        ask->addDefaultChoice(NewProjectDialog::tr("Open read-only"),
                              [&app, folder] { app.openProject(folder, OpenMode::ReadOnly); });
    ask->open();
}

} // namespace retort
