// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/text_decoder.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/import/byte_source.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <unicode/ucnv.h>

namespace retort {

namespace {

using Units = std::vector<char16_t>;

// Appends UTF-16 as UTF-8; half a pair becomes `undecodable`. A high surrogate at the end stays in `units`.
void appendUnits(std::string &out, Units &units) {
    std::size_t at = 0;
    while (at < units.size()) {
        const char16_t unit = units[at];
        const bool high = unit >= 0xD800 && unit <= 0xDBFF;
        if (high && at + 1 == units.size())
            break;
        const bool pair = high && units[at + 1] >= 0xDC00 && units[at + 1] <= 0xDFFF;
        if (pair) {
            appendCodePoint(out,
                            0x10000 + ((char32_t(unit) - 0xD800) << 10) + (char32_t(units[at + 1]) - 0xDC00));
        } else if (high || (unit >= 0xDC00 && unit <= 0xDFFF)) {
            out += undecodable;
        } else {
            appendCodePoint(out, unit);
        }
        at += pair ? 2 : 1;
    }
    units.erase(units.begin(), units.begin() + std::ptrdiff_t(at));
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
        if (std::none_of(line.begin(), line.end(),
                         [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
            continue;
        ++counts.beyondAscii;
        // A single line may be cut at its end: a fault there does not count.
        const std::size_t bad = firstInvalidUtf8(line);
        counts.valid +=
            bad == std::string_view::npos || (lastEnd == std::string_view::npos && bad + 4 > line.size());
    }
    return counts;
}

// Pairs of two bytes from 0xA1 on make up nearly all of a Chinese text in GB2312, GBK and GB18030; Latin-1
// has few.
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

struct TextDecoder::Impl {
    explicit Impl(TextEncoding which) : encoding(which) {
        if (encoding != TextEncoding::Gb18030)
            return;
        UErrorCode status = U_ZERO_ERROR;
        converter = ucnv_open("gb18030", &status);
        if (U_SUCCESS(status))
            ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        if (U_FAILURE(status))
            throw Error(
                ErrorCode::MissingLibrary,
                RETORT_TR("core", "ICU has no converter for GB18030; convert the file to UTF-8 first."));
    }
    ~Impl() {
        if (converter)
            ucnv_close(converter);
    }

    void decodeUtf16(std::string_view bytes) {
        std::size_t at = 0;
        const auto add = [&](unsigned char first, unsigned char second) {
            units.push_back(encoding == TextEncoding::Utf16Le ? char16_t(first | second << 8)
                                                              : char16_t(first << 8 | second));
        };
        if (odd && !bytes.empty())
            add(oddByte, static_cast<unsigned char>(bytes[at++]));
        for (; at + 1 < bytes.size(); at += 2)
            add(static_cast<unsigned char>(bytes[at]), static_cast<unsigned char>(bytes[at + 1]));
        if (!bytes.empty())
            odd = at < bytes.size();
        if (odd && at < bytes.size())
            oddByte = static_cast<unsigned char>(bytes[at]);
        appendUnits(decoded, units);
    }

    void decodeGb18030(std::string_view bytes, bool flush) {
        const char *source = bytes.data();
        const char *end = source + bytes.size();
        char16_t buffer[4096];
        for (bool more = true; more;) {
            char16_t *target = buffer;
            UErrorCode status = U_ZERO_ERROR;
            ucnv_toUnicode(converter, &target, buffer + std::size(buffer), &source, end, nullptr, flush,
                           &status);
            units.insert(units.end(), buffer, target);
            appendUnits(decoded, units);
            more = status == U_BUFFER_OVERFLOW_ERROR;
            if (U_FAILURE(status) && !more) { // one bad sequence: mark it, go on behind it
                decoded += undecodable;
                ucnv_resetToUnicode(converter);
                more = source < end;
            }
        }
    }

    void decode(std::string_view bytes) {
        switch (encoding) {
        case TextEncoding::Utf8:
            decoded += bytes;
            break;
        case TextEncoding::Gb18030:
            decodeGb18030(bytes, false);
            break;
        default:
            decodeUtf16(bytes);
        }
    }

    TextEncoding encoding;
    UConverter *converter = nullptr;
    Units units;
    std::string decoded;
    bool odd = false, started = false;
    unsigned char oddByte = 0;
};

TextDecoder::TextDecoder(TextEncoding encoding) : m_impl(std::make_unique<Impl>(encoding)) {}
TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder &&) noexcept = default;

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
    m_impl->decode(bytes);
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (m_impl->started || m_impl->decoded.empty())
        return;
    m_impl->started = true;
    if (m_impl->decoded.starts_with(mark))
        m_impl->decoded.erase(0, mark.size());
}

bool TextDecoder::take(std::string &out) {
    if (m_impl->decoded.empty())
        return false;
    if (out.empty())
        out.swap(m_impl->decoded);
    else
        out += m_impl->decoded;
    m_impl->decoded.clear();
    return true;
}

void TextDecoder::finish(std::string &out) {
    if (m_impl->encoding == TextEncoding::Gb18030)
        m_impl->decodeGb18030({}, true);
    if (m_impl->odd || !m_impl->units.empty())
        m_impl->decoded += undecodable;
    m_impl->odd = false;
    m_impl->units.clear();
    take(out);
}

std::string TextDecoder::name() const {
    switch (m_impl->encoding) {
    case TextEncoding::Utf8:
        return "UTF-8";
    case TextEncoding::Utf16Le:
        return "UTF-16LE";
    case TextEncoding::Utf16Be:
        return "UTF-16BE";
    case TextEncoding::Gb18030:
        return "GB18030";
    }
    return "UTF-8";
}

} // namespace retort
