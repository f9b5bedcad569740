// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project/project_dialogs.h"

#include "core/data/care/backup.h"
#include "core/data/care/repair.h"
#include "core/data/project/project.h"
#include "core/demo/demo_project.h"
#include "core/import/import_job.h"
#include "ui/jobs/task_center.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/layouts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>

namespace retort {
namespace {

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

QString startFolder(AppState &app) {
    return app.settings().remembered(QStringLiteral("projects_folder"), projectsFolder()).toString();
}

// Beside the open project, else where new ones are made; as much of that path as there is.
QString nearFolder(AppState &app) {
    QDir folder(app.hasProject() ? fromPath(app.project()->folder().parent_path()) : startFolder(app));
    while (!folder.exists() && folder.path() != QDir::rootPath())
        folder.setPath(QFileInfo(folder.path()).path());
    return folder.path();
}

} // namespace

QString projectsFolder() {
    return QDir::homePath() + QStringLiteral("/Retort");
}

NewProjectDialog::NewProjectDialog(AppState &app, QWidget *parent)
    : AskDialog(tr("New project"), {}, parent),
      m_app(app),
      m_name(new QLineEdit(this)),
      m_place(new QLineEdit(startFolder(app), this)),
      m_result(makeLabel({}, FontRole::caption, Role::text3, this)),
      m_error(new InlineError(this)) {
    auto *form = new QFormLayout;
    form->setVerticalSpacing(space::formRow);
    form->setHorizontalSpacing(space::m);
    auto *browse = new ActionButton(tr("Browse…"), ButtonKind::secondary, this);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("In folder"), rowOf({{m_place, 1}, browse}));
    addTo(body(), {form, m_result, m_error});
    m_name->setMinimumWidth(Theme::instance().scaled(360));
    m_name->setPlaceholderText(tr("For example: R1 distill 5M"));
    addSafeChoice(tr("Cancel"));
    m_create = addDefaultChoice(tr("Create"), [this] {
        m_app.settings().remember(QStringLiteral("projects_folder"), m_place->text().trimmed());
        m_app.createProject(folder(), m_name->text().trimmed());
    });
    connect(browse, &QAbstractButton::clicked, this, [this] {
        pickFolder(this, tr("Folder for the project"), m_place->text(),
                   [this](const QString &f) { m_place->setText(f); });
    });
    connect(m_name, &QLineEdit::textChanged, this, &NewProjectDialog::check);
    connect(m_place, &QLineEdit::textChanged, this, &NewProjectDialog::check);
    m_name->setFocus();
    check();
}

QString NewProjectDialog::folder() const {
    return QDir(m_place->text().trimmed()).filePath(folderNameOf(m_name->text()));
}

// Whether there is something already is asked on a worker: a dead network share answers late.
void NewProjectDialog::check() {
    m_create->setEnabled(false);
    m_result->clear();
    m_error->setText({});
    if (folderNameOf(m_name->text()).isEmpty())
        return;
    if (!QDir::isAbsolutePath(m_place->text().trimmed())) {
        m_error->setText(tr("Give the whole path of the folder, beginning with “/”."));
        return;
    }
    m_app.lookFor(folder(), this, [this, path = folder(), shown = formatPath(folder())](bool exists) {
        if (path != folder())
            return; // more has been typed
        m_error->setText(exists ? tr("%1 exists already. Choose another name.").arg(shown) : QString());
        m_result->setText(exists ? QString() : tr("Will be made as %1").arg(shown));
        m_create->setEnabled(!exists);
    });
}

void askOpenProject(AppState &app, QWidget *window) {
    pickFolder(window, NewProjectDialog::tr("Open a project folder"), nearFolder(app),
               [&app](const QString &f) { app.openProject(f); });
}

void askSaveCopy(AppState &app, QWidget *window) {
    pickFolder(
        window, NewProjectDialog::tr("Folder in which the copy is made"), nearFolder(app),
        [&app](const QString &f) {
            app.jobs().network().start(
                {&app, NewProjectDialog::tr("Looking for the folder"), {}, true},
                [base = QDir(f).filePath(folderNameOf(fromUtf8(app.snapshot().info.name)))](JobContext &) {
                    QString free = base;
                    for (int n = 2; QFileInfo::exists(free); ++n)
                        free = QStringLiteral("%1-%2").arg(base).arg(n);
                    return free;
                },
                [&app](const QString &free) { app.saveCopy(free); });
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
        app.change(NewProjectDialog::tr("Saving the project's name and note"),
                   [newName, newNote, was](const std::shared_ptr<Project> &project) {
                       if (!newName.empty() && newName != was.name)
                           project->rename(newName);
                       if (newNote != was.note)
                           project->setNote(newNote);
                   });
    });
    ask->open();
    name->setFocus();
}

namespace {

// What is on disk beside the project; asked on a worker.
struct Found {
    QString backup; // the newest; empty: none
    QDateTime backupMade;
    bool readable = false;
};

Found lookAround(const QString &folder, ErrorCode why) {
    Found found;
    found.readable = QFileInfo(folder + QStringLiteral("/project.retort")).isReadable();
    if (const auto backups =
            why == ErrorCode::Damaged ? projectBackups(toPath(folder)) : std::vector<std::filesystem::path>();
        !backups.empty()) {
        found.backup = fromPath(backups.front());
        found.backupMade = QFileInfo(found.backup).lastModified();
    }
    return found;
}

void offerRepair(AppState &app, AskDialog *ask, const QString &folder, const Found &found) {
    ask->addSafeChoice(NewProjectDialog::tr("Leave it"));
    ask->addChoice(NewProjectDialog::tr("Check and repair"), ButtonKind::secondary, [&app, folder] {
        app.jobs().start(
            Resource::Disk,
            {QStringLiteral("home/repair"),
             [folder] { return NewProjectDialog::tr("Repairing %1").arg(formatPath(folder)); },
             [folder] { return NewProjectDialog::tr("%1 was checked.").arg(formatPath(folder)); }},
            [path = toPath(folder)](JobContext &job) { return repairProject(path, &job); },
            [&app, folder](const RepairReport &report) {
                QStringList done;
                for (const Text &t : report.done)
                    done << render(t);
                app.toastInfo(NewProjectDialog::tr("%1 was checked.").arg(formatPath(folder)),
                              done.join(u'\n'));
                app.openProject(folder);
            });
    });
    if (!found.backup.isEmpty())
        ask->addChoice(NewProjectDialog::tr("Restore the backup of %1")
                           .arg(found.backupMade.toString(QStringLiteral("yyyy-MM-dd HH:mm"))),
                       ButtonKind::primary,
                       [&app, folder, found] { app.restoreAndOpen(folder, found.backup); });
}

void askWhatToDo(AppState &app, QWidget *window, const QString &folder, const JobFailure &failure,
                 const Found &found) {
    const bool damaged = failure.code == ErrorCode::Damaged;
    const QString title =
        damaged                              ? NewProjectDialog::tr("The project is damaged")
        : failure.code == ErrorCode::NotOurs ? NewProjectDialog::tr("This is not a Retort project")
        : failure.code == ErrorCode::NewerVersion
            ? NewProjectDialog::tr("This project was made by a newer Retort")
        : failure.code == ErrorCode::AlreadyExists ? NewProjectDialog::tr("There is something already")
                                                   : NewProjectDialog::tr("This project cannot be opened");
    QString text = render(failure.text);
    if (!damaged && !folder.isEmpty() && !text.contains(folder))
        text += QStringLiteral("\n\n") + folder;
    auto *ask = new AskDialog(title, text, window);
    if (damaged) {
        offerRepair(app, ask, folder, found);
        return ask->open();
    }
    if (failure.code == ErrorCode::NotFound)
        ask->addChoice(NewProjectDialog::tr("Remove from the list"), ButtonKind::secondary,
                       [&app, folder] { app.settings().removeRecent(folder); });
    ask->addChoice(NewProjectDialog::tr("Open another…"), ButtonKind::secondary,
                   [&app, window] { askOpenProject(app, window); });
    ask->addSafeChoice(NewProjectDialog::tr("Close"));
    if (failure.code == ErrorCode::Permission && found.readable)
        ask->addDefaultChoice(NewProjectDialog::tr("Open read-only"),
                              [&app, folder] { app.openProject(folder, OpenMode::ReadOnly); });
    ask->open();
}

} // namespace

void showProjectFailure(AppState &app, QWidget *window, const QString &folder, const JobFailure &failure) {
    const auto show = [&app, window, folder, failure](const Found &found) {
        askWhatToDo(app, window, folder, failure, found);
    };
    app.jobs().rows().start(
        {window, NewProjectDialog::tr("Looking for backups"), QStringLiteral("backups"), true},
        [folder, code = failure.code](JobContext &) { return lookAround(folder, code); }, show,
        [show](const JobFailure &) { show({}); });
}

void openDemoProject(AppState &app) {
    DemoProjectConfig config;
    config.folder = defaultDemoFolder();
    config.import = importFile;
    app.openMade(
        fromPath(config.folder),
        [] { return QCoreApplication::translate("window", "Opening the demo project"); },
        [config](JobContext &job) {
            return Project::isProject(config.folder) ? Project::open(config.folder)
                                                     : makeDemoProject(config, job);
        });
}

} // namespace retort
