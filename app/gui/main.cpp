// SPDX-License-Identifier: GPL-3.0-or-later
// retort: wiring only. The window opens without LibTorch; the pages that need it say what is missing.
#include "core/base/log.h"
#include "core/base/version.h"
#include "core/tokenize/sentencepiece_trainer.h"
#include "ui/app_state.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"
#include "ui/window/quit_signals.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

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

} // namespace

int main(int argc, char **argv) {
    if (const auto code = sentencePieceChild(argc, argv))
        return *code;
    startLog("retort", LogLevel::Warning);
    Theme::prepare();
    QApplication app(argc, argv);
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
