// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/normalise.h"

#include "core/base/boxed.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace retort {
namespace {

bool isAsciiSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// Behind the brace that closes the one at `open`; std::string_view::npos when that is not within `longest`
// bytes. Escaped ones do not count.
std::size_t closeBrace(std::string_view text, std::size_t open, std::size_t longest) {
    int depth = 0;
    const std::size_t limit = longest < text.size() - open ? open + longest : text.size();
    for (std::size_t at = open; at < limit; ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '{') {
            ++depth;
        } else if (text[at] == '}' && --depth == 0) {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

// Finds what is no prose. Remembers which closing marks do not come any more: hostile texts cost no n² time.
class NoProse {
public:
    explicit NoProse(std::string_view text) : m_text(text) {}

    // Behind whatever is no prose at `at`, or std::string_view::npos.
    std::size_t endAt(std::size_t at) {
        switch (m_text[at]) {
        case '`':
            return code(at);
        case '$':
            return m_text.substr(at, 2) == "$$" ? until("$$", at, m_noDollars) : dollar(at);
        case '\\':
            return command(at);
        case 'h':
        case 'w':
            return at > 0 && isLetter(m_text[at - 1]) ? std::string_view::npos : url(at);
        default:
            return std::string_view::npos;
        }
    }

private:
    std::size_t until(std::string_view close, std::size_t at, bool &none) const {
        if (none)
            return std::string_view::npos;
        const std::size_t found = m_text.find(close, at + 2);
        none = found == std::string_view::npos;
        return none ? std::string_view::npos : found + close.size();
    }

    std::size_t code(std::size_t at) const {
        const CodeSpan code = codeAt(m_text, at);
        return code.end == std::string_view::npos && code.fence ? m_text.size() : code.end; // open to the end
    }

    std::size_t dollar(std::size_t at) const {
        if (at + 1 >= m_text.size() || isAsciiSpace(m_text[at + 1]))
            return std::string_view::npos;
        constexpr std::size_t longest = 1000; // bytes: an inline formula is short
        const std::size_t limit = std::min(m_text.size(), at + longest);
        for (std::size_t i = at + 1; i < limit; ++i) {
            if (m_text[i] == '\\') {
                ++i;
            } else if (m_text[i] == '\n' && i + 1 < limit && m_text[i + 1] == '\n') {
                return std::string_view::npos;
            } else if (m_text[i] == '$') {
                const bool digitAfter = i + 1 < m_text.size() && isDigit(m_text[i + 1]);
                return isAsciiSpace(m_text[i - 1]) || digitAfter ? std::string_view::npos : i + 1;
            }
        }
        return std::string_view::npos;
    }

    std::size_t command(std::size_t at) {
        const std::string_view two = m_text.substr(at, 2);
        if (two == "\\(")
            return until("\\)", at, m_noParen);
        if (two == "\\[")
            return until("\\]", at, m_noBracket);
        std::size_t end = at + 1;
        while (end < m_text.size() && isLetter(m_text[end]))
            ++end;
        if (end == at + 1)
            return std::string_view::npos;
        while (end < m_text.size() && m_text[end] == '{') {
            const std::size_t close = closeBrace(m_text, end, 2000);
            if (close == std::string_view::npos)
                break;
            end = close;
        }
        return end;
    }

    std::size_t url(std::size_t at) const {
        const std::string_view rest = m_text.substr(at);
        if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www."))
            return std::string_view::npos;
        while (at < m_text.size() && m_text[at] > ' ' && m_text[at] != '<' && m_text[at] != '"'
               && m_text[at] != ')')
            ++at;
        return at;
    }

    std::string_view m_text;
    bool m_noDollars = false, m_noParen = false, m_noBracket = false;
};

} // namespace

std::vector<TextSpan> proseSpans(std::string_view text) {
    std::vector<TextSpan> spans;
    NoProse noProse(text);
    std::size_t begin = 0;
    const auto close = [&](std::size_t end) {
        if (end > begin)
            spans.push_back({begin, end});
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = noProse.endAt(at);
        if (end == std::string_view::npos) {
            ++at;
            continue;
        }
        close(at);
        begin = at = std::max(end, at + 1);
    }
    close(text.size());
    return spans;
}

CodeSpan codeAt(std::string_view text, std::size_t at) {
    CodeSpan code;
    code.begin = at;
    const std::size_t ticks = std::min(text.find_first_not_of('`', at), text.size());
    const std::string_view mark = text.substr(at, ticks - at);
    code.fence = mark.size() >= 3;
    code.content = ticks;
    const std::string_view scope = code.fence ? text : text.substr(0, text.find('\n', ticks));
    if (const std::size_t close = scope.find(mark, ticks); close != std::string_view::npos)
        code.end = close + mark.size();
    return code;
}

std::vector<CodeSpan> closedCode(std::string_view text) {
    std::vector<CodeSpan> spans;
    for (std::size_t at = text.find('`'); at != std::string_view::npos; at = text.find('`', at)) {
        const CodeSpan code = codeAt(text, at);
        if (code.end != std::string_view::npos)
            spans.push_back(code);
        at = code.end != std::string_view::npos ? code.end : code.content;
    }
    return spans;
}

BoxedSpan lastBoxed(std::string_view text) {
    constexpr std::size_t tries = 16; // a run that was cut leaves one box open, not many
    for (const BoxHead &head : lastBoxHeads(text, tries))
        if (const std::size_t end = closeBrace(text, head.open, std::string_view::npos);
            end != std::string_view::npos)
            return {head.begin, end, head.open + 1, end - 1};
    return {};
}

} // namespace retort
