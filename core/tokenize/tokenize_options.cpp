// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenize/tokenize_job.h"

namespace retort {

namespace {

OptionSpec vocabSize() {
    OptionSpec spec;
    spec.id = "vocab_size";
    spec.type = OptionType::Int;
    spec.label = RETORT_TR("core", "Vocabulary size");
    spec.help = RETORT_TR(
        "core",
        "How many tokens the vocabulary has, control symbols and the 256 bytes included. 0 fits it to "
        "the corpus: 272 plus twice the number of its characters. Small models want small "
        "vocabularies: embeddings cost vocabulary × width parameters.");
    spec.unit = RETORT_TR("core", "tokens");
    spec.defaultValue = std::int64_t(0);
    spec.minimum = 0;
    spec.maximum = 262'144;
    spec.scale = OptionScale::Log;
    return spec;
}

OptionSpec modelType() {
    OptionSpec spec;
    spec.id = "model_type";
    spec.type = OptionType::Choice;
    spec.label = RETORT_TR("core", "Algorithm");
    spec.help = RETORT_TR(
        "core", "Unigram keeps the pieces that explain the corpus best (Kudo 2018); BPE merges the most "
                "frequent pairs (Sennrich et al. 2016).");
    spec.defaultValue = std::string("unigram");
    spec.choices = {{"unigram", RETORT_TR("core", "Unigram")}, {"bpe", RETORT_TR("core", "BPE")}};
    return spec;
}

OptionSpec characterCoverage() {
    OptionSpec spec;
    spec.id = "character_coverage";
    spec.type = OptionType::Float;
    spec.label = RETORT_TR("core", "Character coverage");
    spec.help = RETORT_TR(
        "core", "Share of the corpus whose characters get a token of their own. Rarer characters are written "
                "as bytes, three tokens for a Chinese one; nothing is lost.");
    spec.defaultValue = 0.9995;
    spec.minimum = 0.9;
    spec.maximum = 1.0;
    spec.step = 0.0005;
    spec.enabledWhen = "byte_fallback";
    return spec;
}

OptionSpec flag(const char *id, Text label, Text help) {
    OptionSpec spec;
    spec.id = id;
    spec.type = OptionType::Bool;
    spec.label = std::move(label);
    spec.help = std::move(help);
    spec.defaultValue = true;
    spec.level = OptionLevel::Advanced;
    return spec;
}

OptionSpec userSymbols() {
    OptionSpec spec;
    spec.id = "user_symbols";
    spec.type = OptionType::Text;
    spec.label = RETORT_TR("core", "Symbols kept whole");
    spec.help = RETORT_TR(
        "core",
        "Strings that are always one token, separated by commas, for example \\boxed,\\frac. Line break "
        "and space always are. Role and think marks are control symbols and need not be named.");
    spec.defaultValue = std::string();
    return spec;
}

OptionSpec maxCharacters() {
    OptionSpec spec;
    spec.id = "max_characters";
    spec.type = OptionType::Float;
    spec.label = RETORT_TR("core", "Characters used at most");
    spec.help = RETORT_TR(
        "core", "A larger corpus is sampled evenly down to this. Time and memory grow with it: about 100 MB "
                "and 10 seconds per million characters.");
    spec.unit = RETORT_TR("core", "million");
    spec.defaultValue = 10.0;
    spec.minimum = 0.01;
    spec.maximum = 500;
    spec.scale = OptionScale::Log;
    spec.level = OptionLevel::Advanced;
    return spec;
}

OptionSpec threads() {
    OptionSpec spec;
    spec.id = "threads";
    spec.type = OptionType::Int;
    spec.label = RETORT_TR("core", "Threads");
    spec.help = RETORT_TR(
        "core", "Threads of sentencepiece. Another number sums in another order and may give a slightly "
                "different vocabulary, so it does not follow the machine.");
    spec.defaultValue = std::int64_t(4);
    spec.minimum = 1;
    spec.maximum = 64;
    spec.level = OptionLevel::Advanced;
    return spec;
}

OptionSpec seed() {
    OptionSpec spec;
    spec.id = "seed";
    spec.type = OptionType::Int;
    spec.label = RETORT_TR("core", "Seed");
    spec.help = RETORT_TR("core", "Decides which texts are taken when the corpus is sampled.");
    spec.defaultValue = std::int64_t(0);
    spec.minimum = 0;
    spec.level = OptionLevel::Advanced;
    return spec;
}

} // namespace

const OptionTable &tokenizeOptions() {
    static const OptionTable table{
        vocabSize(),
        modelType(),
        characterCoverage(),
        userSymbols(),
        flag("byte_fallback", RETORT_TR("core", "Unknown characters as bytes"),
             RETORT_TR(
                 "core",
                 "Off: a character outside the vocabulary is lost. Only for vocabularies that hold every "
                 "character that will ever be asked.")),
        flag("split_digits", RETORT_TR("core", "One token per digit"),
             RETORT_TR("core", "Small models calculate far better when every digit is a token of its own.")),
        maxCharacters(),
        threads(),
        seed(),
    };
    return table;
}

} // namespace retort
