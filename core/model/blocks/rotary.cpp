// SPDX-License-Identifier: GPL-3.0-or-later
// Its input is queries or keys per head, [N, H, K]. The tables are made at once: forward() only reads.
#include "core/model/block.h"
#include "core/model/ops/fused.h"

namespace retort {

namespace {

class RotaryBlock : public Block {
public:
    explicit RotaryBlock(const BlockMaking &making) {
        // Frequencies and angles in float32, as Hugging Face computes them.
        const at::NoGradGuard noGrad;
        const StudentConfig &s = making.student;
        const torch::Tensor pair_K = at::arange(0, s.headDim, 2, at::kFloat) / double(s.headDim);
        const torch::Tensor frequency_K = at::pow(at::Scalar(s.ropeTheta), pair_K).reciprocal();
        const torch::Tensor angle_PK = at::outer(at::arange(s.maxPositions, at::kFloat), frequency_K);
        m_cos_PK = angle_PK.cos().to(making.device);
        m_sin_PK = angle_PK.sin().to(making.device);
    }

    torch::Tensor forward(const torch::Tensor &x_NHK, BlockContext &context) override {
        return ops::rotate(x_NHK, m_cos_PK, m_sin_PK, context.positions_N);
    }

private:
    torch::Tensor m_cos_PK, m_sin_PK;
};

} // namespace

BlockPtr make_rotary(const BlockMaking &making) {
    return std::make_shared<RotaryBlock>(making);
}

} // namespace retort
