// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/option_make.h"
#include "core/tokenize/tokenize_job.h"

namespace retort {

using namespace option_make;

const OptionTable &tokenizeOptions() {
    static const OptionTable table{
        intOption("vocab_size", 0, RETORT_TR("core", "Vocabulary size"),
                  RETORT_TR("core",
                            "How many tokens the vocabulary has, control symbols and the 256 bytes included. "
                            "0 fits it to the corpus: 272 plus twice the number of its characters. Small "
                            "models want small vocabularies: embeddings cost vocabulary × width parameters."))
            .between(0, 262'144)
            .unit(RETORT_TR("core", "tokens"))
            .zero(RETORT_TR("core", "automatic"))
            .logScale(),
        choiceOption("model_type", "unigram", RETORT_TR("core", "Algorithm"),
                     RETORT_TR("core", "Unigram keeps the pieces that explain the corpus best (Kudo 2018); "
                                       "BPE merges the most frequent pairs (Sennrich et al. 2016)."))
            .choices({{"unigram", RETORT_TR("core", "Unigram")}, {"bpe", RETORT_TR("core", "BPE")}}),
        floatOption(
            "character_coverage", 0.9995, RETORT_TR("core", "Character coverage"),
            RETORT_TR("core",
                      "Share of the corpus whose characters get a token of their own. Rarer characters are "
                      "written as bytes, three tokens for a Chinese one; nothing is lost."))
            .between(0.9, 1)
            .step(0.0005)
            .when("byte_fallback"),
        textOption("user_symbols", "", RETORT_TR("core", "Symbols kept whole"),
                   RETORT_TR("core", "Strings that are always one token, separated by commas, for example "
                                     "\\boxed,\\frac. Line break and space always are. Role and think tokens "
                                     "are control symbols and need not be named.")),
        boolOption("byte_fallback", true, RETORT_TR("core", "Unknown characters as bytes"),
                   RETORT_TR("core", "Off: a character outside the vocabulary is lost. Only for vocabularies "
                                     "that hold every character that will ever be asked."))
            .advanced(),
        boolOption(
            "split_digits", true, RETORT_TR("core", "One token per digit"),
            RETORT_TR("core", "Small models calculate far better when every digit is a token of its own."))
            .advanced(),
        floatOption("max_characters", 10, RETORT_TR("core", "Characters used at most"),
                    RETORT_TR("core", "A larger corpus is sampled evenly down to this. Time and memory grow "
                                      "with it: about 100 MB and 10 seconds per million characters."))
            .between(0.01, 500)
            .unit(RETORT_TR("core", "million"))
            .logScale()
            .advanced(),
        intOption("threads", 4, RETORT_TR("core", "Threads"),
                  RETORT_TR("core",
                            "Threads of sentencepiece. Another number sums in another order and may give a "
                            "slightly different vocabulary, so it does not follow the machine."))
            .between(1, 64)
            .advanced(),
        intOption("seed", 0, RETORT_TR("core", "Seed"),
                  RETORT_TR("core", "Decides which texts are taken when the corpus is sampled."))
            .atLeast(0)
            .advanced(),
    };
    return table;
}

} // namespace retort
