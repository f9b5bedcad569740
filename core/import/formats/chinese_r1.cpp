// SPDX-License-Identifier: GPL-3.0-or-later
// Congliu/Chinese-DeepSeek-R1-Distill-data-110k and files of its shape (formats.md A1).
#include "core/import/record.h"

namespace retort {

namespace {

class Reader : public RecordReader {
public:
    RecordResult read(Record &record) const override {
        Sample sample;
        sample.question = record.take("input", place::question);
        sample.reasoning = record.take("reasoning_content", place::reasoning);
        placeAssistantText(record, sample, record.take("content", place::answer));
        return finishRecord(record, std::move(sample));
    }
};

Sample example(std::string question, std::string reasoning, std::string answer, std::string source,
               std::string metadata) {
    Sample sample;
    sample.question = std::move(question);
    sample.reasoning = std::move(reasoning);
    sample.answer = std::move(answer);
    sample.source = std::move(source);
    sample.metadata = std::move(metadata);
    return sample;
}

class ChineseR1 : public ImportFormat {
public:
    const char *id() const override { return "chinese_r1"; }
    Text label() const override { return RETORT_TR("core", "Chinese-DeepSeek-R1-Distill (110k)"); }
    Text help() const override {
        return RETORT_TR("core", "Records with input, reasoning_content and content. repo_name becomes the "
                                 "source; scores and token counts are kept as metadata.");
    }

    double detect(const std::vector<Record> &head) const override {
        const double fits = shareOf(head, [](const Record &r) {
            return r.has("input") && r.hasKey("reasoning_content") && r.hasKey("content");
        });
        const double named =
            shareOf(head, [](const Record &r) { return r.has("repo_name") || r.has("score"); });
        return fits * (named > 0.5 ? 1.0 : 0.85);
    }

    std::unique_ptr<RecordReader> reader(const OptionValues &) const override {
        return std::make_unique<Reader>();
    }

    std::vector<FormatExample> examples() const override {
        return {
            {R"({"input":"一根绳子长12米，用去四分之一，还剩多少米？","reasoning_content":"先求用去的长度：12×1/4=3。再求剩下的：12-3=9。","content":"剩下 \\boxed{9} 米。","repo_name":"example/none","prompt_tokens_len":31,"score":10})",
             {example("一根绳子长12米，用去四分之一，还剩多少米？",
                      "先求用去的长度：12×1/4=3。再求剩下的：12-3=9。", "剩下 \\boxed{9} 米。",
                      "example/none", R"({"prompt_tokens_len":31,"score":10})")}},
            {R"({"input":"1+1=?","reasoning_content":null,"content":"<think>\n简单。\n</think>\n\n2","repo_name":"example/none","score":0})",
             {example("1+1=?", "简单。", "2", "example/none", R"({"score":0})")}},
            {R"({"input":{"text":"1+1=?"},"reasoning_content":"简单。","content":"2"})", {}},
        };
    }
};

} // namespace

RETORT_DEFINE_FORMAT(chinese_r1, ChineseR1)

} // namespace retort
