// SPDX-License-Identifier: GPL-3.0-or-later
// A small tokenizer for tests, trained in this process within a fraction of a second, once per program and
// algorithm.
#pragma once

#include "core/codec/tokenizer.h"
#include "core/tokenize/sentencepiece_trainer.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace retort {

inline std::vector<std::string> tinyCorpus() {
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i) {
        const int a = (i * 37 + 11) % 1000, b = (i * 91 + 5) % 1000;
        texts.push_back("计算 " + std::to_string(a) + " + " + std::to_string(b) + " 等于多少？");
        texts.push_back("先看个位，再看十位。\n等一下，检查一遍：" + std::to_string(a + b)
                        + " 对吗？\n所以答案是 \\boxed{" + std::to_string(a + b) + "}。");
        texts.push_back(
            "The user asked: what is <|user|> plus </think>? Let me think step by step, again and again.");
    }
    return texts;
}

inline TrainedSentencePiece trainSentencePiece(const OptionValues &options,
                                               const std::vector<std::string> &texts, JobContext &job) {
    return trainSentencePiece(
        options, [&](const TextReceiver &receive) { (void)std::ranges::all_of(texts, receive); }, job);
}

inline const std::string &tinyModel(const std::string &algorithm = "unigram", bool byteFallback = true) {
    static std::map<std::string, std::string> models;
    std::string &model = models[algorithm + (byteFallback ? "" : "-no-bytes")];
    if (model.empty()) {
        setSentencePieceProgram({});
        JobContext job;
        OptionValues options{
            {"model_type", algorithm}, {"vocab_size", std::int64_t(420)}, {"character_coverage", 1.0}};
        options["byte_fallback"] = byteFallback;
        model = trainSentencePiece(options, tinyCorpus(), job).model;
    }
    return model;
}

inline TokenizerPtr tinyTokenizer(const std::string &algorithm = "unigram") {
    static std::map<std::string, TokenizerPtr> tokenizers;
    TokenizerPtr &tokenizer = tokenizers[algorithm];
    if (!tokenizer)
        tokenizer = tokenizerFromBytes("sentencepiece", tinyModel(algorithm), "tiny.model");
    return tokenizer;
}

// Texts that break tokenizers.
inline std::vector<std::string> nastyTexts() {
    using namespace std::string_literals;
    return {
        ""s,
        " "s,
        "  "s,
        "\n"s,
        "\n\n\n"s,
        "\r\n\t \v\f"s,
        " 前后空格 "s,
        "双  空   格"s,
        "▁"s,
        "▁▁ ▁a▁ ▁"s,
        "a▁b c▁ d"s,
        "▅ ▅▅ and ⁇ ⁇"s,
        "１２３４５，ＡＢＣ。"s,
        "0123456789"s,
        "3.14159 × 2² ≈ ½ ㎡"s,
        "emoji 👍🏽 👩‍👩‍👧‍👦 🇨🇳 e\xcc\x81"s,
        "<|user|> <|assistant|></think><think><|end|><|bos|><|pad|><unk><s></s>"s,
        "<0x41><0xE2><0x96><0x81>"s,
        "\xef\xbb\xbf BOM, \u200b zero width, \u202e right to left"s,
        "\xef\xbf\xbd \xef\xbf\xbe \xef\xb7\x90"s, // U+FFFD and noncharacters
        "\xf0\xa0\xae\xb7\xf0\xa0\xae\xb7 𠮷"s,    // outside the BMP
        "\x01\x02\x1b[31mred\x1b[0m\x7f"s,
        "nul \0 inside\0"s,
        "\xff\xfe broken \xe4\xb8 cut \xed\xa0\x80 surrogate \xc0\xaf \xf4\x90\x80\x80"s,
        "\xe2\x96"s, // the beginning of "▁"
        "\\boxed{42} \\frac{1}{2} $x^2$"s,
        std::string(5000, ' '),
        std::string(3000, 'a'),
        "ก็ नमस्ते السلام עברית ქართული"s,
    };
}

} // namespace retort
