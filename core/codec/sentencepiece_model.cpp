// SPDX-License-Identifier: GPL-3.0-or-later
// Field numbers: sentencepiece_model.proto of google/sentencepiece.
#include "core/codec/sentencepiece_model.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <unordered_set>

namespace retort {
namespace {

constexpr std::size_t maxPieces = 4'000'000;
constexpr std::size_t maxPieceBytes = 65'536;

template <typename... Args>
[[noreturn]] void badModel(const char *pattern, const std::string &shownName, const Args &...args) {
    throw Error(ErrorCode::BadFormat, pattern, shownName, args...);
}

struct WireField {
    std::uint64_t number = 0;
    int type = 0;            // 0 varint, 1 64 bit, 2 bytes, 5 32 bit
    std::uint64_t value = 0; // varint and fixed
    std::string_view bytes;  // type 2
};

// One message of the protobuf wire format, field by field. Anything malformed ends it with failed().
class WireReader {
public:
    explicit WireReader(std::string_view bytes) : m_rest(bytes) {}
    bool failed() const { return m_failed; }

    bool next(WireField &field) {
        if (m_rest.empty() || m_failed)
            return false;
        std::uint64_t key = 0;
        if (!varint(key))
            return false;
        field = {key >> 3, int(key & 7), 0, {}};
        if (field.number == 0)
            return fail();
        switch (field.type) {
        case 0:
            return varint(field.value);
        case 1:
            return fixed(8, field.value);
        case 2:
            return bytes(field.bytes);
        case 5:
            return fixed(4, field.value);
        default:
            return fail();
        }
    }

private:
    bool fail() {
        m_failed = true;
        return false;
    }
    bool varint(std::uint64_t &value) {
        value = 0;
        for (int shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= std::uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80)
                return true;
        }
        return fail();
    }
    bool fixed(std::size_t size, std::uint64_t &value) {
        if (m_rest.size() < size)
            return fail();
        value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value |= std::uint64_t(static_cast<unsigned char>(m_rest[i])) << (8 * i);
        m_rest.remove_prefix(size);
        return true;
    }
    bool bytes(std::string_view &out) {
        std::uint64_t size = 0;
        if (!varint(size))
            return false;
        if (size > m_rest.size())
            return fail();
        out = m_rest.substr(0, std::size_t(size));
        m_rest.remove_prefix(std::size_t(size));
        return true;
    }
    std::string_view m_rest;
    bool m_failed = false;
};

float floatOf(std::uint64_t bits) {
    const auto word = std::uint32_t(bits);
    float value = 0;
    std::memcpy(&value, &word, sizeof value);
    return value;
}

TokenKind kindOf(std::uint64_t type, bool &known) {
    constexpr std::array kinds{TokenKind::Normal,      TokenKind::Unknown, TokenKind::Control,
                               TokenKind::UserDefined, TokenKind::Unused,  TokenKind::Byte};
    known = type >= 1 && type <= kinds.size();
    return known ? kinds[std::size_t(type - 1)] : TokenKind::Normal;
}

// "<0x0A>" → 10; -1 for anything else.
int byteValue(std::string_view name) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    if (name.size() != 6 || name.substr(0, 3) != "<0x" || name[5] != '>' || digit(name[3]) < 0
        || digit(name[4]) < 0)
        return -1;
    return digit(name[3]) * 16 + digit(name[4]);
}

std::string spacesFor(std::string_view piece) {
    constexpr std::string_view mark = "\xe2\x96\x81";
    std::string out;
    for (std::size_t i = 0; i < piece.size();) {
        const bool isMark = piece.substr(i, mark.size()) == mark;
        out += isMark ? ' ' : piece[i];
        i += isMark ? mark.size() : 1;
    }
    return out;
}

TokenInfo readPiece(std::string_view bytes, std::size_t index, const std::string &shownName) {
    TokenInfo info;
    std::uint64_t type = 1;
    WireReader reader(bytes);
    for (WireField field; reader.next(field);) {
        if (field.number == 1 && field.type == 2)
            info.name = field.bytes;
        else if (field.number == 2 && field.type == 5)
            info.score = floatOf(field.value);
        else if (field.number == 3 && field.type == 0)
            type = field.value;
    }
    bool knownType = false;
    info.kind = kindOf(type, knownType);
    if (reader.failed() || !knownType)
        badModel(RETORT_TR("core", "“%1” is not a usable sentencepiece model: piece %2 cannot be read."),
                 shownName, std::uint64_t(index));
    if (info.name.empty() || info.name.size() > maxPieceBytes || !isValidUtf8(info.name)
        || info.name.find('\0') != std::string::npos)
        badModel(
            RETORT_TR("core",
                      "“%1” is not a usable sentencepiece model: piece %2 is empty, too long or not UTF-8."),
            shownName, std::uint64_t(index));
    if (!std::isfinite(info.score))
        badModel(RETORT_TR("core", "“%1” is not a usable sentencepiece model: piece %2 (“%3”) has a score "
                                   "that is not a number."),
                 shownName, std::uint64_t(index), info.name);
    return info;
}

void readTrainerSpec(std::string_view bytes, SentencePieceModel &model, const std::string &shownName) {
    WireReader reader(bytes);
    for (WireField field; reader.next(field);) {
        if (field.type != 0)
            continue;
        if (field.number == 3)
            model.modelType = int(std::min<std::uint64_t>(field.value, 100));
        else if (field.number == 24)
            model.spaceAsSuffix = field.value != 0;
        else if (field.number == 35)
            model.byteFallback = field.value != 0;
    }
    if (reader.failed())
        badModel(RETORT_TR("core",
                           "“%1” is not a usable sentencepiece model: its training settings cannot be read."),
                 shownName);
}

void readNormalizer(std::string_view bytes, SentencePieceModel &model, bool denormalizer,
                    const std::string &shownName) {
    WireReader reader(bytes);
    for (WireField field; reader.next(field);) {
        if (field.number == 1 && field.type == 2 && !denormalizer)
            model.normalizer = field.bytes;
        else if (field.number == 2 && field.type == 2)
            model.hasCharMap = model.hasCharMap || !field.bytes.empty();
        else if (field.number == 3 && field.type == 0 && !denormalizer)
            model.addDummyPrefix = field.value != 0;
        else if (field.number == 4 && field.type == 0 && !denormalizer)
            model.removeExtraSpaces = field.value != 0;
        else if (field.number == 5 && field.type == 0 && !denormalizer)
            model.escapeSpaces = field.value != 0;
    }
    if (reader.failed())
        badModel(
            RETORT_TR("core", "“%1” is not a usable sentencepiece model: its normaliser cannot be read."),
            shownName);
}

void fillBytes(SentencePieceModel &model, const std::string &shownName) {
    for (TokenInfo &info : model.tokens) {
        if (info.kind == TokenKind::Byte) {
            const int value = byteValue(info.name);
            if (value < 0)
                badModel(
                    RETORT_TR("core",
                              "“%1” is not a usable sentencepiece model: the byte piece “%2” is misspelt."),
                    shownName, info.name);
            info.bytes.assign(1, char(value));
        } else if (info.kind == TokenKind::Normal || info.kind == TokenKind::UserDefined) {
            info.bytes = model.escapeSpaces ? spacesFor(info.name) : info.name;
        }
    }
}

void checkVocabulary(const SentencePieceModel &model, const std::string &shownName) {
    std::unordered_set<std::string_view> names;
    std::size_t unknown = 0, byteTokens = 0;
    for (const TokenInfo &info : model.tokens) {
        if (!names.insert(info.name).second)
            badModel(
                RETORT_TR("core", "“%1” is not a usable sentencepiece model: the piece “%2” is there twice."),
                shownName, info.name);
        unknown += info.kind == TokenKind::Unknown;
        byteTokens += info.kind == TokenKind::Byte;
    }
    if (unknown != 1)
        badModel(RETORT_TR(
                     "core",
                     "“%1” is not a usable sentencepiece model: it has no unknown symbol, or more than one."),
                 shownName);
    if (byteTokens != (model.byteFallback ? 256u : 0u))
        badModel(
            RETORT_TR("core", "“%1” is not a usable sentencepiece model: its byte pieces are not complete."),
            shownName);
    if (model.modelType < 1 || model.modelType > 4)
        badModel(RETORT_TR("core", "“%1” is not a usable sentencepiece model: its model type is not known."),
                 shownName);
}

} // namespace

SentencePieceModel readSentencePieceModel(std::string_view bytes, const std::string &shownName) {
    if (bytes.empty())
        badModel(RETORT_TR("core", "“%1” is not a usable sentencepiece model: the file is empty."),
                 shownName);
    SentencePieceModel model;
    WireReader reader(bytes);
    bool hasTrainer = false, hasNormalizer = false;
    for (WireField field; reader.next(field);) {
        if (field.type != 2)
            continue;
        hasTrainer = hasTrainer || field.number == 2;
        hasNormalizer = hasNormalizer || field.number == 3;
        if (field.number == 1) {
            if (model.tokens.size() >= maxPieces)
                badModel(
                    RETORT_TR("core", "“%1” is not a usable sentencepiece model: it has too many pieces."),
                    shownName);
            model.tokens.push_back(readPiece(field.bytes, model.tokens.size(), shownName));
        } else if (field.number == 2) {
            readTrainerSpec(field.bytes, model, shownName);
        } else if (field.number == 3 || field.number == 5) {
            readNormalizer(field.bytes, model, field.number == 5, shownName);
        }
    }
    if (reader.failed())
        badModel(RETORT_TR("core", "“%1” is not a usable sentencepiece model: it is cut off or damaged."),
                 shownName);
    if (model.tokens.empty())
        badModel(RETORT_TR("core", "“%1” is not a usable sentencepiece model: it has no pieces."), shownName);
    checkVocabulary(model, shownName);
    if (!hasTrainer || !hasNormalizer) // they come last: a file cut between two pieces looks whole otherwise
        badModel(RETORT_TR("core", "“%1” is not a usable sentencepiece model: it is cut off or damaged."),
                 shownName);
    fillBytes(model, shownName);
    // A character map makes text come back changed, and the library walks a damaged one out of bounds.
    if (model.hasCharMap)
        throw Error(ErrorCode::Unsupported,
                    RETORT_TR("core",
                              "“%1” normalises text (rule “%2”), so text would not come back unchanged. "
                              "Retort takes sentencepiece models with the rule “identity” only."),
                    shownName, model.normalizer);
    return model;
}

} // namespace retort
