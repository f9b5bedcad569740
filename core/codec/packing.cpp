// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codec/packing.h"

#include "core/base/error.h"

#include <algorithm>

namespace retort {
namespace {
constexpr std::uint8_t responseBit = 0x80;
}

EncodedSet::EncodedSet(SegmentWeights weights, int maxTokens) : m_maxTokens(maxTokens) {
    m_weights[std::size_t(ChatSegment::Special)] = weights.special;
    m_weights[std::size_t(ChatSegment::Reasoning)] = weights.reasoning;
    m_weights[std::size_t(ChatSegment::Answer)] = weights.answer;
}

bool EncodedSet::add(std::int64_t sampleId, const EncodedSample &sample) {
    const std::size_t length = sample.ids.size();
    const bool weighted = length > 1
                          && std::any_of(sample.lossWeights.begin() + 1, sample.lossWeights.end(),
                                         [](float w) { return w > 0; });
    if (!weighted || (m_maxTokens > 0 && length > std::size_t(m_maxTokens)))
        return false;
    m_ids.insert(m_ids.end(), sample.ids.begin(), sample.ids.end());
    for (std::size_t i = 0; i < length; ++i)
        m_segments.push_back(
            std::uint8_t(sample.segments[i] | (sample.lossWeights[i] > 0 ? responseBit : 0)));
    m_offsets.push_back(m_ids.size());
    m_sampleIds.push_back(sampleId);
    return true;
}

std::span<const TokenId> EncodedSet::ids(std::size_t i) const {
    return std::span(m_ids).subspan(m_offsets[i], m_offsets[i + 1] - m_offsets[i]);
}

float EncodedSet::lossWeight(std::size_t i, std::size_t token) const {
    const std::uint8_t segment = m_segments[m_offsets[i] + token];
    return segment & responseBit ? m_weights[std::size_t(segment & ~responseBit)] : 0.0f;
}

std::vector<int> EncodedSet::documentLengths() const {
    std::vector<int> lengths(size());
    for (std::size_t i = 0; i < lengths.size(); ++i)
        lengths[i] = documentTokens(i);
    return lengths;
}

double EncodedSet::weightSum(std::size_t i) const {
    double sum = 0;
    for (std::size_t t = 1; t < ids(i).size(); ++t)
        sum += lossWeight(i, t);
    return sum;
}

namespace {

void reserve(PackedBatch &batch, std::size_t tokens, std::size_t documents) {
    batch.ids.reserve(tokens);
    batch.targets.reserve(tokens);
    batch.lossWeights.reserve(tokens);
    batch.positions.reserve(tokens);
    batch.offsets.reserve(documents + 1);
    batch.sampleIds.reserve(documents);
}

void closeDocument(PackedBatch &batch, std::int64_t sampleId) {
    const auto end = std::int32_t(batch.ids.size());
    batch.longest = std::max(batch.longest, int(end - batch.offsets.back()));
    batch.offsets.push_back(end);
    batch.sampleIds.push_back(sampleId);
}

void appendDocument(PackedBatch &batch, const EncodedSet &set, std::size_t sample) {
    const std::span<const TokenId> ids = set.ids(sample);
    for (std::size_t t = 0; t + 1 < ids.size(); ++t) {
        const float weight = set.lossWeight(sample, t + 1);
        batch.ids.push_back(ids[t]);
        batch.targets.push_back(ids[t + 1]);
        batch.lossWeights.push_back(weight);
        batch.positions.push_back(std::int32_t(t));
        batch.weightSum += weight;
    }
    closeDocument(batch, set.sampleId(sample));
}

} // namespace

PackedBatch packBatch(const EncodedSet &set, std::span<const std::uint32_t> samples) {
    std::size_t tokens = 0;
    for (const std::uint32_t i : samples)
        tokens += std::size_t(set.documentTokens(i));
    PackedBatch batch;
    reserve(batch, tokens, samples.size());
    batch.offsets.push_back(0);
    for (const std::uint32_t i : samples)
        appendDocument(batch, set, i);
    return batch;
}

StepOrder::StepOrder(std::vector<int> documentLengths, int tokensPerStep, std::uint64_t seed)
    : m_lengths(std::move(documentLengths)),
      m_tokensPerStep(tokensPerStep),
      m_order(m_lengths.size(), seed) {
    for (int &length : m_lengths)
        length = std::max(length, 1); // an empty document must not make an endless step
    if (m_lengths.empty())
        throw Error(ErrorCode::InvalidArgument,
                    RETORT_TR("core", "There is nothing to train on: no sample of the train split is left. "
                                      "Check the length limit and the cleaning recipe."));
}

std::uint32_t StepOrder::sampleAt(std::uint64_t streamPosition) const {
    return std::uint32_t(m_order.at(streamPosition / m_order.size(), streamPosition % m_order.size()));
}

std::uint64_t StepOrder::start(std::uint64_t step) {
    while (m_starts.size() <= step) {
        std::uint64_t position = m_starts.back();
        std::int64_t tokens = m_lengths[sampleAt(position++)];
        for (std::int64_t more; (more = m_lengths[sampleAt(position)]) + tokens <= m_tokensPerStep;
             ++position)
            tokens += more;
        m_starts.push_back(position);
    }
    return m_starts[step];
}

std::vector<std::uint32_t> StepOrder::samplesOfStep(std::uint64_t step) {
    const std::uint64_t end = start(step + 1); // fills m_starts[step] too
    std::vector<std::uint32_t> samples;
    for (std::uint64_t position = m_starts[step]; position < end; ++position)
        samples.push_back(sampleAt(position));
    return samples;
}

double StepOrder::epochAt(std::uint64_t step) {
    return double(start(step)) / double(m_order.size());
}

std::uint64_t StepOrder::stepsForEpochs(double epochs) {
    std::uint64_t step = 0;
    while (epochAt(step) < epochs)
        ++step;
    return step;
}

} // namespace retort
