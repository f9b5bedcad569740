// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_file_list.h"

#include "ui/pages/page.h"

#include "core/import/import_folder.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QListWidget>
#include <QSignalBlocker>

namespace retort {
namespace {
constexpr int listHeight = 120, nameRole = Qt::UserRole;

QString endingsPattern() {
    QStringList patterns;
    for (const std::string &ending : importEndings())
        for (const char *packed : {"", ".gz"})
            patterns << QLatin1Char('*') + fromUtf8(ending) + QLatin1String(packed);
    return patterns.join(QLatin1Char(' '));
}
} // namespace

ImportFileList::ImportFileList(AppState &app, QWidget *parent)
    : QWidget(parent),
      m_app(app),
      m_list(new QListWidget(this)),
      m_remove(new ActionButton(tr("Remove"), ButtonKind::ghost, this)) {
    m_list->setAccessibleName(tr("Files to import"));
    m_list->setFixedHeight(Theme::instance().scaled(listHeight));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    auto *files = new ActionButton(tr("Add files…"), ButtonKind::ghost, this);
    auto *folder = new ActionButton(tr("Add folder…"), ButtonKind::ghost, this);
    folder->setToolTip(tr("All files below a folder: %1").arg(endingsPattern()));
    m_remove->setToolTip(tr("Leave the chosen files out of this import (Del)"));
    for (ActionButton *button : {files, folder, m_remove})
        setDense(button, true);
    columnIn(this, {m_list, rowOf({files, folder, stretch, m_remove}, space::xs)}, space::xs);
    m_remove->setEnabled(false);
    connect(files, &QAbstractButton::clicked, this, [this] { choose(false); });
    connect(folder, &QAbstractButton::clicked, this, [this] { choose(true); });
    connect(m_remove, &QAbstractButton::clicked, this, &ImportFileList::removeChosen);
    connect(m_list, &QListWidget::currentRowChanged, this, &ImportFileList::currentFileChanged);
    connect(m_list, &QListWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(!m_list->selectedItems().isEmpty()); });
}

QString ImportFileList::currentFile() const {
    const int row = m_list->currentRow();
    return row >= 0 && row < m_files.size() ? m_files[row] : QString();
}

void ImportFileList::clear() {
    const QSignalBlocker quiet(m_list);
    m_files.clear();
    m_list->clear();
    m_remove->setEnabled(false);
}

qint64 ImportFileList::bytes() const {
    return std::accumulate(m_files.begin(), m_files.end(), qint64(0),
                           [this](qint64 sum, const QString &file) { return sum + m_sizes.value(file); });
}

// Each on a channel of its own: none may replace another.
void ImportFileList::add(const QStringList &paths) {
    m_app.jobs().preview().start(
        {this, tr("Looking for files"), QStringLiteral("import-files-%1").arg(++m_adds), true},
        [paths](JobContext &job) {
            std::vector<File> files;
            const auto take = [&](const QString &path) { files.push_back({path, QFileInfo(path).size()}); };
            for (const QString &path : paths) {
                if (!QFileInfo(path).isDir())
                    take(path);
                else
                    for (const auto &file : importFilesBelow(toUtf8(path), job))
                        take(QFile::decodeName(file.c_str()));
            }
            return files;
        },
        [this](const std::vector<File> &files) {
            addFiles(files);
            if (files.empty())
                Q_EMIT nothingFound();
        });
}

void ImportFileList::addFiles(const std::vector<File> &files) {
    const auto before = m_files.size();
    const QSet<QString> known(m_files.begin(), m_files.end());
    {
        const QSignalBlocker quiet(m_list);
        for (const File &file : files) {
            if (known.contains(file.path))
                continue;
            m_files << file.path;
            m_sizes.insert(file.path, file.bytes);
            (new QListWidgetItem(m_list))->setToolTip(file.path);
        }
        if (m_list->currentRow() < 0 && !m_files.isEmpty())
            m_list->setCurrentRow(0);
    }
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
    showNames();
    if (m_files.size() != before)
        Q_EMIT changed();
}

QString ImportFileList::shownName(const QString &file) const {
    const int row = int(m_files.indexOf(file));
    return row < 0 ? QFileInfo(file).fileName() : m_list->item(row)->data(nameRole).toString();
}

void ImportFileList::showNames() {
    QHash<QString, int> names;
    for (const QString &file : m_files)
        ++names[QFileInfo(file).fileName()];
    for (int i = 0; i < m_files.size(); ++i) {
        const QFileInfo info(m_files[i]);
        const QString name = names[info.fileName()] > 1
                                 ? QFileInfo(info.path()).fileName() + QLatin1Char('/') + info.fileName()
                                 : info.fileName();
        m_list->item(i)->setData(nameRole, name);
        m_list->item(i)->setText(QStringLiteral("%1 · %2").arg(name, formatBytes(m_sizes.value(m_files[i]))));
    }
}

void ImportFileList::removeChosen() {
    const auto chosen = m_list->selectedItems();
    if (chosen.isEmpty())
        return;
    {
        const QSignalBlocker quiet(m_list);
        for (QListWidgetItem *item : chosen) {
            const int row = m_list->row(item);
            m_files.removeAt(row);
            delete item;
        }
        if (m_list->currentRow() >= 0)
            m_list->setCurrentRow(m_list->currentRow());
    }
    showNames();
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
    Q_EMIT changed();
}

void ImportFileList::choose(bool folder) {
    auto *dialog =
        new QFileDialog(this, folder ? tr("Add a folder") : tr("Import files"), {},
                        tr("Data (%1)").arg(endingsPattern()) + QStringLiteral(";;") + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFiles);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    connect(dialog, &QFileDialog::filesSelected, this, &ImportFileList::add);
    dialog->open();
}

bool ImportFileList::eventFilter(QObject *object, QEvent *event) {
    const bool press = event->type() == QEvent::KeyPress;
    if (press || event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier) {
            event->accept(); // Del means the list here, not the rows of the page
            if (press)
                removeChosen();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace retort
