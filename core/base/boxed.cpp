// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/boxed.h"

namespace retort {

std::vector<BoxHead> lastBoxHeads(std::string_view text, std::size_t most) {
    std::vector<BoxHead> heads;
    for (std::size_t at = text.rfind("box"); at != std::string_view::npos && heads.size() < most;
         at = at == 0 ? std::string_view::npos : text.rfind("box", at - 1)) {
        const bool boxed = at >= 1 && text.substr(at - 1).starts_with("\\boxed");
        const bool fbox = at >= 2 && text.substr(at - 2).starts_with("\\fbox");
        std::size_t open = at + (boxed ? 5 : 3);
        while (open < text.size() && text[open] == ' ')
            ++open;
        if ((boxed || fbox) && open < text.size() && text[open] == '{')
            heads.push_back({boxed ? at - 1 : at - 2, open});
    }
    return heads;
}

} // namespace retort
