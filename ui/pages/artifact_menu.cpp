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
#include "ui/widgets/table_view.h"

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

#include <algorithm>
#include <filesystem>

namespace retort {
namespace {

// In the order of the menu; "": a line.
constexpr const char *entryIds[] = {"rename", "note",      "duplicate",    "compare", "",
                                    "show",   "copy_path", "copy_command", "",        "trash"};

QString usersOf(const AppState &app, const std::vector<ArtifactRow> &artifacts) {
    const KindInfo &kind = kindInfo(artifacts.front().ref.kind);
    std::vector<std::int64_t> ids;
    for (const ArtifactRow &one : artifacts)
        ids.push_back(one.ref.id);
    return kind.users ? kind.users(app.snapshot(), ids) : QString();
}

// Created, place and size: the size is counted in a job, a run may have many files.
void addFacts(AppState &app, const ArtifactRow &one, AskDialog *ask) {
    auto *facts = makeText({}, FontRole::caption, Role::text2, ask);
    facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QStringList lines{ArtifactMenu::tr("Made %1").arg(formatTime(one.createdAt))};
    const bool files = !one.folder.isEmpty() && !kindInfo(one.ref.kind).sharesFolder;
    if (files)
        lines << formatPath(one.folder);
    facts->setText(lines.join(QStringLiteral(" · ")));
    ask->body()->addWidget(facts);
    if (!files)
        return;
    app.jobs().rows().start(
        {facts, ArtifactMenu::tr("Counting a folder's size"), {}, true},
        [folder = std::filesystem::path(toUtf8(one.folder))](JobContext &) {
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

void moveToTrash(AppState &app, const std::vector<ArtifactRow> &artifacts, std::function<void()> restored) {
    std::vector<ArtifactRow> free;
    QStringList refused;
    for (const ArtifactRow &one : artifacts)
        if (const QString why = trashRefusal(app, one.ref); why.isEmpty())
            free.push_back(one);
        else
            refused << QStringLiteral("%1: %2").arg(one.name, why);
    if (!refused.isEmpty())
        app.toast(
            {MessageKind::warn, ArtifactMenu::tr("Not moved to the trash"), refused.join(u'\n'), {}, {}});
    if (free.empty())
        return;
    const auto each = [free](void (*move)(const std::shared_ptr<Project> &, const ArtifactKey &)) {
        return [free, move](const std::shared_ptr<Project> &project) {
            for (const ArtifactRow &one : free)
                move(project, artifactKey(one.ref));
        };
    };
    const QString text =
        free.size() == 1 ? ArtifactMenu::tr("“%1” is in the trash.").arg(free.front().name)
                         : ArtifactMenu::tr("%Ln artifact(s) are in the trash.", nullptr, int(free.size()));
    app.change(ArtifactMenu::tr("Moving to the trash"), each(moveArtifactToTrash),
               [&app, text, detail = usersOf(app, free), back = each(restoreArtifact), restored] {
                   app.toast({MessageKind::ok, text, detail, ArtifactMenu::tr("Undo"),
                              [&app, back, restored] {
                                  app.change(ArtifactMenu::tr("Taking back out of the trash"), back,
                                             restored);
                              },
                              true});
               });
}

void renameTo(AppState &app, ArtifactRef ref, const QString &name) {
    app.change(ArtifactMenu::tr("Renaming"),
               [ref, name = toUtf8(name)](const std::shared_ptr<Project> &project) {
                   renameArtifact(project, artifactKey(ref), name);
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
    addCommand(focus, "artifact_trash", [this] { moveToTrash(m_app, artifacts()); });
    focus->installEventFilter(this);
    focus->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(focus, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *area = qobject_cast<QAbstractScrollArea *>(m_focus);
        popup((area ? area->viewport() : m_focus)->mapToGlobal(at));
    });
}

ArtifactMenu::ArtifactMenu(AppState &app, TableView *table, ArtifactKind kind)
    : ArtifactMenu(app, table, [table, kind] {
          std::vector<ArtifactRef> refs;
          for (const qint64 id : table->selectedIds())
              refs.push_back({kind, id});
          return refs;
      }) {}

// A page may have F2 and Del of its own (chats): in here they mean what is chosen here.
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

std::vector<ArtifactRow> ArtifactMenu::artifacts() const {
    std::vector<ArtifactRow> found;
    if (m_app.hasProject())
        for (const ArtifactRef &ref : m_chosen())
            if (auto one = artifact(m_app.snapshot(), m_app.project()->folder(), ref); one.valid())
                found.push_back(std::move(one));
    return found;
}

std::optional<ArtifactRow> ArtifactMenu::single() const {
    const auto chosen = artifacts();
    return chosen.size() == 1 ? std::optional(chosen.front()) : std::nullopt;
}

// What is not possible stays, greyed, with the reason as tooltip.
void ArtifactMenu::update() {
    const auto chosen = artifacts();
    const bool one = chosen.size() == 1, any = !chosen.empty();
    const QString noOne = one ? QString() : tr("Choose a single one.");
    const QString noWrite = m_app.readOnly() ? tr("The project is open for reading only.") : QString();
    const auto no = [&](QString ArtifactRow::*text, const QString &why) {
        return std::ranges::any_of(chosen, [&](const auto &a) { return !(a.*text).isEmpty(); }) ? QString()
                                                                                                : why;
    };
    const QString noFolder = no(&ArtifactRow::folder, tr("It lies in the database only."));
    const QString noChange = noWrite.isEmpty() ? noOne : noWrite;
    const std::pair<const char *, QString> refusals[] = {
        {"rename", noChange},
        {"note", noChange},
        {"compare", {}},
        {"duplicate", noOne},
        {"show", one ? noFolder : noOne},
        {"copy_path", noFolder},
        {"copy_command",
         no(&ArtifactRow::command, tr("It was made by hand, or by a program that kept no settings."))},
        {"trash", !noWrite.isEmpty() || !one ? noWrite : trashRefusal(m_app, chosen.front().ref)}};
    for (const auto &[id, refusal] : refusals) {
        action(QLatin1String(id))->setEnabled(any && refusal.isEmpty());
        action(QLatin1String(id))->setToolTip(refusal);
    }
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
        if (!*id) {
            menu.addSeparator();
            continue;
        }
        QAction *entry = action(QLatin1String(id));
        entry->setShortcutVisibleInContextMenu(m_focus->hasFocus()); // else the key is another one's
        menu.addAction(entry);
    }
    // Greyed only inside the menu: a key then says why.
    connect(&menu, &QMenu::aboutToHide, this, [this] {
        for (const char *id : entryIds)
            if (*id)
                action(QLatin1String(id))->setEnabled(true);
    });
}

void ArtifactMenu::popup(const QPoint &global) {
    if (artifacts().empty())
        return;
    auto *menu = new QMenu(m_focus);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu);
    menu->popup(global);
}

void ArtifactMenu::rename() {
    const auto one = single();
    if (!one)
        return;
    auto *ask = new AskDialog(tr("Rename"), kindLabel(one->ref.kind), m_focus->window());
    auto *field = new QLineEdit(one->name, ask);
    field->selectAll();
    field->setAccessibleName(tr("Name"));
    ask->body()->addWidget(field);
    ask->addSafeChoice(tr("Cancel"));
    ask->addDefaultChoice(tr("Rename"), [&app = m_app, field, one = *one] {
        const QString name = field->text().trimmed();
        if (!name.isEmpty() && name != one.name)
            renameTo(app, one.ref, name);
    });
    ask->open();
    field->setFocus();
}

void ArtifactMenu::note() {
    const auto one = single();
    if (!one)
        return;
    auto *ask = new AskDialog(tr("Note"), one->name, m_focus->window());
    auto *field = new QPlainTextEdit(one->note, ask);
    field->setTabChangesFocus(true);
    field->setAccessibleName(tr("Note"));
    field->setPlaceholderText(tr("What is special about it?"));
    field->setFixedHeight(6 * field->fontMetrics().lineSpacing());
    ask->body()->addWidget(field);
    addFacts(m_app, *one, ask);
    ask->addSafeChoice(tr("Cancel"));
    ask->addDefaultChoice(tr("Save note"), [&app = m_app, field, key = artifactKey(one->ref)] {
        app.change(tr("Saving the note"),
                   [key, note = toUtf8(field->toPlainText().trimmed())](
                       const std::shared_ptr<Project> &project) { setArtifactNote(project, key, note); });
    });
    ask->open();
    field->setFocus();
}

void ArtifactMenu::compare() {
    const auto chosen = artifacts();
    if (chosen.empty())
        return;
    const QLatin1String argument(kindInfo(chosen.front().ref.kind).compare);
    QVariantList ids;
    for (const ArtifactRow &one : chosen)
        if (argument != QLatin1String("runs"))
            ids << qlonglong(one.ref.id);
        else
            for (const RunId run : runsOf(m_app.snapshot(), one.ref))
                ids << qlonglong(run);
    if (ids.isEmpty())
        m_app.toastInfo(tr("No run was made from “%1” yet.").arg(chosen.front().name));
    else
        m_app.goTo(QStringLiteral("evaluate"), {{argument, ids}});
}

void ArtifactMenu::duplicate() {
    if (const auto one = single())
        if (const QLatin1String page(kindInfo(one->ref.kind).duplicate); !page.isEmpty())
            m_app.goTo(page, {{QStringLiteral("duplicate"), qlonglong(one->ref.id)}});
}

void ArtifactMenu::show() {
    if (const auto one = single(); one && !one->folder.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(one->folder));
}

void ArtifactMenu::copy(QString ArtifactRow::*text, const QString &done) {
    QStringList lines;
    for (const ArtifactRow &one : artifacts())
        lines << one.*text;
    lines.removeAll(QString());
    lines.removeDuplicates();
    if (lines.isEmpty())
        return;
    QApplication::clipboard()->setText(lines.join(u'\n'));
    m_app.toast({MessageKind::info, done, lines.front(), {}, {}});
}

} // namespace retort
