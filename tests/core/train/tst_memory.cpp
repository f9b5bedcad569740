// SPDX-License-Identifier: GPL-3.0-or-later
// The estimate of what training holds against what it held.
// timeout: 300
#include "test_main.h"

#include "core/model/model_fixture.h"
#include "core/train/learner.h"

#include <malloc.h>

using namespace retort;

namespace {

struct HeldShape {
    std::int64_t hidden, layers, intermediate, vocabSize, tokensPerStep, documentTokens;
};

StudentConfig studentOfShape(const HeldShape &shape) {
    StudentConfig s = findStudentPreset("demo")->config;
    s.hidden = shape.hidden;
    s.layers = shape.layers;
    s.intermediate = shape.intermediate;
    s.vocabSize = shape.vocabSize;
    s.blocks.assign(std::size_t(s.layers), {});
    return s;
}

double measured(const StudentConfig &student, const HeldShape &shape, const EncodedSet &set) {
    const MemoryMeter meter({});
    LearnerConfig config;
    config.tokensPerStep = shape.tokensPerStep;
    Learner learner(student, {}, config);
    learner.student().initialise(1);
    JobContext job;
    job.setThreads(int(stepShape(student, shape.tokensPerStep, 0, false)
                           .replicas)); // all replicas at once, as the estimate has it
    ThreadPool::with(job, [&](ThreadPool &pool) {
        for (int step = 0; step < 3; ++step)
            learner.step(set, allOf(set), 1e-4, pool);
    });
    return double(meter.taken_B());
}

} // namespace

class TestMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What is freed goes back at once; else what the allocator keeps would be measured, which depends on the
    // order in which threads came by.
    void initTestCase() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("the sanitizer has an allocator of its own");
#endif
        QVERIFY(mallopt(M_MMAP_THRESHOLD, 128 << 10));
    }

    void the_estimate_is_near_what_is_held_data() {
        QTest::addColumn<QList<qint64>>("sizes");
        QTest::newRow("one replica, short") << QList<qint64>{256, 4, 704, 1'000, 512, 128};
        QTest::newRow("four replicas") << QList<qint64>{256, 4, 704, 1'000, 2'048, 128};
        QTest::newRow("large vocabulary") << QList<qint64>{128, 2, 352, 32'000, 1'024, 256};
        QTest::newRow("wide") << QList<qint64>{512, 4, 1'408, 2'000, 1'024, 256};
        QTest::newRow("long documents") << QList<qint64>{128, 4, 352, 1'000, 2'048, 1'024};
    }
    void the_estimate_is_near_what_is_held() {
        QFETCH(QList<qint64>, sizes);
        const HeldShape shape{sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]};
        const StudentConfig student = studentOfShape(shape);
        const EncodedSet set =
            randomSet(std::vector<std::int64_t>(std::size_t(shape.tokensPerStep / shape.documentTokens),
                                                shape.documentTokens),
                      student.vocabSize);
        const StudentConfig small = studentOfShape({32, 1, 64, 100, 512, 128});
        measured(small, shape, randomSet({64}, 100)); // what libraries take once
        MemoryShape memory;
        memory.tokensPerStep = shape.tokensPerStep;
        memory.sequenceLength = shape.documentTokens;
        memory.step = stepShape(student, shape.tokensPerStep, 0, false);
        const double estimate = double(memoryEstimate(student, memory).total);
        const double held = measured(student, shape, set);
        const QString numbers = QString("estimate %1 MiB, held %2 MiB")
                                    .arg(estimate / (1 << 20), 0, 'f', 1)
                                    .arg(held / (1 << 20), 0, 'f', 1);
        qInfo("%s", qPrintable(numbers));
        QVERIFY2(held < 1.1 * estimate && held > 0.7 * estimate, qPrintable(numbers));
    }
};

RETORT_TEST(TestMemory)
#include "tst_memory.moc"
