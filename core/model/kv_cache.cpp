// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/kv_cache.h"

#include <algorithm>

namespace retort {

KvCache::KvCache(const StudentConfig &student, const DeviceTraits &device, std::int64_t rows,
                 std::int64_t capacity)
    : m_capacity(capacity),
      m_lengths(std::size_t(rows), 0) {
    const auto options = at::TensorOptions().dtype(device.compute).device(device.device);
    for (std::int64_t layer = 0; layer < student.layers; ++layer) {
        m_keys.push_back(at::zeros({rows, student.kvHeads, capacity, student.headDim}, options));
        m_values.push_back(at::zeros({rows, student.kvHeads, capacity, student.headDim}, options));
    }
}

void KvCache::grow(std::int64_t capacity) {
    if (capacity <= m_capacity)
        return;
    for (std::vector<torch::Tensor> *side : {&m_keys, &m_values}) {
        for (torch::Tensor &t : *side) {
            torch::Tensor wider = at::zeros({t.size(0), t.size(1), capacity, t.size(3)}, t.options());
            wider.narrow(2, 0, m_capacity).copy_(t);
            t = wider;
        }
    }
    m_capacity = capacity;
}

void KvCache::addRows(std::int64_t rows) {
    if (rows <= 0)
        return;
    m_lengths.resize(m_lengths.size() + std::size_t(rows), 0);
    for (std::vector<torch::Tensor> *side : {&m_keys, &m_values})
        for (torch::Tensor &t : *side)
            t = at::cat({t, at::zeros({rows, t.size(1), t.size(2), t.size(3)}, t.options())}, 0);
}

void KvCache::keepRows(const std::vector<std::int64_t> &rows) {
    std::vector<std::int64_t> lengths;
    for (const std::int64_t row : rows)
        lengths.push_back(length(row));
    m_lengths = std::move(lengths);
    if (m_keys.empty())
        return;
    const torch::Tensor index = at::tensor(rows, at::kLong).to(m_keys.front().device());
    for (std::vector<torch::Tensor> *side : {&m_keys, &m_values})
        for (torch::Tensor &t : *side)
            t = t.index_select(0, index);
}

void requireCacheRoom(const StudentConfig &student, const DeviceTraits &device, std::int64_t rows,
                      std::int64_t tokens) {
    const std::int64_t perToken = kvCacheBytesPerToken(student, int(c10::elementSize(device.compute)));
    const std::int64_t most = rows * std::min(tokens, student.maxPositions) * perToken;
    requireMemory(device, most + most / 2); // a cache that grows holds its old tensors meanwhile
}

} // namespace retort
