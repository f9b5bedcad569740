// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/artifact_menu.h"

#include "core/base/file.h"
#include "core/data/artifacts/artifact.h"
#include "ui/actions/action_table.h"
#include "ui/jobs/task_center.h"
#include "ui/models/kind_info.h"
#include "ui/text.h"
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

// In the order of the menu; "": a line.
constexpr const char *entryIds[] = {"rename", "note",      "duplicate",    "compare", "",
                                    "show",   "copy_path", "copy_command", "",        "trash"};

using Write = std::function<void(const std::shared_ptr<Project> &)>;

// Each write has a channel of its own, so that none replaces another one.
void write(AppState &app, const QString &label, Write work, std::function<void()> done = {}) {
    if (app.readOnly())
        return app.toastReadOnly();
    app.jobs().writes().start(
        {&app, label, {}, true},
        [project = app.project(), work = std::move(work)](JobContext &) { work(project); },
        [&app, done = std::move(done)] {
            app.refresh();
            if (done)
                done();
        });
}

std::vector<ArtifactRef> refsOf(const std::vector<ArtifactRow> &things) {
    std::vector<ArtifactRef> refs;
    for (const ArtifactRow &thing : things)
        refs.push_back(thing.ref);
    return refs;
}

// The toast may outlive the project: numbers of another one would mean other things.
void restore(AppState &app, const std::weak_ptr<Project> &from, std::vector<ArtifactRef> refs) {
    if (app.project() != from.lock())
        return;
    write(app, ArtifactMenu::tr("Taking back out of the trash"),
          [refs = std::move(refs)](const std::shared_ptr<Project> &project) {
              for (const ArtifactRef &ref : refs)
                  restoreArtifact(project, artifactKey(ref));
          });
}

QString usersOf(const AppState &app, const std::vector<ArtifactRow> &things) {
    const KindInfo &kind = kindInfo(things.front().ref.kind);
    std::vector<std::int64_t> ids;
    for (const ArtifactRow &thing : things)
        ids.push_back(thing.ref.id);
    return kind.users ? kind.users(app.snapshot(), ids) : QString();
}

// Created, place and size: the size is counted in a job, a run may have many files.
void addFacts(AppState &app, const ArtifactRow &thing, AskDialog *ask) {
    auto *facts = makeLabel({}, FontRole::caption, Role::text2, ask);
    facts->setWordWrap(true);
    facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QStringList lines{ArtifactMenu::tr("Made %1").arg(formatTime(thing.createdAt))};
    const bool files = !thing.folder.isEmpty() && !kindInfo(thing.ref.kind).sharesFolder;
    if (files)
        lines << formatPath(thing.folder);
    facts->setText(lines.join(QStringLiteral(" · ")));
    ask->body()->addWidget(facts);
    if (!files)
        return;
    JobSpec request{facts, ArtifactMenu::tr("Counting a folder's size")};
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

QString trashRefusal(const AppState &app, ArtifactRef ref) {
    const KindInfo &kind = kindInfo(ref.kind);
    return kind.held ? kind.held(app.snapshot(), ref.id) : QString();
}

void moveToTrash(AppState &app, const std::vector<ArtifactRow> &things) {
    std::vector<ArtifactRow> free;
    QStringList refused;
    for (const ArtifactRow &thing : things) {
        const QString why = trashRefusal(app, thing.ref);
        if (why.isEmpty())
            free.push_back(thing);
        else
            refused << QStringLiteral("%1: %2").arg(thing.name, why);
    }
    if (!refused.isEmpty())
        app.toast(
            {MessageKind::warn, ArtifactMenu::tr("Not moved to the trash"), refused.join(u'\n'), {}, {}});
    if (free.empty())
        return;
    const auto refs = refsOf(free);
    const QString text = free.size() == 1
                             ? ArtifactMenu::tr("“%1” is in the trash.").arg(free.front().name)
                             : ArtifactMenu::tr("%Ln thing(s) are in the trash.", nullptr, int(free.size()));
    write(
        app, ArtifactMenu::tr("Moving to the trash"),
        [refs](const std::shared_ptr<Project> &project) {
            for (const ArtifactRef &ref : refs)
                moveArtifactToTrash(project, artifactKey(ref));
        },
        [&app, refs, text, detail = usersOf(app, free)] {
            app.toast({MessageKind::ok, text, detail, ArtifactMenu::tr("Undo"),
                       [&app, refs, from = std::weak_ptr(app.project())] { restore(app, from, refs); }});
        });
}

ArtifactMenu::ArtifactMenu(AppState &app, QWidget *focus, std::function<std::vector<ArtifactRef>()> chosen)
    : QObject(focus),
      m_app(app),
      m_focus(focus),
      m_chosen(std::move(chosen)) {
    addCommand(focus, "artifact_rename", [this] { rename(); });
    addCommand(focus, "artifact_note", [this] { note(); });
    addCommand(focus, "artifact_compare", [this] { compare(); });
    addCommand(focus, "artifact_duplicate", [this] { duplicate(); });
    addCommand(focus, "artifact_show", [this] { show(); });
    addCommand(focus, "artifact_copy_path",
               [this] { copy(&ArtifactRow::folder, tr("The path is copied.")); });
    addCommand(focus, "artifact_copy_command",
               [this] { copy(&ArtifactRow::command, tr("The command is copied.")); });
    addCommand(focus, "artifact_trash", [this] { trash(); });
    focus->installEventFilter(this);
}

// A page may have F2 and Del of its own (chats): in here they mean the chosen thing.
bool ArtifactMenu::eventFilter(QObject *object, QEvent *event) {
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

QAction *ArtifactMenu::action(const QString &id) const {
    return m_focus->findChild<QAction *>(QStringLiteral("artifact_") + id, Qt::FindDirectChildrenOnly);
}

std::vector<ArtifactRow> ArtifactMenu::things() const {
    std::vector<ArtifactRow> found;
    if (!m_app.hasProject())
        return found;
    for (const ArtifactRef &ref : m_chosen())
        if (auto thing = artifact(m_app.snapshot(), m_app.project()->folder(), ref); thing.valid())
            found.push_back(std::move(thing));
    return found;
}

// What is not possible stays, greyed, with the reason as tooltip.
void ArtifactMenu::update() {
    const auto chosen = things();
    const bool one = chosen.size() == 1, any = !chosen.empty();
    const QString onlyOne = tr("Choose a single one.");
    const auto set = [this](const char *id, bool enabled, const QString &why) {
        QAction *a = action(QLatin1String(id));
        a->setEnabled(enabled);
        a->setToolTip(enabled ? QString() : why);
    };
    const auto has = [&](QString ArtifactRow::*text) {
        return std::any_of(chosen.begin(), chosen.end(), [&](const auto &t) { return !(t.*text).isEmpty(); });
    };
    const bool fixed = m_app.readOnly();
    const QString onlyReading = tr("The project is open for reading only.");
    set("rename", one && !fixed, fixed ? onlyReading : onlyOne);
    set("note", one && !fixed, fixed ? onlyReading : onlyOne);
    set("compare", any, {});
    set("duplicate", one, onlyOne);
    set("show", one && has(&ArtifactRow::folder), one ? tr("It lies in the database only.") : onlyOne);
    set("copy_path", has(&ArtifactRow::folder), tr("It lies in the database only."));
    set("copy_command", has(&ArtifactRow::command),
        tr("It was made by hand, or by a program that kept no settings."));
    const QString refusal = fixed ? onlyReading : one ? trashRefusal(m_app, chosen.front().ref) : QString();
    set("trash", any && refusal.isEmpty(), refusal);
    const KindInfo &kind = kindInfo(any ? chosen.front().ref.kind : ArtifactKind::Run);
    action(QStringLiteral("duplicate"))->setVisible(*kind.duplicate);
    action(QStringLiteral("compare"))->setVisible(*kind.compare);
}

void ArtifactMenu::fill(QMenu &menu) {
    menu.setToolTipsVisible(true);
    update();
    if (m_extra) {
        m_extra(menu);
        menu.addSeparator();
    }
    for (const char *id : entryIds) {
        if (!*id)
            menu.addSeparator();
        else
            menu.addAction(action(QLatin1String(id)));
    }
    // Greyed only inside the menu: a key then says why.
    connect(&menu, &QMenu::aboutToHide, this, [this] {
        for (const char *id : entryIds)
            if (*id)
                action(QLatin1String(id))->setEnabled(true);
    });
}

void ArtifactMenu::popup(const QPoint &global) {
    if (things().empty())
        return;
    auto *menu = new QMenu(m_focus);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu);
    menu->popup(global);
}

void ArtifactMenu::openOnContextMenu() {
    m_focus->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_focus, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *area = qobject_cast<QAbstractScrollArea *>(m_focus);
        popup((area ? area->viewport() : m_focus)->mapToGlobal(at));
    });
}

void ArtifactMenu::rename() {
    const auto chosen = things();
    if (chosen.size() != 1)
        return;
    const ArtifactRow thing = chosen.front();
    auto *ask = new AskDialog(tr("Rename"), kindLabel(thing.ref.kind), m_focus->window());
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

void ArtifactMenu::note() {
    const auto chosen = things();
    if (chosen.size() != 1)
        return;
    const ArtifactRow thing = chosen.front();
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

void ArtifactMenu::compare() {
    const auto chosen = things();
    if (chosen.empty())
        return;
    const QLatin1String argument(kindInfo(chosen.front().ref.kind).compare);
    QVariantList ids;
    for (const ArtifactRow &thing : chosen) {
        if (argument != QLatin1String("runs"))
            ids << qlonglong(thing.ref.id);
        else
            for (const RunId run : runsOf(m_app.snapshot(), thing.ref))
                ids << qlonglong(run);
    }
    if (ids.isEmpty())
        m_app.toastInfo(tr("No run was made from “%1” yet.").arg(chosen.front().name));
    else
        m_app.goTo(QStringLiteral("evaluate"), {{argument, ids}});
}

void ArtifactMenu::duplicate() {
    const auto chosen = things();
    if (chosen.size() != 1)
        return;
    const ArtifactRef ref = chosen.front().ref;
    if (const QLatin1String page(kindInfo(ref.kind).duplicate); !page.isEmpty())
        m_app.goTo(page, {{QStringLiteral("duplicate"), qlonglong(ref.id)}});
}

void ArtifactMenu::show() {
    for (const ArtifactRow &thing : things())
        if (!thing.folder.isEmpty()) {
            QDesktopServices::openUrl(QUrl::fromLocalFile(thing.folder));
            return;
        }
}

void ArtifactMenu::copy(QString ArtifactRow::*text, const QString &done) {
    QStringList lines;
    for (const ArtifactRow &thing : things())
        if (!(thing.*text).isEmpty())
            lines << thing.*text;
    lines.removeDuplicates();
    if (lines.isEmpty())
        return;
    QApplication::clipboard()->setText(lines.join(u'\n'));
    m_app.toast({MessageKind::info, done, lines.front(), {}, {}});
}

void ArtifactMenu::trash() {
    if (const auto chosen = things(); !chosen.empty())
        moveToTrash(m_app, chosen);
}

} // namespace retort
