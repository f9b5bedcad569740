// SPDX-License-Identifier: GPL-3.0-or-later
// Congliu/Chinese-DeepSeek-R1-Distill-data-110k and files of its shape.
#include "core/import/record.h"

namespace retort {
namespace {

RecordResult read(Record &record) {
    Sample sample;
    sample.question = record.take("input", place::question);
    sample.reasoning = record.take("reasoning_content", place::reasoning);
    placeAssistantText(record, sample, record.take("content", place::answer));
    return finishRecord(record, std::move(sample));
}

double detect(const std::vector<Record> &head) {
    const double fits = shareOf(head, [](const Record &r) {
        return r.has("input") && r.hasKey("reasoning_content") && r.hasKey("content");
    });
    const double named = shareOf(head, [](const Record &r) { return r.has("repo_name") || r.has("score"); });
    return fits * (named > 0.5 ? 1.0 : 0.85);
}

std::vector<FormatExample> examples() {
    return {
        {R"({"input":"一根绳子长12米，用去四分之一，还剩多少米？","reasoning_content":"先求用去的长度：12×1/4=3。再求剩下的：12-3=9。","content":"剩下 \\boxed{9} 米。","repo_name":"example/none","prompt_tokens_len":31,"score":10})",
         {{.question = "一根绳子长12米，用去四分之一，还剩多少米？",
           .reasoning = "先求用去的长度：12×1/4=3。再求剩下的：12-3=9。",
           .answer = "剩下 \\boxed{9} 米。",
           .source = "example/none",
           .metadata = R"({"prompt_tokens_len":31,"score":10})"}}},
        {R"({"input":"1+1=?","reasoning_content":null,"content":"<think>\n简单。\n</think>\n\n2","repo_name":"example/none","score":0})",
         {{.question = "1+1=?",
           .reasoning = "简单。",
           .answer = "2",
           .source = "example/none",
           .metadata = R"({"score":0})"}}},
        {R"({"input":{"text":"1+1=?"},"reasoning_content":"简单。","content":"2"})", {}},
    };
}

} // namespace

ImportFormat chinese_r1Format() {
    return {.id = "chinese_r1",
            .label = RETORT_TR("core", "Chinese-DeepSeek-R1-Distill (110k)"),
            .help = RETORT_TR("core", "Records with input, reasoning_content and content. repo_name becomes "
                                      "the source; scores and token counts are kept as metadata."),
            .options = {},
            .detect = detect,
            .readerWith = [](const ChosenOptions &) -> RecordReader { return read; },
            .examples = examples};
}

} // namespace retort
