// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/project/demo_project.h"

#include "core/demo/demo_project.h"
#include "ui/state/app_state.h"
#include "ui/text.h"

#include <QCoreApplication>

namespace retort {

void openDemoProject(AppState &app) {
    const std::filesystem::path folder = defaultDemoFolder();
    if (Project::isProject(folder)) {
        app.openProject(fromPath(folder));
        return;
    }
    app.openMade(
        fromPath(folder), [] { return QCoreApplication::translate("window", "Making the demo project"); },
        [folder](JobContext &job) {
            DemoProjectConfig config;
            config.folder = folder;
            return makeDemoProject(config, job);
        });
}

} // namespace retort
