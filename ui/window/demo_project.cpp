// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/demo_project.h"

#if __has_include("core/import/demo_project.h")
#include "core/import/demo_project.h"
#define RETORT_HAS_DEMO 1
#endif
#include "ui/app_state.h"
#include "ui/text.h"

#include <QCoreApplication>

namespace retort {

void openDemoProject(AppState &app) {
#ifdef RETORT_HAS_DEMO
    const std::filesystem::path folder = defaultDemoFolder();
    if (Project::isProject(folder)) {
        app.openProject(fromUtf8(folder.string()));
        return;
    }
    app.openMade(fromUtf8(folder.string()), QCoreApplication::translate("window", "Making the demo project"),
                 [folder](JobContext &job) {
                     DemoProjectConfig config;
                     config.folder = folder;
                     return makeDemoProject(config, job);
                 });
#else
    // core/import does not bring the demo yet; then this says so and nothing pretends to run.
    app.toast({ToastKind::Error,
               QCoreApplication::translate("window", "The demo project is not part of this build."),
               QCoreApplication::translate("window", "Make a new project and import files instead."),
               {},
               {}});
#endif
}

} // namespace retort
