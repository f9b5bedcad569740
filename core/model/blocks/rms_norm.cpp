// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/block.h"
#include "core/model/ops/fused.h"

namespace retort {
namespace {

class RmsNormBlock : public Block {
public:
    explicit RmsNormBlock(const BlockMaking &making)
        : m_weight(making.scope.vector("weight", making.student.hidden, 1)),
          m_eps(making.student.normEps) {}

    torch::Tensor forward(const torch::Tensor &x_ND, BlockContext &) override {
        return ops::rmsNorm(x_ND, m_weight->value(x_ND.scalar_type()), m_eps);
    }

private:
    Parameter *m_weight;
    double m_eps;
};

} // namespace

BlockPtr make_rms_norm(const BlockMaking &making) {
    return std::make_shared<RmsNormBlock>(making);
}

} // namespace retort
