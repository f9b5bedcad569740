// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/normalise.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace retort {

namespace {

constexpr std::size_t npos = std::string_view::npos;

bool isAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Behind the brace that closes the one at `open`; npos when it is never closed. Escaped braces do not count.
std::size_t closeBrace(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t at = open; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '{') {
            ++depth;
        } else if (text[at] == '}' && --depth == 0) {
            return at + 1;
        }
    }
    return npos;
}

std::size_t codeEnd(std::string_view text, std::size_t at) {
    std::size_t ticks = at;
    while (ticks < text.size() && text[ticks] == '`') ++ticks;
    const std::size_t length = ticks - at;
    const std::size_t close = text.find(text.substr(at, length), ticks);
    if (length >= 3) return close == npos ? text.size() : close + length; // an open fence runs to the end
    if (close == npos || text.substr(ticks, close - ticks).find('\n') != npos) return npos;
    return close + length;
}

std::size_t dollarEnd(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) == "$$") {
        const std::size_t close = text.find("$$", at + 2);
        return close == npos ? npos : close + 2;
    }
    if (at + 1 >= text.size() || isAsciiSpace(text[at + 1])) return npos;
    constexpr std::size_t longest = 1000; // bytes; an inline formula is short, a lonely $ must not cost a scan of the text
    const std::size_t limit = std::min(text.size(), at + longest);
    for (std::size_t i = at + 1; i < limit; ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '\n' && i + 1 < limit && text[i + 1] == '\n') {
            return npos;
        } else if (text[i] == '$') {
            const bool digitAfter = i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
            return isAsciiSpace(text[i - 1]) || digitAfter ? npos : i + 1;
        }
    }
    return npos;
}

std::size_t commandEnd(std::string_view text, std::size_t at) {
    const std::string_view two = text.substr(at, 2);
    if (two == "\\(" || two == "\\[") {
        const std::size_t close = text.find(two == "\\(" ? "\\)" : "\\]", at + 2);
        return close == npos ? at + 2 : close + 2;
    }
    std::size_t end = at + 1;
    while (end < text.size() && isAsciiLetter(text[end])) ++end;
    if (end == at + 1) return npos;
    while (end < text.size() && text[end] == '{') {
        const std::size_t close = closeBrace(text, end);
        if (close == npos) break;
        end = close;
    }
    return end;
}

std::size_t urlEnd(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return npos;
    while (at < text.size() && text[at] > ' ' && text[at] != '<' && text[at] != '"' && text[at] != ')') ++at;
    return at;
}

// Behind whatever is no prose at `at`, or npos.
std::size_t skipAt(std::string_view text, std::size_t at) {
    switch (text[at]) {
    case '`': return codeEnd(text, at);
    case '$': return dollarEnd(text, at);
    case '\\': return commandEnd(text, at);
    case 'h':
    case 'w': return at > 0 && isAsciiLetter(text[at - 1]) ? npos : urlEnd(text, at);
    default: return npos;
    }
}

} // namespace

std::vector<TextSpan> proseSpans(std::string_view text) {
    std::vector<TextSpan> spans;
    std::size_t begin = 0;
    const auto close = [&](std::size_t end) {
        if (end > begin) spans.push_back({begin, end});
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = skipAt(text, at);
        if (end == npos) {
            ++at;
            continue;
        }
        close(at);
        begin = at = std::max(end, at + 1);
    }
    close(text.size());
    return spans;
}

std::string proseOf(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const TextSpan& span : proseSpans(text)) {
        if (!out.empty()) out += ' ';
        out += text.substr(span.begin, span.end - span.begin);
    }
    return out;
}

std::string collapseWhiteSpace(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (isWhiteSpace(decodeCodePoint(text, at))) {
            space = !out.empty();
            continue;
        }
        if (space) out += ' ';
        space = false;
        out += text.substr(begin, at - begin);
    }
    return out;
}

BoxedSpan lastBoxed(std::string_view text) {
    for (std::size_t at = text.rfind("box"); at != npos; at = at == 0 ? npos : text.rfind("box", at - 1)) {
        const bool boxed = at >= 1 && text.substr(at - 1).starts_with("\\boxed");
        const bool fbox = at >= 2 && text.substr(at - 2).starts_with("\\fbox");
        if (!boxed && !fbox) continue;
        const std::size_t begin = boxed ? at - 1 : at - 2;
        std::size_t open = begin + (boxed ? 6 : 5);
        while (open < text.size() && text[open] == ' ') ++open;
        if (open >= text.size() || text[open] != '{') continue;
        const std::size_t end = closeBrace(text, open);
        if (end != npos) return {begin, end, open + 1, end - 1};
    }
    return {};
}

} // namespace retort
