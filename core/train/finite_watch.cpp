// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/finite_watch.h"

#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>

namespace retort {

struct FiniteWatch::Pending {
    std::int64_t step = 0;
    torch::Tensor host; // pinned
    c10::Event copied{c10::DeviceType::CUDA};
};

FiniteWatch::FiniteWatch() = default;
FiniteWatch::~FiniteWatch() = default;

void FiniteWatch::take() {
    m_pending.front()->copied.synchronize();
    if (m_pending.front()->host.item<float>() != 0.0f && !m_failed)
        m_failed = m_pending.front()->step;
    m_pending.pop_front();
}

std::optional<std::int64_t> FiniteWatch::failed(const torch::Tensor &flag, std::int64_t step) {
    if (!flag.is_cuda()) {
        if (flag.item<float>() != 0.0f && !m_failed)
            m_failed = step;
        return m_failed;
    }
    auto pending = std::make_unique<Pending>();
    pending->step = step;
    pending->host = at::empty({}, flag.options().device(at::kCPU).pinned_memory(true));
    pending->host.copy_(flag, /*non_blocking=*/true);
    pending->copied.record(c10::impl::VirtualGuardImpl(c10::DeviceType::CUDA).getStream(flag.device()));
    m_pending.push_back(std::move(pending));
    while (!m_pending.empty() && (m_pending.size() > 2 || m_pending.front()->copied.query()))
        take();
    return m_failed;
}

std::optional<std::int64_t> FiniteWatch::failedAtLast() {
    while (!m_pending.empty())
        take();
    return m_failed;
}

} // namespace retort
