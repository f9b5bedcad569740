// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/packing.h"

#include "core/base/error.h"
#include "core/base/hash.h"

#include "test_main.h"

#include <algorithm>
#include <numeric>
#include <set>

using namespace retort;

namespace {

// A sample whose tokens tell where they come from: sample × 1000 + place.
EncodedSample numbered(int sample, int prompt, int reasoning, int answer) {
    EncodedSample out;
    const auto add = [&](int count, ChatSegment segment, float weight) {
        for (int i = 0; i < count; ++i) {
            out.ids.push_back(sample * 1000 + int(out.ids.size()));
            out.segments.push_back(std::uint8_t(segment));
            out.lossWeights.push_back(weight);
        }
    };
    add(1, ChatSegment::Special, 0);
    add(prompt, ChatSegment::Question, 0);
    add(1, ChatSegment::Special, 1);
    add(reasoning, ChatSegment::Reasoning, 0.5f);
    add(answer, ChatSegment::Answer, 2);
    return out;
}

constexpr SegmentWeights weights{0.5f, 2.0f, 1.0f};

EncodedSet randomSet(int samples, std::uint64_t seed) {
    SplitMix64 random(seed);
    EncodedSet set(weights);
    for (int s = 0; s < samples; ++s)
        set.add(100 + s,
                numbered(s + 1, int(random.below(9)), int(random.below(40)), int(1 + random.below(20))));
    return set;
}

std::vector<std::uint32_t> allOf(const EncodedSet &set) {
    std::vector<std::uint32_t> all(set.size());
    std::iota(all.begin(), all.end(), 0u);
    return all;
}

} // namespace

class PackingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void set_keeps_ids_and_weights() {
        EncodedSet set(weights);
        const EncodedSample sample = numbered(7, 3, 2, 1);
        QVERIFY(set.add(42, sample));
        QCOMPARE(set.size(), std::size_t(1));
        QCOMPARE(set.sampleId(0), std::int64_t(42));
        QVERIFY(std::ranges::equal(set.ids(0), sample.ids));
        for (std::size_t t = 0; t < sample.ids.size(); ++t) {
            QCOMPARE(set.lossWeight(0, t), sample.lossWeights[t]);
        }
        QCOMPARE(set.documentTokens(0), int(sample.ids.size()) - 1);
        QCOMPARE(set.weightSum(0), 1 + 2 * 0.5 + 1 * 2.0);
        QCOMPARE(set.tokens(), std::uint64_t(sample.ids.size()));
    }

    void too_long_samples_are_dropped() {
        const EncodedSample sample = numbered(1, 4, 10, 5); // 21 tokens
        EncodedSet drop(weights, 20), fits(weights, 21);
        QVERIFY(!drop.add(1, sample));
        QVERIFY(fits.add(1, sample));
        QCOMPARE(drop.size(), std::size_t(0));
        EncodedSet empty(weights);
        QVERIFY(!empty.add(1, {}));
    }

    void every_token_is_in_a_batch_exactly_once() {
        const EncodedSet set = randomSet(300, 5);
        const std::vector<std::uint32_t> all = allOf(set);
        std::multiset<std::pair<TokenId, TokenId>> expected, found;
        for (const std::uint32_t i : all)
            for (std::size_t t = 0; t + 1 < set.ids(i).size(); ++t)
                expected.insert({set.ids(i)[t], set.ids(i)[t + 1]});
        double weightSum = 0;
        for (std::size_t first = 0; first < all.size(); first += 7) {
            const PackedBatch batch =
                packBatch(set, std::span(all).subspan(first, std::min<std::size_t>(7, all.size() - first)));
            weightSum += batch.weightSum;
            for (std::size_t t = 0; t < batch.tokens(); ++t)
                found.insert({batch.ids[t], batch.targets[t]});
        }
        QVERIFY(found == expected);
        double direct = 0;
        for (const std::uint32_t i : all)
            direct += set.weightSum(i);
        QCOMPARE(weightSum, direct);
    }

    void documents_stay_apart() {
        const EncodedSet set = randomSet(40, 8);
        const PackedBatch batch = packBatch(set, allOf(set));
        QCOMPARE(batch.documents(), set.size());
        QCOMPARE(batch.offsets.size(), set.size() + 1);
        QCOMPARE(batch.offsets.front(), 0);
        QCOMPARE(std::size_t(batch.offsets.back()), batch.tokens());
        int longest = 0;
        for (std::size_t d = 0; d < batch.documents(); ++d) {
            const int begin = batch.offsets[d], end = batch.offsets[d + 1];
            longest = std::max(longest, end - begin);
            QCOMPARE(batch.sampleIds[d], set.sampleId(d));
            for (int t = begin; t < end; ++t) {
                const auto i = std::size_t(t), place = std::size_t(t - begin);
                QCOMPARE(batch.positions[i], t - begin);
                QCOMPARE(batch.ids[i] / 1000, batch.targets[i] / 1000); // never the next document's token
                QCOMPARE(batch.targets[i], batch.ids[i] + 1);
                QCOMPARE(batch.lossWeights[i], set.lossWeight(d, place + 1));
            }
        }
        QCOMPARE(batch.longest, longest);
        QCOMPARE(batch.targets.size(), batch.ids.size());
        QCOMPARE(batch.lossWeights.size(), batch.ids.size());
        QCOMPARE(batch.positions.size(), batch.ids.size());
    }

    void epoch_order_is_a_permutation() {
        for (const std::uint64_t n : {1ull, 2ull, 3ull, 5ull, 16ull, 17ull, 1000ull, 4097ull}) {
            for (const std::uint64_t epoch : {0ull, 1ull, 7ull}) {
                const EpochOrder order(n, 42);
                std::vector<bool> seen(n, false);
                for (std::uint64_t i = 0; i < n; ++i) {
                    const std::uint64_t at = order.at(epoch, i);
                    QVERIFY(at < n && !seen[at]);
                    seen[at] = true;
                }
            }
        }
    }

    // Neighbours in the data must not stay neighbours, and epochs and seeds must differ.
    void epoch_order_mixes() {
        constexpr std::uint64_t n = 10'000;
        const EpochOrder order(n, 1), other(n, 2);
        int near = 0, sameEpoch = 0, sameSeed = 0;
        double lower = 0;
        for (std::uint64_t i = 0; i + 1 < n; ++i) {
            const auto a = std::int64_t(order.at(0, i)), b = std::int64_t(order.at(0, i + 1));
            near += std::abs(a - b) < 100;
            sameEpoch += order.at(0, i) == order.at(1, i);
            sameSeed += order.at(0, i) == other.at(0, i);
            lower += i < n / 2 && a < std::int64_t(n / 2);
        }
        QVERIFY2(near < 300, qPrintable(QString::number(near))); // 200 expected
        QVERIFY(sameEpoch < 12 && sameSeed < 12);                // 1 expected
        QVERIFY(lower > 2300 && lower < 2700);                   // 2,500 expected
    }

    // Written down so that a change of the order, which would break resuming old runs, does not go unnoticed.
    void epoch_order_is_the_one_of_old_runs() {
        const EpochOrder order(10, 7);
        std::vector<std::uint64_t> first;
        for (std::uint64_t i = 0; i < 10; ++i)
            first.push_back(order.at(3, i));
        const std::vector<std::uint64_t> golden{3, 2, 0, 8, 9, 7, 6, 1, 4, 5};
        QVERIFY2(first == golden, qPrintable([&] {
                     QString said;
                     for (const auto i : first)
                         said += QString::number(i) + ", ";
                     return said;
                 }()));
    }

    void steps_hold_the_budget_and_visit_every_sample_once_per_epoch() {
        const EncodedSet set = randomSet(257, 4);
        const std::vector<int> lengths = set.documentLengths();
        StepOrder order(lengths, 300, 11);
        const std::uint64_t steps = order.stepsForEpochs(3);
        std::vector<std::uint32_t> stream;
        for (std::uint64_t step = 0; step < steps; ++step) {
            const auto samples = order.samplesOfStep(step);
            QVERIFY(!samples.empty());
            const int sum = std::accumulate(samples.begin(), samples.end(), 0,
                                            [&](int n, auto i) { return n + lengths[i]; });
            QVERIFY(sum <= 300);
            stream.insert(stream.end(), samples.begin(), samples.end());
        }
        QVERIFY(stream.size() >= 3 * set.size());
        for (int epoch = 0; epoch < 3; ++epoch) {
            std::vector<std::uint32_t> one(stream.begin() + std::ptrdiff_t(epoch * set.size()),
                                           stream.begin() + std::ptrdiff_t((epoch + 1) * set.size()));
            std::sort(one.begin(), one.end());
            QVERIFY(one == allOf(set));
        }
        QVERIFY(order.epochAt(steps) >= 3 && order.epochAt(steps - 1) < 3);
        QCOMPARE(order.epochAt(0), 0.0);
    }

    void a_step_is_full_unless_the_next_sample_did_not_fit() {
        const std::vector<int> lengths = randomSet(100, 6).documentLengths();
        StepOrder order(lengths, 200, 3);
        for (std::uint64_t step = 0; step < 50; ++step) {
            const auto samples = order.samplesOfStep(step);
            const int sum = std::accumulate(samples.begin(), samples.end(), 0,
                                            [&](int n, auto i) { return n + lengths[i]; });
            QVERIFY(sum + lengths[order.samplesOfStep(step + 1).front()] > 200);
        }
    }

    void any_step_can_be_asked_first() {
        const std::vector<int> lengths = randomSet(100, 6).documentLengths();
        StepOrder whole(lengths, 200, 3);
        std::vector<std::vector<std::uint32_t>> steps;
        for (std::uint64_t step = 0; step < 60; ++step)
            steps.push_back(whole.samplesOfStep(step));
        for (const std::uint64_t from : {59u, 31u, 1u, 0u}) {
            StepOrder resumed(lengths, 200, 3);
            QVERIFY(resumed.samplesOfStep(from) == steps[from]);
            QVERIFY(resumed.samplesOfStep(from / 2) == steps[from / 2]);
        }
        StepOrder other(lengths, 200, 4);
        QVERIFY(other.samplesOfStep(0) != steps[0]);
    }

    void long_documents_get_a_step_of_their_own() {
        StepOrder order({5000, 10, 10}, 100, 1);
        std::set<std::vector<std::uint32_t>> seen;
        for (std::uint64_t step = 0; step < 20; ++step)
            seen.insert(order.samplesOfStep(step));
        QVERIFY(seen.count({0}) == 1);
        for (const auto &samples : seen)
            QVERIFY(samples.size() == 1 || std::find(samples.begin(), samples.end(), 0u) == samples.end());
    }

    void nothing_to_train_on_is_an_error() {
        QVERIFY_THROWS_EXCEPTION(Error, StepOrder({}, 100, 1));
        StepOrder zero({0, 0}, 100, 1); // no endless step
        QCOMPARE(zero.samplesOfStep(0).size(), std::size_t(100));
    }
};

RETORT_TEST(PackingTest)
#include "tst_packing.moc"
