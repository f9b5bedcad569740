// SPDX-License-Identifier: GPL-3.0-or-later
// What a student remembers of earlier tokens while it decodes: a part per block, which the block makes
// and reads, and the length of each row. Rows are independent: they start, end and are replaced one by
// one.
#pragma once

#include "core/base/export.h"

#include <cstdint>
#include <memory>
#include <torch/types.h>
#include <vector>

namespace retort {

struct StateShape {
    std::int64_t rows = 0, capacity = 0; // capacity: tokens that a row can hold
    at::TensorOptions options;           // number type and device of the activations
};

// Keys and values, or a running sum: what one block of a layer remembers.
class RETORT_LEARN_API LayerState {
public:
    virtual ~LayerState();
    virtual void grow(std::int64_t capacity) = 0;           // keeps what is there
    virtual void keepRows(const torch::Tensor &rows_B) = 0; // these, in this order; int64 on the device
    virtual void addRows(std::int64_t rows) = 0;            // empty ones at the end
};

class RETORT_LEARN_API DecodeState {
public:
    // `parts` holds null where a block remembers nothing; their order is the family's.
    DecodeState(const StateShape &shape, std::vector<std::unique_ptr<LayerState>> parts);
    DecodeState(DecodeState &&) = default;
    DecodeState &operator=(DecodeState &&) = default;
    ~DecodeState();

    std::int64_t rows() const { return std::int64_t(m_lengths.size()); }
    std::int64_t capacity() const { return m_capacity; }
    std::int64_t length(std::int64_t row) const { return m_lengths[std::size_t(row)]; }
    void setLength(std::int64_t row, std::int64_t length) { m_lengths[std::size_t(row)] = length; }
    const std::vector<std::int64_t> &lengths() const { return m_lengths; }
    LayerState *part(std::size_t i) const { return m_parts[i].get(); }

    void grow(std::int64_t capacity);
    void keepRows(const std::vector<std::int64_t> &rows);
    void addRows(std::int64_t rows);

private:
    std::int64_t m_capacity;
    at::Device m_device;
    std::vector<std::int64_t> m_lengths;
    std::vector<std::unique_ptr<LayerState>> m_parts;
};

} // namespace retort
