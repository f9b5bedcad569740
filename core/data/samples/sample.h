// SPDX-License-Identifier: GPL-3.0-or-later
// One question-reasoning-answer sample and what the tables know about it. Plain values, any thread.
#pragma once

#include "core/base/export.h"
#include "core/base/fault.h"
#include "core/base/text.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retort {

// A sample's texts, UTF-8. `metadata` is a JSON object with every input field that has no place of its own.
struct Sample {
    std::string system = {};
    std::string question = {};
    std::string reasoning = {}; // without think tags when clean; dirt is kept and flagged
    std::string answer = {};
    std::string reference = {}; // reference answer; may be empty
    std::string source = {};    // e.g. repo_name of the record
    std::string language = {};  // "zh", "en", "mixed", "other"; empty until judged
    std::string groupKey = {};  // problem key of a generator; empty: the normalised question is used
    std::string split = {};     // the file's own split, as the file words it; empty when it has none
    std::vector<std::string> tags = {};
    std::string metadata = "{}";
    std::uint32_t faults = 0; // bits of Fault
};

// Its texts by the names that files give them, in the order in which segments keep them.
struct SampleText {
    const char *name;
    std::string Sample::*text;
};
inline constexpr std::array<SampleText, 10> sampleTexts{{{"system", &Sample::system},
                                                         {"question", &Sample::question},
                                                         {"reasoning", &Sample::reasoning},
                                                         {"answer", &Sample::answer},
                                                         {"reference", &Sample::reference},
                                                         {"source", &Sample::source},
                                                         {"language", &Sample::language},
                                                         {"group_key", &Sample::groupKey},
                                                         {"split", &Sample::split},
                                                         {"metadata", &Sample::metadata}}};

struct FaultInfo {
    Fault fault;
    const char *id; // "empty_reasoning"
    Text label;
};
RETORT_DATA_API const std::vector<FaultInfo> &faultTable();
RETORT_DATA_API std::vector<std::string> faultIds(std::uint32_t faults);
// Throws Error(InvalidArgument) for an unknown id.
RETORT_DATA_API std::uint32_t faultBits(const std::vector<std::string> &ids);

enum class Split : std::uint8_t { Train, Validation, Test };
RETORT_DATA_API const char *splitName(Split split); // "train", "validation", "test"
// Any usual word for a split ("valid", "val", "dev", "eval", …), in any case.
RETORT_DATA_API std::optional<Split> splitFromWord(std::string_view word);

// The key whose hash decides the split: groupKey if set, else the normalised question.
RETORT_DATA_API std::string splitGroupKey(const Sample &sample);

} // namespace retort
