// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/layer_state.h"

namespace retort {

LayerState::~LayerState() = default;

DecodeState::DecodeState(const StateShape &shape, std::vector<std::unique_ptr<LayerState>> parts)
    : m_capacity(shape.capacity),
      m_device(shape.options.device()),
      m_lengths(std::size_t(shape.rows), 0),
      m_parts(std::move(parts)) {}

DecodeState::~DecodeState() = default;

void DecodeState::grow(std::int64_t capacity) {
    if (capacity <= m_capacity)
        return;
    for (const std::unique_ptr<LayerState> &part : m_parts)
        if (part)
            part->grow(capacity);
    m_capacity = capacity;
}

void DecodeState::addRows(std::int64_t rows) {
    if (rows <= 0)
        return;
    m_lengths.resize(m_lengths.size() + std::size_t(rows), 0);
    for (const std::unique_ptr<LayerState> &part : m_parts)
        if (part)
            part->addRows(rows);
}

void DecodeState::keepRows(const std::vector<std::int64_t> &rows) {
    std::vector<std::int64_t> lengths;
    for (const std::int64_t row : rows)
        lengths.push_back(length(row));
    m_lengths = std::move(lengths);
    const torch::Tensor rows_B = at::tensor(rows, at::kLong).to(m_device);
    for (const std::unique_ptr<LayerState> &part : m_parts)
        if (part)
            part->keepRows(rows_B);
}

} // namespace retort
