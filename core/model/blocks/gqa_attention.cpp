// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"
#include "core/model/block.h"
#include "core/model/kv_state.h"
#include "core/model/linear.h"

namespace retort {
namespace {

class GqaAttention : public Block {
public:
    explicit GqaAttention(const BlockMaking &m)
        : m_heads(m.student.heads),
          m_kvHeads(m.student.kvHeads),
          m_headDim(m.student.headDim),
          m_query(m.scope.inner("q_proj"), m_heads * m_headDim, m.student.hidden, m.student.qkvBias,
                  m.student.initStd),
          m_key(m.scope.inner("k_proj"), m_kvHeads * m_headDim, m.student.hidden, m.student.qkvBias,
                m.student.initStd),
          m_value(m.scope.inner("v_proj"), m_kvHeads * m_headDim, m.student.hidden, m.student.qkvBias,
                  m.student.initStd),
          m_output(m.scope.inner("o_proj"), m.student.hidden, m_heads * m_headDim, false, m.outputStd),
          m_position(m.position) {}

    torch::Tensor forward(const torch::Tensor &x_ND, BlockContext &context) override {
        const std::int64_t rows = x_ND.size(0);
        const torch::Tensor q_NHK =
            m_position->forward(m_query.forward(x_ND).view({rows, m_heads, m_headDim}), context);
        const torch::Tensor k_NGK =
            m_position->forward(m_key.forward(x_ND).view({rows, m_kvHeads, m_headDim}), context);
        const torch::Tensor v_NGK = m_value.forward(x_ND).view({rows, m_kvHeads, m_headDim});
        return m_output.forward(attend(q_NHK, k_NGK, v_NGK, context).reshape({rows, m_heads * m_headDim}));
    }

    std::unique_ptr<LayerState> newState(const StateShape &shape) const override {
        return std::make_unique<KvState>(shape, m_kvHeads, m_headDim);
    }

private:
    static torch::Tensor attend(const torch::Tensor &q, const torch::Tensor &k, const torch::Tensor &v,
                                BlockContext &context) {
        auto *state = static_cast<KvState *>(context.state); // made by newState()
        if (!context.layout)
            return attendCached(q, k, v, *state, *context.lengths);
        if (state)
            storePrompts(k, v, *context.layout, *state, *context.rows, *context.lengths);
        return attendDocuments(q, k, v, *context.layout);
    }

    std::int64_t m_heads, m_kvHeads, m_headDim;
    Linear m_query, m_key, m_value, m_output;
    BlockPtr m_position;
};

} // namespace

BlockPtr make_gqa_attention(const BlockMaking &making) {
    return std::make_shared<GqaAttention>(making);
}

} // namespace retort
