// SPDX-License-Identifier: GPL-3.0-or-later
// Stage "tokenize": trains a lossless sentencepiece tokenizer on the train split of a version, proves that it
// gives back every text of the version unchanged, writes and registers models/tokenizer-NNNN. Blocking.
#pragma once

#include "core/base/export.h"
#include "core/base/job.h"
#include "core/base/option.h"
#include "core/codec/tokenizer.h"
#include "core/data/project/project.h"
#include "core/data/versions/version_store.h"
#include "core/tokenize/tokenizer_stats.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace retort {

RETORT_DATA_API const OptionTable &tokenizeOptions();

struct TokenizeConfig {
    std::shared_ptr<Project> project;
    VersionId version = 0;
    std::string name; // empty: given, e.g. "unigram-1k-v3"
    OptionValues options;
};

struct TokenizeResult {
    std::int64_t tokenizerId = 0; // of RunStore::tokenizers()
    std::string name, hash;
    std::filesystem::path file;
    int vocabSize = 0;
    std::int64_t textsUsed = 0, textsInSplit = 0; // texts taken for training; fewer when a limit sampled them
    TokenizerStats stats;                         // over the whole version
    std::vector<Text> notices;                    // "only 812 pieces could be made of this corpus", …
    double seconds = 0;
};

// Throws Error(InvalidArgument: an option, or a vocabulary too small for the corpus, with the smallest
// possible size), Error(NotFound: version), Error(Mismatch: a text that does not come back), Cancelled
// (within 50 ms; see sentencepiece_trainer.h for what that takes).
RETORT_DATA_API TokenizeResult runTokenizeJob(const TokenizeConfig &config, JobContext &job);

// The measures taken when it was trained, out of TokenizerRecord::configJson; zeros where there are none.
RETORT_DATA_API TokenizerStats recordedStats(std::string_view recordConfigJson);

} // namespace retort
