// SPDX-License-Identifier: GPL-3.0-or-later
// One JSON object as formats see it: fields by name, a note of where each went, and the rest as metadata, so
// that nothing of the input is lost. Valid as long as the parser that made it. One thread at a time.
#pragma once

#include "core/data/samples/sample.h"
#include "core/import/format.h"

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <simdjson.h>

namespace retort {

using JsonValue = simdjson::dom::element;

// Where a field of the input went; also the word shown in the preview.
namespace place {
inline constexpr const char *question = "question";
inline constexpr const char *reasoning = "reasoning";
inline constexpr const char *answer = "answer";
inline constexpr const char *reasoningAndAnswer = "reasoning + answer";
inline constexpr const char *reference = "reference";
inline constexpr const char *system = "system";
inline constexpr const char *source = "source";
inline constexpr const char *groupKey = "group key";
inline constexpr const char *split = "split";
inline constexpr const char *tags = "tags";
inline constexpr const char *faults = "faults";
inline constexpr const char *metadata = "metadata";
} // namespace place

class RETORT_DATA_API Record {
public:
    explicit Record(simdjson::dom::object object);

    // The field, or nullopt when absent or null. Of equal keys the last wins; the others go to the metadata.
    std::optional<JsonValue> find(std::string_view name) const;
    std::string_view stringAt(std::string_view name) const; // empty: no string
    std::optional<simdjson::dom::array> listAt(std::string_view name) const;
    bool has(std::string_view name) const { return find(name).has_value(); }
    bool hasKey(std::string_view name) const; // also when it is null
    // The first of `names` that is present, not null and not a blank string; ASCII case is ignored.
    std::string_view firstOf(std::span<const std::string_view> names) const; // empty: none
    std::string_view firstOf(std::initializer_list<std::string_view> names) const {
        return firstOf(std::span(names.begin(), names.size()));
    }
    std::vector<std::pair<std::string_view, JsonValue>> fields() const; // none that is null or repeated

    // Text of a field (see textOf), which counts as placed there. Empty when absent.
    std::string take(std::string_view name, const char *placed);
    void place(std::string_view name, const char *placed); // placed by other means
    // For the preview: where a part of a field went ("messages[].content"); does not place the field.
    void notePlace(std::string path, const char *placed);
    // Adds to the metadata under a key of its own; `json` is a JSON value.
    void addMetadata(std::string_view key, std::string_view json);
    void addMetadataText(std::string_view key, std::string_view text);
    // JSON object of every field that was placed nowhere, and of what was added. Nulls are left out.
    std::string metadata() const;

    // The first taken field that held an object where a text belongs; empty when all were texts.
    const std::string &notText() const { return m_notText; }
    // Where fields went, for the preview; unplaced ones as metadata.
    std::vector<std::pair<std::string, std::string>> placements() const;

private:
    struct Field {
        std::string_view key;
        JsonValue value;
        const char *placed = nullptr;
        bool doubled = false; // a later field has the same key
    };
    std::string_view keyWithText(std::string_view name) const;
    const Field *fieldOf(std::string_view name) const;
    Field *fieldOf(std::string_view name) { return const_cast<Field *>(std::as_const(*this).fieldOf(name)); }
    void markDoubled();

    std::vector<Field> m_fields;
    std::vector<std::pair<std::string, std::string>> m_added; // key, JSON
    std::vector<std::pair<std::string, const char *>> m_notes;
    std::string m_notText;
};

// A string as it is, a number or bool as JSON writes it, null as nothing, a list of such values joined by
// line ends, anything else as compact JSON.
RETORT_DATA_API std::string textOf(JsonValue value);
RETORT_DATA_API std::optional<std::string_view> stringOf(JsonValue value); // strings only
RETORT_DATA_API std::string jsonOf(JsonValue value);                       // compact
RETORT_DATA_API void appendJsonString(std::string &json, std::string_view text);
RETORT_DATA_API std::optional<JsonValue> memberOf(JsonValue object, std::string_view name); // not null

// --- what most formats share

// Puts an assistant's text into reasoning and answer: as the answer when a reasoning is there already or the
// text has no tags, else by splitThink, with its faults.
RETORT_DATA_API void placeAssistantText(Record &record, Sample &sample, std::string text);
// system, source (repo_name …), split, tags, group key, finish_reason and reference, unless placed.
RETORT_DATA_API void placeCommonFields(Record &record, Sample &sample);
// Common fields (unless the user mapped every field by hand), metadata, and the refusal of a record that has
// no text at all or an object where a text belongs.
RETORT_DATA_API RecordResult finishRecord(Record &record, Sample sample, bool commonFields = true);
// `json` (an object) with one more member.
RETORT_DATA_API std::string withMember(std::string json, std::string_view key, std::string_view valueJson);
// Share of the records for which `fits` holds, 0…1.
template <typename Fits>
double shareOf(const std::vector<Record> &head, Fits fits) {
    std::size_t count = 0;
    for (const Record &record : head)
        count += fits(record) ? 1 : 0;
    return head.empty() ? 0 : double(count) / double(head.size());
}
// "train", "valid", "test" for the usual words of a split, else empty.
RETORT_DATA_API std::string splitWord(std::string_view word);

// Names that data sets give a field, best first.
RETORT_DATA_API const std::vector<std::string_view> &reasoningAliases();
RETORT_DATA_API const std::vector<std::string_view> &questionAliases();
RETORT_DATA_API const std::vector<std::string_view> &answerAliases();
RETORT_DATA_API const std::vector<std::string_view> &
modelAnswerAliases(); // beside these, `answer` is a reference
RETORT_DATA_API const std::vector<std::string_view> &referenceAliases();

// Records that own their parser, for looking at the head of a file.
class RETORT_DATA_API ParsedRecord {
public:
    // `json` must be one JSON object; throws nothing, see valid() and refusal().
    explicit ParsedRecord(std::string_view json);
    ~ParsedRecord();
    ParsedRecord(ParsedRecord &&) noexcept;
    bool valid() const { return m_record.has_value(); }
    const Text &refusal() const { return m_refusal; }
    Record &record() { return *m_record; }

private:
    std::unique_ptr<simdjson::dom::parser> m_parser;
    std::string m_text;
    std::optional<Record> m_record;
    Text m_refusal;
};

// Parses one record. `json` needs SIMDJSON_PADDING readable bytes behind it. Numbers that do not fit a double
// or 64 bits are kept as strings. Returns the object, or why it is refused: the byte, what is wrong there.
struct ParseOutcome {
    std::optional<simdjson::dom::object> object;
    Text refusal;
};
RETORT_DATA_API ParseOutcome parseRecord(simdjson::dom::parser &parser, const char *json, std::size_t size,
                                         std::string &scratch);

inline constexpr std::size_t maxRecordDepth = 1024;

} // namespace retort
