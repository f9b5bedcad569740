// SPDX-License-Identifier: GPL-3.0-or-later
// Every registered block: its torch twin has the parameters its formula says.
#include "test_main.h"

#include "core/learn/block_info.h"
#include "core/model/block.h"
#include "core/model/model_fixture.h"

using namespace retort;

class TestBlock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void each_block_has_the_parameters_of_its_formula() {
        StudentConfig biased = tinyStudent();
        biased.qkvBias = true;
        for (const StudentConfig &student : {tinyStudent(), biased}) {
            for (const BlockInfo &info : blockInfos()) {
                ParameterStore store;
                const BlockPtr position =
                    makeBlock("rotary", {student, ParameterScope(store, ""), at::kCPU, nullptr, 0.02});
                makeBlock(info.id, {student, ParameterScope(store, "x."), at::kCPU, position, 0.02});
                QCOMPARE(store.count(), info.parameters(student));
            }
        }
    }

    void an_unknown_block_is_named() {
        ParameterStore store;
        try {
            makeBlock("nonsense", {tinyStudent(), ParameterScope(store, ""), at::kCPU, nullptr, 0.02});
            QFAIL("made");
        } catch (const Error &e) {
            QVERIFY(QString(e.what()).contains("nonsense"));
        }
    }
};

RETORT_TEST(TestBlock)
#include "tst_block.moc"
