// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_main.h"

#include "core/model/attention.h"
#include "core/model/model_fixture.h"

#include <ATen/ops/_fused_sdp_choice.h>

using namespace retort;
using torch::Tensor;

namespace {

// [rows of a bucket, H, K] → [documents, H, length, K], each key/value head repeated for its query heads.
Tensor rectangleOf(const Tensor &x_NGK, const Bucket &b, std::int64_t heads) {
    return x_NGK.narrow(0, b.firstRow, b.documents * b.length)
        .view({b.documents, b.length, x_NGK.size(1), x_NGK.size(2)})
        .transpose(1, 2)
        .repeat_interleave(heads / x_NGK.size(1), 1);
}

// softmax(q·kᵀ/√K + mask)·v with an explicit mask per document: the yardstick.
Tensor attendPlain(const Tensor &q_NHK, const Tensor &k_NGK, const Tensor &v_NGK,
                   const DocumentLayout &layout) {
    std::vector<Tensor> parts;
    const std::int64_t heads = q_NHK.size(1);
    for (const Bucket &b : layout.buckets) {
        const Tensor scores =
            at::matmul(rectangleOf(q_NHK, b, heads), rectangleOf(k_NGK, b, heads).transpose(-1, -2))
            / std::sqrt(double(q_NHK.size(2)));
        const Tensor later = at::ones({b.length, b.length}, q_NHK.options().dtype(at::kBool)).triu(1);
        const Tensor out =
            at::matmul(at::softmax(scores.masked_fill(later, -INFINITY), -1), rectangleOf(v_NGK, b, heads));
        parts.push_back(out.transpose(1, 2).reshape({b.documents * b.length, heads, q_NHK.size(2)}));
    }
    return at::cat(parts, 0);
}

} // namespace

class TestAttention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { torch::manual_seed(21); }

    // Values and gradients against an explicit mask, for documents of unequal lengths.
    void buckets_equal_the_masked_formula() {
        const EncodedSet set = randomSet({33, 8, 9, 70, 1, 9, 34}, 37);
        const Batch batch = makeBatch(packBatch(set, allOf(set)), {});
        QVERIFY(batch.layout.buckets.size() > 1);
        const std::int64_t n = batch.layout.rows;
        std::vector<Tensor> mine, plain;
        for (const std::int64_t heads : {6, 2, 2}) {
            const Tensor t = torch::randn({n, heads, 16});
            mine.push_back(t.clone().set_requires_grad(true));
            plain.push_back(t.clone().set_requires_grad(true));
        }
        // Padding rows attend too; nobody looks at them, so no gradient comes from them.
        Tensor pull = torch::randn({n, 6, 16});
        std::int64_t row = 0, document = 0;
        for (const Bucket &b : batch.layout.buckets)
            for (std::int64_t d = 0; d < b.documents; ++d, row += b.length) {
                const std::int64_t length =
                    set.documentTokens(std::uint32_t(batch.sampleIds[std::size_t(document++)] - 1));
                pull.narrow(0, row + length, b.length - length).zero_();
            }
        const Tensor a = attendDocuments(mine[0], mine[1], mine[2], batch.layout);
        const Tensor b = attendPlain(plain[0], plain[1], plain[2], batch.layout);
        (a * pull).sum().backward();
        (b * pull).sum().backward();
        QVERIFY(largest((a - b) * pull) < 1e-4);
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY2(largest(mine[i].grad() - plain[i].grad()) < 1e-4, qPrintable(QString::number(i)));
    }

    // A silent fall-back to the plain formula is the commonest loss of speed.
    void the_cpu_takes_the_fused_kernel() {
        const Tensor q = torch::randn({3, 4, 50, 32});
        QCOMPARE(at::_fused_sdp_choice(q, q, q, {}, 0.0, true), std::int64_t(1)); // flash
    }

    // float32 takes the kernel of the CPU, every other type the masked formula, which is that of a GPU.
    void one_token_equals_the_formula_data() {
        QTest::addColumn<int>("type");
        QTest::addColumn<double>("bound");
        QTest::newRow("float32") << int(at::kFloat) << 1e-5;
        QTest::newRow("float64") << int(at::kDouble) << 1e-12;
        QTest::newRow("bf16") << int(at::kBFloat16) << 3e-2;
    }
    void one_token_equals_the_formula() {
        QFETCH(int, type);
        QFETCH(double, bound);
        KvState state({3, 30, at::TensorOptions().dtype(at::ScalarType(type))}, 2, 16);
        const std::vector<std::int64_t> lengths = {4, 13, 22};
        state.keys_BGPK().normal_();
        state.values_BGPK().normal_();
        const auto token = [&](std::int64_t heads) {
            return torch::randn({3, heads, 16}).to(at::ScalarType(type));
        };
        const Tensor q = token(6), k = token(2), v = token(2);
        const Tensor out = attendCached(q, k, v, state, lengths);
        QCOMPARE(out.sizes(), q.sizes());
        for (std::int64_t row = 0; row < 3; ++row) {
            const std::int64_t length = lengths[std::size_t(row)] + 1;
            for (std::int64_t h = 0; h < 6; ++h) {
                const Tensor keys = state.keys_BGPK()[row][h / 3].narrow(0, 0, length);
                const Tensor values = state.values_BGPK()[row][h / 3].narrow(0, 0, length);
                QVERIFY(at::equal(keys[length - 1], k[row][h / 3]));
                QVERIFY(at::equal(values[length - 1], v[row][h / 3]));
                const Tensor scores = at::mv(keys.to(at::kDouble), q[row][h].to(at::kDouble)) / 4.0;
                const Tensor wanted = at::mv(values.to(at::kDouble).t(), at::softmax(scores, 0));
                QVERIFY(largest(out[row][h].to(at::kDouble) - wanted) < bound);
            }
        }
    }

    // Decoding in another number type says what the whole text says.
    void decoding_in_float64_equals_the_whole_text() {
        DeviceTraits device;
        device.compute = at::kDouble;
        const ModelPtr studentModel = makeModel(tinyStudent(), device);
        Model &student = *studentModel;
        randomise(student.parameters());
        const at::NoGradGuard noGrad;
        SplitMix64 random(8);
        std::vector<std::vector<TokenId>> texts{randomIds(random, 5, 37), randomIds(random, 11, 37)};
        DecodeState state = student.decodeState(2, 16);
        student.prefill(texts, state, {0, 1});
        for (int step = 0; step < 20; ++step) { // beyond the capacity: it grows
            std::vector<std::int64_t> next;
            for (auto &text : texts) {
                text.push_back(randomIds(random, 1, 37).front());
                next.push_back(text.back());
            }
            const Tensor cached_BD = student.step(at::tensor(next, at::kLong), state);
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const Tensor whole_ND = student.forward(promptBatch(texts[i], student.device()));
                QVERIFY(largest(cached_BD[std::int64_t(i)] - whole_ND[std::ssize(texts[i]) - 1]) < 1e-9);
            }
        }
    }

    // Flash takes head sizes that are multiples of 8 up to 256; the form allows every even one up to 512.
    void head_sizes_that_flash_cannot_take_are_bucketed() {
        DeviceTraits flash;
        flash.attention = AttentionKernel::Varlen;
        for (const std::int64_t size : {8, 64, 256})
            QCOMPARE(attentionKernel(flash, size), AttentionKernel::Varlen);
        for (const std::int64_t size : {2, 6, 20, 260, 264, 512})
            QCOMPARE(attentionKernel(flash, size), AttentionKernel::Bucketed);
        QCOMPARE(attentionKernel({}, 64), AttentionKernel::Bucketed);
        const ModelPtr studentModel = makeModel(tinyStudent(), flash); // head size 6
        Model &student = *studentModel;
        const Batch batch = promptBatch({1, 2, 3}, student.device());
        QCOMPARE(batch.layout.kernel, AttentionKernel::Bucketed);
        QCOMPARE(student.forward(batch).size(0), std::int64_t(3));
        QCOMPARE(student.replica()->device().attention, AttentionKernel::Bucketed);
    }

    void buckets_cost_little_padding() {
        std::vector<std::int64_t> lengths;
        SplitMix64 random(3);
        for (int i = 0; i < 60; ++i)
            lengths.push_back(20 + std::int64_t(random.below(400)));
        std::sort(lengths.begin(), lengths.end());
        std::int64_t rows = 0, tokens = 0;
        std::size_t at = 0;
        const std::vector<std::int64_t> sizes = chooseBuckets(lengths);
        for (const std::int64_t n : sizes) {
            at += std::size_t(n);
            rows += n * lengths[at - 1];
        }
        for (const std::int64_t n : lengths)
            tokens += n;
        QCOMPARE(at, lengths.size());
        QVERIFY2(double(rows) < 1.12 * double(tokens), qPrintable(QString("%1 of %2").arg(rows).arg(tokens)));
        QCOMPARE(chooseBuckets({50, 50, 50, 50}), (std::vector<std::int64_t>{4}));
        QCOMPARE(chooseBuckets({}), std::vector<std::int64_t>{});
    }

    void micro_batches_hold_every_sample_once() {
        const EncodedSet set = randomSet({5, 90, 8, 40, 41, 7, 6, 200}, 37);
        const auto batches = splitMicroBatches(set, allOf(set), 64);
        std::vector<std::uint32_t> all;
        for (const auto &batch : batches) {
            std::int64_t tokens = 0;
            for (const std::uint32_t s : batch)
                tokens += set.documentTokens(s);
            QVERIFY(tokens <= 64 || batch.size() == 1);
            all.insert(all.end(), batch.begin(), batch.end());
        }
        std::sort(all.begin(), all.end());
        QCOMPARE(all, allOf(set));
    }
};

RETORT_TEST(TestAttention)
#include "tst_attention.moc"
