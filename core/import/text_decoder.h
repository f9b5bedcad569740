// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes in a known encoding to UTF-8, piece by piece. Sequences that cannot be decoded become `undecodable`
// (byte_source.h). A byte order mark is left out. One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <unicode/ucnv.h>

namespace retort {

enum class TextEncoding { Utf8, Utf16Le, Utf16Be, Gb18030 };

class TextDecoder {
public:
    explicit TextDecoder(TextEncoding encoding);

    // From the first bytes of a file: byte order mark, else zeros in every second byte, else well-formed
    // UTF-8 in most lines, else GB18030 when it reads as Chinese; UTF-8 when nothing fits (its records are
    // then refused one by one).
    static TextEncoding guess(std::string_view head);

    void feed(std::string_view bytes);
    bool take(std::string &out);   // appends what is decoded; false when nothing was
    void finish(std::string &out); // a sequence cut at the end of the file
    std::string name() const;      // as ICU calls it

private:
    void decode(std::string_view bytes, bool last);

    TextEncoding m_encoding;
    std::unique_ptr<UConverter, void (*)(UConverter *)> m_converter; // null: UTF-8
    std::u16string m_units;                                          // half a pair
    std::string m_decoded;
    bool m_started = false;
};

} // namespace retort
