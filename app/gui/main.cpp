// SPDX-License-Identifier: GPL-3.0-or-later
// retort: wiring only. The window opens without LibTorch; the pages that need it say what is missing.
#include "core/base/log.h"
#include "core/base/version.h"
#include "core/tokenize/sentencepiece_trainer.h"
#include "ui/state/app_state.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/quit_signals.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <cstdio>
#include <cstdlib>

using namespace retort;

namespace {

WindowOptions readCommandLine(const QApplication &app) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Distil DeepSeek-R1 into a small Chinese reasoning model."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption project(QStringLiteral("project"),
                                     QStringLiteral("Open the project in this folder."),
                                     QStringLiteral("folder"));
    const QCommandLineOption page(QStringLiteral("page"),
                                  QStringLiteral("Show this page first (home, data, clean, …)."),
                                  QStringLiteral("id"));
    const QCommandLineOption fresh(QStringLiteral("new-session"),
                                   QStringLiteral("Restore nothing, and leave the saved session alone."));
    const QCommandLineOption safe(
        QStringLiteral("safe-mode"),
        QStringLiteral("Restore nothing, for when the last session cannot be opened."));
    const QCommandLineOption demo(
        QStringLiteral("demo"), QStringLiteral("Open the demo project; make it first where there is none."));
    parser.addOptions({project, demo, page, fresh, safe});
    parser.addPositionalArgument(QStringLiteral("files"),
                                 QStringLiteral("A project folder, or files to import."),
                                 QStringLiteral("[files…]"));
    parser.process(app);
    WindowOptions options;
    options.project = parser.value(project);
    options.demo = parser.isSet(demo);
    options.page = parser.value(page);
    options.newSession = parser.isSet(fresh);
    options.safeMode = parser.isSet(safe);
    options.files = parser.positionalArguments();
    return options;
}

// Where no display can be reached Qt ends the program with advice that does not help; this says what does.
void tellNoDisplay(QtMsgType type, const QMessageLogContext &, const QString &) {
    if (type != QtFatalMsg)
        return;
    std::fprintf(
        stderr,
        "retort: no display can be reached (DISPLAY=%s, WAYLAND_DISPLAY=%s). On a machine without one "
        "use retort-cli: it does the same work.\n",
        qgetenv("DISPLAY").constData(), qgetenv("WAYLAND_DISPLAY").constData());
    std::_Exit(1);
}

} // namespace

int main(int argc, char **argv) {
    if (const auto code = sentencePieceChild(argc, argv))
        return *code;
    startLog("retort", LogLevel::Warning);
    Theme::prepare();
    const auto usual = qInstallMessageHandler(tellNoDisplay);
    QApplication app(argc, argv);
    qInstallMessageHandler(usual);
    if (app.arguments().contains(QStringLiteral("--check-display"))) // for packaging/run.sh
        return 0;
    QApplication::setApplicationName(QStringLiteral("Retort"));
    QApplication::setApplicationVersion(QString::fromLatin1(programVersion()));
    QGuiApplication::setDesktopFileName(QStringLiteral("retort"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/app/retort.svg")));
    Theme::instance().install(app);
    AppState state;
    MainWindow window(state, readCommandLine(app));
    const QuitSignals signals;
    QObject::connect(&signals, &QuitSignals::asked, &window, &MainWindow::leaveNow);
    window.start();
    return QApplication::exec();
}
