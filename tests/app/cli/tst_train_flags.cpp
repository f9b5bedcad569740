// SPDX-License-Identifier: GPL-3.0-or-later
// timeout: 180
// train and runs on the real program: what --resume takes and refuses, what a log without a terminal holds,
// the charts of a run that was killed and resumed.
#include "test_main.h"
#include "tests/app/cli/cli_process.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace retort;

namespace {

QString pathOf(const RunFixture &f) {
    return QString::fromStdString(f.fixture.project->folder().string());
}

QString messageOf(CliProcess &process) {
    return process.json()["error"].toObject()["message"].toString();
}

} // namespace

class TestTrainFlags : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void flags_that_cannot_change_are_refused() {
        RunFixture f;
        RunRecord record;
        record.configJson = trainConfigToJson(f.config());
        f.store.addRun(record);
        const QStringList resume{"train", "--project", pathOf(f), "--json", "--resume", "newest"};
        for (const QStringList &more : {QStringList{"--layers", "3"},
                                        {"--preset", "5m"},
                                        {"--data-version", "1"},
                                        {"--tokenizer", "1"},
                                        {"--recipe", "long"}}) {
            CliProcess process(resume + more);
            QCOMPARE(process.wait(), 2);
            const QString said = messageOf(process);
            QVERIFY2(said.contains(more[0]) && said.contains("--resume"), qPrintable(said));
        }
        CliProcess alone({"train", "--project", pathOf(f), "--json", "--checkpoint", "newest"});
        QCOMPARE(alone.wait(), 2);
        QVERIFY(messageOf(alone).contains("--resume"));
        QCOMPARE(f.store.runs().size(), std::size_t(1));
    }

    void training_flags_beside_resume_make_a_fork() {
        if (withoutTorch())
            QSKIP("built without LibTorch");
        RunFixture f;
        CliProcess first(tinyTraining(f.fixture.project->folder(), 60));
        QVERIFY2(first.wait() == 0, first.err());
        const QJsonObject one = first.json();
        QVERIFY(one["rows"].toInt() > 0);
        QCOMPARE(one["rows_left_out"].toInt(-1), 0);
        const QStringList resume{"train", "--project", pathOf(f),  "--threads",
                                 "1",     "--json",    "--resume", QString::number(one["run"].toInt())};
        CliProcess refused(resume + QStringList{"--seed", "77"});
        QCOMPARE(refused.wait(), 2);
        QVERIFY2(messageOf(refused).contains("Seed"), qPrintable(messageOf(refused)));
        QCOMPARE(f.store.runs().size(), std::size_t(1));

        CliProcess second(resume
                          + QStringList{"--learning-rate", "1e-4", "--max-steps", "80", "--name", "slower"});
        QVERIFY2(second.wait() == 0, second.err() + second.out());
        const QJsonObject two = second.json();
        QCOMPARE(two["name"].toString(), QString("slower"));
        QCOMPARE(two["step"].toInt(), 80);
        CliProcess list({"runs", "--project", pathOf(f), "--json"});
        QCOMPARE(list.wait(), 0);
        const QJsonObject listed = list.json()["runs"].toArray().last().toObject();
        QCOMPARE(listed["id"].toInt(), two["run"].toInt());
        QCOMPARE(listed["parent"].toInt(), one["run"].toInt());
        QCOMPARE(listed["fork_step"].toInt(), 60);
        QVERIFY(f.curve(two["run"].toInt(), "lr").rbegin()->second <= 1e-4);
        QCOMPARE(f.curve(two["run"].toInt(), "train/loss").begin()->first, std::int64_t(65));
    }

    void a_log_has_a_line_per_tenth() {
        if (withoutTorch())
            QSKIP("built without LibTorch");
        RunFixture f;
        QStringList arguments = tinyTraining(f.fixture.project->folder(), 400);
        arguments.removeAll("--json");
        CliProcess process(arguments);
        const int code = process.wait();
        const QByteArray said = process.err();
        QVERIFY2(code == 0, said);
        int lines = 0;
        for (const QByteArray &line : said.split('\n'))
            lines += line.startsWith("Training · loss") ? 1 : 0;
        QVERIFY2(lines >= 2 && lines <= 11, said);
    }

    // The steps since the last checkpoint are in the project twice, the newer values behind.
    void charts_of_a_resumed_run_go_forward() {
        RunFixture f;
        RunRecord record;
        record.configJson = trainConfigToJson(f.config());
        const RunId run = f.store.addRun(record);
        std::vector<MetricPoint> points;
        for (const auto &[step, value] : std::vector<std::pair<int, double>>{
                 {10, 4}, {20, 3}, {30, 9}, {40, 9}, {30, 2}, {40, 1}, {50, 0.5}})
            points.push_back({run, step, "train/loss", value, 0});
        f.store.addMetrics(points);
        const QTemporaryDir dir;
        CliProcess process({"runs", "--project", pathOf(f), "--charts", dir.path(), "--json"});
        QVERIFY2(process.wait() == 0, process.err());
        const QByteArray svg = QByteArray::fromStdString(
            readFile(process.json()["charts"].toArray().first().toString().toStdString()));
        auto paths = QRegularExpression("<path d='([^']+)'").globalMatch(QString::fromUtf8(svg));
        int seen = 0;
        while (paths.hasNext()) {
            double last = -1;
            int n = 0;
            auto places = QRegularExpression("[ML]([0-9.]+) ").globalMatch(paths.next().captured(1) + " ");
            for (; places.hasNext(); ++n) {
                const double x = places.next().captured(1).toDouble();
                QVERIFY2(x > last, svg);
                last = x;
            }
            QCOMPARE(n, 5);
            ++seen;
        }
        QVERIFY(seen > 0);
    }
};

RETORT_TEST(TestTrainFlags)
#include "tst_train_flags.moc"
