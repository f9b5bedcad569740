// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/block.h"
#include "core/model/linear.h"
#include "core/model/ops/fused.h"

namespace retort {
namespace {

class SwigluBlock : public Block {
public:
    explicit SwigluBlock(const BlockMaking &m)
        : m_gate(m.scope.inner("gate_proj"), m.student.intermediate, m.student.hidden, false,
                 m.student.initStd),
          m_up(m.scope.inner("up_proj"), m.student.intermediate, m.student.hidden, false, m.student.initStd),
          m_down(m.scope.inner("down_proj"), m.student.hidden, m.student.intermediate, false, m.outputStd) {}

    torch::Tensor forward(const torch::Tensor &x_ND, BlockContext &) override {
        return m_down.forward(ops::swiglu(m_gate.forward(x_ND), m_up.forward(x_ND)));
    }

private:
    Linear m_gate, m_up, m_down;
};

} // namespace

BlockPtr make_swiglu(const BlockMaking &making) {
    return std::make_shared<SwigluBlock>(making);
}

} // namespace retort
