// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/save_file.h"

#include "core/base/file.h"
#include "ui/jobs/task_center.h"
#include "ui/state/app_state.h"
#include "ui/text.h"

#include <QCoreApplication>

namespace retort {
namespace {
struct SaveText {
    Q_DECLARE_TR_FUNCTIONS(retort::SaveFile)
};
} // namespace

void saveFile(AppState &app, const QString &page, const QString &path, std::function<QByteArray()> make) {
    app.jobs().start(
        Resource::Disk,
        {page + QStringLiteral("/file"), [path] { return SaveText::tr("Saving %1").arg(formatPath(path)); },
         [path] { return SaveText::tr("Saved as %1").arg(formatPath(path)); }},
        [path, make = std::move(make)](JobContext &) {
            const QByteArray bytes = make();
            atomicWrite(toUtf8(path), {bytes.constData(), std::size_t(bytes.size())});
        },
        [&app, path] { app.toastSuccess(SaveText::tr("Saved as %1").arg(formatPath(path))); });
}

} // namespace retort
