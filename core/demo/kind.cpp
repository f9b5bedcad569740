// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/kind.h"

#include <array>

namespace retort {

#define DEMO_KIND(id) extern const DemoKind demoKind_##id;
#include "core/demo/kinds.def"
#undef DEMO_KIND

std::span<const DemoKind *const> demoKinds() {
    static constexpr auto all = std::to_array<const DemoKind *>({
#define DEMO_KIND(id) &demoKind_##id,
#include "core/demo/kinds.def"
#undef DEMO_KIND
    });
    return all;
}

} // namespace retort
