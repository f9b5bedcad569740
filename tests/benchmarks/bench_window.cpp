// SPDX-License-Identifier: GPL-3.0-or-later
// What one click on a row with long texts costs the GUI thread, by page: processor time of the longest single
// event and of all events until nothing is left to do (ms). Rows of 2,000, 20,000, 60,000, 200,000 and
// 600,000 characters of reasoning; or of the project RETORT_BENCH_FOLDER, and then the pieces of its
// tokenizer too. The rule of the window is: no event over 50 ms. Needs no display.
#include "core/base/utf8.h"
#include "core/data/project/project.h"
#include "core/data/versions/version_store.h"
#include "ui/jobs/task_center.h"
#include "ui/pages/page.h"
#include "ui/settings.h"
#include "ui/state/app_state.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tabs.h"
#include "ui/window/main_window.h"
#include "ui/window/page_stack.h"

#include <QAction>
#include <QApplication>
#include <QDeadlineTimer>
#include <QListView>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace retort;

namespace {

constexpr int lengths[] = {2'000, 20'000, 60'000, 200'000, 600'000};

double threadTime_ms() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
}

// Measures every event that the loop hands out.
class MeasuredApplication : public QApplication {
public:
    using QApplication::QApplication;
    double longest_ms = 0, all_ms = 0;

    void reset() { longest_ms = all_ms = 0; }
    bool notify(QObject *receiver, QEvent *event) override {
        if (m_inside)
            return QApplication::notify(receiver, event);
        m_inside = true;
        const double begin = threadTime_ms();
        const bool taken = QApplication::notify(receiver, event);
        const double took = threadTime_ms() - begin;
        longest_ms = std::max(longest_ms, took);
        all_ms += took;
        m_inside = false;
        return taken;
    }

private:
    bool m_inside = false;
};

// Reasoning as a teacher writes it: short paragraphs, second looks, now and then a long one.
std::string reasoning(int characters) {
    static const std::string pieces[] = {"首先我们把题目里的两个数写成竖式。",
                                         "等等，这一步好像不对，让我检查一下。",
                                         "Wait, let me check the second digit again. ",
                                         "因此十位上要进一，",
                                         "再看百位，",
                                         "相加得到 1207，",
                                         "所以答案应该是 1207。\n",
                                         "换一种方法验证：\n\n"};
    std::string out;
    std::uint64_t state = 7;
    for (int n = 0; n < characters;) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const std::string &piece = pieces[(state >> 33) % std::size(pieces)];
        out += piece;
        n += int(codePointCount(piece));
    }
    return out;
}

void makeProject(const std::filesystem::path &folder) {
    auto project = Project::create(folder, "bench");
    SourceWriterConfig config;
    config.name = "bench";
    SourceWriter writer(project, config);
    for (const int length : lengths) {
        Sample s;
        s.question = "第 " + std::to_string(length) + " 题：五百八十三加六百二十四等于多少？";
        s.reasoning = reasoning(length) + "<think>";
        s.answer = "\\boxed{1207}";
        s.language = "zh";
        writer.add(s);
    }
    writer.finish(0);
}

void settle(AppState &app) {
    const QDeadlineTimer end(60'000);
    QDeadlineTimer quiet(300);
    while (!end.hasExpired() && !quiet.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        if (app.opening() || app.jobs().busy() || (app.hasProject() && !app.snapshotReady()))
            quiet.setRemainingTime(300);
    }
}

class Bench {
public:
    Bench(MeasuredApplication &app, AppState &state, MainWindow &window)
        : m_app(app),
          m_state(state),
          m_window(window) {}

    void run() {
        std::printf("%-28s %10s %14s %10s\n", "click", "characters", "longest (ms)", "all (ms)");
        m_state.goTo("trace");
        settle(m_state);
        rows("Trace: row");
        if (auto *list = page()->findChild<QListView *>(QStringLiteral("trace_steps")))
            measure("Trace: last step", [list] {
                list->setCurrentIndex(list->model()->index(list->model()->rowCount() - 1, 0));
            });
        measure("Trace: fold", [this] { page()->findAction("trace_fold")->trigger(); });
        measure("Trace: unfold", [this] { page()->findAction("trace_fold")->trigger(); });
        measure("Trace: window wider", [this] { m_window.resize(1600, 900); });
        measure("Trace: dark", [] { Theme::instance().setMode(Theme::Mode::dark); });
        m_window.resize(1280, 800);
        Theme::instance().setMode(Theme::Mode::light);
        m_state.goTo("data");
        settle(m_state);
        rows("Data: row");
        m_state.goTo("clean");
        settle(m_state);
        rows("Clean: row");
        if (m_state.snapshot().tokenizers.empty())
            return;
        m_state.goTo("tokenize");
        for (auto *tabs : page()->findChildren<Tabs *>())
            tabs->setCurrent("inspect");
        settle(m_state);
        for (auto *row : page()->findChildren<QSpinBox *>())
            for (int n = 2; n <= row->maximum() && n <= int(std::size(lengths)); ++n)
                if (row->isVisible())
                    measure("Tokenize: row", [row, n] { row->setValue(n); });
    }

private:
    Page *page() const { return m_window.pages().currentPage(); }

    template <class Click>
    void measure(const char *name, Click click, const QString &what = {}) {
        settle(m_state);
        m_app.reset();
        const double begin = threadTime_ms();
        click(); // a click is an event too
        const double itself = threadTime_ms() - begin;
        settle(m_state);
        std::printf("%-28s %10s %14.0f %10.0f\n", name, qPrintable(what), std::max(itself, m_app.longest_ms),
                    itself + m_app.all_ms);
        std::fflush(stdout);
    }

    void rows(const char *name) {
        for (auto *table : page()->findChildren<QTableView *>()) {
            if (!table->isVisible() || !table->model())
                continue;
            const int count = table->model()->rowCount();
            table->selectRow(0);
            for (int row = 1; row < count; ++row)
                measure(
                    name, [table, row] { table->selectRow(row); },
                    row < int(std::size(lengths)) ? QString::number(lengths[row]) : QString());
        }
    }

    MeasuredApplication &m_app;
    AppState &m_state;
    MainWindow &m_window;
};

} // namespace

int main(int argc, char **argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.filePath(QStringLiteral("config")).toUtf8());
    Theme::prepare();
    MeasuredApplication app(argc, argv);
    Theme::instance().install(app);
    std::filesystem::path folder = qEnvironmentVariable("RETORT_BENCH_FOLDER").toStdString();
    if (folder.empty()) {
        folder = home.filePath(QStringLiteral("project")).toStdString();
        makeProject(folder);
    }
    AppState state;
    state.settings().setValue(QStringLiteral("language"), std::string("en"));
    WindowOptions options;
    options.project = QString::fromStdString(folder.string());
    options.newSession = true;
    MainWindow window(state, options);
    window.start();
    window.resize(1280, 800);
    settle(state);
    Bench(app, state, window).run();
    state.jobs().close();
    settle(state);
    return 0;
}
