// SPDX-License-Identifier: GPL-3.0-or-later
// Plain tables of question, reasoning and answer under any of the usual names (record.h); also question and
// response with think tags inside, and human solutions beside a final answer (LIMO, NuminaMath).
#include "core/import/record.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace retort {
namespace {

struct Fields {
    std::string_view question, reasoning, answer, reference, choices; // keys; empty: not there
    bool humanSolution = false;
    bool complete() const { return !question.empty() && !answer.empty(); }
};

std::string_view firstExcept(const Record &record, const std::vector<std::string_view> &names,
                             std::initializer_list<std::string_view> taken) {
    for (const std::string_view name : names) {
        const std::string_view key = record.firstOf({name});
        if (!key.empty() && std::ranges::find(taken, key) == taken.end())
            return key;
    }
    return {};
}

bool isListOfTexts(const Record &record, std::string_view key) {
    const auto list = record.listAt(key);
    return list && std::all_of(list->begin(), list->end(), [](JsonValue item) { return item.is_string(); });
}

// An API's pair is one message, whatever answers stand beside it.
std::string_view answerBeside(const Record &record, std::string_view question, std::string_view reasoning) {
    const std::string_view content = record.firstOf({"content"});
    if (!content.empty() && !reasoning.empty() && reasoning == record.firstOf({"reasoning_content"}))
        return content;
    return firstExcept(record, answerAliases(), {question, reasoning});
}

Fields fieldsOf(const Record &record) {
    Fields fields;
    fields.question = record.firstOf(questionAliases());
    fields.reasoning = firstExcept(record, reasoningAliases(), {fields.question});
    const std::string_view plain = answerBeside(record, fields.question, fields.reasoning);
    const std::string_view model =
        firstExcept(record, modelAnswerAliases(), {fields.question, fields.reasoning});
    fields.answer = model.empty() ? plain : model;
    // A model's own answer beside a plain one: that is the reference (s1K, GeneralThought).
    if (!model.empty() && record.firstOf(referenceAliases()).empty())
        fields.reference = plain;
    // A human solution beside a final answer is the reasoning when there is no other (LIMO, NuminaMath).
    const std::string_view solution = record.firstOf({"solution"});
    if (fields.reasoning.empty() && model.empty() && solution != fields.answer)
        fields.reasoning = solution;
    fields.humanSolution = !solution.empty() && fields.reasoning == solution;
    for (const std::string_view key : {"options", "choices"})
        if (fields.choices.empty() && isListOfTexts(record, key))
            fields.choices = key;
    return fields;
}

// "A. …" lines under the question, unless it shows them already.
void appendChoices(Record &record, Sample &sample, std::string_view key) {
    const simdjson::dom::array list = *record.listAt(key);
    if (list.size() < 2 || list.size() > 26)
        return;
    std::string lines;
    char letter = 'A';
    for (const JsonValue item : list) {
        const std::string_view choice = *stringOf(item);
        if (sample.question.find(choice) != std::string::npos)
            return;
        const bool lettered = choice.size() > 1 && choice[0] == letter
                              && (choice[1] == '.' || choice[1] == ':' || choice[1] == ')');
        lines += "\n";
        if (!lettered)
            (lines += letter) += ". ";
        lines += choice;
        ++letter;
    }
    sample.question += lines;
    record.place(key, place::question);
}

// NuminaMath writes these where there is no answer to compare with.
bool isNoReference(std::string_view reference) {
    return reference == "proof" || reference == "notfound";
}

RecordResult read(Record &record) {
    const Fields fields = fieldsOf(record);
    Sample sample;
    if (!fields.question.empty())
        sample.question = record.take(fields.question, place::question);
    if (!fields.reasoning.empty())
        sample.reasoning = record.take(fields.reasoning, place::reasoning);
    if (!fields.reference.empty())
        sample.reference = record.take(fields.reference, place::reference);
    if (!fields.answer.empty()) {
        std::string answer =
            record.take(fields.answer, sample.reasoning.empty() ? place::reasoningAndAnswer : place::answer);
        if (fields.humanSolution && !isNoReference(answer) && record.firstOf(referenceAliases()).empty())
            sample.reference = answer;
        placeAssistantText(record, sample, std::move(answer));
    }
    if (!fields.choices.empty() && !isBlank(sample.question))
        appendChoices(record, sample, fields.choices);
    // "instruction" beside a question tells the role of the assistant.
    const std::string_view instruction = record.firstOf({"instruction"});
    const bool ownSystem = !record.firstOf({"system", "system_prompt"}).empty();
    if (!instruction.empty() && instruction != fields.question && !ownSystem)
        sample.system = record.take(instruction, place::system);
    return finishRecord(record, std::move(sample));
}

double detect(const std::vector<Record> &head) {
    const double complete = shareOf(head, [](const Record &r) { return fieldsOf(r).complete(); });
    const double traced = shareOf(head, [](const Record &r) {
        const Fields fields = fieldsOf(r);
        const std::string_view answer = r.stringAt(fields.answer);
        return !fields.reasoning.empty() || answer.find("</think") != std::string_view::npos
               || answer.find("_of_thought|>") != std::string_view::npos;
    });
    return complete * (0.4 + 0.3 * traced);
}

std::vector<FormatExample> examples() {
    return {
        {R"({"pageid":100,"title":"农业","question":"为什么轮作？","thinking":"想到土壤肥力。","answer":"保持肥力。","url":"https://example.org"})",
         {{.question = "为什么轮作？",
           .reasoning = "想到土壤肥力。",
           .answer = "保持肥力。",
           .metadata = R"({"pageid":100,"title":"农业","url":"https://example.org"})"}}},
        {R"({"question":"为什么轮作？","thinking":"想到土壤肥力。","answer":"保持肥力。","content":"轮作是一种耕作方式。"})",
         {{.question = "为什么轮作？",
           .reasoning = "想到土壤肥力。",
           .answer = "保持肥力。",
           .metadata = R"({"content":"轮作是一种耕作方式。"})"}}},
        {R"({"question":"1+1=?","reasoning_content":"简单。","content":"得 2。","answer":"2"})",
         {{.question = "1+1=?", .reasoning = "简单。", .answer = "得 2。", .metadata = R"({"answer":"2"})"}}},
        {R"({"instruction":"你是一名医生。","question":"感冒要吃抗生素吗？","think":"多数感冒由病毒引起，抗生素无效。","answer":"一般不需要。","metrics":{"quality_f1":0.8}})",
         {{.system = "你是一名医生。",
           .question = "感冒要吃抗生素吗？",
           .reasoning = "多数感冒由病毒引起，抗生素无效。",
           .answer = "一般不需要。",
           .metadata = R"({"metrics":{"quality_f1":0.8}})"}}},
        {R"({"id":"68","question":"Is it safe?","response":"<think>\nThink of the dose.\n</think>\n\nYes, in small amounts.","category":["Health"],"source":"hand","score":{"Safety":10}})",
         {{.question = "Is it safe?",
           .reasoning = "Think of the dose.",
           .answer = "Yes, in small amounts.",
           .source = "hand",
           .metadata = R"({"id":"68","category":["Health"],"score":{"Safety":10}})"}}},
        {R"({"question":"2的3次方是多少？","solution":"8","deepseek_thinking_trajectory":"2*2=4，4*2=8。","deepseek_attempt":"\\boxed{8}"})",
         {{.question = "2的3次方是多少？",
           .reasoning = "2*2=4，4*2=8。",
           .answer = "\\boxed{8}",
           .reference = "8"}}},
        {R"({"problem":"3+4=?","solution":"三加四得七。","answer":"7"})",
         {{.question = "3+4=?", .reasoning = "三加四得七。", .answer = "7", .reference = "7"}}},
        {R"({"Context":"I feel tired.","Response":"Sleep more."})",
         {{.question = "I feel tired.", .answer = "Sleep more."}}},
        {R"({"question":"哪个是偶数？","options":["三","四"],"answer":"B","reason":"四能被二整除。","gen_ans":"选 B。"})",
         {{.question = "哪个是偶数？\nA. 三\nB. 四",
           .reasoning = "四能被二整除。",
           .answer = "选 B。",
           .reference = "B"}}},
        {R"({"title":"只有标题"})", {}},
    };
}

} // namespace

ImportFormat qa_tableFormat() {
    return {
        .id = "qa_table",
        .label = RETORT_TR("core", "Question, reasoning, answer"),
        .help = RETORT_TR(
            "core",
            "Plain records with a question and an answer and usually a reasoning, under any of the common "
            "names (question, problem, thinking, cot, response …) or with think tags inside the answer."),
        .options = {},
        .detect = detect,
        .readerWith = [](const ChosenOptions &) -> RecordReader { return read; },
        .examples = examples};
}

} // namespace retort
