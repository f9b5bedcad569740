// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project/demo_project.h"

#include "core/demo/demo_project.h"
#include "core/import/import_job.h"
#include "ui/state/app_state.h"
#include "ui/text.h"

#include <QCoreApplication>

namespace retort {

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
