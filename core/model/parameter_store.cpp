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
    layOut();
    std::int64_t sizes[bufferCount] = {};
    for (const Parameter &p : m_parameters)
        sizes[bufferOf(p)] = p.offset + padded(sizeOf(p));
    for (int b = 0; b < bufferCount; ++b)
        m_flat[b] = at::zeros({sizes[b]}, at::TensorOptions().dtype(at::kFloat).device(device));
    bind();
}

void ParameterStore::share(const ParameterStore &other) {
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        m_parameters[i].trainable = other.m_parameters[i].trainable;
    layOut();
    for (int b = 0; b < bufferCount; ++b)
        m_flat[b] = other.m_flat[b];
    bind();
}

void ParameterStore::freeze(const std::function<bool(const Parameter &)> &frozen) {
    const at::NoGradGuard noGrad;
    std::vector<torch::Tensor> values;
    for (Parameter &p : m_parameters) {
        values.push_back(p.master);
        p.trainable = !frozen(p);
    }
    allocate(m_flat[0].device());
    for (std::size_t i = 0; i < values.size(); ++i)
        m_parameters[i].master.copy_(values[i]);
}

void ParameterStore::layOut() {
    std::int64_t at[bufferCount] = {};
    for (Parameter &p : m_parameters) {
        p.offset = at[bufferOf(p)];
        at[bufferOf(p)] += padded(sizeOf(p));
    }
}

torch::Tensor ParameterStore::partOf(const torch::Tensor &flat, const Parameter &p) const {
    return flat.narrow(0, p.offset, sizeOf(p)).view(p.shape);
}

void ParameterStore::bind() {
    for (Parameter &p : m_parameters)
        p.master = partOf(m_flat[bufferOf(p)], p).detach();
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
    for (Parameter &p : m_parameters) {
        const bool wanted = on && p.trainable;
        p.master.set_requires_grad(wanted);
        p.master.mutable_grad() = wanted ? partOf(m_gradient[int(p.group)], p) : torch::Tensor();
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
    throw Error(ErrorCode::NotFound, RETORT_TR("core", "The student has no weight “%1”."), std::string(name));
}

std::int64_t ParameterStore::count() const {
    std::int64_t n = 0;
    for (const Parameter &p : m_parameters)
        n += sizeOf(p);
    return n;
}

} // namespace retort
