// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/made_menu.h"

#include "core/base/file.h"
#include "core/data/artifacts/artifact.h"
#include "ui/jobs/job_hub.h"
#include "ui/text.h"
#include "ui/theme/icon.h"
#include "ui/widgets/ask_dialog.h"
#include "ui/widgets/labels.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <filesystem>

namespace retort {

namespace {

using Write = std::function<void(const std::shared_ptr<Project> &)>;

// Each write has a channel of its own, so that none replaces another one.
void write(AppState &app, const QString &label, Write work, std::function<void()> done = {}) {
    if (app.readOnly())
        return app.toastReadOnly();
    static quint64 number = 0;
    JobRequest request{&app, label};
    request.channel = QStringLiteral("made-%1").arg(++number);
    app.jobs().rows().start(
        std::move(request),
        [project = app.project(), work = std::move(work)](JobContext &) { work(project); },
        [&app, done = std::move(done)] {
            app.refresh();
            if (done)
                done();
        });
}

std::vector<MadeRef> refsOf(const std::vector<MadeThing> &things) {
    std::vector<MadeRef> refs;
    for (const MadeThing &thing : things)
        refs.push_back(thing.ref);
    return refs;
}

// The toast may outlive the project: numbers of another one would mean other things.
void restore(AppState &app, const std::weak_ptr<Project> &from, std::vector<MadeRef> refs) {
    if (app.project() != from.lock())
        return;
    write(app, MadeMenu::tr("Taking back out of the trash"),
          [refs = std::move(refs)](const std::shared_ptr<Project> &project) {
              for (const MadeRef &ref : refs)
                  restoreArtifact(project, artifactKey(ref));
          });
}

QString countedUsers(const AppState &app, const std::vector<MadeThing> &things) {
    int count = 0, versions = 0;
    for (const VersionInfo &version : app.snapshot().versions)
        versions += std::any_of(things.begin(), things.end(), [&](const MadeThing &thing) {
            return thing.ref.kind == MadeKind::Source
                   && std::find(version.sources.begin(), version.sources.end(), thing.ref.id)
                          != version.sources.end();
        });
    if (versions)
        return MadeMenu::tr("%n version(s) have rows of it: they keep them and count as outdated.", nullptr,
                            versions);
    for (const MadeThing &thing : things)
        if (thing.ref.kind == MadeKind::Version || thing.ref.kind == MadeKind::Tokenizer
            || thing.ref.kind == MadeKind::Student)
            count += int(runsOf(app.snapshot(), thing.ref).size());
    return count ? MadeMenu::tr("%n run(s) were made from it; they stay.", nullptr, count) : QString();
}

// Created, place and size: the size is counted in a job, a run may have many files.
void addFacts(AppState &app, const MadeThing &thing, AskDialog *ask) {
    auto *facts = makeLabel({}, FontRole::caption, Role::text2, ask);
    facts->setWordWrap(true);
    facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QStringList lines{MadeMenu::tr("Made %1").arg(formatTime(thing.createdAt))};
    const bool files = !thing.folder.isEmpty() && thing.ref.kind != MadeKind::Version
                       && thing.ref.kind != MadeKind::Source; // theirs lie among those of others
    if (files)
        lines << formatPath(thing.folder);
    facts->setText(lines.join(QStringLiteral(" · ")));
    ask->body()->addWidget(facts);
    if (!files)
        return;
    JobRequest request{facts, MadeMenu::tr("Counting a folder's size")};
    request.quiet = true;
    app.jobs().rows().start(
        std::move(request),
        [folder = std::filesystem::path(toUtf8(thing.folder))](JobContext &) {
            return std::int64_t(folderSize(folder));
        },
        [facts](std::int64_t bytes) {
            facts->setText(facts->text() + QStringLiteral(" · ") + formatBytes(bytes));
        },
        [](const JobFailure &) {}); // a folder that is gone has no size
}

} // namespace

QString trashRefusal(const AppState &app, MadeRef ref) {
    const auto trains = [&app](std::int64_t id) {
        const auto *run = app.snapshot().run(id);
        return id != 0
               && (app.activeRun() == id
                   || (run && (run->state == RunState::Running || run->state == RunState::Paused)));
    };
    if (ref.kind == MadeKind::Run && trains(ref.id))
        return MadeMenu::tr("This run is being trained. Stop it first.");
    if (ref.kind == MadeKind::Checkpoint)
        if (const auto *checkpoint = app.snapshot().checkpoint(ref.id); checkpoint && trains(checkpoint->run))
            return MadeMenu::tr("The run of this checkpoint is being trained. Stop it first.");
    if (ref.kind == MadeKind::Version && app.selected(InputKind::Version) == ref.id)
        return MadeMenu::tr("This data version is open. Choose another one first.");
    return {};
}

void moveToTrash(AppState &app, const std::vector<MadeThing> &things) {
    std::vector<MadeThing> free;
    QStringList refused;
    for (const MadeThing &thing : things) {
        const QString why = trashRefusal(app, thing.ref);
        if (why.isEmpty())
            free.push_back(thing);
        else
            refused << QStringLiteral("%1: %2").arg(thing.name, why);
    }
    if (!refused.isEmpty())
        app.toast({ToastKind::Warning, MadeMenu::tr("Not moved to the trash"), refused.join(u'\n'), {}, {}});
    if (free.empty())
        return;
    const auto refs = refsOf(free);
    const QString text = free.size() == 1
                             ? MadeMenu::tr("“%1” is in the trash.").arg(free.front().name)
                             : MadeMenu::tr("%n thing(s) are in the trash.", nullptr, int(free.size()));
    write(
        app, MadeMenu::tr("Moving to the trash"),
        [refs](const std::shared_ptr<Project> &project) {
            for (const MadeRef &ref : refs)
                moveArtifactToTrash(project, artifactKey(ref));
        },
        [&app, refs, text, detail = countedUsers(app, free)] {
            app.toast({ToastKind::Success, text, detail, MadeMenu::tr("Undo"),
                       [&app, refs, from = std::weak_ptr(app.project())] { restore(app, from, refs); }});
        });
}

MadeMenu::MadeMenu(AppState &app, QWidget *focus, std::function<std::vector<MadeRef>()> chosen)
    : QObject(focus),
      m_app(app),
      m_focus(focus),
      m_chosen(std::move(chosen)) {
    QAction *rename = add("rename", tr("Rename…"), QStringLiteral("edit-rename"), [this] { this->rename(); });
    add("note", tr("Note…"), QStringLiteral("document-edit"), [this] { note(); });
    add("compare", tr("Compare"), QStringLiteral("view-split-left-right"), [this] { compare(); });
    add("duplicate", tr("Duplicate"), QStringLiteral("edit-copy"), [this] { duplicate(); });
    add("show", tr("Show in folder"), QStringLiteral("folder-open"), [this] { show(); });
    add("copy_path", tr("Copy path"), {}, [this] { copy(&MadeThing::folder, tr("The path is copied.")); });
    add("copy_command", tr("Copy as command"), QStringLiteral("system-run"),
        [this] { copy(&MadeThing::command, tr("The command is copied.")); });
    QAction *trash =
        add("trash", tr("Move to trash"), QStringLiteral("trash-empty"), [this] { this->trash(); });
    // Shown in the menu; pressed keys come by the filter.
    rename->setShortcut(Qt::Key_F2);
    trash->setShortcut(QKeySequence::Delete);
    focus->installEventFilter(this);
}

// A page may have F2 and Del of its own (chats): in here they mean the chosen thing.
bool MadeMenu::eventFilter(QObject *object, QEvent *event) {
    const bool asked = event->type() == QEvent::ShortcutOverride;
    if (!asked && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(object, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isTrash = key->matches(QKeySequence::Delete);
    const bool isRename = key->key() == Qt::Key_F2 && key->modifiers() == Qt::NoModifier;
    if (!isTrash && !isRename)
        return QObject::eventFilter(object, event);
    event->accept();
    if (!asked)
        action(isTrash ? QStringLiteral("trash") : QStringLiteral("rename"))->trigger();
    return true;
}

QAction *MadeMenu::add(const char *id, const QString &text, const QString &icon,
                       std::function<void()> handler) {
    auto *made = new QAction(text, this);
    made->setObjectName(QLatin1String(id));
    if (!icon.isEmpty())
        made->setIcon(themeIcon(icon));
    connect(made, &QAction::triggered, this, std::move(handler));
    return made;
}

QAction *MadeMenu::action(const QString &id) const {
    return findChild<QAction *>(id, Qt::FindDirectChildrenOnly);
}

std::vector<MadeThing> MadeMenu::things() const {
    std::vector<MadeThing> found;
    if (!m_app.hasProject())
        return found;
    for (const MadeRef &ref : m_chosen())
        if (auto thing = madeThing(m_app.snapshot(), m_app.project()->folder(), ref); thing.valid())
            found.push_back(std::move(thing));
    return found;
}

// What is not possible stays, greyed, with the reason as tooltip.
void MadeMenu::update() {
    const auto chosen = things();
    const bool one = chosen.size() == 1, any = !chosen.empty();
    const QString onlyOne = tr("Choose a single one.");
    const auto set = [this](const char *id, bool enabled, const QString &why) {
        QAction *a = action(QLatin1String(id));
        a->setEnabled(enabled);
        a->setToolTip(enabled ? QString() : why);
    };
    const auto has = [&](QString MadeThing::*text) {
        return std::any_of(chosen.begin(), chosen.end(), [&](const auto &t) { return !(t.*text).isEmpty(); });
    };
    const bool fixed = m_app.readOnly();
    const QString onlyReading = tr("The project is open for reading only.");
    set("rename", one && !fixed, fixed ? onlyReading : onlyOne);
    set("note", one && !fixed, fixed ? onlyReading : onlyOne);
    set("compare", any, {});
    set("duplicate", one, onlyOne);
    set("show", one && has(&MadeThing::folder), one ? tr("It lies in the database only.") : onlyOne);
    set("copy_path", has(&MadeThing::folder), tr("It lies in the database only."));
    set("copy_command", has(&MadeThing::command),
        tr("It was made by hand, or by a program that kept no settings."));
    const QString refusal = fixed ? onlyReading : one ? trashRefusal(m_app, chosen.front().ref) : QString();
    set("trash", any && refusal.isEmpty(), refusal);
    const MadeKind kind = any ? chosen.front().ref.kind : MadeKind::Run;
    action(QStringLiteral("duplicate"))->setVisible(kind == MadeKind::Student || kind == MadeKind::Run);
}

void MadeMenu::fill(QMenu &menu) {
    menu.setToolTipsVisible(true);
    update();
    if (m_extra) {
        m_extra(menu);
        menu.addSeparator();
    }
    const auto put = [&](std::initializer_list<const char *> ids) {
        for (const char *id : ids)
            menu.addAction(action(QLatin1String(id)));
    };
    put({"rename", "note", "duplicate", "compare"});
    menu.addSeparator();
    put({"show", "copy_path", "copy_command"});
    menu.addSeparator();
    put({"trash"});
    // Greyed only inside the menu: a key then says why.
    connect(&menu, &QMenu::aboutToHide, this, [this] {
        for (auto *action : findChildren<QAction *>(Qt::FindDirectChildrenOnly))
            action->setEnabled(true);
    });
}

void MadeMenu::popup(const QPoint &global) {
    if (things().empty())
        return;
    auto *menu = new QMenu(m_focus);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu);
    menu->popup(global);
}

void MadeMenu::openOnContextMenu() {
    m_focus->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_focus, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *area = qobject_cast<QAbstractScrollArea *>(m_focus);
        popup((area ? area->viewport() : m_focus)->mapToGlobal(at));
    });
}

void MadeMenu::rename() {
    const auto chosen = things();
    if (chosen.size() != 1)
        return;
    const MadeThing thing = chosen.front();
    auto *ask = new AskDialog(tr("Rename"), madeKindLabel(thing.ref.kind), m_focus->window());
    auto *field = new QLineEdit(thing.name, ask);
    field->selectAll();
    field->setAccessibleName(tr("Name"));
    ask->body()->addWidget(field);
    ask->addSafeChoice(tr("Cancel"));
    const auto apply = [&app = m_app, field, thing] {
        const QString name = field->text().trimmed();
        if (!name.isEmpty() && name != thing.name)
            write(app, tr("Renaming"),
                  [ref = thing.ref, name = toUtf8(name)](const std::shared_ptr<Project> &project) {
                      renameArtifact(project, artifactKey(ref), name);
                  });
    };
    ask->addDefaultChoice(tr("Rename"), apply);
    ask->open();
    field->setFocus();
}

void MadeMenu::note() {
    const auto chosen = things();
    if (chosen.size() != 1)
        return;
    const MadeThing thing = chosen.front();
    auto *ask = new AskDialog(tr("Note"), thing.name, m_focus->window());
    auto *field = new QPlainTextEdit(thing.note, ask);
    field->setTabChangesFocus(true);
    field->setAccessibleName(tr("Note"));
    field->setPlaceholderText(tr("What is special about it?"));
    field->setFixedHeight(6 * field->fontMetrics().lineSpacing());
    ask->body()->addWidget(field);
    addFacts(m_app, thing, ask);
    ask->addSafeChoice(tr("Cancel"));
    ask->addDefaultChoice(tr("Save note"), [&app = m_app, field, thing] {
        write(app, tr("Saving the note"),
              [ref = thing.ref,
               note = toUtf8(field->toPlainText().trimmed())](const std::shared_ptr<Project> &project) {
                  setArtifactNote(project, artifactKey(ref), note);
              });
    });
    ask->open();
    field->setFocus();
}

void MadeMenu::compare() {
    const auto chosen = things();
    if (chosen.empty())
        return;
    const MadeKind kind = chosen.front().ref.kind;
    QVariantList ids;
    if (kind == MadeKind::Evaluation || kind == MadeKind::Checkpoint) {
        for (const MadeThing &thing : chosen)
            ids << qlonglong(thing.ref.id);
        m_app.goTo(
            QStringLiteral("evaluate"),
            {{kind == MadeKind::Evaluation ? QStringLiteral("evaluations") : QStringLiteral("sides"), ids}});
        return;
    }
    for (const MadeThing &thing : chosen)
        for (const RunId run : runsOf(m_app.snapshot(), thing.ref))
            ids << qlonglong(run);
    if (ids.isEmpty())
        m_app.toastInfo(tr("No run was made from “%1” yet.").arg(chosen.front().name));
    else
        m_app.goTo(QStringLiteral("evaluate"), {{QStringLiteral("runs"), ids}});
}

void MadeMenu::duplicate() {
    const auto chosen = things();
    if (chosen.size() != 1)
        return;
    const MadeRef ref = chosen.front().ref;
    if (ref.kind == MadeKind::Student)
        m_app.goTo(QStringLiteral("student"), {{QStringLiteral("duplicate"), qlonglong(ref.id)}});
    else if (ref.kind == MadeKind::Run)
        m_app.goTo(QStringLiteral("train"), {{QStringLiteral("duplicate"), qlonglong(ref.id)}});
}

void MadeMenu::show() {
    for (const MadeThing &thing : things())
        if (!thing.folder.isEmpty()) {
            QDesktopServices::openUrl(QUrl::fromLocalFile(thing.folder));
            return;
        }
}

void MadeMenu::copy(QString MadeThing::*text, const QString &done) {
    QStringList lines;
    for (const MadeThing &thing : things())
        if (!(thing.*text).isEmpty())
            lines << thing.*text;
    lines.removeDuplicates();
    if (lines.isEmpty())
        return;
    QApplication::clipboard()->setText(lines.join(u'\n'));
    m_app.toast({ToastKind::Info, done, lines.front(), {}, {}});
}

void MadeMenu::trash() {
    if (const auto chosen = things(); !chosen.empty())
        moveToTrash(m_app, chosen);
}

} // namespace retort
