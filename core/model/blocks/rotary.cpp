// SPDX-License-Identifier: GPL-3.0-or-later
// Its input is queries or keys per head, [N, H, K]. The tables exist once per process, whatever number of
// students and replicas read them.
#include "core/model/block.h"
#include "core/model/ops/fused.h"

#include <map>
#include <mutex>

namespace retort {
namespace {

struct RotaryTables {
    torch::Tensor cos_PK, sin_PK;
};
using RotaryTablesPtr = std::shared_ptr<const RotaryTables>;

RotaryTables makeTables(const StudentConfig &s, at::Device device) {
    // Frequencies and angles in float32, as Hugging Face computes them.
    const at::NoGradGuard noGrad;
    const torch::Tensor pair_K = at::arange(0, s.headDim, 2, at::kFloat) / double(s.headDim);
    const torch::Tensor frequency_K = at::pow(at::Scalar(s.ropeTheta), pair_K).reciprocal();
    const torch::Tensor angle_PK = at::outer(at::arange(s.maxPositions, at::kFloat), frequency_K);
    return {angle_PK.cos().to(device), angle_PK.sin().to(device)};
}

// Only weak pointers are kept, so no tensor outlives the last student that reads it.
RotaryTablesPtr tablesOf(const StudentConfig &s, at::Device device) {
    static std::mutex mutex;
    static std::map<std::tuple<double, std::int64_t, std::int64_t, std::string>,
                    std::weak_ptr<const RotaryTables>>
        known;
    const std::lock_guard lock(mutex);
    std::weak_ptr<const RotaryTables> &entry = known[{s.ropeTheta, s.headDim, s.maxPositions, device.str()}];
    RotaryTablesPtr tables = entry.lock();
    if (!tables)
        entry = tables = std::make_shared<const RotaryTables>(makeTables(s, device));
    return tables;
}

class RotaryBlock : public Block {
public:
    explicit RotaryBlock(const BlockMaking &making) : m_tables(tablesOf(making.student, making.device)) {}

    torch::Tensor forward(const torch::Tensor &x_NHK, BlockContext &context) override {
        return ops::rotate(x_NHK, m_tables->cos_PK, m_tables->sin_PK, context.positions_N);
    }

private:
    RotaryTablesPtr m_tables;
};

} // namespace

BlockPtr make_rotary(const BlockMaking &making) {
    return std::make_shared<RotaryBlock>(making);
}

} // namespace retort
