// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/finite_watch.h"

#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>

namespace retort {

struct FiniteWatch::Pending {
    torch::Tensor host; // pinned
    c10::Event copied{c10::DeviceType::CUDA};
};

FiniteWatch::FiniteWatch() = default;
FiniteWatch::~FiniteWatch() = default;

bool FiniteWatch::take() {
    const bool bad = m_pending.front()->host.item<float>() != 0.0f;
    m_pending.pop_front();
    return bad;
}

bool FiniteWatch::failed(const torch::Tensor &flag) {
    if (!flag.is_cuda())
        return flag.item<float>() != 0.0f;
    auto pending = std::make_unique<Pending>();
    pending->host = at::empty({}, flag.options().device(at::kCPU).pinned_memory(true));
    pending->host.copy_(flag, /*non_blocking=*/true);
    pending->copied.record(c10::impl::VirtualGuardImpl(c10::DeviceType::CUDA).getStream(flag.device()));
    m_pending.push_back(std::move(pending));
    bool bad = false;
    while (!m_pending.empty() && (m_pending.size() > 2 || m_pending.front()->copied.query())) {
        m_pending.front()->copied.synchronize();
        bad = take() || bad;
    }
    return bad;
}

bool FiniteWatch::failedAtLast() {
    bool bad = false;
    while (!m_pending.empty()) {
        m_pending.front()->copied.synchronize();
        bad = take() || bad;
    }
    return bad;
}

} // namespace retort
