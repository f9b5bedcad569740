// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and values of earlier tokens, a length per row. Rows are independent: they start, end and are replaced
// one by one. Legend: B rows, G key/value heads, C capacity, K head size.
#pragma once

#include "core/base/export.h"
#include "core/learn/student.h"
#include "core/model/device.h"

#include <cstdint>
#include <torch/torch.h>
#include <vector>

namespace retort {

class RETORT_LEARN_API KvCache {
public:
    KvCache(const StudentConfig &student, const DeviceTraits &device, std::int64_t rows,
            std::int64_t capacity);

    std::int64_t rows() const { return std::int64_t(m_lengths.size()); }
    std::int64_t capacity() const { return m_capacity; }
    std::int64_t length(std::int64_t row) const { return m_lengths[std::size_t(row)]; }
    void setLength(std::int64_t row, std::int64_t length) { m_lengths[std::size_t(row)] = length; }
    const std::vector<std::int64_t> &lengths() const { return m_lengths; }
    void grow(std::int64_t capacity);                     // keeps what is there
    void keepRows(const std::vector<std::int64_t> &rows); // these, in this order

    void addRows(std::int64_t rows); // empty ones at the end

    torch::Tensor keys_BGCK(std::size_t layer) const { return m_keys[layer]; }
    torch::Tensor values_BGCK(std::size_t layer) const { return m_values[layer]; }

private:
    std::int64_t m_capacity;
    std::vector<std::int64_t> m_lengths;
    std::vector<torch::Tensor> m_keys, m_values;
};

// Throws Error(OutOfMemory) with numbers where `rows` answers of so many tokens (the prompts included) have
// no room on the device.
RETORT_LEARN_API void requireCacheRoom(const StudentConfig &student, const DeviceTraits &device,
                                       std::int64_t rows, std::int64_t tokens);

} // namespace retort
