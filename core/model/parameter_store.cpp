// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/parameter_store.h"

#include "core/base/error.h"
#include "core/base/hash.h"

#include <ATen/CPUGeneratorImpl.h>

namespace retort {

namespace {

constexpr std::int64_t alignment = 16; // values: 64 bytes, so that every matrix starts on a cache line

std::int64_t sizeOf(const Parameter &p) {
    std::int64_t n = 1;
    for (const std::int64_t s : p.shape)
        n *= s;
    return n;
}

std::int64_t padded(std::int64_t n) {
    return (n + alignment - 1) / alignment * alignment;
}

} // namespace

Parameter *ParameterStore::declare(std::string name, std::vector<std::int64_t> shape, ParameterGroup group,
                                   double initStd, double initValue) {
    Parameter p;
    p.name = std::move(name);
    p.shape = std::move(shape);
    p.group = group;
    p.initStd = initStd;
    p.initValue = initValue;
    m_parameters.push_back(std::move(p));
    return &m_parameters.back();
}

void ParameterStore::allocate(at::Device device) {
    std::int64_t sizes[parameterGroupCount] = {};
    for (const Parameter &p : m_parameters)
        sizes[int(p.group)] += padded(sizeOf(p));
    const auto options = at::TensorOptions().dtype(at::kFloat).device(device);
    for (int g = 0; g < parameterGroupCount; ++g)
        m_flat[g] = at::zeros({sizes[g]}, options);
    bind();
}

void ParameterStore::share(const ParameterStore &other) {
    for (int g = 0; g < parameterGroupCount; ++g)
        m_flat[g] = other.m_flat[g];
    bind();
}

void ParameterStore::bind() {
    std::int64_t at[parameterGroupCount] = {};
    for (Parameter &p : m_parameters) {
        p.master = m_flat[int(p.group)].narrow(0, at[int(p.group)], sizeOf(p)).view(p.shape).detach();
        at[int(p.group)] += padded(sizeOf(p));
    }
}

void ParameterStore::initialise(std::uint64_t seed) {
    const at::NoGradGuard noGrad;
    for (Parameter &p : m_parameters) {
        if (p.initStd == 0) {
            p.master.fill_(p.initValue);
            continue;
        }
        auto generator = at::detail::createCPUGenerator(xxh3(p.name, seed));
        p.master.copy_(at::empty(p.shape, at::kFloat).normal_(0, p.initStd, generator));
    }
}

void ParameterStore::requireGradients(bool on) {
    for (int g = 0; g < parameterGroupCount; ++g)
        m_gradient[g] = on ? at::zeros_like(m_flat[g]) : torch::Tensor();
    std::int64_t at[parameterGroupCount] = {};
    for (Parameter &p : m_parameters) {
        p.master.set_requires_grad(on && p.trainable);
        if (on && p.trainable)
            p.master.mutable_grad() =
                m_gradient[int(p.group)].narrow(0, at[int(p.group)], sizeOf(p)).view(p.shape);
        else
            p.master.mutable_grad() = torch::Tensor();
        at[int(p.group)] += padded(sizeOf(p));
    }
}

void ParameterStore::zeroGradients() {
    for (torch::Tensor &gradient : m_gradient)
        gradient.zero_();
}

const Parameter &ParameterStore::parameter(std::string_view name) const {
    for (const Parameter &p : m_parameters)
        if (p.name == name)
            return p;
    throw Error(ErrorCode::NotFound,
                text(RETORT_TR("core", "The student has no weight “%1”."), std::string(name)));
}

std::int64_t ParameterStore::count() const {
    std::int64_t n = 0;
    for (const Parameter &p : m_parameters)
        n += sizeOf(p);
    return n;
}

} // namespace retort
