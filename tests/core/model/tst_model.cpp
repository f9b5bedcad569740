// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/learn/block_info.h"
#include "core/learn/family_info.h"
#include "core/model/model.h"
#include "core/model/model_fixture.h"

using namespace retort;
using torch::Tensor;

namespace {

std::vector<StudentConfig> students() {
    StudentConfig tied = tinyStudent();
    StudentConfig own = tinyStudent();
    own.tieEmbeddings = false;
    own.qkvBias = true;
    own.kvHeads = 6;
    StudentConfig single = tinyStudent();
    single.kvHeads = 1;
    single.headDim = 10; // not hidden / heads
    single.layers = 1;
    single.blocks.resize(1);
    std::vector<StudentConfig> all = {tied, own, single};
    // One more for each registered block that none of these has: a new block is tested here by its line
    // alone.
    for (const BlockInfo &info : blockInfos()) {
        StudentConfig s = tinyStudent();
        for (LayerConfig &layer : s.blocks) {
            if (info.kind == BlockKind::Attention)
                layer.attention = info.id;
            if (info.kind == BlockKind::FeedForward)
                layer.feedForward = info.id;
        }
        if (info.kind == BlockKind::Norm)
            s.norm = info.id;
        if (info.kind == BlockKind::Position)
            s.position = info.id;
        if (s != tied)
            all.push_back(s);
    }
    return all;
}

// All documents of a set in one batch, and the rows of each document in it.
struct Packed {
    Packed(const EncodedSet &set, const std::vector<std::uint32_t> &samples)
        : batch(makeBatch(packBatch(set, samples), {})) {
        std::size_t document = 0;
        for (const Bucket &b : batch.layout.buckets)
            for (std::int64_t i = 0; i < b.documents; ++i, ++document)
                rows.push_back({b.firstRow + i * b.length,
                                set.documentTokens(std::uint32_t(batch.sampleIds[document] - 1))});
    }
    Batch batch;
    std::vector<std::pair<std::int64_t, std::int64_t>> rows; // first, length; in the order of batch.sampleIds
};

} // namespace

class TestModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_family_has_a_network() {
        StudentConfig s = tinyStudent();
        for (const FamilyInfo &info : familyInfos()) {
            s.family = info.id;
            QVERIFY(makeModel(s, {}) != nullptr);
        }
        s.family = "nonsense";
        QVERIFY_EXCEPTION_THROWN(makeModel(s, {}), Error);
    }

    void parameter_count_equals_the_formula() {
        for (StudentConfig s : students()) {
            const ModelPtr studentModel = makeModel(s, {});
            const Model &student = *studentModel;
            QCOMPARE(student.parameters().count(), parameterCount(s).total);
        }
        for (const StudentPreset &preset : studentPresets()) {
            StudentConfig s = preset.config;
            s.vocabSize = 100;
            if (s.hidden > 256)
                continue; // the same formula, only slower
            QCOMPARE(makeModel(s, {})->parameters().count(), parameterCount(s).total);
        }
    }

    void a_bad_student_is_refused() {
        StudentConfig s = tinyStudent();
        s.kvHeads = 4;
        QVERIFY_EXCEPTION_THROWN(makeModel(s, {}), Error);
    }

    void first_weights_follow_from_the_seed_alone() {
        const ModelPtr owners[] = {makeModel(tinyStudent(), {}), makeModel(tinyStudent(), {}),
                                   makeModel(tinyStudent(), {})};
        Model &a = *owners[0], &b = *owners[1], &c = *owners[2];
        a.initialise(7);
        torch::manual_seed(99);
        torch::randn({5});
        b.initialise(7);
        c.initialise(8);
        for (const Parameter &p : a.parameters().parameters()) {
            QVERIFY(at::equal(p.master, b.parameters().parameter(p.name).master));
            if (p.initStd > 0)
                QVERIFY(!at::equal(p.master, c.parameters().parameter(p.name).master));
        }
        const Tensor q = a.parameters().parameter("model.layers.0.self_attn.q_proj.weight").master;
        QVERIFY(std::abs(q.std().item<double>() - 0.02) < 0.002);
    }

    void packed_documents_equal_each_alone_in_values() {
        const EncodedSet set = randomSet({5, 17, 6, 40, 1, 18, 5}, 37);
        for (const StudentConfig &s : students()) {
            const ModelPtr studentModel = makeModel(s, {});
            Model &student = *studentModel;
            randomise(student.parameters());
            const at::NoGradGuard noGrad;
            const Packed packed(set, allOf(set));
            const Tensor together_ND = student.forward(packed.batch);
            for (std::size_t d = 0; d < packed.rows.size(); ++d) {
                const auto [first, length] = packed.rows[d];
                const Packed alone(set, {std::uint32_t(packed.batch.sampleIds[d] - 1)});
                const Tensor difference = together_ND.narrow(0, first, length) - student.forward(alone.batch);
                QVERIFY2(largest(difference) < 2e-5, qPrintable(QString::number(largest(difference))));
            }
        }
    }

    void packed_documents_equal_each_alone_in_gradients() {
        const EncodedSet set = randomSet({5, 17, 6, 40, 1, 18}, 37);
        for (const StudentConfig &s : students()) {
            const ModelPtr studentModel = makeModel(s, {});
            Model &student = *studentModel;
            randomise(student.parameters());
            student.parameters().requireGradients(true);
            torch::manual_seed(11);
            const Tensor pull_D = torch::randn({s.hidden});
            const auto gradients = [&](const std::vector<std::vector<std::uint32_t>> &groups) {
                student.parameters().zeroGradients();
                for (const std::vector<std::uint32_t> &group : groups) {
                    const Packed packed(set, group);
                    const Tensor hidden_MD =
                        student.forward(packed.batch).index_select(0, packed.batch.lossRows_M);
                    (hidden_MD * pull_D * packed.batch.weights_M.unsqueeze(1)).sum().backward();
                }
                return std::pair{student.parameters().flatGradient(ParameterGroup::Decay).clone(),
                                 student.parameters().flatGradient(ParameterGroup::NoDecay).clone()};
            };
            const auto together = gradients({allOf(set)});
            const auto apart = gradients({{0}, {1}, {2}, {3}, {4}, {5}});
            QVERIFY(largest(together.first - apart.first) < 1e-4 * largest(apart.first));
            QVERIFY(largest(together.second - apart.second) < 1e-4 * largest(apart.second));
        }
    }

    // No output row may move when a later token of its document changes; a row of another document never.
    void it_is_causal() {
        for (const StudentConfig &s : students()) {
            if (!blockInfo(s.blocks.front().attention).causal)
                continue;
            const ModelPtr studentModel = makeModel(s, {});
            Model &student = *studentModel;
            randomise(student.parameters());
            const at::NoGradGuard noGrad;
            SplitMix64 random(4);
            std::vector<TokenId> ids = randomIds(random, 30, s.vocabSize);
            const Tensor before_TD = student.forward(promptBatch(ids));
            ids[20] = TokenId((ids[20] + 1) % s.vocabSize);
            const Tensor moved_T = (student.forward(promptBatch(ids)) - before_TD).abs().amax(1);
            QVERIFY(largest(moved_T.narrow(0, 0, 20)) < 1e-6);
            for (std::int64_t t = 20; t < 30; ++t)
                QVERIFY(moved_T[t].item<double>() > 1e-4);
        }
    }

    void every_parameter_gets_a_gradient() {
        const EncodedSet set = randomSet({12, 30, 9}, 37);
        for (const StudentConfig &s : students()) {
            const ModelPtr studentModel = makeModel(s, {});
            Model &student = *studentModel;
            randomise(student.parameters());
            student.parameters().requireGradients(true);
            const Batch batch = makeBatch(packBatch(set, allOf(set)), {});
            const Tensor hidden_MD = student.forward(batch).index_select(0, batch.lossRows_M);
            const Tensor logits_MV = at::linear(hidden_MD, student.head().master);
            at::cross_entropy_loss(logits_MV, batch.targets_M).backward();
            for (const Parameter &p : student.parameters().parameters())
                QVERIFY2(largest(p.master.grad()) > 0, p.name.c_str());
        }
    }

    void cached_decoding_equals_the_whole_at_once() {
        for (const StudentConfig &s : students()) {
            if (!blockInfo(s.blocks.front().attention).causal)
                continue;
            const ModelPtr studentModel = makeModel(s, {});
            Model &student = *studentModel;
            randomise(student.parameters());
            const at::NoGradGuard noGrad;
            SplitMix64 random(8);
            // Prompts of unequal length, then ten tokens each: rows have lengths of their own.
            std::vector<std::vector<TokenId>> texts;
            std::vector<std::vector<TokenId>> prompts;
            const std::vector<std::int64_t> promptLengths = {7, 3, 12, 3};
            for (const std::int64_t n : promptLengths) {
                texts.push_back(randomIds(random, n + 10, s.vocabSize));
                prompts.emplace_back(texts.back().begin(), texts.back().begin() + n);
            }
            DecodeState state = student.decodeState(4, 13); // too small: it has to grow
            std::vector<Tensor> hidden_BD = {student.prefill(prompts, state, {0, 1, 2, 3})};
            for (int t = 0; t < 10; ++t) {
                std::vector<std::int64_t> next;
                for (std::size_t row = 0; row < texts.size(); ++row)
                    next.push_back(texts[row][std::size_t(promptLengths[row]) + std::size_t(t)]);
                hidden_BD.push_back(student.step(at::tensor(next, at::kLong), state));
            }
            for (std::size_t row = 0; row < texts.size(); ++row) {
                const Tensor whole_TD = student.forward(promptBatch(texts[row]));
                for (std::size_t t = 0; t < hidden_BD.size(); ++t) {
                    const Tensor difference =
                        hidden_BD[t][std::int64_t(row)] - whole_TD[promptLengths[row] - 1 + std::int64_t(t)];
                    QVERIFY2(largest(difference) < 2e-5, qPrintable(QString::number(largest(difference))));
                }
            }
        }
    }

    void rows_can_leave_and_come() {
        const StudentConfig s = tinyStudent();
        const ModelPtr studentModel = makeModel(s, {});
        Model &student = *studentModel;
        randomise(student.parameters());
        const at::NoGradGuard noGrad;
        SplitMix64 random(2);
        const std::vector<TokenId> a = randomIds(random, 9, s.vocabSize),
                                   b = randomIds(random, 5, s.vocabSize),
                                   c = randomIds(random, 14, s.vocabSize);
        DecodeState state = student.decodeState(2, 20);
        student.prefill({a, b}, state, {0, 1});
        state.keepRows({1});
        state.addRows(1);
        student.prefill({c}, state, {1});
        QCOMPARE(state.length(0), std::int64_t(5));
        QCOMPARE(state.length(1), std::int64_t(14));
        const Tensor hidden_BD = student.step(at::tensor({3, 4}, at::kLong), state);
        std::vector<TokenId> b3 = b, c4 = c;
        b3.push_back(3);
        c4.push_back(4);
        QVERIFY(largest(hidden_BD[0] - student.forward(promptBatch(b3))[5]) < 2e-5);
        QVERIFY(largest(hidden_BD[1] - student.forward(promptBatch(c4))[14]) < 2e-5);
    }

    void a_replica_shares_weights_and_not_gradients() {
        const ModelPtr studentModel = makeModel(tinyStudent(), {});
        Model &student = *studentModel;
        const ModelPtr replica = student.replica();
        student.initialise(3);
        student.parameters().requireGradients(true);
        replica->parameters().requireGradients(true);
        for (const Parameter &p : student.parameters().parameters()) {
            const Parameter &q = replica->parameters().parameter(p.name);
            QCOMPARE(p.master.data_ptr(), q.master.data_ptr());
            QVERIFY(p.master.grad().data_ptr() != q.master.grad().data_ptr());
        }
    }

    void hidden_states_are_collected_when_asked() {
        const ModelPtr studentModel = makeModel(tinyStudent(), {});
        Model &student = *studentModel;
        randomise(student.parameters());
        SplitMix64 random(1);
        Collect collect;
        collect.hidden = true;
        const Tensor last = student.forward(promptBatch(randomIds(random, 6, 37)), &collect);
        QCOMPARE(collect.hidden_ND.size(), std::size_t(2));
        QCOMPARE(collect.hidden_ND.back().sizes(), last.sizes());
    }
};

RETORT_TEST(TestModel)
#include "tst_model.moc"
