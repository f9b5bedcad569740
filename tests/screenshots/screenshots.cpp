// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page and tab in both languages and themes, made from a project:
//   screenshots --project FOLDER --out FOLDER [--size 1280x800] [--scale 2] [--only train] [--language zh_CN]
//   [--theme dark]
// Works on a copy of the project, so that the project stays as it is. No display is needed.
#include "core/data/care/copy.h"
#include "core/data/project/project.h"
#include "ui/jobs/task_center.h"
#include "ui/pages/page.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tabs.h"
#include "ui/window/main_window.h"
#include "ui/window/page_stack.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDeadlineTimer>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace retort;

namespace {

constexpr int settle_ms = 400; // after the last job: timers that collect edits, fades
constexpr int patience_ms = 30'000;

struct Shot {
    const char *page;
    const char *tab; // id of a segment; "": the page as it opens
};
constexpr Shot tabs[] = {
    {"tokenize", "inspect"}, {"tokenize", "vocabulary"}, {"evaluate", "scores"}, {"evaluate", "sides"}};

struct Order {
    QString out, only;
    QStringList languages{QStringLiteral("zh_CN"), QStringLiteral("en")};
    QStringList themes{QStringLiteral("light"), QStringLiteral("dark")};
    QSize size{1280, 800};
};

void settle(AppState &app) {
    const QDeadlineTimer end(patience_ms);
    int quiet = 0;
    while (!end.hasExpired() && quiet < settle_ms) {
        QTest::qWait(20);
        const bool ready = !app.opening() && (!app.hasProject() || app.snapshotReady()) && !app.jobs().busy();
        quiet = ready ? quiet + 20 : 0;
    }
}

void chooseTab(Page *page, const QString &tab) {
    for (auto *control : page->findChildren<Tabs *>()) {
        control->setCurrent(tab);
        if (control->current() == tab)
            return;
    }
}

class Camera {
public:
    Camera(const Order &order, QString project) : m_order(order), m_project(std::move(project)) {}

    int takeAll() {
        for (const QString &language : m_order.languages)
            for (const QString &theme : m_order.themes)
                take(language, theme);
        std::printf("%d pictures in %s\n", m_count, qPrintable(QDir(m_order.out).absolutePath()));
        return m_count > 0 ? 0 : 1;
    }

private:
    void take(const QString &language, const QString &theme) {
        AppState app;
        app.settings().setValue(QStringLiteral("language"), toUtf8(language));
        app.settings().setValue(QStringLiteral("theme"), toUtf8(theme));
        WindowOptions options;
        options.project = m_project;
        options.newSession = true;
        MainWindow window(app, options);
        window.start();
        window.resize(m_order.size);
        settle(app);
        for (const PageInfo &info : pageTable()) {
            const QString id = QString::fromLatin1(info.id);
            if (!m_order.only.isEmpty() && m_order.only != id)
                continue;
            app.goTo(id);
            settle(app);
            save(window, {id, language, theme});
            for (const Shot &shot : tabs) {
                if (id != QLatin1String(shot.page) || !window.pages().currentPage())
                    continue;
                chooseTab(window.pages().currentPage(), QString::fromLatin1(shot.tab));
                settle(app);
                save(window, {id, QString::fromLatin1(shot.tab), language, theme});
            }
        }
        app.jobs().close();
        settle(app);
    }

    void save(MainWindow &window, const QStringList &words) {
        if (window.grab().save(m_order.out + QLatin1Char('/') + words.join(QLatin1Char('-'))
                               + QStringLiteral(".png")))
            ++m_count;
    }

    Order m_order;
    QString m_project;
    int m_count = 0;
};

Order readCommandLine(const QApplication &app, QString *project) {
    QCommandLineParser parser;
    parser.addHelpOption();
    const auto value = [&parser](const char *name, const char *help, const char *usual) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(help), QStringLiteral("value"),
                          QString::fromLatin1(usual)});
    };
    value("project", "Project to show.", "");
    value("out", "Folder of the pictures.", "screenshots");
    value("size", "Size of the window.", "1280x800");
    value("only", "This page only.", "");
    value("language", "This language only.", "");
    value("theme", "This theme only.", "");
    value("scale", "Pixels per point (1, 1.5, 2).", "1"); // read before the application exists
    parser.process(app);
    Order order;
    order.out = parser.value(QStringLiteral("out"));
    order.only = parser.value(QStringLiteral("only"));
    const QStringList size = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
    if (size.size() == 2)
        order.size = {size[0].toInt(), size[1].toInt()};
    if (const auto language = parser.value(QStringLiteral("language")); !language.isEmpty())
        order.languages = {language};
    if (const auto theme = parser.value(QStringLiteral("theme")); !theme.isEmpty())
        order.themes = {theme};
    *project = parser.value(QStringLiteral("project"));
    return order;
}

// Qt reads the scale when the application is made.
void scaleFirst(int argc, char **argv) {
    for (int i = 1; i + 1 < argc; ++i)
        if (QByteArray(argv[i]) == "--scale")
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
}

} // namespace

int main(int argc, char **argv) {
    scaleFirst(argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.filePath(QStringLiteral("config")).toUtf8());
    Theme::prepare();
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Retort"));
    Theme::instance().install(app);
    QString project;
    const Order order = readCommandLine(app, &project);
    QDir().mkpath(order.out);
    QString shown;
    if (!project.isEmpty()) {
        shown = home.filePath(QStringLiteral("project"));
        try {
            copyProject(toUtf8(project), toUtf8(shown));
        } catch (const Error &e) {
            std::fprintf(stderr, "%s\n", renderEnglish(e.text()).c_str());
            return 1;
        }
    }
    return Camera(order, shown).takeAll();
}
