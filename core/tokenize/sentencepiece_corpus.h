// SPDX-License-Identifier: GPL-3.0-or-later
// The input of sentencepiece: counts of a corpus, the settings that follow from them and the options, and
// texts cut into sentences from which nothing can be learned that would clash with control symbols. Pure, any
// thread.
#pragma once

#include "core/base/option.h"
#include "core/base/text.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retort {

class CorpusSurvey {
public:
    CorpusSurvey();
    void add(std::string_view text);
    std::uint64_t texts() const { return m_texts; }
    std::uint64_t characters() const { return m_characters; }
    // The characters that can become a piece (no white space), most frequent first.
    std::vector<std::pair<std::uint64_t, char32_t>> ranking() const;

private:
    std::uint64_t m_texts = 0, m_characters = 0;
    std::vector<std::uint64_t> m_histogram; // by code point
};

struct TrainPlan {
    std::map<std::string, std::string> settings; // sentencepiece's flags
    std::vector<Text> notices;
    int vocabSize = 0;            // asked of sentencepiece; it may give fewer
    std::vector<bool> characters; // by code point: has a token of its own, the others become bytes
    std::uint64_t keepBelow = 0;  // a text is taken when its hash is below; all bits set: every text
    std::uint64_t seed = 0;
    bool takes(std::uint64_t textIndex) const;
};
// Throws Error(InvalidArgument): an option, an empty corpus, or too small a vocabulary.
TrainPlan planTraining(const OptionValues &options, const CorpusSurvey &survey);

// One text → sentences: cut at line breaks, at characters without a token, at those that sentencepiece
// reserves (NUL, tab, U+2581, U+2585), at invalid UTF-8, and inside anything that spells a control symbol or
// a byte piece. Coverage is decided here and not by sentencepiece, which takes no less than 98 %.
void forEachSentence(std::string_view text, const TrainPlan &plan,
                     const std::function<void(std::string_view)> &sentence);
// Two neighbours that BPE could merge: not digits, one script. Without any the BPE trainer ends its process.
bool hasMergeablePair(std::string_view sentence);

} // namespace retort
