// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to one JSON object, with a reason that a person can act on when they are none.
#include "core/import/record.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>

namespace retort {
namespace {

using simdjson::error_code;

int codeUnitAt(std::string_view json, std::size_t at) { // of "\uXXXX", or -1
    unsigned unit = 0;
    if (json.substr(at, 2) != "\\u" || at + 6 > json.size())
        return -1;
    const char *const end = json.data() + at + 6;
    return std::from_chars(end - 4, end, unit, 16).ptr == end ? int(unit) : -1;
}

// The first wrong escape: npos when all are right.
std::size_t badEscape(std::string_view json, bool &surrogate) {
    for (std::size_t at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at)) {
        surrogate = false;
        if (at + 1 >= json.size() || !std::strchr("\"\\/bfnrtu", json[at + 1]))
            return at;
        if (json[at + 1] != 'u') {
            at += 2;
            continue;
        }
        const int unit = codeUnitAt(json, at);
        if (unit < 0)
            return at;
        surrogate = true;
        if (unit >= 0xDC00 && unit <= 0xDFFF)
            return at;
        const bool high = unit >= 0xD800 && unit <= 0xDBFF;
        const int low = high ? codeUnitAt(json, at + 6) : 0;
        if (high && (low < 0xDC00 || low > 0xDFFF))
            return at;
        at += high ? 12 : 6;
    }
    return std::string_view::npos;
}

std::size_t controlByte(std::string_view json) {
    const auto first = [&](std::string_view but) {
        return std::size_t(std::ranges::find_if(json,
                                                [&](unsigned char c) {
                                                    return c < 0x20
                                                           && but.find(char(c)) == std::string_view::npos;
                                                })
                           - json.begin());
    };
    const std::size_t at = first("\n\t\r");
    return at < json.size() ? at : first("");
}

std::string place(std::size_t at) {
    return std::to_string(at + 1);
}

Text badString(std::string_view json) {
    bool surrogate = false;
    const std::size_t at = badEscape(json, surrogate);
    if (at == std::string_view::npos)
        return RETORT_TR("core", "A string in this record is not valid JSON.");
    const std::string escape(json.substr(at, surrogate ? 6 : 2));
    if (surrogate)
        return text(
            RETORT_TR(
                "core",
                "Half of a character pair (%1) at byte %2: the other half is missing, so this is no text."),
            escape, place(at));
    return text(
        RETORT_TR("core", "The escape %1 at byte %2 does not exist in JSON; write a backslash as \\\\."),
        escape, place(at));
}

Text refusalOf(error_code error, std::string_view json) {
    if (const std::size_t at = firstInvalidUtf8(json); at != std::string_view::npos)
        return text(
            RETORT_TR("core", "Byte %1 is not valid UTF-8: the text is damaged or in another encoding."),
            place(at));
    if (json.find('\0') != std::string_view::npos)
        return text(RETORT_TR("core", "A NUL byte at byte %1: the file is damaged or not a text file."),
                    place(json.find('\0')));
    switch (error) {
    case simdjson::STRING_ERROR:
        return badString(json);
    case simdjson::UNESCAPED_CHARS:
        return text(
            RETORT_TR(
                "core",
                "A raw control character or line end inside a string at byte %1; JSON needs it escaped."),
            place(controlByte(json)));
    case simdjson::UNCLOSED_STRING:
        return RETORT_TR("core", "A string is not closed: the record was cut off.");
    case simdjson::DEPTH_ERROR:
        return text(RETORT_TR("core", "Nested deeper than %1 levels."), std::int64_t(maxRecordDepth));
    case simdjson::NUMBER_ERROR:
        return RETORT_TR("core", "A number is not written as JSON wants it.");
    case simdjson::EMPTY:
        return RETORT_TR("core", "The record is empty.");
    case simdjson::CAPACITY:
        return RETORT_TR("core", "The record is too large to be read.");
    case simdjson::MEMALLOC:
        throw Error(ErrorCode::OutOfMemory, RETORT_TR("core", "Not enough memory to read a record."));
    default:
        return RETORT_TR("core", "Not valid JSON: a bracket, comma, colon or quote is missing or too many.");
    }
}

// Behind a number that fits neither 64 bits nor a double, or behind NaN and Infinity; else `at`.
std::size_t oddNumberEnd(std::string_view json, std::size_t at) {
    for (const std::string_view word : {"NaN", "Infinity", "-Infinity"})
        if (json.substr(at, word.size()) == word)
            return at + word.size();
    if (json[at] != '-' && !isDigit(json[at]))
        return at;
    const std::size_t end = std::min(json.find_first_not_of("+-.eE0123456789", at), json.size());
    const std::string_view number = json.substr(at, end - at);
    if (number.size() < 18 && number.find_first_of("eE") == std::string_view::npos)
        return at;
    simdjson::dom::parser parser;
    return parser.parse(simdjson::padded_string(number)).error() == simdjson::SUCCESS ? at : end;
}

// The same JSON with every such number as a string, so that no digit is lost and no record for a NaN.
void quoteOddNumbers(std::string_view json, std::string &out) {
    out.clear();
    for (std::size_t at = 0; at < json.size();) {
        std::size_t end = at + 1;
        if (json[at] == '"') {
            while (end < json.size() && json[end] != '"')
                end += json[end] == '\\' ? 2 : 1;
            end = std::min(end + 1, json.size());
        } else if (const std::size_t odd = oddNumberEnd(json, at); odd > at) {
            ((out += '"') += json.substr(at, odd - at)) += '"';
            at = odd;
            continue;
        } else if (json[at] == '-' || isDigit(json[at])) {
            end = std::min(json.find_first_not_of("+-.eE0123456789", at), json.size());
        }
        out += json.substr(at, end - at);
        at = end;
    }
}

bool mayBeOddNumber(error_code error) {
    return error == simdjson::NUMBER_ERROR || error == simdjson::NUMBER_OUT_OF_RANGE
           || error == simdjson::TAPE_ERROR || error == simdjson::N_ATOM_ERROR;
}

// None, True, False: Python's repr, not JSON.
Text pythonWord(std::string_view json) {
    for (const char *word : {"None", "True", "False"}) {
        const std::size_t at = json.find(word);
        if (at == std::string_view::npos || at == 0)
            continue;
        const char before = json[at - 1];
        if (before == ':' || before == ' ' || before == '[' || before == ',')
            return text(
                RETORT_TR(
                    "core",
                    "Not valid JSON; the word %1 at byte %2 is Python's, JSON has null, true and false."),
                word, place(at));
    }
    return {};
}

} // namespace

ParseOutcome parseRecord(simdjson::dom::parser &parser, const char *json, std::size_t size,
                         std::string &scratch) {
    ParseOutcome outcome;
    simdjson::dom::element root;
    error_code error = parser.parse(json, size, false).get(root);
    if (mayBeOddNumber(error)) {
        quoteOddNumbers({json, size}, scratch);
        if (parser.parse(scratch).get(root) == simdjson::SUCCESS)
            error = simdjson::SUCCESS;
    }
    if (error != simdjson::SUCCESS) {
        outcome.refusal = refusalOf(error, {json, size});
        if (error == simdjson::TAPE_ERROR || error == simdjson::N_ATOM_ERROR
            || error == simdjson::T_ATOM_ERROR || error == simdjson::F_ATOM_ERROR)
            if (Text word = pythonWord({json, size}); !word.empty())
                outcome.refusal = std::move(word);
        return outcome;
    }
    simdjson::dom::object object;
    if (root.get_object().get(object) != simdjson::SUCCESS)
        outcome.refusal = RETORT_TR("core", "Not an object: a record must be { … } with named fields.");
    else
        outcome.object = object;
    return outcome;
}

ParsedRecord::ParsedRecord(std::string_view json)
    : m_parser(std::make_unique<simdjson::dom::parser>()),
      m_text(json) {
    m_text.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    std::string scratch;
    ParseOutcome outcome = parseRecord(*m_parser, m_text.data(), m_text.size(), scratch);
    m_refusal = std::move(outcome.refusal);
    if (outcome.object)
        m_record.emplace(*outcome.object);
}

ParsedRecord::~ParsedRecord() = default;
ParsedRecord::ParsedRecord(ParsedRecord &&) noexcept = default;

} // namespace retort
