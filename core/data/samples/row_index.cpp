// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/samples/row_index.h"

#include "core/base/hash.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace retort {

OwnSplit ownSplitOf(const std::string &split) {
    std::string name = split;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return char(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    if (name == "train" || name == "training")
        return OwnSplit::Train;
    if (name == "valid" || name == "validation" || name == "val" || name == "dev" || name == "eval")
        return OwnSplit::Validation;
    if (name == "test")
        return OwnSplit::Test;
    return OwnSplit::None;
}

// The prefix keeps a generator's key and a question that reads the same apart.
std::string splitGroupKey(const Sample &sample) {
    return sample.groupKey.empty() ? "q:" + foldKey(sample.question) : "k:" + sample.groupKey;
}

std::uint64_t questionHash(const Sample &sample) {
    return xxh3(foldKey(sample.question));
}

std::uint64_t contentHash(const Sample &sample) {
    std::uint64_t hash = xxh3(sample.question);
    hash = xxh3(sample.reasoning, hash); // chained by seed: a text that moves between fields changes it
    return xxh3(sample.answer, hash);
}

RowIndex rowIndexOf(const Sample &sample) {
    RowIndex index;
    index.faults = sample.faults;
    index.questionChars = std::uint32_t(codePointCount(sample.question));
    index.reasoningChars = std::uint32_t(codePointCount(sample.reasoning));
    index.answerChars = std::uint32_t(codePointCount(sample.answer));
    index.flags = std::uint8_t((sample.reference.empty() ? 0 : HasReference)
                               | int(ownSplitOf(sample.split)) << OwnSplitShift);
    const std::string folded = foldKey(sample.question);
    index.questionHash = xxh3(folded);
    index.groupHash = sample.groupKey.empty() ? xxh3("q:" + folded) : xxh3("k:" + sample.groupKey);
    index.contentHash = contentHash(sample);
    return index;
}

} // namespace retort
