// SPDX-License-Identifier: GPL-3.0-or-later
#include "torch_main.h"

#include "core/model/attention.h"
#include "core/model/model_fixture.h"

#include <ATen/ops/_fused_sdp_choice.h>

using namespace retort;
using torch::Tensor;

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
        const Tensor b = attendDocumentsPlain(plain[0], plain[1], plain[2], batch.layout);
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

    void one_token_equals_the_masked_fallback() {
        StudentConfig s = tinyStudent();
        s.headDim = 16;
        s.layers = 1;
        s.blocks.resize(1);
        KvCache cache(s, {}, 3, 30);
        for (std::int64_t row = 0; row < 3; ++row)
            cache.setLength(row, 4 + row * 9);
        cache.keys_BGCK(0).normal_();
        cache.values_BGCK(0).normal_();
        const Tensor q = torch::randn({3, 6, 16}), k = torch::randn({3, 2, 16}), v = torch::randn({3, 2, 16});
        const Tensor out = attendCached(q, k, v, cache, 0);
        for (std::int64_t row = 0; row < 3; ++row) {
            const std::int64_t length = cache.length(row) + 1;
            for (std::int64_t h = 0; h < 6; ++h) {
                const Tensor keys = cache.keys_BGCK(0)[row][h / 3].narrow(0, 0, length);
                const Tensor values = cache.values_BGCK(0)[row][h / 3].narrow(0, 0, length);
                QVERIFY(at::equal(keys[length - 1], k[row][h / 3]));
                const Tensor weights = at::softmax(at::mv(keys, q[row][h]) / 4.0, 0);
                QVERIFY(largest(out[row][h] - at::mv(values.t(), weights)) < 1e-5);
            }
        }
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

RETORT_TORCH_TEST(TestAttention)
#include "tst_attention.moc"
