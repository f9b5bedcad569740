// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/text_decoder.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/import/byte_source.h"

#include <algorithm>

#include <unicode/utf16.h>

namespace retort {
namespace {

// Appends UTF-16 as UTF-8; half a pair becomes `undecodable`. A high surrogate at the end stays in `units`.
void appendUnits(std::string &out, std::u16string &units) {
    std::size_t at = 0;
    while (at < units.size() && !(U16_IS_LEAD(units[at]) && at + 1 == units.size())) {
        char32_t c = 0;
        U16_NEXT(units, at, units.size(), c);
        if (U_IS_SURROGATE(c))
            out += undecodable;
        else
            appendCodePoint(out, c);
    }
    units.erase(0, at);
}

// Lines with bytes above 0x7F, and how many of them are well-formed UTF-8.
struct LineCounts {
    std::size_t beyondAscii = 0, valid = 0;
};
LineCounts countLines(std::string_view head) {
    LineCounts counts;
    const std::size_t lastEnd = head.rfind('\n');
    if (lastEnd != std::string_view::npos)
        head = head.substr(0, lastEnd + 1); // the last line may be cut
    while (!head.empty()) {
        const std::size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end);
        if (std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
            continue;
        ++counts.beyondAscii;
        // A single line may be cut at its end: a fault there does not count.
        const std::size_t bad = firstInvalidUtf8(line);
        counts.valid +=
            bad == std::string_view::npos || (lastEnd == std::string_view::npos && bad + 4 > line.size());
    }
    return counts;
}

// Pairs of bytes from 0xA1 on are nearly all of a Chinese text in GB18030; Latin-1 has few.
bool readsAsChinese(std::string_view head) {
    std::size_t pairs = 0, common = 0, other = 0;
    for (std::size_t at = 0; at < head.size();) {
        const auto byte = [&](std::size_t i) {
            return at + i < head.size() ? static_cast<unsigned char>(head[at + i]) : 0;
        };
        if (byte(0) < 0x80) {
            ++at;
        } else if (byte(1) >= '0' && byte(1) <= '9' && byte(2) >= 0x81) {
            at += 4; // a rare character
        } else if (byte(0) >= 0xA1 && byte(0) <= 0xF7 && byte(1) >= 0xA1) {
            ++pairs;
            common += byte(0) >= 0xB0 && byte(0) <= 0xD7; // the 3,755 common characters
            at += 2;
        } else {
            ++other;
            at += byte(1) >= 0x40 ? 2 : 1;
        }
    }
    return pairs >= 2 && other * 5 <= pairs && common * 2 >= pairs;
}

} // namespace

TextDecoder::TextDecoder(TextEncoding encoding) : m_encoding(encoding), m_converter(nullptr, ucnv_close) {
    if (encoding == TextEncoding::Utf8)
        return;
    UErrorCode status = U_ZERO_ERROR;
    m_converter.reset(ucnv_open(name().c_str(), &status));
    if (U_SUCCESS(status))
        ucnv_setToUCallBack(m_converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (U_FAILURE(status))
        throw Error(ErrorCode::MissingLibrary,
                    RETORT_TR("core", "ICU has no converter for %1; convert the file to UTF-8 first."),
                    name());
}

void TextDecoder::decode(std::string_view bytes, bool last) {
    if (!m_converter) {
        m_decoded += bytes;
        return;
    }
    const char *source = bytes.data();
    const char *const end = source + bytes.size();
    char16_t buffer[4096];
    for (bool more = true; more;) {
        char16_t *target = buffer;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_toUnicode(m_converter.get(), &target, buffer + std::size(buffer), &source, end, nullptr, last,
                       &status);
        m_units.append(buffer, target);
        appendUnits(m_decoded, m_units);
        more = status == U_BUFFER_OVERFLOW_ERROR;
        if (U_FAILURE(status) && !more) { // one bad sequence: mark it, go on behind it
            m_decoded += undecodable;
            more = source < end;
        }
    }
}

TextEncoding TextDecoder::guess(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF"))
        return TextEncoding::Utf8;
    if (head.starts_with("\xFF\xFE"))
        return TextEncoding::Utf16Le;
    if (head.starts_with("\xFE\xFF"))
        return TextEncoding::Utf16Be;
    // Without a mark: JSON begins with two ASCII characters.
    if (head.size() >= 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0)
        return TextEncoding::Utf16Le;
    if (head.size() >= 4 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0)
        return TextEncoding::Utf16Be;
    const LineCounts counts = countLines(head);
    const bool utf8 = counts.valid * 2 >= counts.beyondAscii;
    return !utf8 && readsAsChinese(head) ? TextEncoding::Gb18030 : TextEncoding::Utf8;
}

void TextDecoder::feed(std::string_view bytes) {
    decode(bytes, false);
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (m_started || m_decoded.empty())
        return;
    m_started = true;
    if (m_decoded.starts_with(mark))
        m_decoded.erase(0, mark.size());
}

bool TextDecoder::take(std::string &out) {
    const bool any = !m_decoded.empty();
    out += m_decoded;
    m_decoded.clear();
    return any;
}

void TextDecoder::finish(std::string &out) {
    decode({}, true);
    if (!m_units.empty())
        m_decoded += undecodable;
    m_units.clear();
    take(out);
}

std::string TextDecoder::name() const {
    static constexpr const char *names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};
    return names[std::size_t(m_encoding)];
}

} // namespace retort
